package org.doanket.membership.right;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.platform.rule.DatedRules;

/** Sets rights for days to come; as other rules, at the top of the tree only. */
@ApplicationScoped
@Transactional
public class RightRuleService {

    private final RightsQueries queries;
    private final DatedRules rules;

    RightRuleService(RightsQueries queries, DatedRules rules) {
        this.queries = queries;
        this.rules = rules;
    }

    public RightsView.Rule set(RightCommand.Set command) {
        boolean isOfAny = command.ground().equals("any");
        return rules.setting(RightsView.Rule.table(), command.source()).require(queries.knows(command.right()), "/right", "unknown-right")
                .require(isOfAny ? command.subject() == null : command.subject() != null && queries.knows(command.ground(), command.subject()), "/subject",
                        "no-such-subject")
                .with("right_code", command.right()).with("ground", command.ground()).with("subject", isOfAny ? "" : command.subject())
                .with("is_held", command.held()).set();
    }
}
