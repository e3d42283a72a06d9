package org.doanket.finance.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.rule.RuleView.ArrearsPhaseView;
import org.doanket.finance.rule.RuleView.DuesRuleView;
import org.doanket.finance.rule.RuleView.ExemptionView;
import org.doanket.finance.rule.RuleView.FigureView;
import org.doanket.finance.rule.RuleView.OwingView;
import org.doanket.finance.rule.RuleView.ParameterView;
import org.doanket.finance.rule.RuleView.SharingRatioView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Sets the rules of a jurisdiction, at the top of its tree. */
@ApplicationScoped
@Transactional
public class RuleService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final RuleQueries queries;
    private final AuditTrail audit;

    RuleService(AgroalDataSource dataSource, DatedRules rules, RuleQueries queries, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.queries = queries;
        this.audit = audit;
    }

    public DuesRuleView set(RuleCommand.SetDuesRule command) {
        RuleSetting<DuesRuleView> setting = rules.setting(DuesRuleView.TABLE, command.source());
        if (command.method().equals("rate") && (command.baseKind() == null || command.rate() == null)) {
            throw RuleProblems.rateWithoutBase();
        }
        setting.with("code", command.code()).with("dues_kind", command.duesKind()).with("category", command.category()).with("method", command.method())
                .with("base_kind", command.baseKind()).with("base_step", command.baseStep() == null ? 1 : command.baseStep())
                .with("own_rate", Boolean.TRUE.equals(command.ownRate()));
        part(setting, "cap", command.cap());
        part(setting, "floor", command.floor());
        return with(setting, "rate", command.rate()).set();
    }

    public ParameterView set(RuleCommand.SetParameter command) {
        RuleSetting<ParameterView> setting = rules.setting(ParameterView.TABLE, command.source());
        String currency = queries.currencyOf(command.source().jurisdiction());
        if (!currency.equals(command.amount().currency())) {
            throw RuleProblems.wrongCurrency(currency);
        }
        new AmountFaults().notNegative("/amount", command.amount(), currency).raise();
        return setting.with("name", command.name()).with("region", orNone(command.region())).with("amount", command.amount().amount())
                .with("currency", currency).set();
    }

    public SharingRatioView set(RuleCommand.SetSharingRatio command) {
        RuleSetting<SharingRatioView> setting = rules.setting(SharingRatioView.TABLE, command.source());
        if (command.up().numerator() > command.up().denominator()) {
            throw RuleProblems.shareAboveAll();
        }
        return with(setting, "up", command.up()).with("stream", command.stream()).with("decided_on", command.decidedOn())
                .with("level", orNone(command.level())).with("employer_group", orNone(command.group()))
                .with("origin", command.origin() == null ? "own" : command.origin()).with("provisional", Boolean.TRUE.equals(command.provisional())).set();
    }

    public ExemptionView set(RuleCommand.SetExemption command) {
        boolean isAbsence = command.reason().equals("si-benefit") || command.reason().equals("unpaid-leave");
        String compared = command.parameter() == null ? "minimum-wage" : command.parameter();
        return rules.setting(ExemptionView.TABLE, command.source()).with("reason", command.reason()).with("category", command.category())
                .with("min_months", command.minMonths() != null ? command.minMonths() : isAbsence ? 1 : 0).with("valid_to", command.validTo())
                .with("parameter", command.reason().equals("below-minimum-wage") ? compared : null).set();
    }

    public OwingView set(RuleCommand.SetOwing command) {
        return rules.setting(OwingView.TABLE, command.source()).with("status", command.status()).with("owes", command.owes()).set();
    }

    public ArrearsPhaseView set(RuleCommand.SetArrearsPhase command) {
        return rules.setting(ArrearsPhaseView.TABLE, command.source()).with("phase", command.phase()).with("days", command.days())
                .with("action", command.action()).with("name_vi", command.names().vi()).with("name_en", command.names().en())
                .with("name_zh", command.names().zh()).set();
    }

    public FigureView set(RuleCommand.SetFigure command) {
        return rules.setting(FigureView.TABLE, command.source()).with("name", command.name()).with("num", command.value().numerator())
                .with("den", command.value().denominator()).set();
    }

    public UUID add(RuleCommand.AddDuesKind command) {
        rules.requireTop(command.jurisdiction());
        UUID id = queries.addDuesKind(command).orElseThrow(RuleProblems::wordTaken);
        audit.record("dues-kind-added", "rule", id, null, command.citation());
        return id;
    }

    /** Only for days to come, and only earlier than it would end anyway: what was applied stays. */
    public ExemptionView endExemption(UUID id, RuleCommand.End command) {
        ExemptionView rule = rules.one(ExemptionView.TABLE, id);
        rules.requireTop(rule.jurisdiction());
        if (rule.cancelledAt() != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        boolean isToCome = !rules.hasBegun(command.validTo(), rule.jurisdiction()) && command.validTo().isAfter(rule.validFrom());
        if (!isToCome || Sql.of("UPDATE exemption_rule SET valid_to = ?, ended_why = ?, version = version + 1 WHERE id = ? AND (valid_to IS NULL OR valid_to > ?)",
                command.validTo(), command.why(), id, command.validTo()).run(dataSource) == 0) {
            throw RuleProblems.cannotEnd(command.validTo());
        }
        audit.record("exemption-rule-ended", "rule", id, null, command.why());
        return rules.one(ExemptionView.TABLE, id);
    }

    static <V> RuleSetting<V> with(RuleSetting<V> setting, String column, Ratio ratio) {
        return setting.with(column + "_num", ratio == null ? null : ratio.numerator()).with(column + "_den", ratio == null ? null : ratio.denominator());
    }

    private static void part(RuleSetting<DuesRuleView> setting, String column, RuleCommand.PartOf part) {
        with(setting, column, part == null ? null : part.part()).with(column + "_parameter", part == null ? null : part.parameter());
    }

    static String orNone(String text) {
        return text == null ? "" : text;
    }
}
