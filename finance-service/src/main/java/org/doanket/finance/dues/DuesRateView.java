package org.doanket.finance.dues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What a unit has resolved for itself. {@code validTo}: the first day on which it holds no more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DuesRateView(UUID id, UUID unit, LocalDate validFrom, Ratio rate, boolean capBinds, Money fixedAmount, String resolution,
        LocalDate validTo, String endedWhy, OffsetDateTime cancelledAt, String cancelledWhy) {

    static DuesRateView of(ResultSet row) throws SQLException {
        Long numerator = row.getObject("rate_num", Long.class);
        Long fixed = row.getObject("fixed_amount", Long.class);
        return new DuesRateView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getObject("valid_from", LocalDate.class), numerator == null ? null : new Ratio(numerator, row.getLong("rate_den")),
                row.getBoolean("cap_binds"), fixed == null ? null : new Money(fixed, row.getString("currency")),
                row.getString("resolution"), row.getObject("valid_to", LocalDate.class), row.getString("ended_why"),
                row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
