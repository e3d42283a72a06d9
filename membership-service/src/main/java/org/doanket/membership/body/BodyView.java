package org.doanket.membership.body;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A body of a unit for one term; names of codes are in the reader's language.
 *
 * @param state       awaiting (recognition), sitting, refused or ended
 * @param vacancies   seats that nobody has
 * @param plannedEnd  when the next congress is due
 * @param recognition number of the decision of the unit above, where there is one
 * @param endedOn     the first day on which it was no more, or null
 * @param findings    what about it is against a rule, though it may sit
 */
@Schema(name = "Body")
public record BodyView(UUID id, UUID unitId, String unitName, String kind, String kindName, String basis, String state, int seats, int vacancies,
        String congress, LocalDate congressOn, String actNumber, LocalDate actDate, LocalDate startsOn, LocalDate plannedEnd, String recognition,
        LocalDate recognisedOn, LocalDate endedOn, String endReason, String endAct, List<Finding> findings, long version) {

    /** A day by which something has to be done, and the rule that says so. */
    @Schema(name = "BodyDeadline")
    public record Deadline(String what, LocalDate day, String citation, boolean verified) {
    }

    /** What a rule would have otherwise. @param text in the reader's language */
    @Schema(name = "BodyFinding")
    public record Finding(String code, String text, String citation, boolean verified) {
    }

    static BodyView of(ResultSet row) throws SQLException {
        int seats = row.getInt("seats");
        return new BodyView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_name"),
                row.getString("kind"), row.getString("kind_name"), row.getString("basis"), row.getString("state"), seats,
                Math.max(0, seats - row.getInt("seated")), row.getString("congress"), row.getObject("congress_on", LocalDate.class),
                row.getString("act_number"), row.getObject("act_date", LocalDate.class), row.getObject("starts_on", LocalDate.class),
                row.getObject("planned_end", LocalDate.class), row.getString("recognition"), row.getObject("recognised_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class), row.getString("end_reason"), row.getString("end_act"), findings(row), row.getLong("version"));
    }

    private static List<Finding> findings(ResultSet row) throws SQLException {
        Integer least = row.getObject("least_seats", Integer.class);
        int seated = row.getInt("seated");
        return least == null || seated >= least || row.getObject("ended_on") != null ? List.of()
                : List.of(new Finding("too-few-in-body", Messages.text(Language.current(), "fault.too-few-in-body", seated, least), row.getString("least_citation"), row.getBoolean("least_verified")));
    }
}
