package org.doanket.finance.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The rules of the employers' fund: all rows, or those in force on a day. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class FundRuleQueries {

    private static final String KEY = "jurisdiction, kind, employer_group";
    private static final String IN_FORCE = "SELECT r.*, j.currency FROM (SELECT DISTINCT ON (" + KEY + ") * FROM fund_rule "
            + "WHERE cancelled_at IS NULL AND valid_from <= ? ORDER BY " + KEY + ", valid_from DESC) r JOIN jurisdiction j ON j.code = "
            + "r.jurisdiction "
            + "WHERE (r.valid_to IS NULL OR r.valid_to > ?)";
    private static final String ALL = "SELECT r.*, j.currency FROM fund_rule r JOIN jurisdiction j ON j.code = r.jurisdiction WHERE true";

    private final AgroalDataSource dataSource;

    FundRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Page<FundRuleView> rules(String jurisdiction, LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        List<FundRuleView> rows = (on == null ? Sql.of(ALL) : Sql.of(IN_FORCE, on, on)).given(jurisdiction, "AND r.jurisdiction = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id > ?")
                .add("ORDER BY r.id LIMIT ?", page.limit + 1).list(dataSource, FundRuleView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** Of a kind, what holds for an employer's group on a day. */
    public Optional<FundRuleView> rule(String jurisdiction, String kind, String group, LocalDate day) {
        return Sql.of("SELECT r.*, j.currency FROM fund_rule_on(?, ?, ?, ?) r JOIN jurisdiction j ON j.code = r.jurisdiction",
                jurisdiction, kind,
                group == null ? "" : group, day).first(dataSource, FundRuleView::of);
    }

    FundRuleView rule(UUID id) {
        return Sql.of(ALL).add("AND r.id = ?", id).first(dataSource, FundRuleView::of).orElseThrow();
    }

    boolean begins(RuleCommand.SetFundRule set) {
        return Sql.of("SELECT 1 FROM fund_rule WHERE cancelled_at IS NULL AND jurisdiction = ? AND kind = ? AND employer_group = ? AND "
                + "valid_from = ?",
                set.source().jurisdiction(), set.kind(), set.group() == null ? "" : set.group(), set.source().validFrom())
                .first(dataSource, row -> true).orElse(false);
    }
}
