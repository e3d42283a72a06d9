package org.doanket.finance.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** By what a line is known again: statements overlap, and the webhook tells of lines before they stand in one. */
final class LineKey {

    private static final String BETWEEN = "\u001f";
    private static final Pattern NO_LETTERS = Pattern.compile("[^0-9A-Z]+");

    private LineKey() {
    }

    /** The bank's own reference, or all that is known of the line: then its place among those that look the same belongs to it too. */
    static byte[] of(String account, StatementLine line) {
        return hash(line.bankRef() != null ? String.join(BETWEEN, account, "ref", line.bankRef(), Long.toString(line.amount()))
                : String.join(BETWEEN, account, line.valueDate().toString(), Long.toString(line.amount()), line.memo(),
                String.valueOf(line.balance())));
    }

    /** Day, amount and memo, whatever was made of its blanks, marks and cases on the way. */
    static byte[] alike(String account, StatementLine line) {
        String bare = NO_LETTERS.matcher(
                Normalizer.normalize(line.memo().replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD).toUpperCase(Locale.ROOT))
                .replaceAll("");
        return hash(String.join(BETWEEN, account, line.valueDate().toString(), Long.toString(line.amount()), bare));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
