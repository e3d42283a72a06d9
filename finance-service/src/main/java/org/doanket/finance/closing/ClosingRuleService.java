package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.finance.closing.ClosingView.DatedRule;
import org.doanket.platform.rule.DatedRules;

/** Sets the rules by which closings go from a day on, in all jurisdictions. What they say is told with each closing. */
@ApplicationScoped
@Transactional
public class ClosingRuleService {

    private final DatedRules rules;

    ClosingRuleService(DatedRules rules) {
        this.rules = rules;
    }

    public DatedRule set(ClosingRuleCommand.SetRule command) {
        return rules.setting(DatedRule.TABLE, null, command.validFrom(), command.citation(), command.verified()).with("code", command.code())
                .with("text_vi", command.text().vi()).with("text_en", command.text().en()).with("text_zh", command.text().zh()).set();
    }
}
