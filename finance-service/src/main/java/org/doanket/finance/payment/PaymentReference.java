package org.doanket.finance.payment;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code DP} and ten characters of Crockford's base 32, the last a check character: survives upper-casing, lost separators
 * and text around it, as banks treat memos. The check is a polynomial over GF(32), so that each single wrong character and
 * each swap of neighbours is noticed. Says nothing of who pays or for what.
 */
public record PaymentReference(String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String PREFIX = "DP";
    private static final int DIGITS = 10;
    private static final int FIELD_POLYNOMIAL = 0b100101;
    private static final Pattern CANDIDATE = Pattern.compile("(?=DP([0-9A-Z]{10}))");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^0-9A-Z]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static PaymentReference next() {
        return of(RANDOM.nextLong() & (1L << 45) - 1);
    }

    /** @param number 45 bits, the nine characters before the check */
    static PaymentReference of(long number) {
        StringBuilder digits = new StringBuilder(PREFIX);
        int sum = 0;
        for (int shift = 5 * (DIGITS - 2); shift >= 0; shift -= 5) {
            int value = (int) (number >>> shift) & 31;
            digits.append(ALPHABET.charAt(value));
            sum = timesX(sum) ^ value;
        }
        return new PaymentReference(digits.append(ALPHABET.charAt(timesX(sum))).toString());
    }

    /** The references found anywhere in a memo, each once, in their order; those whose check fails are none. */
    public static List<PaymentReference> in(String memo) {
        String bare = SEPARATORS.matcher(MARKS.matcher(Normalizer.normalize(memo.replace('đ', 'd').replace('Đ', 'D'),
                Normalizer.Form.NFD)).replaceAll("").toUpperCase(Locale.ROOT)).replaceAll("");
        Matcher matcher = CANDIDATE.matcher(bare);
        return matcher.results().map(match -> parse(match.group(1))).flatMap(Optional::stream).distinct().toList();
    }

    /** Reads O as 0, I and L as 1, as people do who type it. */
    private static Optional<PaymentReference> parse(String typed) {
        String digits = typed.replace('O', '0').replace('I', '1').replace('L', '1');
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            int value = ALPHABET.indexOf(digits.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            sum = timesX(sum) ^ value;
        }
        return sum == 0 ? Optional.of(new PaymentReference(PREFIX + digits)) : Optional.empty();
    }

    private static int timesX(int value) {
        int doubled = value << 1;
        return (doubled & 0b100000) == 0 ? doubled : doubled ^ FIELD_POLYNOMIAL;
    }
}
