package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.bank.BankView.ReceiptView;
import org.doanket.finance.bank.BankView.StatementView;
import org.doanket.finance.bank.BankView.SuggestionView;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class BankQueries {

    /** What the webhook tells is a statement of one line each, which nobody looks for; what is taken in cash is none of a bank. */
    private static final String STATEMENTS = "SELECT s.* FROM bank_statement s JOIN unit_ref u ON u.id = s.unit_id "
            + "WHERE s.profile NOT IN ('webhook', 'cash') AND u.path >= ? AND u.path < ?";
    private static final String LINES = "SELECT l.*, f.id AS refund_id, e.id AS employer_id, w.receipt_id, t.id AS contribution_id, "
            + "(SELECT array_agg(x.entry_id ORDER BY x.no) FROM line_entry x WHERE x.line_no = l.no AND x.released_at IS NULL) AS entries "
            + "FROM bank_line l "
            + "JOIN unit_ref u ON u.id = l.unit_id LEFT JOIN refund f ON f.paid_line = l.no LEFT JOIN employer_line w ON w.line_no = l.no "
            + "LEFT JOIN employer e ON e.no = w.employer_no LEFT JOIN contribution t ON t.line_no = l.no "
            + "AND t.state <> 'reversed' WHERE u.path >= ? AND u.path < ?";
    private static final String RECEIPTS = "SELECT r.*, m.id AS member FROM live_receipt r JOIN unit_ref u ON u.id = r.unit_id "
            + "LEFT JOIN member_ref m ON m.no = r.member_no WHERE r.line_no = ANY (?::bigint[]) AND u.path >= ? AND u.path < ? ORDER BY "
            + "r.id";
    private static final String IS_MATCHED = "(f.id IS NOT NULL OR w.receipt_id IS NOT NULL OR t.id IS NOT NULL "
            + "OR EXISTS (SELECT FROM live_receipt r WHERE r.line_no = l.no) "
            + "OR EXISTS (SELECT FROM line_entry x WHERE x.line_no = l.no AND x.released_at IS NULL))";

    private final AgroalDataSource dataSource;
    private final SuggestionQueries suggestions;

    BankQueries(AgroalDataSource dataSource, SuggestionQueries suggestions) {
        this.dataSource = dataSource;
        this.suggestions = suggestions;
    }

    public Optional<StatementView> statement(UnitScope scope, UUID id) {
        return Sql.of(STATEMENTS, scope.from(), scope.to()).add("AND s.id = ?", id).first(dataSource, StatementView::of);
    }

    public Page<StatementView> statements(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<StatementView> rows = Sql.of(STATEMENTS, range.from(), range.to()).given(only, "AND s.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND s.id < ?")
                .add("ORDER BY s.id DESC LIMIT ?", page.limit + 1).list(dataSource, StatementView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<LineView> line(UnitScope scope, UUID id) {
        return found(scope, id, "AND l.source <> 'cash' AND l.id = ?");
    }

    /** A line that came over the desk, with what it paid. */
    public Optional<LineView> cash(UnitScope scope, UUID id) {
        return found(scope, id, "AND l.source = 'cash' AND l.id = ?");
    }

    private Optional<LineView> found(UnitScope scope, UUID id, String which) {
        List<LineView> found = Sql.of(LINES, scope.from(), scope.to()).add(which, id).list(dataSource, LineView::of);
        return whole(scope, found).stream().findFirst();
    }

    /** @param account on which; {@code state} matched, suspense; {@code direction} in, out; each null for all of them */
    public Page<LineView> lines(UnitScope range, UUID only, UUID account, String state, String direction, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = Sql.of(LINES, range.from(), range.to()).add("AND l.source <> 'cash'").given(only, "AND l.unit_id = ?")
                .given(account, "AND l.bank_account_id = ?");
        if (state != null) {
            sql.add((state.equals("matched") ? "AND " : "AND NOT ") + IS_MATCHED);
        }
        if (direction != null) {
            sql.add(direction.equals("in") ? "AND l.amount > 0" : "AND l.amount < 0");
        }
        List<LineView> rows = sql.given(after == null ? null : after.number(0), "AND l.no < ?")
                .add("ORDER BY l.no DESC LIMIT ?", page.limit + 1).list(dataSource, LineView::of);
        return Page.cut(whole(range, rows), page.limit, row -> Cursor.of(row.no()));
    }

    /** With what each paid, or may have paid: two more statements for all of them. */
    private List<LineView> whole(UnitScope scope, List<LineView> lines) {
        Map<Long, List<ReceiptView>> receipts = Sql.of(RECEIPTS, Sql.column(lines, LineView::no), scope.from(), scope.to())
                .list(dataSource, ReceiptView::of).stream().collect(Collectors.groupingBy(ReceiptView::line));
        List<LineView> open = lines.stream().filter(line -> line.state().equals("suspense") && line.amount().amount() > 0
                && !receipts.containsKey(line.no())).toList();
        Map<Long, List<SuggestionView>> perhaps = suggestions.of(scope, open);
        return lines.stream().map(line -> line.with(receipts.get(line.no()), perhaps.get(line.no()))).toList();
    }

    @Unscoped("how banks lay out their files is the same for every unit")
    public List<BankProfileView> profiles() {
        return Sql.of("SELECT * FROM bank_profile ORDER BY code").list(dataSource, BankProfileView::of);
    }

    @Unscoped("as above")
    public Optional<BankProfileView> profile(String code) {
        return Sql.of("SELECT * FROM bank_profile WHERE code = ?", code).first(dataSource, BankProfileView::of);
    }

    /** Of a line that has paid for others too, as a firm's does, only his part: who sent it was somebody else. */
    void tell(@Observes PersonalData asked) {
        asked.select("receipts", """
                SELECT l.value_date AS "paidOn", to_char(r.month, 'YYYY-MM') AS month, r.stream, u.code AS "unitCode", money_in_json(r.amount, r.currency) AS amount,
                       money_in_json(r.surplus, r.currency) AS surplus, r.matched_by AS "matchedBy", r.reverses_id IS NOT NULL AS "takenBack",
                       r.booked_at AS "bookedAt", p.year || '/' || p.number AS "receiptNumber"
                  FROM receipt r JOIN member_ref m ON m.no = r.member_no JOIN bank_line l ON l.no = r.line_no LEFT JOIN unit_ref u ON u.id = r.unit_id
                  LEFT JOIN receipt_paper p ON p.receipt_id = r.id
                 WHERE m.id = ? ORDER BY r.booked_at, r.id""", asked.person());
        asked.select("bankLines", """
                SELECT l.value_date AS "valueDate", money_in_json(l.amount, l.currency) AS amount, l.memo, l.payer, l.payer_account AS "payerAccount"
                  FROM bank_line l, member_ref m
                 WHERE m.id = ? AND {hisAlone}
                 ORDER BY l.no""".replace("{hisAlone}", PayerErasure.HIS_ALONE), asked.person());
        asked.select("knownPayers", """
                SELECT u.code AS "unitCode", k.times, k.last_on AS "lastOn"
                  FROM known_payer k JOIN member_ref m ON m.no = k.member_no LEFT JOIN unit_ref u ON u.id = k.unit_id WHERE m.id = ?
                 ORDER BY k.last_on""", asked.person());
    }
}
