package org.doanket.finance.dues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;

/**
 * The sums of a unit for a month. {@code shared} is what went up of what was collected; of the fund likewise. {@code takenOver}: what was still
 * owed to units that ended and whose heir this one is; {@code handedOn}: what of this one's, that ended, is its heirs' to collect.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitMonthView(UUID id, UUID unit, YearMonth month, long members, Money assessed, Money excess, Money takenOver, Money handedOn,
        Money collected, Money outstanding, Money shared, Money fundCollected, Money fundShared) {

    static UnitMonthView of(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Money assessed = new Money(row.getLong("assessed"), currency);
        Money collected = new Money(row.getLong("dues_collected"), currency);
        return new UnitMonthView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getLong("members"), assessed,
                new Money(row.getLong("excess"), currency), over(row, "taken"), over(row, "handed"),
                collected, new Money(assessed.amount() + row.getLong("taken") - row.getLong("handed") - collected.amount(), currency),
                new Money(row.getLong("dues_shared"), currency), new Money(row.getLong("fund_collected"), currency),
                new Money(row.getLong("fund_shared"), currency));
    }

    private static Money over(ResultSet row, String column) throws SQLException {
        return row.getLong(column) == 0 ? null : new Money(row.getLong(column), row.getString("currency"));
    }
}
