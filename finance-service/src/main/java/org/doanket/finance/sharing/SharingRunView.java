package org.doanket.finance.sharing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;

/**
 * A run over the shares of a subtree. {@code up} and {@code down} are in minor units: what goes up more than before, and what comes back.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingRunView(UUID id, UUID unit, String kind, YearMonth from, YearMonth to, String mode, String state, Long units,
Long lines,
Long up, Long down, OffsetDateTime createdAt) {

    static SharingRunView of(ResultSet row) throws SQLException {
        return new SharingRunView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("kind"),
                YearMonth.from(row.getObject("from_month", LocalDate.class)), YearMonth.from(row.getObject("to_month", LocalDate.class)),
                row.getString("mode"), row.getString("state"), row.getObject("units", Long.class), row.getObject("lines", Long.class),
                row.getObject("up", Long.class), row.getObject("down", Long.class), row.getObject("created_at", OffsetDateTime.class));
    }

    /**
     * What a run changes, or would change, between a unit and the one above it. {@code step}: what goes up more, below zero where it comes
     * back; {@code before}: what had been booked. Of a refund {@code month} is the first of its year.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(@JsonIgnore long no, UUID unit, UUID upper, YearMonth month, String stream, String origin, Money before,
    Money step, UUID ratio,
    String citation, Boolean verified) {

        static Line of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            return new Line(row.getLong("no"), row.getObject("unit_id", UUID.class), row.getObject("upper_id", UUID.class),
                    YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("stream"), row.getString("origin"),
                    new Money(row.getLong("before"), currency), new Money(row.getLong("step"), currency), row.getObject("ratio_id",
                    UUID.class),
                    row.getString("citation"), row.getObject("verified", Boolean.class));
        }
    }
}
