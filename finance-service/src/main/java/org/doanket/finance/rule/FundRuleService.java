package org.doanket.finance.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.TopUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;

/** Sets rules of the employers' fund and takes back those that have not begun; only at the root, as for all rules. */
@ApplicationScoped
public class FundRuleService {

    private final FundRuleRepository rules;
    private final FundRuleQueries queries;
    private final RuleQueries common;
    private final RuleService service;
    private final TopUnit top;

    FundRuleService(FundRuleRepository rules, FundRuleQueries queries, RuleQueries common, RuleService service, TopUnit top) {
        this.rules = rules;
        this.queries = queries;
        this.common = common;
        this.service = service;
        this.top = top;
    }

    /** @throws Problem 422 with every figure that its kind needs and lacks */
    @Transactional
    public UUID set(RuleCommand.SetFundRule command) {
        top.require();
        List<Fault> faults = missing(command);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        String currency = common.currencyOf(command.source().jurisdiction());
        if (command.amount() != null && !command.amount().currency().equals(currency)) {
            throw RuleProblems.wrongCurrency(currency);
        }
        if (queries.begins(command)) {
            throw RuleProblems.beginsTaken();
        }
        FundRule rule = new FundRule(Ids.next(), command);
        rules.persist(rule);
        return service.recorded("fund-rule-set", rule);
    }

    @Transactional
    public void cancel(UUID id, RuleCommand.Cancel command) {
        service.cancel(rules.findByIdOptional(id), "fund-rule", command);
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
