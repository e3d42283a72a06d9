package org.doanket.membership.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A day unlike others of its weekday.
 *
 * @param worked    true for a weekend that is worked, false for a day off
 * @param everyYear off without a notice; one that is declared for that day goes before it
 */
@Schema(name = "Holiday")
public record HolidayView(String jurisdiction, LocalDate day, boolean worked, String code, boolean everyYear, String citation) {

    static HolidayView of(ResultSet row) throws SQLException {
        return new HolidayView(row.getString("jurisdiction"), row.getObject("day", LocalDate.class), row.getBoolean("worked"), row.getString("code"),
                false, row.getString("citation"));
    }
}
