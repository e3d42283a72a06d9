package org.doanket.finance.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.sql.Sql;

/**
 * Follows receipts and charges: up to which month each member has paid, and one fact for each whose month changed, whether it went up or
 * down. A month is paid by a member who owed nothing in it, whose own payment requests were paid, or whose unit's receipts covered all
 * that it owed for the month; he has paid up to the last month before the first that is not paid.
 */
@ApplicationScoped
public class StandingService {

    /** Of months that changed. A run is covered whole or not at all: which of its members a part has come from, the receipts do not say. */
    private static final String COVER = """
        UPDATE unit_month m SET covered_run = r.no
          FROM unit_month k, LATERAL (SELECT max(c.run_no) AS no FROM charge c WHERE c.unit_id = k.unit_id AND c.month = k.month) r
         WHERE k.unit_id = m.unit_id AND k.month = m.month AND m.covered_run IS DISTINCT FROM r.no
           AND m.dues_collected >= m.assessed + m.taken AND m.dues_collected > 0""";

    /** A month that was covered no longer is, once less has come in for it than it owes. */
    private static final String UNCOVER = "UPDATE unit_month SET covered_run = NULL WHERE unit_id = ? AND month = ANY (?::date[]) "
            + "AND covered_run IS NOT NULL AND dues_collected < assessed + taken";

    private static final String CHARGED_IN_MONTHS = "SELECT DISTINCT c.member_no FROM charge c WHERE c.unit_id = ? AND c.month = ANY (?::date[])";

    /** Whoever has paid for himself since, and all of those months that are covered anew. */
    private static final String CONCERNED = CHARGED_IN_MONTHS + " UNION SELECT unnest(?::bigint[])";

    /**
     * A member may have charges in several units, and who works out his standing must see what all of them have received: those who come
     * second wait here, and look after those who came first have committed.
     */
    private static final String LOCK_MEMBERS = "WITH locked AS (SELECT no FROM member_ref WHERE no IN ({affected}) ORDER BY no FOR NO KEY UPDATE) "
            + "SELECT count(*) FROM locked";

    /** A first charge of a month after the last paid one changes nobody's standing; all else may: what is free, less, taken back or of the past. */
    private static final String CHARGED_BY_RUN = """
        SELECT c.member_no FROM charge c WHERE c.month = ? AND c.run_no = ? AND (c.amount = 0 OR c.amount_delta < 0)
        UNION
        SELECT c.member_no FROM member_standing s JOIN charge c USING (member_no) WHERE s.paid_up_to >= ? AND c.month = ? AND c.run_no = ?
        UNION
        SELECT c.member_no FROM charge c JOIN unit_month m USING (unit_id, month) WHERE c.month = ? AND m.covered_run = ?""";

    private static final String CHARGED_BY_CLOSING = """
        SELECT DISTINCT c.member_no FROM closing_run r JOIN closing_heir h ON h.closing_id = r.closing_id
          JOIN charge c ON c.unit_id = h.heir_id AND c.run_no = r.run_no WHERE r.run_no = ?""";

    /** What an heir has taken over stands for what was charged by the unit that ended. */
    private static final String TELL = """
        WITH affected AS MATERIALIZED ({affected}
        ), charged AS (
          SELECT c.member_no, c.unit_id, c.month, m.covered_run, max(c.run_no) AS run_no,
                 (array_agg(c.amount ORDER BY c.run_no DESC, c.kind))[1] AS amount, (array_agg(c.kind ORDER BY c.run_no DESC, c.kind))[1] AS kind,
                 (array_agg(c.amount ORDER BY c.run_no DESC, c.kind) FILTER (WHERE c.run_no <= m.covered_run))[1] AS covered
            FROM affected a JOIN charge c USING (member_no) LEFT JOIN unit_month m USING (unit_id, month)
           GROUP BY c.member_no, c.unit_id, c.month, m.covered_run, c.kind >= 2
        ), own AS (
          SELECT r.member_no, r.unit_id, r.month, sum(r.amount) AS paid FROM affected a JOIN receipt r USING (member_no)
           WHERE r.stream = 'dues' GROUP BY r.member_no, r.unit_id, r.month
        ), live AS (
          SELECT * FROM (SELECT c.*, max(c.run_no) FILTER (WHERE c.kind = 2) OVER (PARTITION BY c.member_no, c.month) AS taken_over FROM charged c
                          WHERE c.kind IN (0, 2)) c
           WHERE c.taken_over IS NULL OR c.run_no = c.taken_over
        ), settled AS (
          SELECT c.member_no, c.month, bool_and(c.amount = 0 OR coalesce(c.covered >= c.amount, false) OR coalesce(o.paid >= c.amount, false)) AS whole
            FROM live c LEFT JOIN own o USING (member_no, unit_id, month) GROUP BY c.member_no, c.month
        ), standing AS (
          SELECT a.member_no, max(s.month) FILTER (WHERE s.month < coalesce(f.open, 'infinity')) AS paid_up_to
            FROM affected a LEFT JOIN settled s USING (member_no)
            LEFT JOIN (SELECT member_no, min(month) AS open FROM settled WHERE NOT whole GROUP BY member_no) f USING (member_no)
           GROUP BY a.member_no
        ), changed AS (
          INSERT INTO member_standing AS k (member_no, member_id, version, paid_up_to)
          SELECT s.member_no, r.id, 1, s.paid_up_to FROM standing s JOIN member_ref r ON r.no = s.member_no
           WHERE s.paid_up_to IS NOT NULL OR EXISTS (SELECT FROM member_standing b WHERE b.member_no = s.member_no) ORDER BY s.member_no
          ON CONFLICT (member_no) DO UPDATE SET version = k.version + 1, paid_up_to = excluded.paid_up_to, reminded = NULL
           WHERE k.paid_up_to IS DISTINCT FROM excluded.paid_up_to
          RETURNING *
        )
        INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
        SELECT 'standing', c.member_id, c.version, 'member-standing-changed',
               json_build_object('id', c.member_id, 'unitId', r.unit_id, 'paidUpTo', to_char(c.paid_up_to, 'YYYY-MM'))
          FROM changed c JOIN member_ref r ON r.no = c.member_no""";

    /**
     * The oldest of the months that a member was just told of stands in his fact until his standing changes: no amount, for that would tell
     * what he earns.
     */
    private static final String REMIND = """
        WITH due AS (SELECT * FROM unnest(?::uuid[], ?::date[], ?::int[]) AS d (unit_id, month, phase)
        ), noted AS (
          INSERT INTO member_reminder (member_no, unit_id, month, phase)
          SELECT w.member_no, d.unit_id, d.month, d.phase FROM due d JOIN unit_month m USING (unit_id, month)
           CROSS JOIN LATERAL members_owing(d.unit_id, d.month, coalesce(m.covered_run, 0)) w
           WHERE m.assessed + m.taken - m.handed > m.dues_collected
             AND NOT EXISTS (SELECT FROM member_reminder t WHERE t.member_no = w.member_no AND t.month = d.month AND t.phase >= d.phase)
           ORDER BY w.member_no
          ON CONFLICT DO NOTHING RETURNING *
        ), told AS (
          SELECT DISTINCT ON (n.member_no) n.member_no, r.id, r.unit_id, n.month, n.phase,
                 (SELECT p.action FROM arrears_phase p WHERE p.jurisdiction = u.jurisdiction AND p.phase = n.phase AND p.cancelled_at IS NULL
                     AND p.valid_from <= n.at::date ORDER BY p.valid_from DESC LIMIT 1) AS action
            FROM noted n JOIN member_ref r ON r.no = n.member_no JOIN unit_ref u ON u.id = n.unit_id ORDER BY n.member_no, n.month
        ), changed AS (
          INSERT INTO member_standing AS k (member_no, member_id, version, reminded)
          SELECT t.member_no, t.id, 1, jsonb_build_object('month', to_char(t.month, 'YYYY-MM'), 'phase', t.phase, 'action', t.action) FROM told t ORDER BY t.member_no
          ON CONFLICT (member_no) DO UPDATE SET version = k.version + 1, reminded = excluded.reminded
          RETURNING *
        ), facts AS (
          INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
          SELECT 'standing', c.member_id, c.version, 'member-standing-changed', json_build_object('id', c.member_id, 'unitId', t.unit_id,
                 'paidUpTo', to_char(c.paid_up_to, 'YYYY-MM'), 'reminded', c.reminded)
            FROM changed c JOIN told t USING (member_no)
        )
        SELECT count(*) FROM noted""";

    /** Months of units that have come into a phase. */
    public record Overdue(UUID unit, LocalDate month, int phase) {
    }

    /** Tells those who have not paid, each of his own months. In the transaction of the connection, which is the worker's. @return how many reminders */
    public long remind(Connection connection, List<Overdue> months) throws SQLException {
        lock(connection);
        return Sql.of(REMIND, Sql.column(months, Overdue::unit), Sql.column(months, Overdue::month), Sql.column(months, Overdue::phase))
                .first(connection, row -> row.getLong(1)).orElse(0L);
    }

    /** After receipts of a unit. In the transaction of the connection, which is the worker's, and as the last that it locks. */
    public void afterReceipts(Connection connection, UUID unit, List<LocalDate> months) throws SQLException {
        if (!months.isEmpty()) {
            String[] days = Sql.column(months, month -> month);
            lockWithOthers(connection);
            List<LocalDate> covered = Sql.of(COVER).add("AND m.unit_id = ? AND m.month = ANY (?::date[]) RETURNING m.month", unit, days)
                    .list(connection, row -> row.getObject(1, LocalDate.class));
            List<Long> payers = Sql.of("DELETE FROM payer_to_tell WHERE unit_id = ? RETURNING member_no", unit)
                    .list(connection, row -> row.getLong(1));
            tell(connection, CONCERNED, unit, Sql.column(covered, month -> month), Sql.column(payers, payer -> payer));
        }
    }

    /** After receipts of a unit were taken back; as above. */
    public void afterUndone(Connection connection, UUID unit, List<LocalDate> months) throws SQLException {
        String[] days = Sql.column(months, month -> month);
        lockWithOthers(connection);
        Sql.of(UNCOVER, unit, days).run(connection);
        tell(connection, CHARGED_IN_MONTHS, unit, days);
    }

    private static void tell(Connection connection, String affected, Object... values) throws SQLException {
        Sql.of(LOCK_MEMBERS.replace("{affected}", affected), values).first(connection, row -> row.getLong(1));
        Sql.of(TELL.replace("{affected}", affected), values).run(connection);
    }

    /** After a run that has posted charges; as above. */
    public void afterRun(Connection connection, long run, LocalDate month) throws SQLException {
        lock(connection);
        // Before anything has come in for the month nothing can be covered.
        boolean hasReceipts = Sql.of("SELECT EXISTS (SELECT FROM unit_month WHERE month = ? AND dues_collected > 0)", month)
                .first(connection, row -> row.getBoolean(1)).orElseThrow();
        if (hasReceipts) {
            Sql.of(COVER).add("AND m.month = ? AND m.unit_id IN (SELECT c.unit_id FROM charge c WHERE c.month = ? AND c.run_no = ?)", month, month,
                    run).run(connection);
        }
        // All three together even where one finds nobody: of the first alone the planner expects a row or two and looks each up in every month.
        Sql.of(TELL.replace("{affected}", CHARGED_BY_RUN), month, run, month, month, run, month, run).run(connection);
    }

    /** Receipts of one unit beside those of others; but not beside a run, whose members are too many to be locked one by one. */
    private static void lockWithOthers(Connection connection) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock_shared(hashtextextended('standings', 6))").run(connection);
    }

    /** After a closing has written, or taken back, charges of members to its heirs; as above. */
    public void afterClosing(Connection connection, long run) throws SQLException {
        lock(connection);
        Sql.of(TELL.replace("{affected}", CHARGED_BY_CLOSING), run).run(connection);
    }

    private static void lock(Connection connection) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('standings', 6))").run(connection);
    }

    void tell(@Observes PersonalData asked) {
        asked.select("standings", "SELECT to_char(s.paid_up_to, 'YYYY-MM') AS \"paidUpTo\" FROM member_standing s WHERE s.member_id = ?", asked.person());
    }
}
