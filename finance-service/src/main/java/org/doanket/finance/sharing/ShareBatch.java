package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * What goes up of receipts, set by set. The share is taken of the cumulative receipts of a month less what was shared before, rounded
 * down, in this place only: two amounts shared one by one would not add up to their sum shared once. A ratio that holds from earlier
 * changes what is due in the same way, and is booked as a difference. What is due is due to the unit that stood above on the last day of the
 * month: what another one has got of it is taken back from that one, so that each upper unit has in the end what is its own, whatever moved
 * between the receipts.
 */
@ApplicationScoped
class ShareBatch {

    static final List<String> STREAMS = List.of("dues", "fund");
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

    /** Whether a unit shares what it received itself, or passes on a part of what came to it from below. */
    enum Origin {
        OWN, BELOW
    }

    /**
     * @param unit one unit, or null for {@code units}
     * @param day  null: that of the last receipt of the month
     * @param run  null where no run asked; {@code books}: whether it is booked or only written down for the run
     */
    record Work(UUID unit, List<UUID> units, LocalDate from, LocalDate to, LocalDate day, String cause, Long run, boolean books, String by) {

        static Work after(UUID unit, String by) {
            return new Work(unit, List.of(), FIRST, LAST, null, "receipt", null, true, by);
        }

        Work in(LocalDate first, LocalDate last) {
            return new Work(unit, units, first, last, day, cause, run, books, by);
        }

        Work of(List<UUID> some) {
            return new Work(null, some, from, to, day, cause, run, books, by);
        }
    }

    /** Months of which an upper unit got, or gave back, something: first days of the first and the last. */
    record Span(UUID upper, LocalDate from, LocalDate to) {

        static Span of(ResultSet row) throws SQLException {
            return new Span(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class));
        }
    }

    private static final String INPUT = """
        WITH input AS (SELECT ?::uuid AS unit, ?::uuid[] AS units, ?::date AS month_from, ?::date AS month_to, ?::date AS day,
                 ?::text AS cause, ?::bigint AS run, ?::text AS by
        )""";

    /**
     * Employers of unions as they were when: of one day what was written last holds, and before the first day what held on that. Goes on
     * after an {@code input} that names the units.
     */
    static final String EMPLOYERS = """
        , employers AS MATERIALIZED (
          SELECT s.union_id, s.employer_group, CASE WHEN lag(s.valid_from) OVER w IS NULL THEN '-infinity' ELSE s.valid_from END AS begins,
                 coalesce(lead(s.valid_from) OVER w, 'infinity') AS ends
            FROM (SELECT DISTINCT ON (e.employer_no, e.valid_from) e.* FROM employer_state e
                   WHERE e.employer_no IN (SELECT x.employer_no FROM employer_state x WHERE x.union_id {which})
                   ORDER BY e.employer_no, e.valid_from, e.no DESC) s
          WINDOW w AS (PARTITION BY s.employer_no ORDER BY s.valid_from)
        )""";

    /**
     * Of dues the excess that a unit resolved for itself is shared by a ratio of its own, and counts as collected last. What was paid and is owed
     * no more, since a later run found less, came in all the same and is no excess.
     */
    private static final String OWN = EMPLOYERS + """
        , months AS MATERIALIZED (
          SELECT m.unit_id, m.month, m.currency, m.{stream}_collected AS collected, (m.month + interval '1 month')::date AS next_month,
                 CASE '{stream}' WHEN 'dues' THEN greatest(least(m.dues_collected, m.assessed + m.taken - m.excess - m.taken_excess),
                   m.dues_collected - m.excess - m.taken_excess) ELSE m.fund_collected END AS sharable, u.parent_id, u.jurisdiction, u.level
            FROM unit_month m JOIN input i ON m.month BETWEEN i.month_from AND i.month_to JOIN unit_ref u ON u.id = m.unit_id
           WHERE m.unit_id {which}
        ), of_group AS (
          SELECT m.unit_id, m.month, min(e.employer_group) AS employers FROM months m
            JOIN employers e ON e.union_id = m.unit_id AND e.begins < m.next_month AND e.ends >= m.next_month GROUP BY m.unit_id, m.month
        ), base AS (
          SELECT m.*, coalesce(g.employers, '') AS employers FROM months m LEFT JOIN of_group g USING (unit_id, month)
        )""";

    private static final String BELOW = """
        , base AS (
          SELECT s.upper_id AS unit_id, s.month, s.currency, sum(s.amount)::bigint AS collected, sum(s.amount)::bigint AS sharable, u.parent_id,
                 (s.month + interval '1 month')::date AS next_month, u.jurisdiction, u.level, '' AS employers
            FROM (SELECT upper_id, month, currency, stream, amount FROM share_total{foreseen}) s
            JOIN input i ON s.month BETWEEN i.month_from AND i.month_to JOIN unit_ref u ON u.id = s.upper_id
           WHERE s.stream = '{stream}' AND s.upper_id {which}
           GROUP BY s.upper_id, u.parent_id, s.month, s.currency, u.jurisdiction, u.level
        )""";

    /** What a run only looked at is not booked below yet. */
    private static final String FORESEEN = " UNION ALL SELECT {columns} "
            + "FROM sharing_run_line l JOIN input i ON i.run = l.run_no";

    /** Where a unit's place on a day is not known, it is where it stands now. */
    private static final String DUE = """
        , placed AS (
          SELECT b.*, CASE WHEN p.unit_id IS NULL THEN b.parent_id ELSE p.parent_id END AS upper_id
            FROM base b LEFT JOIN unit_placement p ON p.unit_id = b.unit_id AND p.valid_from < b.next_month
             AND (p.valid_to IS NULL OR p.valid_to >= b.next_month)
        ), target AS MATERIALIZED (
          SELECT b.unit_id, b.upper_id, b.month, b.currency, b.collected, r.id AS ratio_id,
                 div(b.sharable::numeric * r.up_num, r.up_den)::bigint
                   + coalesce(div((b.collected - b.sharable)::numeric * x.up_num, x.up_den)::bigint, 0) AS whole
            FROM placed b CROSS JOIN LATERAL sharing_ratio_on(b.jurisdiction, '{stream}', '{origin}', b.level, b.employers, b.month) r
            LEFT JOIN LATERAL (SELECT e.* FROM sharing_ratio_on(b.jurisdiction, '{stream}-excess', '{origin}', b.level, b.employers, b.month) e
                                WHERE b.collected > b.sharable) x ON true
           WHERE b.upper_id IS NOT NULL
        ), shared AS MATERIALIZED (
          SELECT s.unit_id, s.upper_id, s.month, sum(s.amount)::bigint AS before
            FROM (SELECT unit_id, upper_id, month, stream, origin, amount FROM share_total{shares}) s
            JOIN input i ON s.month BETWEEN i.month_from AND i.month_to
           WHERE s.stream = '{stream}' AND s.origin = '{origin}' AND s.unit_id {which} GROUP BY s.unit_id, s.upper_id, s.month
        ), due AS MATERIALIZED (
          SELECT t.unit_id, t.upper_id, t.month, t.currency, t.collected, t.ratio_id, coalesce(s.before, 0) AS before,
                 t.whole - coalesce(s.before, 0) AS amount
            FROM target t LEFT JOIN shared s USING (unit_id, upper_id, month)
          UNION ALL
          SELECT t.unit_id, s.upper_id, t.month, t.currency, t.collected, t.ratio_id, s.before, -s.before
            FROM target t JOIN shared s ON s.unit_id = t.unit_id AND s.month = t.month AND s.upper_id <> t.upper_id
        ), written AS (
          INSERT INTO sharing_run_line (run_no, unit_id, upper_id, month, stream, origin, ratio_id, before, step, currency)
          SELECT i.run, d.unit_id, d.upper_id, d.month, '{stream}', '{origin}', d.ratio_id, d.before, d.amount, d.currency
            FROM due d, input i WHERE i.run IS NOT NULL AND d.amount <> 0 ORDER BY d.unit_id, d.month, d.amount
        )""";

    private static final String BOOK = """
        , booked AS (
          INSERT INTO income_share (unit_id, upper_id, month, stream, origin, cause, collected, ratio_id, amount, currency, day)
          SELECT d.unit_id, d.upper_id, d.month, '{stream}', '{origin}', i.cause, d.collected, d.ratio_id, d.amount, d.currency,
                 coalesce(i.day, (SELECT max(t.last_day) FROM receipt_total t
                           WHERE t.unit_id = d.unit_id AND t.month = d.month AND t.kind = '{stream}'),
                   (SELECT max(t.last_day) FROM receipt_total t
                     WHERE t.unit_id = d.unit_id AND t.month = d.month AND t.kind = 'employer-{stream}'),
                   (SELECT max(s.last_day) FROM share_total s WHERE s.upper_id = d.unit_id AND s.month = d.month AND s.stream = '{stream}'),
                   (d.month + interval '1 month - 1 day')::date)
            FROM due d, input i WHERE d.amount <> 0 ORDER BY d.unit_id, d.month, d.amount
          RETURNING *
        ), changed AS (
          INSERT INTO unit_month AS m (unit_id, month, currency, version, {shared})
          SELECT b.unit_id, b.month, b.currency, count(*), sum(b.amount) FROM booked b GROUP BY b.unit_id, b.month, b.currency
           ORDER BY b.unit_id, b.month
          ON CONFLICT (unit_id, month) DO UPDATE SET version = m.version + excluded.version, {shared} = m.{shared} + excluded.{shared}
          RETURNING m.*
        ), told AS (
          INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
          SELECT 'unit-month', c.id, c.version - b.later, 'income-shared', json_build_object('unit', c.unit_id, 'upper', b.upper_id,
                 'month', to_char(c.month, 'YYYY-MM'), 'stream', '{stream}',
                 'collected', json_build_object('amount', b.collected, 'currency', c.currency),
                 'shared', json_build_object('amount', c.{shared} - b.later_amount, 'currency', c.currency),
                 'step', json_build_object('amount', b.amount, 'currency', c.currency))
            FROM changed c JOIN (SELECT *, count(*) OVER w - 1 AS later, sum(amount) OVER w - amount AS later_amount FROM booked
                                 WINDOW w AS (PARTITION BY unit_id, month ORDER BY no DESC)) b USING (unit_id, month) ORDER BY b.no
        ), sides AS (
          SELECT b.no AS share, b.unit_id AS books, 'share-up' AS kind, b.month, b.day, b.currency, b.amount, '{spent}' AS debit,
                 '{payable}' AS credit FROM booked b
          UNION ALL
          SELECT b.no, b.upper_id, 'share-from-below', b.month, b.day, b.currency, b.amount, '1387', '{income}' FROM booked b
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, note, recorded_by)
          SELECT s.books, s.kind, open_day(s.books, s.day), s.month, 'share ' || s.share, nullif(i.cause, 'receipt'), i.by
            FROM sides s, input i ORDER BY s.books, s.share
          RETURNING no, unit_id, effective_date, kind, source
        ), lines AS (
          INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
          SELECT e.no, l.line, e.unit_id, e.effective_date, l.account, l.amount, s.currency
            FROM entry e JOIN sides s ON s.kind = e.kind AND 'share ' || s.share = e.source
           CROSS JOIN LATERAL (VALUES (1, s.debit, s.amount), (2, s.credit, -s.amount)) AS l (line, account, amount)
        )
        SELECT upper_id, min(month), max(month) FROM booked GROUP BY upper_id ORDER BY upper_id""";

    /**
     * The part of workers' organisations: of what the union keeps of the fund, what its employers paid by the members each organisation has
     * among the staff in social insurance; floors again, and the rest stays with the union.
     */
    private static final String ORGANISATIONS = """
        WITH input AS (SELECT ?::uuid AS unit, ?::uuid[] AS units, ?::text AS by
        ), due AS (
          SELECT f.employer_no, f.unit_id, f.month, f.currency,
                 CASE WHEN m.fund_collected > 0 AND f.head_count > 0 THEN div((m.fund_collected - m.fund_shared)::numeric * f.paid *
                   f.organisation_members,
                   m.fund_collected::numeric * f.head_count) ELSE 0 END - coalesce((SELECT sum(o.amount) FROM organisation_share o
                   WHERE o.unit_id = f.unit_id AND o.month = f.month AND o.employer_no = f.employer_no), 0) AS amount,
                 coalesce((SELECT max(p.day) FROM fund_payment p WHERE p.employer_no = f.employer_no AND p.month = f.month), f.month) AS day
            FROM fund_month f JOIN unit_month m ON m.unit_id = f.unit_id AND m.month = f.month
           WHERE f.unit_id {which} AND NOT f.held
        ), booked AS (
          INSERT INTO organisation_share (employer_no, unit_id, month, amount, currency, day)
          SELECT employer_no, unit_id, month, amount, currency, day FROM due WHERE amount <> 0 ORDER BY month, employer_no RETURNING *
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT b.unit_id, 'organisation-share', open_day(b.unit_id, b.day), b.month, 'organisation share ' || b.no, i.by FROM booked b,
            input i ORDER BY b.no
          RETURNING no, unit_id, effective_date, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
        SELECT e.no, l.line, e.unit_id, e.effective_date, l.account, l.amount, b.currency
          FROM entry e JOIN booked b ON 'organisation share ' || b.no = e.source
         CROSS JOIN LATERAL (VALUES (1, '63921', b.amount), (2, '33833', -b.amount)) AS l (line, account, amount)""";

    private static final String ONE = "= (SELECT k.unit FROM input k)";
    static final String SOME = "= ANY ((SELECT k.units FROM input k)::uuid[])";

    /** @return what was booked, by upper unit */
    List<Span> share(Connection connection, String stream, Origin origin, Work work) throws SQLException {
        boolean isDues = stream.equals("dues");
        boolean isOwn = origin == Origin.OWN;
        String text = INPUT + (isOwn ? OWN : BELOW) + DUE + (work.books() ? BOOK : " SELECT NULL::uuid, NULL::date, NULL::date FROM due LIMIT 0");
        return Sql.of(text.replace("{foreseen}", work.books() ? "" : FORESEEN.replace("{columns}", "l.upper_id, l.month, l.currency, l.stream, l.step"))
                .replace("{shares}", work.books() ? "" : FORESEEN.replace("{columns}", "l.unit_id, l.upper_id, l.month, l.stream, l.origin, l.step"))
                .replace("{which}", which(work)).replace("{origin}", isOwn ? "own" : "below")
                .replace("{shared}", isOwn ? "{stream}_shared" : "{stream}_passed")
                .replace("{stream}", stream).replace("{spent}", isDues ? "6391" : "6392").replace("{payable}", isDues ? "3381" : "3382")
                .replace("{income}", isDues ? "5114" : "5115"), work.unit(), Sql.column(work.units(), unit -> unit),
                work.from(), work.to(), work.day(), work.cause(), work.run(), work.by()).list(connection, Span::of);
    }

    void shareWithOrganisations(Connection connection, Work work) throws SQLException {
        Sql.of(ORGANISATIONS.replace("{which}", which(work)), work.unit(), Sql.column(work.units(), unit -> unit), work.by())
                .run(connection);
    }

    private static String which(Work work) {
        return work.unit() != null ? ONE : SOME;
    }
}
