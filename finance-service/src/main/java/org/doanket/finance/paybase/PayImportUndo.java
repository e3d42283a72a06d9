package org.doanket.finance.paybase;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.PayLock;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/**
 * Takes a pay file back out, as long as nothing was built on it. Nothing is removed: what it brought is followed by what was there before it, or by the
 * word that there is nothing.
 */
@ApplicationScoped
class PayImportUndo {

    /**
     * Posted runs that have seen the file and charged, or freed, somebody of whom it speaks; one that charged the others only is none. An absence
     * counts in each month that it touches.
     */
    private static final String USED = """
        WITH i AS MATERIALIZED (SELECT * FROM pay_import WHERE id = ?
        ), told AS MATERIALIZED (
          SELECT p.member_no FROM i JOIN pay_record p ON p.month = i.month AND p.import_no = i.no
        ), used AS (
          SELECT c.run_no FROM told t JOIN charge c ON c.month = (SELECT month FROM i) AND c.member_no = t.member_no
          UNION ALL
          SELECT c.run_no FROM i JOIN absence a ON a.import_no = i.no
            JOIN charge c ON c.member_no = a.member_no AND a.from_date < c.month + interval '1 month' AND (a.to_date IS NULL OR a.to_date >= c.month)
        )
        SELECT r.id, r.month FROM i JOIN dues_run r ON r.no IN (SELECT u.run_no FROM used u) WHERE r.mode = 'post' AND r.pay_upto >= i.taken_no
         ORDER BY r.no LIMIT 1""";

    /** What a later file did not say again, since it had been said, would go with this one. Absences are said month after month. */
    private static final String FOLLOWED = """
        SELECT l.id, l.month FROM pay_import i JOIN unit_ref u ON u.id = i.unit_id
          JOIN pay_import l ON l.state IN ('committed', 'undoing') AND l.taken_no > i.taken_no
          JOIN unit_ref v ON v.id = l.unit_id AND (starts_with(v.path, u.path) OR starts_with(u.path, v.path))
         WHERE i.id = ? AND (l.month = i.month OR EXISTS (SELECT FROM absence a WHERE a.import_no = i.no))
         ORDER BY l.taken_no DESC LIMIT 1""";

    private static final String PUT_BACK_PAY = """
        INSERT INTO pay_record (month, member_no, version, unit_id, si_salary, net_pay, wage, fixed_amount, wage_region, import_no)
        SELECT p.month, p.member_no, p.version + 1, p.unit_id, b.si_salary, b.net_pay, b.wage, b.fixed_amount, b.wage_region, u.no
          FROM (SELECT ?::bigint AS no) u CROSS JOIN pay_import i JOIN pay_record p ON p.month = i.month AND p.import_no = i.no
          LEFT JOIN pay_record b ON b.month = p.month AND b.member_no = p.member_no AND b.version = p.version - 1
         WHERE i.id = ?
           AND NOT EXISTS (SELECT FROM pay_record n WHERE n.month = p.month AND n.member_no = p.member_no AND n.version > p.version)""";

    private static final String PUT_BACK_ABSENCES = """
        INSERT INTO absence (member_no, kind, from_date, to_date, unit_id, import_no, withdrawn)
        SELECT a.member_no, a.kind, a.from_date, CASE WHEN b.was THEN b.to_date ELSE a.to_date END, a.unit_id, u.no, b.was IS NOT TRUE OR b.withdrawn
          FROM (SELECT ?::bigint AS no) u CROSS JOIN pay_import i JOIN absence a ON a.import_no = i.no
          LEFT JOIN LATERAL (SELECT e.to_date, e.withdrawn, true AS was FROM absence e WHERE e.member_no = a.member_no AND e.kind = a.kind
                AND e.from_date = a.from_date AND e.import_no < a.import_no ORDER BY e.import_no DESC LIMIT 1) b ON true
         WHERE i.id = ? AND NOT EXISTS (SELECT FROM absence n WHERE n.member_no = a.member_no AND n.kind = a.kind AND n.from_date = a.from_date
                                          AND n.import_no > a.import_no)""";

    private final AgroalDataSource worker;

    PayImportUndo(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    void refuseIfBuiltUpon(UUID id) {
        Sql.of(USED, id).first(worker, PayImportUndo::used).ifPresent(PayImportUndo::refuse);
        Sql.of(FOLLOWED, id).first(worker, PayImportUndo::followed).ifPresent(PayImportUndo::refuse);
    }

    /** In the transaction of the connection, which is the worker's. @return how many rows were put back */
    long undo(Connection connection, UUID id) throws SQLException {
        PayLock.hold(connection);
        Sql.of(USED, id).first(connection, PayImportUndo::used).ifPresent(PayImportUndo::refuse);
        Sql.of(FOLLOWED, id).first(connection, PayImportUndo::followed).ifPresent(PayImportUndo::refuse);
        // In the order of files, as what a file says of an absence later counts.
        long no = Sql.of("SELECT nextval('pay_import_no_seq')").first(connection, row -> row.getLong(1)).orElseThrow();
        return Sql.of(PUT_BACK_PAY, no, id).run(connection) + (long) Sql.of(PUT_BACK_ABSENCES, no, id).run(connection);
    }

    private static Problem used(ResultSet row) throws SQLException {
        return PayProblems.usedBy(row.getObject(1, UUID.class), YearMonth.from(row.getObject(2, LocalDate.class)));
    }

    private static Problem followed(ResultSet row) throws SQLException {
        return PayProblems.followedBy(row.getObject(1, UUID.class), YearMonth.from(row.getObject(2, LocalDate.class)));
    }

    private static void refuse(Problem problem) {
        throw problem;
    }
}
