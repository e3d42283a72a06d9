package org.doanket.finance;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.doanket.platform.money.Money;

/** Amounts as people and banks write them ({@code 8.000.000}, {@code 8,000,000.00}, {@code 4238.50}), in minor units. */
public final class AmountText {

    private static final Pattern NOISE = Pattern.compile("[\\s\\u00a0\\u202f+]|VND|CNY|₫|đ|¥|元");
    private static final Pattern WHOLE = Pattern.compile("-?(\\d{1,15}|\\d{1,3}(\\.\\d{3}){1,4}|\\d{1,3}(,\\d{3}){1,4})([.,]0{1,2})?");
    private static final Pattern CENTS = Pattern.compile("-?(\\d{1,13}|\\d{1,3}(,\\d{3}){1,4})(\\.\\d{1,2})?");

    private AmountText() {
    }

    /** As it is written in a language, without its currency. */
    public static String figures(Money money, Locale language) {
        int digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        NumberFormat format = NumberFormat.getInstance(language);
        format.setMinimumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }

    /** Nothing where it is no amount of that currency. In a currency without cents, three digits after a sign are thousands. */
    public static OptionalLong minor(String text, String currency) {
        String bare = NOISE.matcher(text).replaceAll("");
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        if (digits == 0) {
            return WHOLE.matcher(bare).matches()
                    ? OptionalLong.of(Long.parseLong(bare.replaceFirst("(?<=\\d)[.,]0{1,2}$", "").replaceAll("[.,]", "")))
                    : OptionalLong.empty();
        }
        return CENTS.matcher(bare).matches()
                ? OptionalLong.of(new BigDecimal(bare.replace(",", "")).movePointRight(digits).longValueExact()) : OptionalLong.empty();
    }
}
