package org.doanket.membership.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A transfer as one side may see it.
 *
 * @param askedBy       from | to | member
 * @param from          null to the side that wishes to receive, until the side that holds the member has accepted
 * @param member        null as long as that is, and where it came to nothing
 * @param movesOn       the first day in the unit that receives
 * @param category      as which the member goes there; null: as before
 * @param silenceEnds   after this day the unit above both may decide
 * @param isSilent      it may now
 * @param decidedAbove  the unit above both has decided
 * @param applicationId the application that led to it, on the side where that was made
 */
@Schema(name = "Transfer")
public record TransferView(UUID id, String state, String askedBy, Unit from, Unit to, Person member, LocalDate movesOn, String category, String note,
        OffsetDateTime askedAt, LocalDate silenceEnds, String citation, boolean isSilent, OffsetDateTime fromAgreedAt, OffsetDateTime toAgreedAt,
        boolean decidedAbove, String decisionNumber, String reason, OffsetDateTime closedAt, UUID applicationId, long version) {

    @Schema(name = "TransferUnit")
    public record Unit(UUID id, String code, String name) {
    }

    /** @param joinedOn since when he is a member: that goes along; {@code restrictedSince} since when the file is only kept, not used, or null */
    @Schema(name = "TransferMember")
    public record Person(UUID id, String code, String fullName, String category, LocalDate joinedOn, OffsetDateTime restrictedSince) {
        @Override
        public String toString() {
            return "Person[id=" + id + "]";
        }
    }

    static TransferView of(ResultSet row, UnitScope scope, LocalDate today) throws SQLException {
        boolean isFrom = scope.contains(row.getString("from_path"));
        boolean isTo = scope.contains(row.getString("to_path"));
        String state = row.getString("state");
        boolean isNamed = isFrom || !row.getString("asked_by").equals("to") || state.equals("accepted") || state.equals("done");
        LocalDate silenceEnds = row.getObject("silence_ends", LocalDate.class);
        return new TransferView(row.getObject("id", UUID.class), state, row.getString("asked_by"),
                isNamed ? new Unit(row.getObject("from_unit", UUID.class), row.getString("from_code"), row.getString("from_name")) : null,
                new Unit(row.getObject("to_unit", UUID.class), row.getString("to_code"), row.getString("to_name")),
                row.getString("member_code") == null ? null : new Person(row.getObject("member_id", UUID.class), row.getString("member_code"),
                        row.getString("member_name"), row.getString("member_category"), row.getObject("member_joined_on", LocalDate.class),
                        row.getObject("restricted_since", OffsetDateTime.class)),
                row.getObject("moves_on", LocalDate.class), row.getString("category"), row.getString("note"), row.getObject("asked_at", OffsetDateTime.class), silenceEnds,
                row.getString("citation"), state.equals("asked") && (silenceEnds == null || today.isAfter(silenceEnds)),
                row.getObject("from_agreed_at", OffsetDateTime.class), row.getObject("to_agreed_at", OffsetDateTime.class),
                row.getBoolean("decided_above"), row.getString("decision_number"), row.getString("reason"),
                row.getObject("closed_at", OffsetDateTime.class), isTo ? row.getObject("application_id", UUID.class) : null, row.getLong("version"));
    }
}
