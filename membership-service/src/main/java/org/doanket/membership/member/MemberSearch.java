package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.security.ScopedTransactions;
import org.doanket.platform.sql.Sql;

/**
 * Finds a page of members in the order of their names, whether fifty or a million are to be looked through. Each of the three ways is good
 * where the others are not; which one is taken is decided by counting, never further than it takes to decide, and the statements leave the
 * planner no other. Why, and what was measured: docs/decisions/member-search.md.
 */
@ApplicationScoped
class MemberSearch {

    /** So many are looked through one by one within some milliseconds. */
    private static final int FEW = 8_000;
    /** A beginning of so many words, which so many bear, is to be met soon along the names themselves. */
    private static final int MANY_WORDS = 24;
    private static final int MANY_MEMBERS = 10_000;

    private final AgroalDataSource dataSource;
    private final ScopedTransactions transactions;

    MemberSearch(AgroalDataSource dataSource, ScopedTransactions transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /** One word of those looked for, and how common it is. */
    record Lead(String word, long members, long words) {

        boolean isEverywhere() {
            return members >= MANY_MEMBERS && words > MANY_WORDS;
        }
    }

    /** @param after where the page before ended, or null. @param most that many ids at most */
    List<UUID> page(MemberSought sought, Cursor after, int most) {
        transactions.narrow(sought.range()); // members' words are told apart by the set of units in scope
        // Planned for these values: one plan for all would take a province for a unit. Compiling and helpers cost more than they bring here.
        Sql.of("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), "
                + "set_config('max_parallel_workers_per_gather', '0', true)").run(dataSource);
        return way(sought, after, most).list(dataSource, row -> row.getObject("id", UUID.class));
    }

    private Sql way(MemberSought sought, Cursor after, int most) {
        if (areFew(sought)) {
            return amongFew(sought, after, most);
        }
        if (sought.words().isEmpty()) {
            return alongNames(sought, after, most);
        }
        Lead lead = lead(sought.words(), dataSource);
        return lead.isEverywhere() ? alongNames(sought, after, most) : alongWord(sought, lead.word(), after, most);
    }

    private boolean areFew(MemberSought sought) {
        return sought.known(Sql.of("SELECT count(*) FROM (SELECT FROM member m")).add("LIMIT ?) met", FEW + 1)
                .first(dataSource, row -> row.getLong(1)).orElseThrow() <= FEW;
    }

    /** The least common one; of those that are all common the one that is most of a word, or the last, which in Vietnam people are called by. */
    static Lead lead(List<String> words, AgroalDataSource dataSource) {
        return Sql.of("SELECT w.word, members_named(w.word, ?) AS members, (SELECT count(*) FROM words_from(w.word)) AS words "
                + "FROM unnest(?::text[]) WITH ORDINALITY AS w (word, place) ORDER BY members, words, place DESC LIMIT 1", MANY_MEMBERS,
                words.toArray(String[]::new)).first(dataSource, row -> new Lead(row.getString(1), row.getLong(2), row.getLong(3))).orElseThrow();
    }

    /** All of them, then put in order. */
    static Sql amongFew(MemberSought sought, Cursor after, int most) {
        Sql sql = sought.whole(Sql.of("WITH few AS MATERIALIZED (SELECT m.search_name, m.id FROM member m")).add(") SELECT f.id FROM few f WHERE true");
        return later(sql, "f.search_name, f.id", after).add("ORDER BY f.search_name, f.id LIMIT ?", most);
    }

    /** By the order of names, until there are enough: soon, where many are meant. The inner limit is none, but with it the planner begins at once. */
    static Sql alongNames(MemberSought sought, Cursor after, int most) {
        Sql sql = sought.meant(Sql.of("SELECT n.id FROM (SELECT m.search_name, m.id FROM member m"));
        later(sql, "m.search_name, m.id", after).add("ORDER BY m.search_name, m.id LIMIT 2147483647) n WHERE true");
        return NameWords.narrow(sql, "n.search_name", sought.words()).add("ORDER BY n.search_name, n.id LIMIT ?", most);
    }

    /** By the order of names, of those only who bear such a word: a list for each word that begins so, merged. */
    static Sql alongWord(MemberSought sought, String beginning, Cursor after, int most) {
        Sql sql = Sql.of("SELECT DISTINCT f.search_name, f.id FROM words_from(?) s (word) CROSS JOIN LATERAL (SELECT w.search_name, m.id FROM "
                + "(SELECT w.search_name, w.member_id FROM member_word w WHERE w.word = s.word", beginning);
        later(NameWords.narrow(sql, "w.search_name", sought.wordsBut(beginning)), "w.search_name, w.member_id", after)
                .add("ORDER BY w.search_name, w.member_id OFFSET 0) w CROSS JOIN LATERAL (SELECT m.id FROM member m");
        return sought.meant(sql).add("AND m.id = w.member_id OFFSET 0) m ORDER BY w.search_name, w.member_id LIMIT ?) f "
                + "ORDER BY f.search_name, f.id LIMIT ?", most, most);
    }

    private static Sql later(Sql sql, String key, Cursor after) {
        return after == null ? sql : sql.add("AND (" + key + ") > (?, ?)", after.text(0), after.uuid(1));
    }
}
