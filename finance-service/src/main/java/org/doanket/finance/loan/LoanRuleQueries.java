package org.doanket.finance.loan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.loan.LoanView.LoanRule;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class LoanRuleQueries {

    private final AgroalDataSource dataSource;

    LoanRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param on only those in force that day; all rows if null */
    public Page<LoanRule> rules(String jurisdiction, LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = on == null ? Sql.of("SELECT * FROM loan_rule r WHERE true")
                : Sql.of("SELECT * FROM (SELECT DISTINCT ON (jurisdiction, kind) * FROM loan_rule WHERE cancelled_at IS NULL AND "
                + "valid_from <= ? "
                        + "ORDER BY jurisdiction, kind, valid_from DESC) r WHERE true", on);
        List<LoanRule> rows = sql.given(jurisdiction, "AND r.jurisdiction = ?").given(after == null ? null : after.uuid(0), "AND r.id > ?")
                .add("ORDER BY r.id LIMIT ?", page.limit + 1).list(dataSource, LoanRule::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<LoanRule> rule(UUID id) {
        return Sql.of("SELECT * FROM loan_rule WHERE id = ?", id).first(dataSource, LoanRule::of);
    }

    Optional<LoanRule> inForce(String jurisdiction, String kind, LocalDate on) {
        return Sql.of("SELECT * FROM loan_rule WHERE jurisdiction = ? AND kind = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from DESC LIMIT 1", jurisdiction, kind, on).first(dataSource, LoanRule::of);
    }
}
