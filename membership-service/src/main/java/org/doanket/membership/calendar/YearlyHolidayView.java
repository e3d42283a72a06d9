package org.doanket.membership.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a day of the year is, from a day on until another rule of the same begins.
 *
 * @param off    false: a day like any other from then on
 * @param madeUp whether the next day that is worked is off where it falls on a weekend
 */
@Schema(name = "YearlyHoliday")
public record YearlyHolidayView(UUID id, String jurisdiction, int month, int day, LocalDate validFrom, boolean off, boolean madeUp, String citation, boolean verified,
        OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<YearlyHolidayView> TABLE = RuleTable.of("yearly_holiday_rule", List.of("jurisdiction", "month", "day"), YearlyHolidayView::of);

    static YearlyHolidayView of(ResultSet row) throws SQLException {
        return new YearlyHolidayView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getInt("month"), row.getInt("day"),
                row.getObject("valid_from", LocalDate.class), row.getBoolean("is_off"), row.getBoolean("made_up"), row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
