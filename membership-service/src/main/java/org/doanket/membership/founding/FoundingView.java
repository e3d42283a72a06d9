package org.doanket.membership.founding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A union in the making.
 *
 * @param unitId    the unit above, which is asked to recognise
 * @param state     draft | submitted | returned | recognised | abandoned
 * @param answerDue until when the unit above answers; null where no rule says
 * @param reasons   of the last return, or why it was given up
 * @param foundedId the unit that came of it
 */
@Schema(name = "Founding")
public record FoundingView(UUID id, UUID unitId, String unitName, String jurisdiction, String kind, String name, String workplace,
        String workplaceCode, String address, List<String> territory, String state, int people, FoundingCommand.Congress congress,
        FoundingCommand.Meeting meeting, LocalDate submittedOn, LocalDate answerDue, String reasons, LocalDate decidedOn, String actNumber,
        UUID foundedId, OffsetDateTime enteredAt, @JsonIgnore Instant changedAt, long version) {

    /** In a list: without what was said and voted. */
    @Schema(name = "FoundingListed")
    public record Listed(UUID id, UUID unitId, String unitName, String kind, String name, String state, int people, LocalDate congressOn,
            LocalDate submittedOn, LocalDate answerDue, UUID foundedId, long version) {

        static Listed of(ResultSet row) throws SQLException {
            return new Listed(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_name"),
                    row.getString("kind"), row.getString("name"), row.getString("state"), row.getInt("people"),
                    row.getObject("congress_on", LocalDate.class), row.getObject("submitted_on", LocalDate.class),
                    row.getObject("answer_due", LocalDate.class), row.getObject("founded_id", UUID.class), row.getLong("version"));
        }
    }

    /**
     * Something that the rules say of it.
     *
     * @param blocks   the dossier cannot go up like this; else it is said to the unit above
     * @param citation where it stands; null where arithmetic says so
     */
    @Schema(name = "FoundingFinding")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(String code, boolean blocks, String text, String citation, Boolean verified) {
    }

    /** A paper of the dossier. @param address where it is to be had as PDF */
    @Schema(name = "FoundingPaper")
    public record Listing(String code, String title, String address) {
    }

    static FoundingView of(ResultSet row, FieldVault vault, ObjectMapper json) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] wrapped = row.getBytes("key");
        FieldVault.Key key = wrapped == null ? null : vault.key(wrapped);
        return new FoundingView(id, row.getObject("unit_id", UUID.class), row.getString("unit_name"), row.getString("jurisdiction"),
                row.getString("kind"), row.getString("name"), row.getString("workplace"), row.getString("workplace_code"),
                row.getString("address"), List.of((String[]) row.getArray("territory").getArray()), row.getString("state"), row.getInt("people"),
                key == null ? null : FoundingPersonView.read(json, key.openText(congressPlace(id), row.getBytes("congress")),
                        FoundingCommand.Congress.class),
                key == null ? null : FoundingPersonView.read(json, key.openText(meetingPlace(id), row.getBytes("meeting")),
                        FoundingCommand.Meeting.class),
                row.getObject("submitted_on", LocalDate.class), row.getObject("answer_due", LocalDate.class), row.getString("reasons"),
                row.getObject("decided_on", LocalDate.class), row.getString("act_number"), row.getObject("founded_id", UUID.class),
                row.getObject("entered_at", OffsetDateTime.class), row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    static String congressPlace(UUID founding) {
        return "founding.congress:" + founding;
    }

    static String meetingPlace(UUID founding) {
        return "founding.meeting:" + founding;
    }

    @Override
    public String toString() {
        return "FoundingView[id=" + id + ", state=" + state + "]";
    }
}
