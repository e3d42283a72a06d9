package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class FundQueries {

    private static final String DECLARATIONS = """
        SELECT d.*, e.id AS employer_id, r.part_num, r.part_den, r.citation, r.verified
          FROM fund_declaration d JOIN employer e ON e.no = d.employer_no JOIN fund_rule r ON r.no = d.rule_no
          JOIN unit_ref u ON u.id = d.unit_id
         WHERE u.path >= ? AND u.path < ?""";

    private static final String RECEIPTS = """
        SELECT f.*, e.id AS employer_id, b.id AS bank_line, v.id AS reversed_by,
               (SELECT coalesce(sum(a.amount), 0) FROM fund_receipt a WHERE a.employer_no = f.employer_no)
               - (SELECT coalesce(sum(p.amount), 0) FROM fund_payment p WHERE p.employer_no = f.employer_no) AS waiting
          FROM fund_receipt f JOIN employer e ON e.no = f.employer_no JOIN unit_ref u ON u.id = f.unit_id
          LEFT JOIN fund_receipt v ON v.reverses_id = f.id LEFT JOIN bank_line b ON b.no = f.line_no
         WHERE u.path >= ? AND u.path < ?""";

    private static final String MONTHS = """
        SELECT m.*, e.id AS employer_id, m.assessed - m.relieved - m.paid AS outstanding,
               m.assessed - m.relieved > m.paid AND m.due_on < ? AS overdue
          FROM""";

    private static final String OF_EMPLOYERS = """
        JOIN employer e ON e.no = m.employer_no JOIN unit_ref u ON u.id = m.unit_id
         WHERE u.path >= ? AND u.path < ?""";

    private static final String DECISIONS = """
        SELECT d.*, e.id AS employer_id, a.id AS under_id
          FROM fund_decision d JOIN unit_ref u ON u.id = d.unit_id
          LEFT JOIN employer e ON e.no = d.employer_no LEFT JOIN fund_decision a ON a.no = d.under_no
         WHERE u.path >= ? AND u.path < ?""";

    private static final String ACTS = """
        SELECT d.*, NULL::uuid AS employer_id, NULL::uuid AS under_id FROM fund_decision d JOIN unit_ref u ON u.id = d.unit_id
         WHERE d.employer_no IS NULL AND (u.path >= ? AND u.path < ? OR starts_with(?, u.path)) AND d.id = ?""";

    private final AgroalDataSource dataSource;

    FundQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<FundView.Declaration> declaration(UnitScope scope, UUID id) {
        return Sql.of(DECLARATIONS, scope.from(), scope.to()).add("AND d.id = ?", id).first(dataSource, FundView.Declaration::of);
    }

    public Page<FundView.Declaration> declarations(UnitScope range, UUID only, UUID employer, YearMonth month, PageRequest page) {
        Cursor after = page.after(1);
        List<FundView.Declaration> rows = Sql.of(DECLARATIONS, range.from(), range.to()).given(only, "AND d.unit_id = ?")
                .given(employer, "AND e.id = ?").given(month == null ? null : month.atDay(1), "AND d.month = ?")
                .given(after == null ? null : after.number(0), "AND d.no < ?")
                .add("ORDER BY d.no DESC LIMIT ?", page.limit + 1).list(dataSource, FundView.Declaration::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    public Optional<FundView.Receipt> receipt(UnitScope scope, UUID id) {
        return Sql.of(RECEIPTS, scope.from(), scope.to()).add("AND f.id = ?", id).first(dataSource, FundView.Receipt::of);
    }

    public Page<FundView.Receipt> receipts(UnitScope range, UUID only, UUID employer, PageRequest page) {
        Cursor after = page.after(1);
        List<FundView.Receipt> rows = Sql.of(RECEIPTS, range.from(), range.to()).given(only, "AND f.unit_id = ?")
                .given(employer, "AND e.id = ?").given(after == null ? null : after.number(0), "AND f.no < ?")
                .add("ORDER BY f.no DESC LIMIT ?", page.limit + 1).list(dataSource, FundView.Receipt::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    /** @param asOf what is paid is what was paid up to it, and a month that was due before that day is overdue; @param state open, overdue, or null for all */
    public Page<FundView.Month> months(UnitScope range, UUID only, UUID employer, LocalDate asOf, LocalDate today, String state, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = FundMonths.asOf(Sql.of(MONTHS, asOf), asOf, today).add(OF_EMPLOYERS, range.from(), range.to()).given(only, "AND m.unit_id = ?").given(employer, "AND e.id = ?");
        if (state != null) {
            sql.add("AND m.assessed - m.relieved > m.paid");
        }
        List<FundView.Month> rows = sql.given("overdue".equals(state) ? asOf : null, "AND m.due_on < ?")
                .add(after == null ? "" : "AND (m.month, m.employer_no) > (?, ?)", after == null ? new Object[0]
                        : new Object[] {after.day(0), after.number(1)})
                .add("ORDER BY m.month, m.employer_no LIMIT ?", page.limit + 1).list(dataSource, FundView.Month::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.month().atDay(1), row.employerNo()));
    }

    public Optional<FundView.Decision> decision(UnitScope scope, UUID id) {
        return Sql.of(DECISIONS, scope.from(), scope.to()).add("AND d.id = ?", id).first(dataSource, FundView.Decision::of);
    }

    /** An act of a unit in the scope or above it: those below grant under it. */
    public Optional<FundView.Decision> act(UnitScope scope, UUID id) {
        return Sql.of(ACTS, scope.from(), scope.to(), scope.path(), id).first(dataSource, FundView.Decision::of);
    }

    public Page<FundView.Decision> decisions(UnitScope range, UUID only, UUID employer, PageRequest page) {
        Cursor after = page.after(1);
        List<FundView.Decision> rows = Sql.of(DECISIONS, range.from(), range.to()).given(only, "AND d.unit_id = ?")
                .given(employer, "AND e.id = ?").given(after == null ? null : after.number(0), "AND d.no < ?")
                .add("ORDER BY d.no DESC LIMIT ?", page.limit + 1).list(dataSource, FundView.Decision::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }
}
