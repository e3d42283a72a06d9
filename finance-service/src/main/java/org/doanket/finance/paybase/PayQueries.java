package org.doanket.finance.paybase;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.paybase.PayView.FaultView;
import org.doanket.finance.paybase.PayView.FaultyRow;
import org.doanket.finance.paybase.PayView.ImportView;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Each look at what people earn is on the audit trail. */
@ApplicationScoped
@Transactional
public class PayQueries {

    private static final String RECORDS = """
        SELECT p.*, m.id AS member_id, m.code AS member_code, m.display_name, j.currency
          FROM (SELECT DISTINCT ON (r.member_no) r.* FROM pay_record r
                 WHERE r.month = ? AND r.unit_id IN (SELECT id FROM unit_ref WHERE path >= ? AND path < ?)
                 ORDER BY r.member_no, r.version DESC) p
          JOIN member_ref m ON m.no = p.member_no JOIN unit_ref u ON u.id = p.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction
         WHERE coalesce(p.si_salary, p.net_pay, p.wage, p.fixed_amount) IS NOT NULL""";

    private static final String FAULTY = "SELECT s.row_no, s.cells, s.faults FROM pay_fault s JOIN pay_import i ON i.no = s.import_no "
            + "JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND u.path < ?";

    /** Takes one row after the other. */
    interface Taker {
        void take(FaultyRow row) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final AuditTrail audit;

    PayQueries(AgroalDataSource dataSource, AuditTrail audit) {
        this.dataSource = dataSource;
        this.audit = audit;
    }

    public Page<PayView.Record> records(UnitScope range, UUID only, YearMonth month, PageRequest page) {
        audit.record("pay-read", "month", month, range.unit(), null);
        Cursor after = page.after(1);
        List<PayView.Record> rows = Sql.of(RECORDS, month.atDay(1), range.from(), range.to()).given(only, "AND p.unit_id = ?")
                .given(after == null ? null : after.number(0), "AND p.member_no > ?")
                .add("ORDER BY p.member_no LIMIT ?", page.limit + 1).list(dataSource, PayQueries::record);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.memberNo()));
    }

    public Optional<ImportView> payImport(UnitScope scope, UUID id) {
        return Sql.of("SELECT i.* FROM pay_import i JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND u.path < ?",
                id, scope.from(), scope.to()).first(dataSource, PayQueries::payImport);
    }

    /** Rows that were not taken over. Their cells tell what members earn as well as a record does. */
    public Page<FaultyRow> faultyRows(UnitScope scope, ImportView of, Locale language, PageRequest page) {
        audit.record("pay-read", "pay-import", of.id(), of.unit(), null);
        Cursor after = page.after(1);
        List<FaultyRow> rows = Sql.of(FAULTY, of.id(), scope.from(), scope.to()).given(after == null ? null : after.number(0), "AND s.row_no > ?")
                .add("ORDER BY s.row_no LIMIT ?", page.limit + 1).list(dataSource, row -> faultyRow(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.number()));
    }

    /** Notes who has a sheet of them made, and what for. In the transaction of the request: the sheet is written when the answer goes out. */
    void noteExport(ImportView of, String purpose) {
        audit.record("pay-faults-exported", "pay-import", of.id(), of.unit(), purpose);
    }

    void eachFaulty(UnitScope scope, ImportView of, Locale language, Taker taker) throws IOException {
        Sql.of(FAULTY, of.id(), scope.from(), scope.to()).add("ORDER BY s.row_no").stream(dataSource, row -> taker.take(faultyRow(row, language)));
    }

    private static FaultyRow faultyRow(ResultSet row, Locale language) throws SQLException {
        return new FaultyRow(row.getLong(1), texts(row, "cells"), texts(row, "faults").stream()
                .map(code -> new FaultView(code, Messages.text(language, "fault." + code))).toList());
    }

    private static PayView.Record record(ResultSet row) throws SQLException {
        return new PayView.Record(row.getLong("member_no"), row.getObject("member_id", UUID.class), row.getString("member_code"),
                row.getString("display_name"), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getInt("version"), money(row, "si_salary"),
                money(row, "net_pay"), money(row, "wage"), money(row, "fixed_amount"), row.getString("wage_region"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        Long amount = row.getObject(column, Long.class);
        return amount == null ? null : new Money(amount, row.getString("currency"));
    }

    private static ImportView payImport(ResultSet row) throws SQLException {
        return new ImportView(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("mode"), row.getString("state"),
                row.getLong("row_count"), row.getLong("faulty"), row.getLong("taken"), row.getLong("unchanged"),
                row.getObject("created_at", OffsetDateTime.class), row.getObject("undone_at", OffsetDateTime.class), row.getString("undone_by"),
                texts(row, "header"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    void tell(@Observes PersonalData asked) {
        asked.select("payRecords", """
                SELECT to_char(p.month, 'YYYY-MM') AS month, p.version, u.code AS "unitCode", money_in_json(p.si_salary, j.currency) AS "siSalary",
                       money_in_json(p.net_pay, j.currency) AS "netPay", money_in_json(p.wage, j.currency) AS wage,
                       money_in_json(p.fixed_amount, j.currency) AS "fixedAmount", p.wage_region AS "wageRegion"
                  FROM pay_record p JOIN member_ref m ON m.no = p.member_no JOIN unit_ref u ON u.id = p.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction
                 WHERE m.id = ? ORDER BY p.month, p.version""", asked.person());
        asked.select("absences", """
                SELECT a.kind, a.from_date AS "from", a.to_date AS "to", a.withdrawn, u.code AS "unitCode"
                  FROM absence a JOIN member_ref m ON m.no = a.member_no LEFT JOIN unit_ref u ON u.id = a.unit_id WHERE m.id = ?
                 ORDER BY a.from_date, a.import_no""", asked.person());
    }
}
