package org.doanket.finance.loan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import org.doanket.finance.loan.LoanView.LoanRule;
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

    Optional<LoanRule> inForce(String jurisdiction, String kind, LocalDate on) {
        return Sql.of("SELECT * FROM loan_rule WHERE jurisdiction = ? AND kind = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from DESC LIMIT 1", jurisdiction, kind, on).first(dataSource, LoanRule::of);
    }
}
