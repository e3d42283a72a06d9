package org.doanket.platform.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How text is written for searching: lower case, no diacritics, {@code đ} as {@code d}, single spaces. The database's
 * {@code doanket.search_form} does the same; a test holds the two together.
 */
public final class SearchForm {

    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private SearchForm() {
    }

    public static String of(String text) {
        if (text == null) {
            return null;
        }
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        String lower = bare.replace('đ', 'd').replace('Đ', 'd').toLowerCase(Locale.ROOT);
        return SPACES.matcher(lower).replaceAll(" ").strip();
    }

    /** A pattern for {@code LIKE} that finds the text anywhere; what the reader typed is never a wildcard. Null stays null. */
    public static String containing(String text) {
        return text == null ? null : '%' + of(text).replaceAll("([\\\\%_])", "\\\\$1") + '%';
    }
}
