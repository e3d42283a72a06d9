package org.doanket.finance.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;

/** Sets rules of the employers' fund; at the top, as all rules. */
@ApplicationScoped
@Transactional
public class FundRuleService {

    private final DatedRules rules;
    private final RuleQueries common;

    FundRuleService(DatedRules rules, RuleQueries common) {
        this.rules = rules;
        this.common = common;
    }

    /** @throws Problem 422 with every figure that its kind needs and lacks */
    public FundRuleView set(RuleCommand.SetFundRule command) {
        RuleSetting<FundRuleView> setting = rules.setting(FundRuleView.TABLE, command.source()).refuse(missing(command));
        String currency = common.currencyOf(command.source().jurisdiction());
        if (setting.isSound() && command.amount() != null && !command.amount().currency().equals(currency)) {
            throw RuleProblems.wrongCurrency(currency);
        }
        setting.with("kind", command.kind()).with("employer_group", RuleService.orNone(command.group())).with("valid_to", command.validTo())
                .with("months", command.months()).with("days", command.days()).with("amount", command.amount() == null ? null : command.amount().amount());
        return RuleService.with(RuleService.with(setting, "part", command.part()), "up_to", command.upTo()).set();
    }

    private static List<Fault> missing(RuleCommand.SetFundRule command) {
        List<Fault> faults = new ArrayList<>();
        String kind = command.kind();
        need(faults, "/part", command.part(), !List.of("due", "suspension", "suspension-due", "remedy", "reduction", "waiver").contains(kind));
        need(faults, "/upTo", command.upTo(), kind.startsWith("fine-"));
        need(faults, "/months", command.months(), List.of("due", "suspension", "suspension-due", "deferral").contains(kind));
        need(faults, "/days", command.days(), List.of("due", "suspension-due", "deferral", "remedy").contains(kind));
        need(faults, "/amount", command.amount(), kind.equals("small-payer-refund"));
        return faults;
    }

    private static void need(List<Fault> faults, String pointer, Object value, boolean isNeeded) {
        if (isNeeded && value == null) {
            faults.add(Fault.at(pointer, "not-null"));
        }
    }
}
