package org.doanket.finance.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.TopUnit;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.time.Zones;

/** Sets rules, and takes back those that have not begun. They hold for all units, so only the root of the tree may. */
@ApplicationScoped
public class RuleService {

    private final DuesRuleRepository rules;
    private final ParameterRepository parameters;
    private final SharingRatioRepository ratios;
    private final ExemptionRuleRepository exemptions;
    private final OwingRuleRepository owing;
    private final ArrearsPhaseRepository phases;
    private final FigureRepository figures;
    private final RuleQueries queries;
    private final TopUnit top;
    private final AuditTrail audit;
    private final Clock clock;

    RuleService(DuesRuleRepository rules, ParameterRepository parameters, SharingRatioRepository ratios, ExemptionRuleRepository exemptions,
            OwingRuleRepository owing, ArrearsPhaseRepository phases, FigureRepository figures, RuleQueries queries, TopUnit top,
            AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.parameters = parameters;
        this.ratios = ratios;
        this.exemptions = exemptions;
        this.owing = owing;
        this.phases = phases;
        this.figures = figures;
        this.queries = queries;
        this.top = top;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public UUID set(RuleCommand.SetDuesRule command) {
        top.require();
        if (command.method().equals("rate") && (command.baseKind() == null || command.rate() == null)) {
            throw RuleProblems.rateWithoutBase();
        }
        free("dues_rule", command.source(), "dues_kind", command.duesKind(), "coalesce(category, '')",
                command.category() == null ? "" : command.category());
        DuesRule rule = new DuesRule(Ids.next(), command);
        rules.persist(rule);
        return recorded("dues-rule-set", rule);
    }

    @Transactional
    public UUID set(RuleCommand.SetParameter command) {
        top.require();
        String currency = queries.currencyOf(command.source().jurisdiction());
        if (!currency.equals(command.amount().currency())) {
            throw RuleProblems.wrongCurrency(currency);
        }
        free("parameter", command.source(), "name", command.name(), "region", command.region() == null ? "" : command.region());
        Parameter parameter = new Parameter(Ids.next(), command);
        parameters.persist(parameter);
        return recorded("parameter-set", parameter);
    }

    @Transactional
    public UUID set(RuleCommand.SetSharingRatio command) {
        top.require();
        if (command.up().numerator() > command.up().denominator()) {
            throw RuleProblems.shareAboveAll();
        }
        if (queries.shareBegins(command)) {
            throw RuleProblems.beginsTaken();
        }
        SharingRatio ratio = new SharingRatio(Ids.next(), command);
        ratios.persist(ratio);
        return recorded("sharing-ratio-set", ratio);
    }

    @Transactional
    public UUID set(RuleCommand.SetExemption command) {
        top.require();
        free("exemption_rule", command.source(), "reason", command.reason(), "coalesce(category, '')",
                command.category() == null ? "" : command.category());
        ExemptionRule rule = new ExemptionRule(Ids.next(), command);
        exemptions.persist(rule);
        return recorded("exemption-rule-set", rule);
    }

    @Transactional
    public UUID set(RuleCommand.SetOwing command) {
        top.require();
        free("owing_rule", command.source(), "status", command.status(), "status", null);
        OwingRule rule = new OwingRule(Ids.next(), command);
        owing.persist(rule);
        return recorded("owing-rule-set", rule);
    }

    @Transactional
    public UUID set(RuleCommand.SetArrearsPhase command) {
        top.require();
        free("arrears_phase", command.source(), "phase::text", command.phase().toString(), "phase", null);
        ArrearsPhase phase = new ArrearsPhase(Ids.next(), command);
        phases.persist(phase);
        return recorded("arrears-phase-set", phase);
    }

    @Transactional
    public UUID set(RuleCommand.SetFigure command) {
        top.require();
        free("figure", command.source(), "name", command.name(), "name", null);
        Figure figure = new Figure(Ids.next(), command);
        figures.persist(figure);
        return recorded("figure-set", figure);
    }

    @Transactional
    public void cancelFigure(UUID id, RuleCommand.Cancel command) {
        cancel(figures.findByIdOptional(id), "figure", command);
    }

    @Transactional
    public void cancelArrearsPhase(UUID id, RuleCommand.Cancel command) {
        cancel(phases.findByIdOptional(id), "arrears-phase", command);
    }

    @Transactional
    public UUID add(RuleCommand.AddDuesKind command) {
        top.require();
        UUID id = queries.addDuesKind(command).orElseThrow(RuleProblems::wordTaken);
        audit.record("dues-kind-added", "rule", id, null, command.citation());
        return id;
    }

    @Transactional
    public void endExemption(UUID id, RuleCommand.End command) {
        top.require();
        ExemptionRule rule = exemptions.findByIdOptional(id).orElseThrow(() -> Problem.notFound("exemption-rule"));
        rule.end(today(rule), command.validTo(), command.why());
        recorded("exemption-rule-ended", rule);
    }

    @Transactional
    public void cancelExemption(UUID id, RuleCommand.Cancel command) {
        cancel(exemptions.findByIdOptional(id), "exemption-rule", command);
    }

    @Transactional
    public void cancelOwing(UUID id, RuleCommand.Cancel command) {
        cancel(owing.findByIdOptional(id), "owing-rule", command);
    }

    @Transactional
    public void cancelDuesRule(UUID id, RuleCommand.Cancel command) {
        cancel(rules.findByIdOptional(id), "dues-rule", command);
    }

    @Transactional
    public void cancelParameter(UUID id, RuleCommand.Cancel command) {
        cancel(parameters.findByIdOptional(id), "parameter", command);
    }

    @Transactional
    public void cancelSharingRatio(UUID id, RuleCommand.Cancel command) {
        cancel(ratios.findByIdOptional(id), "sharing-ratio", command);
    }

    void cancel(Optional<? extends DatedRow> found, String what, RuleCommand.Cancel command) {
        top.require();
        DatedRow row = found.orElseThrow(() -> Problem.notFound(what));
        row.cancel(today(row), clock.instant(), command.why());
        recorded(what + "-cancelled", row);
    }

    private LocalDate today(DatedRow row) {
        return Zones.today(clock, row.jurisdiction());
    }

    /** Flushed at once: the answer is read by SQL in the same transaction. */
    UUID recorded(String action, DatedRow row) {
        rules.flush();
        audit.record(action, "rule", row.id(), null, null);
        return row.id();
    }

    /** The index would refuse as well, but only when the transaction ends. */
    private void free(String table, RuleCommand.Source source, String keyColumn, String key, String otherColumn, String other) {
        if (queries.begins(table, source.jurisdiction(), source.validFrom(), keyColumn, key, otherColumn, other)) {
            throw RuleProblems.beginsTaken();
        }
    }
}
