package org.doanket.membership.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A team as officers see it.
 *
 * @param service a word such as {@code motorbike-taxi}; {@code areas} codes of administrative units
 * @param endedOn the first day on which it was no more, or null
 */
@Schema(name = "Team")
public record TeamView(UUID id, UUID unitId, String name, String service, List<String> areas, String hotline, LocalDate foundedOn,
        String actNumber, long members, LocalDate endedOn, String endReason, long version) {

    /** A team as anybody may see it: nobody's name, and no number so small that it tells of persons. */
    @Schema(name = "PublicTeam")
    public record Public(UUID id, String name, String service, List<String> areas, String hotline, String unitName, LocalDate since, Long members) {
    }

    /** Somebody's part in a team. @param cardId of the public card; {@code restrictedSince} from when on the member has the file only kept, or null */
    @Schema(name = "TeamMember")
    public record Member(UUID id, UUID teamId, UUID memberId, String memberName, String duty, String cardNumber, UUID cardId, LocalDate joinedOn,
            LocalDate leftOn, String leftReason, OffsetDateTime restrictedSince, long version) {

        @Override
        public String toString() {
            return "Member[id=" + id + ", version=" + version + "]";
        }
    }

    /**
     * The public card: what its bearer agreed to have shown, and nothing else. No longer valid, it shows no person,
     * nor while the bearer has had the file restricted.
     *
     * @param name  as agreed, or null
     * @param phone if agreed, or null
     */
    @Schema(name = "TeamCard")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Card(String number, boolean valid, String name, String phone, String duty, String team, String service, List<String> areas,
            String hotline, String unitName) {

        @Override
        public String toString() {
            return "Card[" + number + "]";
        }
    }

    /** That something was agreed to; the words themselves are on the card only. */
    @Schema(name = "TeamConsent")
    public record Consent(UUID id, String purpose, String proof, LocalDate givenOn, String givenTo, OffsetDateTime withdrawnAt) {
    }

    /** Something given out. */
    @Schema(name = "TeamHandover")
    public record Handover(UUID id, UUID teamId, UUID teamMemberId, String item, String serial, int quantity, LocalDate givenOn,
            LocalDate returnedOn, String condition) {

        static Handover of(ResultSet row) throws SQLException {
            return new Handover(row.getObject("id", UUID.class), row.getObject("team_id", UUID.class), row.getObject("team_member_id", UUID.class),
                    row.getString("item"), row.getString("serial"), row.getInt("quantity"), row.getObject("given_on", LocalDate.class),
                    row.getObject("returned_on", LocalDate.class), row.getString("condition"));
        }
    }

    static TeamView of(ResultSet row) throws SQLException {
        return new TeamView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("name"), row.getString("service"),
                List.of((String[]) row.getArray("areas").getArray()), row.getString("hotline"), row.getObject("founded_on", LocalDate.class),
                row.getString("act_number"), row.getLong("members"), row.getObject("ended_on", LocalDate.class), row.getString("end_reason"),
                row.getLong("version"));
    }
}
