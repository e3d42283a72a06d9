package org.doanket.finance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.doanket.platform.money.Money;
import org.doanket.platform.text.Nfc;

/**
 * Money, days of work or goods: three kinds that are never added together, nor goods of different sorts or measures.
 *
 * @param amount   of cash and of nothing else
 * @param quantity days of work, or of goods in their {@code measure}; up to three places after the point
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gift(@NotNull @Pattern(regexp = "cash|workdays|goods") String kind, Money amount,
        @DecimalMin("0.001") @DecimalMax("9999999") @Digits(integer = 7, fraction = 3) BigDecimal quantity,
        @Size(min = 1, max = 60) String goods, @Size(min = 1, max = 20) String measure) {

    private static final String WORKDAY = "workday";

    /** Names each part that its kind needs and has not, or has and does not need. */
    public AmountFaults check(AmountFaults faults, String at, String currency) {
        boolean isCash = kind.equals("cash");
        boolean isGoods = kind.equals("goods");
        return faults.positive(at + "/amount", amount, currency).add(isCash == (amount == null), at + "/amount", isCash ? "not-null"
                : "not-of-kind").add(isCash == (quantity != null), at + "/quantity", isCash ? "not-of-kind" : "not-null")
                .add(isGoods == (goods == null || goods.isBlank()), at + "/goods", isGoods ? "not-blank" : "not-of-kind")
                .add(isGoods && (measure == null || measure.isBlank()), at + "/measure", "not-blank")
                .add(!isGoods && measure != null && !measure.equals(WORKDAY), at + "/measure", "not-of-kind");
    }

    /** The same however it was typed, so that rice and Rice are one sort. */
    public String sort() {
        return goods == null ? null : plain(goods);
    }

    public String unitOfMeasure() {
        return switch (kind) {
            case "cash" -> null;
            case "workdays" -> WORKDAY;
            default -> plain(measure);
        };
    }

    public Long minor() {
        return amount == null ? null : amount.amount();
    }

    public String currency() {
        return amount == null ? null : amount.currency();
    }

    /** Of columns {@code kind, amount, currency, quantity, goods, measure}. */
    public static Gift of(ResultSet row) throws SQLException {
        Long amount = row.getObject("amount", Long.class);
        BigDecimal quantity = row.getBigDecimal("quantity");
        return new Gift(row.getString("kind"), amount == null ? null : new Money(amount, row.getString("currency")),
                quantity == null ? null : tidy(quantity), row.getString("goods"), row.getString("measure"));
    }

    /** Without the zeros that the column's scale adds. */
    public static BigDecimal tidy(BigDecimal quantity) {
        BigDecimal bare = quantity.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static String plain(String text) {
        return Nfc.of(text).strip().toLowerCase(Locale.ROOT);
    }
}
