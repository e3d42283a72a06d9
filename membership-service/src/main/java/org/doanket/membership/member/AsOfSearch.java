package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/**
 * Finds a page of those who were members on a day, whether fifty or a million are to be looked through, by the same ways as {@link MemberSearch}.
 * What somebody was on the day is worked out for those alone who come into question: few by what they are now or were before one of the events
 * since, or else one after the other by their names until the page is full. See docs/decisions/member-search.md.
 */
@ApplicationScoped
class AsOfSearch {

    /** So many are looked through one by one within some milliseconds. */
    private static final int FEW = 8_000;
    /** So many of one kind in the whole register are gone through to find those of one range among them. */
    private static final int RARE = 24_000;

    private static final String PLACES = "SELECT p.unit_id FROM unit_placement p WHERE p.path >= ? AND p.path < ? AND p.valid_from <= ? "
            + "AND (p.valid_to IS NULL OR p.valid_to > ?) AND (?::uuid IS NULL OR p.unit_id = ?::uuid)";
    private static final String JUDGED = "SELECT m.id, m.search_name, false AS elsewhere, t.*, m.version FROM ";
    private static final String REACHED = "m.path >= ? AND m.path < ?";
    private static final String DATED = "m.unit_id, m.path, m.joined_on, m.category, m.dues_kind, m.status, m.restricted_since, m.version";
    private static final String ROW = "m.id, m.search_name, " + DATED;
    /** What {@code m} was on the day, as members_on has it; most have never changed, and of them no event is looked for. */
    private static final String THEN = "CROSS JOIN LATERAL (SELECT jsonb_object_agg(c.key, c.value -> 0 ORDER BY e.effective DESC, e.version DESC) AS was "
            + "FROM member_event e CROSS JOIN LATERAL jsonb_each(e.detail) c WHERE m.version > 1 AND e.member_id = m.id AND e.version > 1 AND e.effective > ? "
            + "AND c.key IN ('unitId', 'category', 'status', 'duesKind') AND jsonb_typeof(c.value) = 'array') l CROSS JOIN LATERAL (SELECT "
            + "coalesce((l.was ->> 'unitId')::uuid, m.unit_id) AS unit_id, coalesce(l.was ->> 'category', m.category) AS category, "
            + "coalesce(l.was ->> 'status', m.status) AS status, CASE WHEN jsonb_exists(l.was, 'duesKind') THEN l.was ->> 'duesKind' ELSE m.dues_kind END AS dues_kind "
            + "OFFSET 0) t";

    private final AgroalDataSource worker;

    AsOfSearch(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    /**
     * What is asked for.
     *
     * @param scope  of the caller, as it is now: who is beyond it by now is elsewhere
     * @param range  of the units asked for, as it was on the day
     * @param alone  the one unit that is meant, or null for all in the range
     */
    record Asked(UnitScope scope, UnitScope range, UUID alone, LocalDate day, MemberSought sought) {

        Object[] places() {
            return new Object[] {range.from(), range.to(), day, day, alone, alone};
        }
    }

    /** One who was there. */
    record Found(UUID id, String name, boolean isElsewhere, UUID unit, MemberView.Code category, String dues, MemberView.Code status, long version) {

        static Found of(ResultSet row) throws SQLException {
            return new Found(row.getObject("id", UUID.class), row.getString("search_name"), row.getBoolean("elsewhere"), row.getObject("unit_id", UUID.class),
                    new MemberView.Code(row.getString("category"), row.getString("category_name")), row.getString("dues_kind"),
                    new MemberView.Code(row.getString("status"), row.getString("status_name")), row.getLong("version"));
        }
    }

    /** Words of a statement, with what they are given. */
    record Condition(String words, Object... values) {
    }

    /** By which members come into question: what they are now, or were before an event since the day, whichever event. */
    record Clue(Condition now, List<Condition> before) {

        Sql ofNow(Sql sql) {
            return sql.add("WHERE " + now.words, now.values);
        }

        /** @param select of {@code member_event e} */
        Sql ofBefore(String select, LocalDate day) {
            Sql sql = Sql.of("");
            for (Condition event : before) {
                sql.add((event == before.get(0) ? "" : "UNION ") + select + " WHERE e.version > 1 AND e.effective > ?", day).add("AND " + event.words, event.values);
            }
            return sql;
        }

        /** Those who are both now, and whoever was either before. */
        Clue and(Clue other) {
            Object[] values = Stream.of(now.values, other.now.values).flatMap(Stream::of).toArray();
            return new Clue(new Condition(now.words + " AND " + other.now.words, values), Stream.concat(before.stream(), other.before.stream()).toList());
        }
    }

    /** Those whom the caller reaches now, by name. @param after where the page before ended, or null */
    List<Found> here(Asked asked, Cursor after, int most) {
        // Planned for these values, as in MemberSearch.
        Sql.of("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), "
                + "set_config('max_parallel_workers_per_gather', '0', true)").run(worker);
        return named(way(asked, after, most)).list(worker, Found::of);
    }

    /** Those whom the caller does not reach any more, by id: their names are not told, so nobody looks for them by name. @param after an id, or null */
    List<Found> elsewhere(Asked asked, UUID after, int most) {
        Object[] places = asked.places();
        UnitScope scope = asked.scope();
        if (Sql.of("SELECT min(path) >= ? AND max(path) < ? FROM unit", scope.from(), scope.to()).first(worker, row -> row.getBoolean(1)).orElse(false)) {
            return List.of(); // nobody is beyond a scope that holds all units
        }
        Sql sql = Sql.of("SELECT DISTINCT " + ROW + " FROM (SELECT m.id FROM unit u JOIN member m ON m.unit_id = u.id WHERE NOT (u.path >= ? AND u.path < ?) "
                + "AND u.id IN (", scope.from(), scope.to()).add(PLACES, places).add(") UNION ALL SELECT e.member_id FROM member_event e "
                + "WHERE e.version > 1 AND e.effective > ? AND jsonb_typeof(e.detail -> 'unitId') = 'array' "
                + "AND (e.detail -> 'unitId' ->> 0) IN (SELECT w.unit_id::text FROM (", asked.day()).add(PLACES, places).add(") w)) f JOIN member m ON m.id = f.id WHERE NOT (m.path >= ? AND m.path < ?)", scope.from(), scope.to())
                .given(after, "AND m.id > ?");
        Sql of = state(Sql.of("SELECT m.id, '' AS search_name, true AS elsewhere, t.*, m.version FROM (").add(sql), asked);
        return named(of.add("ORDER BY m.id LIMIT ?", most)).list(worker, Found::of);
    }

    private Sql way(Asked asked, Cursor after, int most) {
        MemberSought sought = asked.sought();
        Optional<Clue> few = few(asked);
        if (few.isPresent()) {
            return amongFew(asked, few.get(), after, most);
        }
        if (sought.words().isEmpty()) {
            return alongNames(asked, after, most);
        }
        MemberSearch.Lead lead = MemberSearch.lead(sought.words(), worker);
        return lead.isEverywhere() ? alongNames(asked, after, most) : alongWord(asked, lead.word(), after, most);
    }

    /** The first of what is asked for by which there are few: a number, the units, the status, the category, or what is rare in these units. */
    private Optional<Clue> few(Asked asked) {
        if (asked.sought().isByNumber()) {
            return Optional.of(new Clue(new Condition("true"), List.of(new Condition("false"))));
        }
        Clue there = there(asked);
        List<Clue> kinds = kinds(asked);
        return Stream.concat(Stream.of(there), kinds.stream()).filter(clue -> areFew(clue, asked.day())).findFirst()
                .or(() -> kinds.stream().filter(this::areRare).map(kind -> kind.and(there)).filter(clue -> areFew(clue, asked.day())).findFirst());
    }

    static List<Clue> clues(Asked asked) {
        Clue there = there(asked);
        List<Clue> kinds = kinds(asked);
        return Stream.of(Stream.of(there), kinds.stream(), kinds.stream().map(kind -> kind.and(there))).flatMap(clues -> clues).toList();
    }

    private static Clue there(Asked asked) {
        return new Clue(new Condition("m.unit_id IN (" + PLACES + ")", asked.places()), List.of(new Condition("jsonb_typeof(e.detail -> 'unitId') = 'array' "
                + "AND (e.detail -> 'unitId' ->> 0) IN (SELECT w.unit_id::text FROM (" + PLACES + ") w)", asked.places())));
    }

    private static List<Clue> kinds(Asked asked) {
        return Stream.of(changed("status", asked.sought().filter().status), changed("category", asked.sought().filter().category)).flatMap(Optional::stream).toList();
    }

    /** @param field ours, of which an event says what it was: its name is the column's too */
    private static Optional<Clue> changed(String field, String value) {
        return Optional.ofNullable(value).map(wanted -> new Clue(new Condition("m." + field + " = ?", wanted), List.of(new Condition("jsonb_typeof(e.detail -> '"
                + field + "') = 'array' AND (e.detail -> '" + field + "' ->> 0) = ?", wanted))));
    }

    private boolean areFew(Clue clue, LocalDate day) {
        return areAtMost(FEW, clue.ofNow(Sql.of("SELECT FROM member m"))) && areAtMost(FEW, clue.ofBefore("SELECT e.member_id FROM member_event e", day));
    }

    private boolean areRare(Clue clue) {
        return areAtMost(RARE, clue.ofNow(Sql.of("SELECT FROM member m")));
    }

    private boolean areAtMost(int most, Sql rows) {
        return Sql.of("SELECT count(*) FROM (").add(rows).add("LIMIT ?) met", most + 1).first(worker, row -> row.getLong(1)).orElseThrow() <= most;
    }

    /** All who come into question, put in order, and judged until there are enough. The inner limit is none, but with it the planner begins at once. */
    static Sql amongFew(Asked asked, Clue clue, Cursor after, int most) {
        Sql now = asked.sought().byNumber(clue.ofNow(Sql.of("SELECT " + ROW + " FROM member m")));
        Sql before = Sql.of("SELECT m.* FROM (").add(clue.ofBefore("SELECT DISTINCT " + ROW + " FROM member_event e JOIN member m ON m.id = e.member_id", asked.day()))
                .add(") m WHERE NOT (" + clue.now().words() + ")", clue.now().values());
        Sql sql = Sql.of(JUDGED + "(WITH few AS MATERIALIZED (").add(now).add("UNION ALL").add(before).add(") SELECT * FROM few m WHERE")
                .add(REACHED, asked.scope().from(), asked.scope().to());
        later(NameWords.narrow(sql, "m.search_name", asked.sought().words()), "m.search_name, m.id", after).add("ORDER BY m.search_name, m.id LIMIT 2147483647");
        return state(sql, asked).add("ORDER BY m.search_name, m.id LIMIT ?", most);
    }

    /** By the order of names, until there are enough. */
    static Sql alongNames(Asked asked, Cursor after, int most) {
        Sql sql = Sql.of(JUDGED + "(SELECT " + ROW + " FROM member m WHERE " + REACHED, asked.scope().from(),
                asked.scope().to());
        later(NameWords.narrow(sql, "m.search_name", asked.sought().words()), "m.search_name, m.id", after).add("ORDER BY m.search_name, m.id LIMIT 2147483647");
        return state(sql, asked).add("ORDER BY m.search_name, m.id LIMIT ?", most);
    }

    /** By the order of names, of those only who bear such a word: a list for each word that begins so, merged. */
    static Sql alongWord(Asked asked, String beginning, Cursor after, int most) {
        Sql sql = Sql.of("SELECT DISTINCT f.* FROM words_from(?) s (word) CROSS JOIN LATERAL (" + JUDGED
                + "(SELECT w.member_id AS id, w.search_name, m.* FROM (SELECT w.search_name, w.member_id FROM member_word w WHERE w.word = s.word", beginning);
        later(NameWords.narrow(sql, "w.search_name", asked.sought().wordsBut(beginning)), "w.search_name, w.member_id", after)
                .add("ORDER BY w.search_name, w.member_id OFFSET 0) w CROSS JOIN LATERAL (SELECT " + DATED + " FROM member m WHERE m.id = w.member_id AND " + REACHED
                        + " OFFSET 0) m ORDER BY w.search_name, w.member_id OFFSET 0", asked.scope().from(), asked.scope().to());
        return state(sql, asked).add("ORDER BY m.search_name, m.id LIMIT ?) f ORDER BY f.search_name, f.id LIMIT ?", most, most);
    }

    /** After a list of members {@code m} that is left open: what they were on the day, and only those who are meant. */
    private static Sql state(Sql members, Asked asked) {
        MemberSought sought = asked.sought();
        Sql sql = members.add(") m").add(THEN, asked.day()).add("WHERE m.joined_on <= ? AND t.status = ANY (ARRAY(SELECT code FROM member_status WHERE is_open)) "
                + "AND EXISTS (", asked.day()).add(PLACES + " AND p.unit_id = t.unit_id OFFSET 0)", asked.places());
        sql.given(sought.filter().status, "AND t.status = ?").given(sought.filter().category, "AND t.category = ?");
        return sought.withRestricted() ? sql : sql.add("AND m.restricted_since IS NULL");
    }

    private static Sql later(Sql sql, String key, Cursor after) {
        return after == null ? sql : sql.add("AND (" + key + ") > (?, ?)", after.text(1), after.uuid(2));
    }

    /** The columns' names are made of one of our three languages, never of what a client sent. */
    private static Sql named(Sql page) {
        String name = "name_" + Language.current().getLanguage();
        return Sql.of("SELECT f.*, c." + name + " AS category_name, s." + name + " AS status_name FROM (").add(page).add(") f "
                + "JOIN member_category c ON c.code = f.category JOIN member_status s ON s.code = f.status ORDER BY f.search_name, f.id");
    }
}
