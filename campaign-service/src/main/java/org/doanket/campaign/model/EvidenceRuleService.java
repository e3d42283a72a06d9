package org.doanket.campaign.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Sets from which day on which papers a step needs in a unit and below it. What has begun was applied, so a rule ends by the next one. */
@ApplicationScoped
@Transactional
public class EvidenceRuleService {

    private final ModelRuleQueries rules;
    private final EvidenceRuleQueries evidence;
    private final DatedRules dated;
    private final UnitTree tree;
    private final Caller caller;

    EvidenceRuleService(ModelRuleQueries rules, EvidenceRuleQueries evidence, DatedRules dated, UnitTree tree,
            Caller caller) {
        this.rules = rules;
        this.evidence = evidence;
        this.dated = dated;
        this.tree = tree;
        this.caller = caller;
    }

    public EvidenceRuleView set(ModelCommand.SetEvidenceRule command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (!rules.knowsStep(unit.jurisdiction(), command.step())) {
            throw Problem.notFound("model-step");
        }
        refuseLooser(unit, command);
        return dated.settingOf(unit.id(), EvidenceRuleView.TABLE, command.validFrom(), command.citation(), command.verified())
                .with("jurisdiction", unit.jurisdiction()).with("step", command.step()).with("kinds", command.kinds().toArray(String[]::new))
                .with("score", command.score()).with("set_by", caller.subject()).set();
    }

    /** @throws Problem 404 none that holds in the caller's unit, or in one below it */
    public EvidenceRuleView one(UUID id) {
        EvidenceRuleView rule = dated.one(EvidenceRuleView.TABLE, id);
        UnitScope scope = caller.scope();
        if (rule.unit() != null && tree.pathOf(rule.unit()).filter(path -> scope.contains(path) || scope.path().startsWith(path)).isEmpty()) {
            throw Problem.notFound("evidence-rule");
        }
        return rule;
    }

    /** Before it begins. */
    public EvidenceRuleView cancel(UUID id, RuleCancellation command) {
        UUID unit = dated.one(EvidenceRuleView.TABLE, id).unit();
        return unit == null ? dated.cancel(EvidenceRuleView.TABLE, id, command)
                : dated.cancelOf(tree.require(unit, caller.scope()).id(), EvidenceRuleView.TABLE, id, command);
    }

    /** The papers asked above stay asked: a rule that left one out would look like a leave that it is not. */
    private void refuseLooser(UnitRef unit, ModelCommand.SetEvidenceRule command) {
        if (unit.parentId() == null) {
            return;
        }
        List<EvidenceRuleView> above = evidence.inForce(unit, command.step(), command.validFrom()).stream().filter(rule -> !unit.id().equals(rule.unit()))
                .toList();
        List<String> missing = above.stream().flatMap(rule -> rule.kinds().stream()).filter(kind -> !command.kinds().contains(kind)).distinct().sorted()
                .toList();
        boolean isScoreMissing = !command.score() && above.stream().anyMatch(EvidenceRuleView::score);
        if (!missing.isEmpty() || isScoreMissing) {
            throw ModelProblems.evidenceLooser(EvidenceRuleView.citations(above), missing, isScoreMissing);
        }
    }
}
