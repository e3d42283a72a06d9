package org.doanket.finance.receipt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A receipt by its number, such as 2026/000012: the twelfth of the unit in that year. {@code state} valid, or void where what it was issued
 * for was taken back; the number stays. {@code paidOn} is the day of the money, {@code day} that of the paper. Items only for one receipt.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReceiptView(UUID id, UUID unit, String number, LocalDate day, String state, UUID bankLine, UUID cashReceipt, String payer, Money amount,
        LocalDate paidOn,
        List<Item> items, OffsetDateTime issuedAt, @JsonIgnore long line, @JsonIgnore String jurisdiction, @JsonIgnore String unitName,
        @JsonIgnore String parentName) {

    /** One thing that was paid; without a month where it came above what was owed and is due back, or from an employer for his fund. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptItemView")
    public record Item(YearMonth month, String stream, String memberCode, Money amount) {
    }

    static ReceiptView of(ResultSet row) throws SQLException {
        return new ReceiptView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                String.format("%d/%06d", row.getInt("year"), row.getLong("number")), row.getObject("day", LocalDate.class),
                row.getBoolean("is_void") ? "void" : "valid", row.getString("source").equals("cash") ? null : row.getObject("bank_line", UUID.class),
                row.getString("source").equals("cash") ? row.getObject("bank_line", UUID.class) : null, row.getString("payer"),
                new Money(row.getLong("amount"), row.getString("currency")), row.getObject("value_date", LocalDate.class), null,
                row.getObject("issued_at", OffsetDateTime.class), row.getLong("line_no"), row.getString("jurisdiction"),
                row.getString("unit_name"),
                row.getString("parent_name"));
    }

    ReceiptView with(List<Item> paid) {
        return new ReceiptView(id, unit, number, day, state, bankLine, cashReceipt, payer, amount, paidOn, paid, issuedAt, line, jurisdiction,
                unitName, parentName);
    }

    long version() {
        return state.equals("void") ? 1 : 0;
    }
}
