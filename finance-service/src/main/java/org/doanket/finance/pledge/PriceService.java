package org.doanket.finance.pledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.Gift;
import org.doanket.finance.pledge.PledgeView.Price;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;

/** What work and goods are worth, where somebody has said so for a time. */
@ApplicationScoped
@Transactional
public class PriceService {

    /** Times the largest quantities of many gifts still an amount. Minor units. */
    private static final long DEAREST = 1_000_000_000L;

    private final DatedRules rules;
    private final RuleQueries jurisdictions;

    PriceService(DatedRules rules, RuleQueries jurisdictions) {
        this.rules = rules;
        this.jurisdictions = jurisdictions;
    }

    public Price set(PledgeCommand.SetPrice command) {
        RuleSetting<Price> setting = rules.setting(Price.TABLE, command.jurisdiction(), command.validFrom(), command.citation(), command.verified());
        boolean isGoods = command.kind().equals("goods");
        new AmountFaults().positive("/amount", command.amount(), jurisdictions.currencyOf(command.jurisdiction()))
                .add(command.amount().amount() > DEAREST, "/amount/amount", "too-dear")
                .add(isGoods == (command.sort() == null || command.sort().isBlank()), "/sort", isGoods ? "not-blank" : "not-of-kind")
                .add(isGoods == (command.measure() == null || command.measure().isBlank()), "/measure", isGoods ? "not-blank"
                : "not-of-kind").raise();
        // By the same form as what was given has, or the two would not find each other.
        Gift priced = new Gift(command.kind(), null, null, command.sort(), command.measure());
        return setting.with("kind", command.kind()).with("goods", isGoods ? priced.sort() : "").with("measure", priced.unitOfMeasure())
                .with("amount", command.amount().amount()).with("currency", command.amount().currency()).set();
    }
}
