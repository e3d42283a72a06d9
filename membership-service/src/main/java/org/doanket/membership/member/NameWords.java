package org.doanket.membership.member;

import java.util.List;
import java.util.regex.Pattern;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/**
 * The words of a name, as it is looked for: each by its beginning, in any order. A Han character is a word of its own. The database's
 * {@code name_words} does the same; a test holds the two together.
 */
final class NameWords {

    private static final String HAN = "\\u2e80-\\u9fff";
    private static final String BETWEEN = " !-/:-@\\[-`{-~";
    private static final Pattern WORD = Pattern.compile("[" + HAN + "]|[^" + BETWEEN + HAN + "]+");
    private static final Pattern ONE_HAN = Pattern.compile("[" + HAN + "]");
    /** Java and PostgreSQL write these the same. */
    private static final String BEGINNING = "(^|[" + BETWEEN + HAN + "])";

    private NameWords() {
    }

    /** What was typed, taken apart; no words where nothing was. */
    static List<String> of(String text) {
        return text == null ? List.of() : WORD.matcher(SearchForm.of(text)).results().map(word -> word.group()).distinct().toList();
    }

    /** Only names with all these words. The second pattern is dear and the first is not, so most rows never come to it. */
    static Sql narrow(Sql sql, String searchName, List<String> words) {
        for (String word : words) {
            sql.add("AND " + searchName + " LIKE ?", '%' + word + '%');
            if (!ONE_HAN.matcher(word).matches()) {
                sql.add("AND " + searchName + " ~ ?", BEGINNING + word);
            }
        }
        return sql;
    }
}
