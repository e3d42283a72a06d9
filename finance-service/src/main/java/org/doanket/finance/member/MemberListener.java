package org.doanket.finance.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Keeps the replica of members and their past states, in one statement for many facts, since a whole federation may move in at once. */
@ApplicationScoped
class MemberListener implements BatchFactListener {

    /**
     * At most one fact of a member. A new state counts from the day that the fact names for it, else from the day of the fact, and of one day the
     * newest for the whole day; a first fact counts from the member's admission. A member of an import that was undone has never been one.
     * Of somebody who was forgotten no fact, however late it comes, brings the name back.
     */
    private static final String LEARN = """
            WITH fact AS (
              SELECT f.day, f.id, f.unit_id, coalesce(e.pseudonym, f.code) AS code, coalesce(e.pseudonym, f.display_name) AS display_name,
                f.category, f.status, f.status_since, f.since, f.dues_kind
              FROM unnest(?::date[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::date[], ?::text[])
                AS f (day, id, unit_id, code, display_name, category, status, status_since, since, dues_kind)
              LEFT JOIN erased_person e ON e.person_id = f.id
            ), member AS (
              INSERT INTO member_ref (id, unit_id, code, display_name, category, status, since, dues_kind)
              SELECT id, unit_id, code, display_name, category, status, since, dues_kind FROM fact
              ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, code = excluded.code, display_name = excluded.display_name,
                category = excluded.category, status = excluded.status, since = excluded.since, dues_kind = excluded.dues_kind
              RETURNING no, id
            ), news AS (
              SELECT m.no, f.unit_id, f.status, f.dues_kind, f.category, s.valid_from AS open_since, f.status = 'import-undone' AS undone,
                CASE WHEN s.member_no IS NULL THEN least(f.since, f.day)
                     WHEN s.status <> f.status THEN greatest(coalesce(f.status_since, f.day), s.valid_from)
                     ELSE greatest(f.day, s.valid_from) END AS begins
              FROM fact f JOIN member m USING (id) LEFT JOIN member_span s ON s.member_no = m.no AND s.valid_to IS NULL
              WHERE s.member_no IS NULL OR f.status = 'import-undone'
                OR (s.unit_id, s.status, s.dues_kind, s.category) IS DISTINCT FROM (f.unit_id, f.status, f.dues_kind, f.category)
            ), forgotten AS (
              DELETE FROM member_span s USING news n WHERE s.member_no = n.no AND n.undone
            ), closed AS (
              UPDATE member_span s SET valid_to = n.begins FROM news n
              WHERE s.member_no = n.no AND s.valid_from = n.open_since AND n.begins > n.open_since AND NOT n.undone
            )
            INSERT INTO member_span (member_no, valid_from, unit_id, status, dues_kind, category)
            SELECT no, begins, unit_id, status, dues_kind, category FROM news WHERE NOT undone
            ON CONFLICT (member_no, valid_from) DO UPDATE
              SET unit_id = excluded.unit_id, status = excluded.status, dues_kind = excluded.dues_kind, category = excluded.category""";

    private static final Set<String> KNOWN = Set.of("member-admitted", "member-changed", "member-transferred", "member-ended",
            "member-erased");

    @Override
    public String name() {
        return "members";
    }

    @Override
    public String topic() {
        return "membership.member";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return KNOWN.contains(factName);
    }

    /** Each state of a member begins or ends a span, so all of them count, those of one member one after the other. */
    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        for (List<ReceivedFact> round : BatchFactListener.rounds(facts)) {
            learn(round.stream().map(Learnt::of).toList(), connection);
        }
    }

    private static void learn(List<Learnt> facts, Connection connection) throws SQLException {
        Sql.of(LEARN, Sql.column(facts, Learnt::day), Sql.column(facts, fact -> fact.member().id()), Sql.column(facts, fact -> fact.member().unitId()),
                Sql.column(facts, fact -> fact.member().code()), Sql.column(facts, fact -> fact.member().displayName()),
                Sql.column(facts, fact -> fact.member().category()), Sql.column(facts, fact -> fact.member().status()),
                Sql.column(facts, fact -> fact.member().statusSince()), Sql.column(facts, Learnt::since),
                Sql.column(facts, fact -> fact.member().duesKind())).run(connection);
    }

    private record Learnt(MemberRef member, LocalDate day) {

        static Learnt of(ReceivedFact fact) {
            return new Learnt(fact.as(MemberRef.class), LocalDate.ofInstant(fact.time(), Zones.of("vn")));
        }

        LocalDate since() {
            return member.since() == null ? day : member.since();
        }
    }

    /** Not to be rebuilt from the topic: a compacted topic has forgotten the past states that dues of past months need. */
    @Override
    public List<String> replica() {
        return List.of();
    }
}
