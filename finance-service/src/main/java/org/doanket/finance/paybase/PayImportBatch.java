package org.doanket.finance.paybase;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.CopyLines;
import org.doanket.finance.Headings;
import org.doanket.finance.PayLock;
import org.doanket.finance.UploadService;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;

/** A pay file: copied into the stage row by row, then checked and taken over set by set. */
@ApplicationScoped
class PayImportBatch {

    record Import(UUID id, long no, LocalDate month, boolean commits, UnitScope range, String currency) {
    }

    record Result(long rows, long faulty, long taken, long unchanged) {
    }

    private static final int LAST_HEADER_ROW = 10;

    /** A code may have been another member's before him: those who owe dues come first. */
    private static final String FIND_MEMBERS = """
        UPDATE pay_stage s SET member_no = f.no, unit_id = f.unit_id,
               faults = CASE WHEN s.member_code IS NULL THEN s.faults WHEN f.many IS NULL THEN array_append(s.faults, 'member-unknown')
                             WHEN f.many > 1 THEN array_append(s.faults, 'member-ambiguous') ELSE s.faults END
          FROM pay_stage t LEFT JOIN (
               SELECT m.code, min(m.no) AS no, (array_agg(m.unit_id))[1] AS unit_id, count(*) AS many
                 FROM (SELECT r.*, rank() OVER (PARTITION BY r.code ORDER BY r.status NOT IN (SELECT status FROM owing_status)) AS place
                         FROM member_ref r JOIN unit_ref u ON u.id = r.unit_id WHERE u.path >= ? AND u.path < ?) m
                WHERE m.place = 1 GROUP BY m.code) f
            ON f.code = t.member_code
         WHERE t.import_no = ? AND s.import_no = t.import_no AND s.row_no = t.row_no""";

    private static final String FIND_TWICE = """
        UPDATE pay_stage s SET faults = array_append(s.faults, 'member-twice')
          FROM (SELECT member_no, min(row_no) AS first FROM pay_stage WHERE import_no = ? AND member_no IS NOT NULL
                 GROUP BY member_no HAVING count(*) > 1) d
         WHERE s.import_no = ? AND s.member_no = d.member_no AND s.row_no > d.first""";

    private static final String TAKE_PAY = """
        INSERT INTO pay_record (month, member_no, version, unit_id, si_salary, net_pay, wage, fixed_amount, wage_region, import_no)
        SELECT i.month, s.member_no, coalesce(k.version, 0) + 1, s.unit_id, s.si_salary, s.net_pay, s.wage, s.fixed_amount,
               s.wage_region, s.import_no
          FROM (SELECT ?::bigint AS no, ?::date AS month) i JOIN pay_stage s ON s.import_no = i.no
          LEFT JOIN (SELECT DISTINCT ON (member_no) * FROM pay_record WHERE month = ? ORDER BY member_no, version DESC) k
            ON k.member_no = s.member_no
         WHERE cardinality(s.faults) = 0 AND CASE WHEN s.withdrawn THEN coalesce(k.si_salary, k.net_pay, k.wage, k.fixed_amount) IS NOT NULL
           ELSE coalesce(s.si_salary, s.net_pay, s.wage, s.fixed_amount) IS NOT NULL
             AND (k.member_no IS NULL OR (k.si_salary, k.net_pay, k.wage, k.fixed_amount, k.wage_region)
                  IS DISTINCT FROM (s.si_salary, s.net_pay, s.wage, s.fixed_amount, s.wage_region)) END""";

    private static final String TAKE_ABSENCES = """
        INSERT INTO absence (member_no, kind, from_date, to_date, unit_id, import_no)
        SELECT s.member_no, s.leave_kind, s.leave_from, s.leave_to, s.unit_id, s.import_no FROM pay_stage s
          LEFT JOIN LATERAL (SELECT a.to_date, NOT a.withdrawn AS known FROM absence a WHERE a.member_no = s.member_no AND a.kind = s.leave_kind
                AND a.from_date = s.leave_from ORDER BY a.import_no DESC LIMIT 1) k ON true
         WHERE s.import_no = ? AND cardinality(s.faults) = 0 AND s.leave_kind IS NOT NULL
           AND (k.known IS NOT TRUE OR k.to_date IS DISTINCT FROM s.leave_to)""";

    /** In the transaction of the connection. */
    Result run(Connection connection, Import pay, Path file) throws SQLException {
        Sql.of("DELETE FROM pay_stage WHERE import_no = ?", pay.no()).run(connection);
        stage(connection, pay, file);
        Sql.of(FIND_MEMBERS, pay.range().from(), pay.range().to(), pay.no()).run(connection);
        Sql.of(FIND_TWICE, pay.no(), pay.no()).run(connection);
        Result counted = Sql.of("SELECT count(*), count(*) FILTER (WHERE cardinality(faults) > 0) FROM pay_stage WHERE import_no = ?",
                pay.no()).first(connection, row -> new Result(row.getLong(1), row.getLong(2), 0, 0)).orElseThrow();
        long taken = 0;
        long clean = counted.rows() - counted.faulty();
        if (pay.commits()) {
            // Imports come one after the other, or two of one month would give the same version.
            PayLock.hold(connection);
            Sql.of("UPDATE pay_import SET taken_no = nextval('pay_taken_seq') WHERE no = ?", pay.no()).run(connection);
            taken = Sql.of(TAKE_PAY, pay.no(), pay.month(), pay.month()).run(connection)
                    + (long) Sql.of(TAKE_ABSENCES, pay.no()).run(connection);
        }
        Sql.of("DELETE FROM pay_fault WHERE import_no = ?", pay.no()).run(connection);
        Sql.of("INSERT INTO pay_fault (import_no, row_no, unit_id, cells, faults) SELECT import_no, row_no, ?, cells, faults "
                + "FROM pay_stage WHERE import_no = ? AND cardinality(faults) > 0", pay.range().unit(), pay.no()).run(connection);
        Sql.of("DELETE FROM pay_stage WHERE import_no = ?", pay.no()).run(connection);
        return new Result(counted.rows(), counted.faulty(), taken, pay.commits() ? Math.max(0, clean - taken) : 0);
    }

    private static void stage(Connection connection, Import pay, Path file) throws SQLException {
        try (SheetReader sheet = SheetReader.open(file, UploadService.SHEET);
                CopyLines lines = CopyLines.into(connection, "pay_stage (import_no, row_no, cells, member_code, si_salary, net_pay, "
                        + "wage, fixed_amount, wage_region, leave_kind, leave_from, leave_to, withdrawn, faults)")) {
            Map<PayColumn, Integer> places = Map.of();
            SheetRow header = null;
            while (sheet.hasNext()) {
                SheetRow row = sheet.next();
                if (places.isEmpty()) {
                    places = Headings.places(row, PayColumn.MEMBER_CODE, PayColumn::headings);
                    header = row;
                    if (places.isEmpty() && row.number() >= LAST_HEADER_ROW) {
                        break;
                    }
                } else if (!row.isBlank()) {
                    lines.row(new PayRow(row, places, pay.currency()).staged(pay.no()));
                }
            }
            if (places.isEmpty()) {
                throw SheetReader.refused("member code");
            }
            lines.end();
            Sql.of("UPDATE pay_import SET header = ? WHERE no = ?", header.cells().toArray(String[]::new), pay.no()).run(connection);
        }
    }
}
