package org.doanket.finance.bank;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Dues that a member gave in cash. @param state taken, or undone @param items which months it paid */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CashReceiptView(UUID id, @JsonIgnore long no, UUID unit, UUID member, String memberCode, LocalDate day, Money amount,
        String state, List<Item> items, String takenBy, OffsetDateTime takenAt) {

    @Schema(name = "CashReceiptItem")
    public record Item(YearMonth month, Money amount) {
    }

    static CashReceiptView of(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String[] months = (String[]) row.getArray("months").getArray();
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        return new CashReceiptView(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                row.getObject("member", UUID.class), row.getString("code"), row.getObject("value_date", LocalDate.class),
                new Money(row.getLong("amount"), currency), row.getBoolean("is_undone") ? "undone" : "taken",
                IntStream.range(0, months.length).mapToObj(i -> new Item(YearMonth.parse(months[i]), new Money(amounts[i], currency)))
                        .toList(), row.getString("booked_by"), row.getObject("booked_at", OffsetDateTime.class));
    }

    long version() {
        return state.equals("undone") ? 1 : 0;
    }
}
