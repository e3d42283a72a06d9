package org.doanket.campaign.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.rule.RuleTable;
import org.doanket.platform.security.Caller;

/** Sets the rules of a jurisdiction for days to come, at the top of its tree. */
@ApplicationScoped
@Transactional
public class RuleService {

    private final DatedRules rules;
    private final Caller caller;

    RuleService(DatedRules rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    public RuleView.Lights set(RuleCommand.SetLights lights) {
        return setting(RuleView.Lights.TABLE, lights).with("amber_from", lights.amberFrom()).with("green_from", lights.greenFrom()).set();
    }

    public RuleView.Reporting set(RuleCommand.SetReporting reporting) {
        return setting(RuleView.Reporting.TABLE, reporting).with("period", reporting.period()).with("cut_off", reporting.cutOff())
                .with("due_after", reporting.dueAfter()).set();
    }

    public RuleView.Meeting set(RuleCommand.SetMeeting meeting) {
        return setting(RuleView.Meeting.TABLE, meeting).with("kind", meeting.kind()).with("quorum_num", meeting.quorum().numerator())
                .with("quorum_den", meeting.quorum().denominator()).with("majority_num", meeting.majority().numerator())
                .with("majority_den", meeting.majority().denominator()).with("majority_citation", meeting.majorityCitation()).set();
    }

    public RuleView.Interest set(RuleCommand.SetInterest interest) {
        return setting(RuleView.Interest.TABLE, interest).with("own_unit", interest.ownUnit()).with("held", interest.held()).set();
    }

    private <V> RuleSetting<V> setting(RuleTable<V> table, RuleCommand command) {
        return rules.setting(table, command.source()).with("set_by", caller.subject());
    }
}
