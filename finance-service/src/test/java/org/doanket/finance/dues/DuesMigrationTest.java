package org.doanket.finance.dues;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * Books of before V113, when two units could charge a member the same month, are migrated to what is newest. Since a database of that time is needed, one
 * is made: by the migrations of then, and charged by the statement that a run of then was.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DuesMigrationTest {

    private static final LocalDate JULY = LocalDate.of(2025, 7, 1);
    private static final LocalDate AUGUST = LocalDate.of(2025, 8, 1);
    private static final UUID PROVINCE = UUID.randomUUID();
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();
    private static final Map<UUID, String> PATHS = Map.of(PROVINCE, "/1/", FIRST, "/1/2/", SECOND, "/1/3/");

    /** What DuesBatch did in V112: it knew of what was charged in its own range and nowhere else. */
    private static final String RUN = """
        WITH input AS (SELECT ?::bigint AS run_no, ?::text AS path_from, ?::text AS path_to, ?::date AS month
        ), due AS MATERIALIZED (SELECT d.* FROM input i, dues_of(i.path_from, i.path_to, i.month) d
        ), known AS MATERIALIZED (
          SELECT DISTINCT ON (c.member_no, c.unit_id) c.* FROM charge c
           WHERE c.month = (SELECT month FROM input) AND c.kind < 2 AND c.unit_id IN (SELECT u.id FROM unit_ref u, input i
                 WHERE u.path >= i.path_from AND u.path < i.path_to)
           ORDER BY c.member_no, c.unit_id, c.run_no DESC, c.kind
        ), compared AS (
          SELECT coalesce(d.unit_id, k.unit_id) AS unit_id, coalesce(d.member_no, k.member_no) AS member_no, d.member_no IS NOT NULL AS owes,
                 d.amount, d.excess, d.base, coalesce(d.rule_no, k.rule_no) AS rule_no, d.unit_dues_no, d.exemption_no,
                 coalesce(d.amount, 0) - coalesce(k.amount, 0) AS amount_delta, coalesce(d.excess, 0) - coalesce(k.excess, 0) AS excess_delta,
                 coalesce(d.base, 0) - coalesce(k.base, 0) AS pay_delta,
                 CASE WHEN d.member_no IS NULL THEN k.kind = 0 ELSE k.member_no IS NULL OR k.kind = 1 OR (d.amount, d.excess, d.base, d.rule_no, d.exemption_no)
                   IS DISTINCT FROM (k.amount, k.excess, k.base, k.rule_no, k.exemption_no) END AS is_changed
            FROM due d FULL JOIN known k ON k.member_no = d.member_no AND k.unit_id = d.unit_id
        )
        INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta, pay_delta, base, rule_no, unit_dues_no,
                            exemption_no)
        SELECT i.month, c.member_no, i.run_no, CASE WHEN c.owes THEN 0 ELSE 1 END, c.unit_id, coalesce(c.amount, 0), coalesce(c.excess, 0), c.amount_delta,
               c.excess_delta, c.pay_delta, c.base, c.rule_no, c.unit_dues_no, c.exemption_no
          FROM compared c CROSS JOIN input i WHERE c.is_changed""";

    private static final String BOOK = """
        WITH sums AS (
          SELECT c.unit_id, c.month, c.run_no, sum(c.amount_delta)::bigint AS amount, sum(c.pay_delta)::bigint AS pay,
                 sum((c.amount > 0)::int - (c.amount - c.amount_delta > 0)::int) AS members
            FROM charge c WHERE c.run_no = ? GROUP BY c.unit_id, c.month, c.run_no
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT unit_id, 'dues-assessed', (month + interval '1 month - 1 day')::date, month, 'run ' || run_no || ' unit ' || unit_id, 'then'
            FROM sums WHERE amount <> 0 RETURNING no, unit_id, effective_date
        ), booked AS (
          INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
          SELECT e.no, l.line, e.unit_id, e.effective_date, l.account, l.amount, 'VND' FROM entry e JOIN sums s USING (unit_id)
           CROSS JOIN LATERAL (VALUES (1, '1388', s.amount), (2, '5111', -s.amount)) AS l (line, account, amount)
        )
        INSERT INTO unit_month AS m (unit_id, month, currency, version, members, assessed, pay)
        SELECT unit_id, month, 'VND', 1, members, amount, pay FROM sums
        ON CONFLICT (unit_id, month) DO UPDATE SET version = m.version + 1, members = m.members + excluded.members,
           assessed = m.assessed + excluded.assessed, pay = m.pay + excluded.pay""";

    /** What must be the same before and after, by columns of then. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            entry("charge", "month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta, pay_delta, base, rule_no, unit_dues_no, "
                    + "exemption_no"), entry("unit_month", "unit_id, month, version, members, assessed, pay"),
            entry("journal_entry", "no, unit_id, kind, effective_date, month, source, reverses_no"),
            entry("posting", "entry_no, line, unit_id, effective_date, account, amount, currency"),
            entry("pay_record", "month, member_no, version, si_salary, import_no"), entry("pay_import", "no, month, mode, state"),
            entry("dues_run", "no, unit_id, month, mode, state"), entry("period", "unit_id, month, status"),
            entry("loan_referral", "id, principal, months, state, rate_num, rate_den"),
            entry("loan_instalment", "loan_id, no, due_on, principal, interest"), entry("voucher", "id, state, amount, decided_by"));

    @Inject
    Flyway flyway;
    @Inject
    DuesBatch batch;

    @Test
    void booksOfWhenTwoUnitsCouldChargeTheSameMonthAreMigratedWholeAndTheNextRunMendsThem() throws SQLException {
        DoanketBackends backends = new DoanketBackends();
        backends.init(Map.of("service", "finance"));
        Map<String, String> then = backends.start();
        try {
            migrate(then, "112");
            try (Connection connection = worker(then)) {
                connection.setAutoCommit(false);
                leaveBooksOfThen(connection);
                Map<String, String> before = kept(connection);
                connection.commit();
                migrate(then, "latest");
                assertThat(kept(connection)).isEqualTo(before);
                assertFollowing(connection);
                assertMended(connection);
                connection.rollback();
            }
        } finally {
            backends.stop();
        }
    }

    /** All stood in the first unit in July; in August some moved, were corrected, left and came back, and one was charged by both units. */
    private static void leaveBooksOfThen(Connection connection) throws SQLException {
        for (UUID unit : List.of(PROVINCE, FIRST, SECOND)) {
            Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) VALUES (?, ?, ?, ?, "
                    + "'grass-roots-union', 'grass-roots', 'vn', ?, ?, '2010-01-01', 1)", unit, PATHS.get(unit), PATHS.get(unit), PATHS.get(unit),
                    unit.equals(PROVINCE) ? null : PROVINCE, PATHS.get(unit)).run(connection);
        }
        for (int no = 1; no <= 6; no++) {
            UUID unit = no == 4 || no == 6 ? SECOND : FIRST;
            Sql.of("INSERT INTO member_ref (id, unit_id, code, display_name, status, since, dues_kind) VALUES (uuidv7(), ?, ?, 'X', 'active', '2010-01-01', "
                    + "'non-state-enterprise')", unit, "M" + no).run(connection);
            stands(connection, no, "2010-01-01", unit);
            for (LocalDate month : new LocalDate[] {JULY, AUGUST}) {
                earns(connection, no, month, 1, 8_000_000);
            }
        }
        for (String state : new String[] {"committed", "committed", "previewed"}) {
            Sql.of("INSERT INTO pay_import (id, unit_id, month, mode, state, created_by) VALUES (uuidv7(), ?, ?, ?, ?, 'then')", PROVINCE, AUGUST,
                    state.equals("previewed") ? "preview" : "commit", state).run(connection);
        }
        run(connection, PROVINCE, JULY);
        run(connection, FIRST, AUGUST);
        moves(connection, 3);
        run(connection, PROVINCE, AUGUST); // takes back and charges in one run
        earns(connection, 1, AUGUST, 2, 9_000_000);
        Sql.of("UPDATE member_span SET valid_to = '2025-07-15' WHERE member_no = 5").run(connection);
        run(connection, FIRST, AUGUST);
        Sql.of("UPDATE member_span SET valid_to = NULL WHERE member_no = 5").run(connection);
        run(connection, FIRST, AUGUST);
        moves(connection, 2);
        run(connection, SECOND, AUGUST); // and the first unit still has him
        earns(connection, 2, AUGUST, 2, 7_000_000);
        run(connection, SECOND, AUGUST);
        for (int kind = 2; kind <= 3; kind++) { // what an heir took over, and had taken back
            Sql.of("INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta) VALUES (?, 6, "
                    + "nextval('dues_run_no_seq'), ?, ?, ?, 0, 0, 0)", AUGUST, kind, SECOND, kind == 2 ? 5_000 : 0).run(connection);
        }
        assertThat(number(connection, "SELECT count(*) FROM charge WHERE month = ? AND member_no = 2 AND kind = 0 AND amount > 0", AUGUST)).as("twice, corrected")
                .isEqualTo(3);
        lend(connection, "granted");
        lend(connection, "refused");
        for (String state : new String[] {"proposed", "refused"}) {
            Sql.of("INSERT INTO voucher (id, unit_id, kind, day, account, money, amount, currency, purpose, state, made_by, made_at, decided_by, decided_at) "
                    + "VALUES (uuidv7(), ?, 'payment', ?, '6111', '1111', 5, 'VND', 'x', ?, 'a', now(), ?, ?)", FIRST, AUGUST, state,
                    state.equals("proposed") ? null : "b", state.equals("proposed") ? null : AUGUST.atStartOfDay()).run(connection);
        }
    }

    private static void stands(Connection connection, long member, String from, UUID unit) throws SQLException {
        Sql.of("INSERT INTO member_span (member_no, valid_from, unit_id, status, dues_kind) VALUES (?, ?::date, ?, 'active', 'non-state-enterprise')", member,
                from, unit).run(connection);
    }

    private static void moves(Connection connection, long member) throws SQLException {
        Sql.of("UPDATE member_span SET valid_to = '2025-08-15' WHERE member_no = ?", member).run(connection);
        Sql.of("UPDATE member_ref SET unit_id = ? WHERE no = ?", SECOND, member).run(connection);
        stands(connection, member, "2025-08-15", SECOND);
    }

    private static void earns(Connection connection, long member, LocalDate month, int version, long amount) throws SQLException {
        Sql.of("INSERT INTO pay_record (month, member_no, version, unit_id, si_salary, import_no) VALUES (?, ?, ?, ?, ?, ?)", month, member, version, FIRST,
                amount, version).run(connection);
    }

    private static void run(Connection connection, UUID unit, LocalDate month) throws SQLException {
        Sql.of("SELECT open_charge_month(?)", month).run(connection);
        long no = Sql.of("INSERT INTO dues_run (id, unit_id, month, mode, state, created_by) VALUES (uuidv7(), ?, ?, 'post', 'done', 'then') RETURNING no", unit,
                month).first(connection, row -> row.getLong(1)).orElseThrow();
        UnitScope range = new UnitScope(unit, PATHS.get(unit));
        Sql.of(RUN, no, range.from(), range.to(), month).run(connection);
        Sql.of(BOOK, no).run(connection);
    }

    private static void lend(Connection connection, String state) throws SQLException {
        boolean isGranted = state.equals("granted");
        UUID loan = UUID.randomUUID();
        Sql.of("INSERT INTO loan_referral (id, unit_id, member_no, bank, purpose, principal, currency, months, state, rate_num, rate_den, decided_on, created_by, "
                + "created_at) VALUES (?, ?, 1, 'NHCSXH', 'motorbike', 1200, 'VND', 1, ?, ?, ?, ?, 'a', now())", loan, FIRST, state, isGranted ? 792L : null,
                isGranted ? 10_000L : null, isGranted ? JULY : null).run(connection);
        if (isGranted) {
            Sql.of("INSERT INTO loan_instalment (loan_id, no, unit_id, due_on, principal, interest) VALUES (?, 1, ?, ?, 1200, 8)", loan, FIRST, AUGUST)
                    .run(connection);
        }
    }

    /** A charge follows one that there is, each but the first of a member's month, and no two follow the same in the same way. */
    private static void assertFollowing(Connection connection) throws SQLException {
        assertThat(number(connection, "SELECT count(*) FROM charge c WHERE c.kind < 2 AND c.follows <> 0 AND NOT EXISTS (SELECT FROM charge p "
                + "WHERE p.month = c.month AND p.member_no = c.member_no AND p.run_no = c.follows AND p.run_no < c.run_no AND p.kind < 2)")).isZero();
        assertThat(number(connection, "SELECT count(*) FROM charge c WHERE c.kind < 2 AND c.follows = 0"))
                .isEqualTo(number(connection, "SELECT count(*) FROM (SELECT DISTINCT month, member_no FROM charge WHERE kind < 2) m"));
        assertThat(number(connection, "SELECT count(*) FROM loan_schedule s JOIN loan_instalment i ON i.loan_id = s.loan_id AND i.schedule_no = s.no")).isOne();
        assertThat(number(connection, "SELECT count(*) FROM dues_run WHERE mode = 'post' AND pay_upto IS DISTINCT FROM 2")).as("had seen both files").isZero();
        assertThat(number(connection, "SELECT nextval('pay_taken_seq')")).as("the next file is the third").isEqualTo(3);
        connection.commit();
        assertThatThrownBy(() -> Sql.of("INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta) "
                + "VALUES (?, 1, 9000000, 0, ?, 1, 0, 1, 0)", AUGUST, SECOND).run(connection)).hasStackTraceContaining("charge_2025_08_pkey");
        connection.rollback();
    }

    /** By the runs of now: nothing changes but for him whom two units had charged. */
    private void assertMended(Connection connection) throws SQLException {
        Map<String, Long> before = owed(connection);
        assertThat(before).as("with the month that is owed twice").isEqualTo(Map.of("1388 2", 45_000L + 40_000 + 40_000 + 4 * 40_000, "1388 3",
                35_000L + 3 * 40_000 + 2 * 40_000));
        assertThat(post(connection, JULY)).isZero();
        assertThat(post(connection, AUGUST)).isOne();
        assertThat(owed(connection)).isEqualTo(Map.of("1388 2", before.get("1388 2") - 40_000, "1388 3", before.get("1388 3")));
        assertThat(post(connection, AUGUST)).as("again").isZero();
        assertThat(number(connection, "SELECT count(*) FROM (SELECT DISTINCT ON (c.month, c.member_no, c.unit_id) c.kind FROM charge c WHERE c.kind < 2 "
                + "ORDER BY c.month, c.member_no, c.unit_id, c.run_no DESC, c.kind) k WHERE k.kind = 0")).as("a member's month once").isEqualTo(12);
        assertThat(number(connection, "SELECT count(*) FROM unit_month m WHERE m.assessed <> (SELECT sum(c.amount_delta) FROM charge c "
                + "WHERE c.unit_id = m.unit_id AND c.month = m.month AND c.kind < 2)")).isZero();
    }

    private long post(Connection connection, LocalDate month) throws SQLException {
        long no = Sql.of("INSERT INTO dues_run (id, unit_id, month, mode, created_by) VALUES (uuidv7(), ?, ?, 'post', 'now') RETURNING no", PROVINCE, month)
                .first(connection, row -> row.getLong(1)).orElseThrow();
        long changed = batch.run(connection, new DuesBatch.Run(no, new UnitScope(PROVINCE, PATHS.get(PROVINCE)), month, true, "now")).changed();
        connection.commit();
        return changed;
    }

    private static Map<String, Long> owed(Connection connection) throws SQLException {
        Map<String, Long> owed = new LinkedHashMap<>();
        Sql.of("SELECT p.account || ' ' || substr(u.path, 4, 1), sum(p.amount) FROM posting p JOIN unit_ref u ON u.id = p.unit_id WHERE p.account = '1388' "
                + "GROUP BY 1 ORDER BY 1").list(connection, row -> owed.put(row.getString(1), row.getLong(2)));
        return owed;
    }

    private static Map<String, String> kept(Connection connection) throws SQLException {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String table : KEPT.keySet()) {
            kept.put(table, Sql.of("SELECT string_agg(r.t, chr(10) ORDER BY r.t) FROM (SELECT row(" + KEPT.get(table) + ")::text AS t FROM " + table + ") r")
                    .first(connection, row -> row.getString(1)).orElseThrow());
            assertThat(kept.get(table)).as(table).isNotBlank();
        }
        return kept;
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        return Sql.of(sql, values).first(connection, row -> row.getLong(1)).orElseThrow();
    }

    private void migrate(Map<String, String> settings, String target) {
        Flyway.configure().configuration(flyway.getConfiguration()).dataSource(settings.get("DOANKET_DB_URL"), settings.get("DOANKET_DB_OWNER_USER"),
                settings.get("DOANKET_DB_OWNER_PASSWORD")).target(target).load().migrate();
    }

    private static Connection worker(Map<String, String> settings) throws SQLException {
        return DriverManager.getConnection(settings.get("DOANKET_DB_URL"), settings.get("DOANKET_DB_WORKER_USER"), settings.get("DOANKET_DB_WORKER_PASSWORD"));
    }
}
