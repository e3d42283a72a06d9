package org.doanket.platform.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.doanket.platform.sql.Sql;

/**
 * A table of dated rules. Besides what the rule says it has id, valid_from, citation, verified, cancelled_at and cancelled_why, and an index by which
 * of those that are not cancelled only one of the same begins on a day.
 *
 * @param about    columns of what a row is about, if not all are about the same: a later row of the same follows it. With jurisdiction among them it
 *                 is set at the top of that tree
 * @param ends     whether a row may end by itself, on its valid_to
 * @param backDays whether a row may begin on a day that is past: it was decided later than it holds
 * @param columns  what is read of a row {@code r}
 */
public record RuleTable<V>(String name, List<String> about, boolean ends, boolean backDays, String columns, Sql.RowReader<V> reader) {

    private static final String JURISDICTION = "jurisdiction";

    public static <V> RuleTable<V> of(String name, List<String> about, Sql.RowReader<V> reader) {
        return new RuleTable<>(name, about, false, false, "r.*", reader);
    }

    public RuleTable<V> ending() {
        return new RuleTable<>(name, about, true, backDays, columns, reader);
    }

    public RuleTable<V> backDated() {
        return new RuleTable<>(name, about, ends, true, columns, reader);
    }

    public RuleTable<V> reading(String more) {
        return new RuleTable<>(name, about, ends, backDays, columns + ", " + more, reader);
    }

    boolean isOfJurisdictions() {
        return about.contains(JURISDICTION);
    }

    /** How it is called in problems and on the audit trail. */
    String noun() {
        return name.replace('_', '-');
    }

    Sql select() {
        return Sql.of("SELECT " + columns + ", " + key() + " AS rule_key FROM " + name + " r WHERE true");
    }

    /** Of each kind the newest that has begun. */
    Sql selectAsOf(Object day) {
        String kind = about.isEmpty() ? "NULL::text" : String.join(", ", about);
        return Sql.of("SELECT " + columns + ", " + key() + " AS rule_key FROM (SELECT DISTINCT ON (" + kind + ") * FROM " + name
                + " WHERE cancelled_at IS NULL AND valid_from <= ?", day).given(ends ? day : null, "AND (valid_to IS NULL OR valid_to > ?)")
                .add("ORDER BY " + kind + ", valid_from DESC) r WHERE true");
    }

    /** By which rows are ordered: those about the same beside each other, from the first to the last. */
    String key() {
        return "concat_ws('/', " + about.stream().map(column -> "r." + column + ", ").collect(Collectors.joining()) + "r.valid_from, r.id) COLLATE \"C\"";
    }
}
