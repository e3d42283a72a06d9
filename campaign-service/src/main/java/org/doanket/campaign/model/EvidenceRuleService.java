package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.rule.RuleCommand;
import org.doanket.campaign.rule.RuleService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Sets from which day on which papers a step needs in a unit and below it. What has begun was applied, so a rule ends by the next one. */
@ApplicationScoped
@Transactional
public class EvidenceRuleService {

    private final AgroalDataSource dataSource;
    private final ModelRuleQueries rules;
    private final EvidenceRuleQueries evidence;
    private final RuleService dated;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    EvidenceRuleService(AgroalDataSource dataSource, ModelRuleQueries rules, EvidenceRuleQueries evidence, RuleService dated, UnitTree tree,
            Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.evidence = evidence;
        this.dated = dated;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    public EvidenceRuleView set(ModelCommand.SetEvidenceRule command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (!rules.knowsStep(unit.jurisdiction(), command.step())) {
            throw Problem.notFound("model-step");
        }
        refuseLooser(unit, command);
        UUID id = Ids.next();
        int rows = Sql.of("INSERT INTO evidence_rule (id, jurisdiction, unit_id, step, valid_from, kinds, score, citation, verified, set_by) "
                + "VALUES (?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?) ON CONFLICT DO NOTHING", id, unit.jurisdiction(), unit.id(),
                command.step(), command.validFrom(), String.join(",", command.kinds()), command.score(), command.citation(), command.verified(),
                caller.subject()).run(dataSource);
        if (rows == 0) {
            throw ModelProblems.ruleBeginTaken();
        }
        audit.record("evidence-rule-set", "evidence-rule", id, unit.id(), command.citation());
        return new EvidenceRuleView(id, unit.jurisdiction(), unit.id(), command.step(), command.validFrom(), command.kinds(), command.score(),
                command.citation(), command.verified(), null, null);
    }

    /** Before it begins. */
    public EvidenceRuleView cancel(UUID id, RuleCommand.Cancel command) {
        EvidenceRuleView rule = evidence.one(id);
        if (rule.unit() == null) {
            dated.requireTop(rule.jurisdiction());
        } else {
            tree.require(rule.unit(), caller.scope());
        }
        dated.cancel("evidence_rule", "evidence-rule", rule.unit(), command, "id = ?", id);
        return evidence.one(id);
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
