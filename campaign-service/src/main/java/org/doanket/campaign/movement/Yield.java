package org.doanket.campaign.movement;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.platform.error.Fault;
import org.doanket.platform.money.Money;
import org.doanket.platform.text.Nfc;

/**
 * Money, days of work, goods or something counted: kinds that are never added together, nor goods of different sorts or measures.
 *
 * @param amount   of cash
 * @param quantity of all else; up to three places after the point
 * @param sort     which goods, or what was counted
 * @param measure  of goods: kg, bags …
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Yield(@NotNull @Pattern(regexp = "cash|workdays|goods|counts") String kind, Money amount,
        @DecimalMin("0.001") @DecimalMax("999999999") @Digits(integer = 9, fraction = 3) BigDecimal quantity,
        @Size(min = 1, max = 60) String sort, @Size(min = 1, max = 20) String measure) {

    private static final long MOST = 1_000_000_000_000_000L;

    /** Names each part that its kind needs and has not, or has and does not need. */
    List<Fault> faults(String at) {
        List<Fault> faults = new ArrayList<>();
        boolean isCash = kind.equals("cash");
        boolean isOfSort = kind.equals("goods") || kind.equals("counts");
        add(faults, isCash != (amount != null), at + "/amount", isCash ? "not-null" : "not-of-its-kind");
        add(faults, amount != null && (amount.amount() <= 0 || amount.amount() > MOST), at + "/amount/amount", "positive");
        add(faults, isCash == (quantity != null), at + "/quantity", isCash ? "not-of-its-kind" : "not-null");
        add(faults, isOfSort == (sort == null || sort.isBlank()), at + "/sort", isOfSort ? "not-blank" : "not-of-its-kind");
        add(faults, kind.equals("goods") && (measure == null || measure.isBlank()), at + "/measure", "not-blank");
        add(faults, (isCash || kind.equals("workdays")) && measure != null, at + "/measure", "not-of-its-kind");
        return faults;
    }

    BigDecimal value() {
        return amount == null ? quantity : BigDecimal.valueOf(amount.amount());
    }

    /** The same however it was typed, so that rice and Rice are one sort. */
    String keptSort() {
        return sort == null ? null : plain(sort);
    }

    /** The currency of money, and {@code workday}. */
    String keptMeasure() {
        return switch (kind) {
            case "cash" -> amount.currency();
            case "workdays" -> "workday";
            default -> measure == null ? null : plain(measure);
        };
    }

    /** As it is kept in columns. */
    static Yield of(String kind, BigDecimal value, String sort, String measure) {
        boolean isMoney = kind.equals("cash") || kind.equals("granted");
        return new Yield(kind, isMoney ? new Money(value.longValueExact(), measure) : null, isMoney ? null : tidy(value), sort,
                isMoney || kind.equals("workdays") ? null : measure);
    }

    static BigDecimal tidy(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static String plain(String text) {
        return Nfc.of(text).strip().toLowerCase(Locale.ROOT);
    }

    private static void add(List<Fault> faults, boolean isFault, String at, String code) {
        if (isFault) {
            faults.add(Fault.at(at, code));
        }
    }
}
