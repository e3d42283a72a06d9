package org.doanket.finance.arrears;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit's month that is not paid whole.
 *
 * @param days        since {@code dueOn}, the last day of the month
 * @param remindedAt  when the phase was told of, or null while that is still to be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArrearsView(UUID id, UUID unit, String unitCode, String unitName, YearMonth month, Money assessed, Money collected, Money outstanding,
        LocalDate dueOn, int days, int phase, String action, String phaseName, OffsetDateTime remindedAt) {

    static ArrearsView of(ResultSet row, Locale language) throws SQLException {
        String currency = row.getString("currency");
        Money assessed = new Money(row.getLong("assessed"), currency);
        Money collected = new Money(row.getLong("collected"), currency);
        String name = switch (language.getLanguage()) {
            case "vi" -> "name_vi";
            case "zh" -> "name_zh";
            default -> "name_en";
        };
        return new ArrearsView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_code"),
                row.getString("unit_name"), YearMonth.from(row.getObject("month", LocalDate.class)), assessed, collected, assessed.minus(collected),
                row.getObject("due_on", LocalDate.class), row.getInt("days"), row.getInt("phase"), row.getString("action"), row.getString(name),
                row.getObject("reminded_at", OffsetDateTime.class));
    }

    /** A page of them; only says to readers of the API what a {@code Page} of this is. */
    @Schema(name = "PageArrearsView")
    record Listed(List<ArrearsView> items, String next) {
    }
}
