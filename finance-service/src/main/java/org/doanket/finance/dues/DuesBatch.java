package org.doanket.finance.dues;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.PayLock;
import org.doanket.finance.sharing.ShareCommand;
import org.doanket.finance.standing.StandingService;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.ManyRows;
import org.doanket.platform.sql.Sql;

/** The monthly run, set by set: no member passes through Java. One journal entry and one fact for each unit and month. */
@ApplicationScoped
class DuesBatch {

    record Run(long no, UnitScope range, LocalDate month, boolean posts, String by) {
    }

    record Result(long members, long exempt, long outOfScope, long problems, long units, long changed, long total) {
    }

    /**
     * What stands charged already: of each member in each unit the newest row, but for what an heir took over; and of those who owe in the range
     * what other units have charged them, for a month is owed once. Of a unit whose books are closed nothing changes any more; what a member was
     * charged there went to its heirs. A month that a member has begun to pay where he was charged stays there, wherever he stood last in it:
     * nobody is asked for it a second time. He who is charged nothing there, or has paid nothing yet, owes it where he stood last.
     */
    private static final String KNOWN = """
        , known AS MATERIALIZED (
          SELECT DISTINCT ON (c.member_no, c.unit_id) c.*
            FROM (SELECT h.* FROM charge h WHERE h.month = (SELECT month FROM input) AND h.kind < 2 AND h.unit_id IN (SELECT u.id FROM unit_ref u, input i
                     WHERE u.path >= i.path_from AND u.path < i.path_to)
                  UNION ALL
                  SELECT h.* FROM charge h WHERE h.month = (SELECT month FROM input) AND h.kind < 2 AND h.unit_id NOT IN (SELECT u.id FROM unit_ref u, input i
                     WHERE u.path >= i.path_from AND u.path < i.path_to)
                     AND h.member_no IN (SELECT o.member_no FROM owed o WHERE o.problem IS NULL)) c
           WHERE c.unit_id NOT IN (SELECT unit_id FROM closing_freeze)
           ORDER BY c.member_no, c.unit_id, c.run_no DESC, c.kind
        ), moved AS MATERIALIZED (
          SELECT k.member_no, k.unit_id, k.month, k.run_no FROM known k LEFT JOIN owed o ON o.member_no = k.member_no AND o.unit_id = k.unit_id
           WHERE o.member_no IS NULL AND k.kind = 0 AND k.amount > 0
        ), stays AS MATERIALIZED (
          SELECT DISTINCT ON (m.member_no) m.member_no, m.unit_id FROM moved m WHERE dues_stay(m.member_no, m.unit_id, m.month, m.run_no)
           ORDER BY m.member_no, m.run_no
        ), due AS NOT MATERIALIZED (
          SELECT o.* FROM owed o WHERE o.member_no NOT IN (SELECT s.member_no FROM stays s)
        )""";

    /** What is owed beside what is charged. Pay that was withdrawn takes its charge along; pay that never came changes nothing yet. */
    private static final String COMPARED = """
        , rated AS (
          SELECT no FROM dues_rule WHERE method = 'rate'
        ), gone AS MATERIALIZED (
          SELECT p.member_no FROM pay_record p WHERE p.month = (SELECT month FROM input) AND p.version > 1
             AND coalesce(p.si_salary, p.net_pay, p.wage, p.fixed_amount) IS NULL
             AND NOT EXISTS (SELECT FROM pay_record n WHERE n.month = (SELECT month FROM input) AND n.version > 1 AND n.member_no = p.member_no
                               AND n.version > p.version)
        ), beside AS (
          SELECT coalesce(d.unit_id, k.unit_id) AS unit_id, coalesce(d.member_no, k.member_no) AS member_no, d.member_no IS NOT NULL AS owes,
                 d.problem, CASE WHEN d.problem IS NULL THEN d.amount END AS amount, CASE WHEN d.problem IS NULL THEN d.excess END AS excess,
                 CASE WHEN d.problem IS NULL THEN d.base END AS base, coalesce(d.rule_no, k.rule_no) AS rule_no, d.unit_dues_no, d.exemption_no,
                 k.amount AS charged,
                 k.excess AS charged_excess, k.base AS charged_base, k.rule_no AS charged_by_rule, k.exemption_no AS charged_exemption, k.kind, k.run_no,
                 d.problem IS NULL OR d.problem IN ('no-pay-record', 'no-fixed-amount') AND k.kind = 0 AND k.base IS NOT NULL
                   AND d.member_no IN (SELECT g.member_no FROM gone g) AS counts
            FROM due d FULL JOIN (SELECT * FROM known WHERE (member_no, unit_id) NOT IN (SELECT s.member_no, s.unit_id FROM stays s)) k
              ON k.member_no = d.member_no AND k.unit_id = d.unit_id
        ), compared AS (
          SELECT b.*, CASE WHEN b.counts THEN coalesce(b.amount, 0) - coalesce(b.charged, 0) ELSE 0 END AS amount_delta,
                 CASE WHEN b.counts THEN coalesce(b.excess, 0) - coalesce(b.charged_excess, 0) ELSE 0 END AS excess_delta,
                 CASE WHEN b.counts THEN CASE WHEN b.amount > 0 AND b.rule_no IN (SELECT no FROM rated) THEN b.base ELSE 0 END
                   - CASE WHEN b.charged > 0 AND b.charged_by_rule IN (SELECT no FROM rated) THEN b.charged_base ELSE 0 END ELSE 0 END AS pay_delta,
                 b.counts AND CASE WHEN NOT b.owes OR b.problem IS NOT NULL THEN b.kind = 0
                   ELSE b.run_no IS NULL OR b.kind = 1 OR (b.amount, b.excess, b.base, b.rule_no, b.exemption_no)
                     IS DISTINCT FROM (b.charged, b.charged_excess, b.charged_base, b.charged_by_rule, b.charged_exemption) END AS is_changed
            FROM beside b
        )""";

    /** A charge follows the newest of its member's month in whichever unit, and what takes one back follows that one. */
    private static final String CHANGES = COMPARED + """
        , other AS MATERIALIZED (
          SELECT * FROM compared WHERE is_changed
        ), chain AS MATERIALIZED (
          SELECT c.member_no, max(c.run_no) AS run_no FROM charge c WHERE c.month = (SELECT month FROM input) AND c.kind < 2
             AND c.member_no IN (SELECT o.member_no FROM other o) GROUP BY c.member_no
        ), posted AS (
          INSERT INTO charge (month, member_no, run_no, kind, follows, unit_id, amount, excess, amount_delta, excess_delta, pay_delta, base,
                              rule_no, unit_dues_no, exemption_no)
          SELECT i.month, c.member_no, i.run_no, k.kind, CASE k.kind WHEN 0 THEN coalesce(h.run_no, 0) ELSE c.run_no END, c.unit_id,
                 coalesce(c.amount, 0), coalesce(c.excess, 0), c.amount_delta, c.excess_delta, c.pay_delta, c.base, c.rule_no, c.unit_dues_no,
                 c.exemption_no
            FROM other c CROSS JOIN input i LEFT JOIN chain h USING (member_no)
           CROSS JOIN LATERAL (SELECT CASE WHEN c.owes AND c.problem IS NULL THEN 0 ELSE 1 END AS kind) k
          RETURNING 1
        )""";

    /** What a preview comes to unit by unit: who owes, what is charged, what the run would change. */
    private static final String FORESEEN = COMPARED + """
        , foreseen AS (
          INSERT INTO dues_run_unit (run_no, unit_id, members, problems, total, charged, changed, difference, excess)
          SELECT i.run_no, c.unit_id, count(*) FILTER (WHERE c.owes), count(c.problem),
                 coalesce(sum(c.amount) FILTER (WHERE c.owes AND c.problem IS NULL), 0), coalesce(sum(c.charged), 0),
                 count(*) FILTER (WHERE c.is_changed), sum(c.amount_delta), sum(c.excess_delta)
            FROM compared c CROSS JOIN input i GROUP BY i.run_no, c.unit_id
          HAVING bool_or(c.owes OR c.is_changed OR c.charged <> 0)
        )""";

    /**
     * Where nothing is charged yet there is nothing to compare with; who is charged elsewhere stands in the way by the key of the table, for of a
     * member's month there is one first charge. In the order of the key, else half of the run is spent in its index. */
    private static final String FIRST = """
        , posted AS (
          INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta, pay_delta, base,
                              rule_no, unit_dues_no, exemption_no)
          SELECT i.month, d.member_no, i.run_no, 0, d.unit_id, d.amount, d.excess, d.amount, d.excess,
                 CASE WHEN d.amount > 0 AND d.rule_no IN (SELECT no FROM dues_rule WHERE method = 'rate') THEN d.base ELSE 0 END, d.base,
                 d.rule_no, d.unit_dues_no, d.exemption_no
            FROM due d, input i WHERE d.problem IS NULL ORDER BY d.member_no
        )""";

    private static final String ASSESS = """
        WITH input AS (SELECT ?::bigint AS run_no, ?::text AS path_from, ?::text AS path_to, ?::date AS month
        ), %s AS MATERIALIZED (SELECT d.* FROM input i, dues_of(i.path_from, i.path_to, i.month) d
           WHERE d.unit_id NOT IN (SELECT unit_id FROM closing_freeze)
             AND d.member_no NOT IN (SELECT f.member_no FROM (SELECT DISTINCT ON (c.member_no, c.unit_id) c.member_no, c.kind FROM charge c
                 WHERE c.month = (SELECT month FROM input) AND c.kind < 2 AND c.unit_id IN (SELECT unit_id FROM closing_freeze)
                 ORDER BY c.member_no, c.unit_id, c.run_no DESC, c.kind) f WHERE f.kind = 0)
        )%s, flagged AS (
          INSERT INTO dues_problem (run_no, member_no, unit_id, code, rule_no, amount, bound)
          SELECT i.run_no, d.member_no, d.unit_id, d.problem, d.rule_no, d.amount, d.bound FROM due d, input i
           WHERE d.problem IS NOT NULL
        )%s
        SELECT coalesce(sum(s.members), 0), coalesce(sum(s.exempt), 0), coalesce(sum(s.out_of_scope), 0), coalesce(sum(s.problems), 0),
               count(*), %s, coalesce(sum(s.total), 0)
          FROM (SELECT count(*) AS members, count(*) FILTER (WHERE exemption_no IS NOT NULL) AS exempt,
                       count(*) FILTER (WHERE d.out_of_scope) AS out_of_scope, count(problem) AS problems,
                       sum(amount) FILTER (WHERE problem IS NULL) AS total
                  FROM due d GROUP BY unit_id) s""";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String IS_CHARGED = "SELECT EXISTS (SELECT FROM charge c JOIN unit_ref u ON u.id = c.unit_id "
            + "WHERE c.month = ? AND u.path >= ? AND u.path < ?)";

    /**
     * One journal entry and one fact for each unit and month, and what the run did to it, from one look at what was charged. The aggregate's
     * row is locked by its update before its fact gets a number and a place in the outbox. The day is that of open_day, for all units at once.
     */
    private static final String BOOK = """
        WITH input AS (SELECT ?::bigint AS run_no, ?::date AS month, ?::text AS by
        ), sums AS MATERIALIZED (
          SELECT c.unit_id, count(*) AS charges, sum(c.amount_delta)::bigint AS amount, sum(c.excess_delta)::bigint AS excess,
                 sum(c.pay_delta)::bigint AS pay,
                 sum((c.amount > 0)::int - (c.amount - c.amount_delta > 0)::int) AS members,
                 bool_or((c.amount_delta, c.excess_delta, c.pay_delta) <> (0, 0, 0)) AS is_other
            FROM charge c WHERE c.month = (SELECT month FROM input) AND c.run_no = (SELECT run_no FROM input) GROUP BY c.unit_id
        ), flagged AS (
          SELECT p.unit_id, count(*) AS problems FROM dues_problem p WHERE p.run_no = (SELECT run_no FROM input) GROUP BY p.unit_id
        ), told AS (
          INSERT INTO dues_run_unit (run_no, unit_id, problems, changed, difference, excess)
          SELECT i.run_no, unit_id, coalesce(f.problems, 0), coalesce(s.charges, 0), coalesce(s.amount, 0), coalesce(s.excess, 0)
            FROM sums s FULL JOIN flagged f USING (unit_id) CROSS JOIN input i
        ), closed AS (
          SELECT p.unit_id, (max(p.month) + interval '1 month')::date AS first_open FROM period p WHERE p.status = 'closed' GROUP BY p.unit_id
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT s.unit_id, 'dues-assessed', greatest((i.month + interval '1 month - 1 day')::date, c.first_open), i.month,
                 'run ' || i.run_no || ' unit ' || s.unit_id, i.by
            FROM sums s CROSS JOIN input i LEFT JOIN closed c USING (unit_id) WHERE s.amount <> 0 OR s.excess <> 0 ORDER BY s.unit_id
          RETURNING no, unit_id, effective_date
        ), booked AS (
          INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
          SELECT e.no, l.line, e.unit_id, e.effective_date, l.account, l.amount, j.currency
            FROM entry e JOIN sums s USING (unit_id) JOIN unit_ref u ON u.id = e.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction
           CROSS JOIN LATERAL (VALUES (1, '1388', s.amount), (2, '5111', s.excess - s.amount), (3, '5113', -s.excess))
                 AS l (line, account, amount)
           WHERE l.amount <> 0
        ), changed AS (
          INSERT INTO unit_month AS m (unit_id, month, currency, version, members, assessed, excess, pay)
          SELECT s.unit_id, i.month, j.currency, 1, s.members, s.amount, s.excess, s.pay
            FROM sums s CROSS JOIN input i JOIN unit_ref u ON u.id = s.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction
           WHERE s.is_other ORDER BY s.unit_id
          ON CONFLICT (unit_id, month) DO UPDATE SET version = m.version + 1, members = m.members + excluded.members,
             assessed = m.assessed + excluded.assessed, excess = m.excess + excluded.excess, pay = m.pay + excluded.pay
          RETURNING m.*
        )
        INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
        SELECT 'unit-month', id, version, 'dues-assessed', json_build_object('unit', unit_id, 'month', to_char(month, 'YYYY-MM'),
               'members', members, 'assessed', json_build_object('amount', assessed, 'currency', currency),
               'excess', json_build_object('amount', excess, 'currency', currency))
          FROM changed""";

    /** Those of which a run changed how much of what is collected already is excess, which is shared otherwise. They are few: most have no rate of their own. */
    private static final String SHARED_OTHERWISE = "SELECT r.unit_id FROM dues_run_unit r JOIN unit_month m ON m.unit_id = r.unit_id AND m.month = ? "
            + "WHERE r.run_no = ? AND (r.difference, r.excess) <> (0, 0) AND m.dues_collected > 0 AND (r.excess <> 0 OR m.excess + m.taken_excess > 0)";

    private final StandingService standings;
    private final Jobs jobs;

    DuesBatch(StandingService standings, Jobs jobs) {
        this.standings = standings;
        this.jobs = jobs;
    }

    /** In the transaction of the connection. */
    Result run(Connection connection, Run run) throws SQLException {
        // Two runs of one month come one after the other: the second finds what the first has charged.
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('dues ' || ?, 3))", run.month().toString()).run(connection);
        if (run.posts()) {
            // Whether it has seen a pay file is then certain, on which depends whether that can still be undone.
            PayLock.share(connection);
        }
        // The planner takes dated rules, and units just charged, for a few rows; nested loops over a hundred thousand would be fatal.
        ManyRows.expect(connection);
        // A million members' pay is joined in one go; of eleven million the joins go to disk in parts, and memory stays bounded.
        Sql.of("SET LOCAL work_mem = '64MB'").run(connection);
        Result result = assess(connection, run);
        if (run.posts()) {
            Sql.of("UPDATE dues_run SET pay_upto = (SELECT coalesce(max(taken_no), 0) FROM pay_import) WHERE no = ?", run.no()).run(connection);
            Sql.of(BOOK, run.no(), run.month(), run.by()).run(connection);
            List<UUID> others = Sql.of(SHARED_OTHERWISE, run.month(), run.no()).list(connection, row -> row.getObject(1, UUID.class));
            for (ShareCommand.OfMany some : ShareCommand.OfMany.of(others)) {
                jobs.submit(connection, ShareCommand.OfMany.KIND, run.range().unit(), run.by(), some);
            }
        }
        ManyRows.expectNoMore(connection);
        if (result.changed() > 0) {
            standings.afterRun(connection, run.no(), run.month());
        }
        return result;
    }

    private static Result assess(Connection connection, Run run) throws SQLException {
        if (!run.posts()) {
            return assess(connection, run, besides(FORESEEN, "0"));
        }
        String changes = besides(CHANGES, "(SELECT count(*) FROM posted)");
        if (Sql.of(IS_CHARGED, run.month(), run.range().from(), run.range().to()).first(connection, row -> row.getBoolean(1)).orElseThrow()) {
            return assess(connection, run, changes);
        }
        Savepoint before = connection.setSavepoint();
        try {
            return assess(connection, run, ASSESS.formatted("due", "", FIRST, "coalesce(sum(s.members - s.problems), 0)"));
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback(before);
            return assess(connection, run, changes);
        }
    }

    private static String besides(String work, String changed) {
        return ASSESS.formatted("owed", KNOWN, work, changed);
    }

    private static Result assess(Connection connection, Run run, String assessment) throws SQLException {
        return Sql.of(assessment, run.no(), run.range().from(), run.range().to(), run.month())
                .first(connection, row -> new Result(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5),
                        row.getLong(6), row.getLong(7))).orElseThrow();
    }
}
