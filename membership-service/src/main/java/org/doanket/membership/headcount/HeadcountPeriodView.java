package org.doanket.membership.headcount;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A period in which a unit asks those below for their head counts.
 *
 * @param unitId   who asks
 * @param level    of the units that must answer
 * @param closesOn the last day on which a report may be filed or changed
 */
@Schema(name = "HeadcountPeriod")
public record HeadcountPeriodView(UUID id, UUID unitId, String code, String name, String kind, String level, LocalDate from, LocalDate to,
        LocalDate cutOff, LocalDate opensOn, LocalDate dueOn, LocalDate closesOn, long version) {

    /** How far a period has come among the units of its level; a late one should have filed by now. */
    @Schema(name = "HeadcountProgress")
    public record Progress(UUID periodId, long expected, long missing, long draft, long pending, long approved, long rejected, long late) {
    }

    /** A unit that must answer and how far it is. @param state of its report, or missing */
    @Schema(name = "HeadcountTask")
    public record Task(UUID unitId, String code, String name, String kind, String state, UUID reportId, boolean late, int daysLate) {

        static Task of(ResultSet row) throws SQLException {
            return new Task(row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"), row.getString("kind"),
                    row.getString("state"), row.getObject("report_id", UUID.class), row.getBoolean("late"), row.getInt("days_late"));
        }
    }

    /** A figure that a report may have besides members and workers. @param name in the reader's language */
    /** @param partOf what it cannot exceed: another figure, or workers; @param countedBy the persons that a sum is of */
    @Schema(name = "HeadcountFigure")
    public record Figure(String jurisdiction, String code, String name, String partOf, String countedBy, String citation, boolean verified) {
    }

    static HeadcountPeriodView of(ResultSet row) throws SQLException {
        return new HeadcountPeriodView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"),
                row.getString("name"), row.getString("kind"), row.getString("level"), row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class), row.getObject("cut_off", LocalDate.class),
                row.getObject("opens_on", LocalDate.class), row.getObject("due_on", LocalDate.class),
                row.getObject("closes_on", LocalDate.class), row.getLong("version"));
    }
}
