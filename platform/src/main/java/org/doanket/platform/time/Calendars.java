package org.doanket.platform.time;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import org.doanket.platform.sql.Sql;

/** Calendars as services keep them: {@code holiday} has the days that a year's notice declares, {@code yearly_holiday} those that come every year. */
public final class Calendars {

    private Calendars() {
    }

    public static WorkingDays between(AgroalDataSource dataSource, String jurisdiction, LocalDate first, LocalDate last) {
        try (Connection connection = dataSource.getConnection()) {
            return between(connection, jurisdiction, first, last);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Of whole years: what is declared of one day may be why another is off. */
    public static WorkingDays between(Connection connection, String jurisdiction, LocalDate first, LocalDate last) throws SQLException {
        Map<LocalDate, Boolean> declared = new HashMap<>();
        Sql.of("SELECT day, worked FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) AND day < make_date(?, 1, 1)", jurisdiction,
                first.getYear(), last.getYear() + 1).list(connection, row -> declared.put(row.getObject("day", LocalDate.class), row.getBoolean("worked")));
        // Where they are rules with a day they may end, too; elsewhere there is no such column.
        return new WorkingDays(declared, Sql.of("SELECT y.*, (to_jsonb(y) ->> 'until')::date AS off_until FROM yearly_holiday y WHERE jurisdiction = ?",
                jurisdiction).list(connection, row -> new WorkingDays.Yearly(MonthDay.of(row.getInt("month"), row.getInt("day")),
                        row.getObject("since", LocalDate.class), row.getObject("off_until", LocalDate.class), row.getBoolean("made_up"), row.getString("citation"))));
    }
}
