package org.doanket.campaign.clock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long something may take, from a day on. @param working in working days, else in days of the calendar */
@Schema(name = "ClockRule")
public record ClockView(String jurisdiction, String what, LocalDate validFrom, int days, boolean working, String citation, boolean verified, OffsetDateTime cancelledAt,
        String cancelledWhy, long version) {

    static ClockView of(ResultSet row) throws SQLException {
        return new ClockView(row.getString("jurisdiction"), row.getString("what"), row.getObject("valid_from", LocalDate.class), row.getInt("days"),
                row.getBoolean("working"), row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class),
                row.getString("cancelled_why"), row.getLong("version"));
    }

    /** @param last the last day that is in time. @param by the rule that says so */
    public record Due(LocalDate last, String by) {
    }

    /**
     * A day unlike others of its weekday.
     *
     * @param worked    a weekend that is worked, or else a day off
     * @param everyYear off without a notice; one that is declared for that day goes before it
     * @param version   0 of one that was not declared
     */
    @Schema(name = "ClockHoliday")
    public record Holiday(String jurisdiction, LocalDate day, boolean worked, boolean everyYear, String citation, long version) {
    }
}
