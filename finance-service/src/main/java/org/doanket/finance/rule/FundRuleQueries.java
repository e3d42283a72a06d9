package org.doanket.finance.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Which rule of the employers' fund holds. */
@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class FundRuleQueries {

    private final AgroalDataSource dataSource;

    FundRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Of a kind, what holds for an employer's group on a day. */
    public Optional<FundRuleView> rule(String jurisdiction, String kind, String group, LocalDate day) {
        return Sql.of("SELECT r.*, j.currency FROM fund_rule_on(?, ?, ?, ?) r JOIN jurisdiction j ON j.code = r.jurisdiction",
                jurisdiction, kind,
                group == null ? "" : group, day).first(dataSource, FundRuleView::of);
    }
}
