package org.doanket.finance.loan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import org.doanket.finance.loan.LoanView.LoanRule;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;

/** Sets limits and rates from a day on. */
@ApplicationScoped
@Transactional
public class LoanRuleService {

    private static final Set<String> RATIOS = Set.of("yearly-rate", "overdue-factor");

    private final DatedRules rules;

    LoanRuleService(DatedRules rules) {
        this.rules = rules;
    }

    public LoanRule set(LoanCommand.SetLoanRule command) {
        RuleSetting<LoanRule> setting = rules.setting(LoanRule.TABLE, command.jurisdiction(), command.validFrom(), command.citation(), command.verified());
        boolean isRatio = RATIOS.contains(command.kind());
        if (isRatio ? command.ratio() == null || command.value() != null : command.value() == null || command.ratio() != null) {
            throw LoanProblems.badRule();
        }
        return setting.with("kind", command.kind()).with("amount", command.value()).with("num", isRatio ? command.ratio().numerator() : null)
                .with("den", isRatio ? command.ratio().denominator() : null).set();
    }
}
