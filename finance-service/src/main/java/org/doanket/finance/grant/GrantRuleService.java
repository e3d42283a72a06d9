package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Sets kinds of grants, for everybody at the top or for a unit and what lies below it, and quotas from above. */
@ApplicationScoped
@Transactional
public class GrantRuleService {

    private final AgroalDataSource dataSource;
    private final GrantRuleQueries queries;
    private final RuleQueries jurisdictions;
    private final DatedRules rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    GrantRuleService(AgroalDataSource dataSource, GrantRuleQueries queries, RuleQueries jurisdictions, DatedRules rules, UnitTree tree,
            Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.jurisdictions = jurisdictions;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    public Grant set(GrantCommand.SetGrant command) {
        UUID unit = command.unit();
        if (unit != null && !tree.require(unit, caller.scope()).jurisdiction().equals(command.jurisdiction())) {
            throw Problem.notFound("unit");
        }
        RuleSetting<Grant> setting = unit == null
                ? rules.setting(Grant.TABLE, command.jurisdiction(), command.validFrom(), command.citation(), command.verified())
                : rules.settingOf(unit, Grant.TABLE, command.validFrom(), command.citation(), command.verified()).with("jurisdiction", command.jurisdiction());
        refuseBadForm(command);
        return setting.with("code", command.code()).with("name", command.name()).with("method", command.method()).with("cash", command.cash().amount())
                .with("in_kind", command.inKind().amount()).with("currency", command.cash().currency())
                .with("share_num", command.share() == null ? null : command.share().numerator())
                .with("share_den", command.share() == null ? null : command.share().denominator())
                .with("person_year", command.personYear() == null ? null : command.personYear().amount()).with("person_times", command.personTimes())
                .with("evidence", command.evidence().toArray(String[]::new)).with("approval_limits", command.approvalLimits().toArray(Long[]::new))
                .with("funding_code", command.fundingCode()).with("cash_account", command.account()).with("in_kind_account", command.inKindAccount()).set();
    }

    public Grant cancel(UUID id, RuleCancellation command) {
        UUID unit = queries.grant(id).orElseThrow(() -> Problem.notFound("grant")).unit();
        if (unit == null) {
            return rules.cancel(Grant.TABLE, id, command);
        }
        tree.find(unit).filter(ref -> caller.scope().contains(ref.path())).orElseThrow(() -> Problem.notFound("grant"));
        return rules.cancelOf(unit, Grant.TABLE, id, command);
    }

    /** Not by the unit for itself, unless there is nobody above it. */
    public UUID setQuota(GrantCommand.SetQuota command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (unit.id().equals(caller.unit()) && unit.parentId() != null) {
            throw GrantProblems.quotaFromAbove();
        }
        String currency = jurisdictions.currencyOf(unit.jurisdiction());
        new AmountFaults().notNegative("/amount", command.amount(), currency)
                .add(command.amount() == null && command.people() == null, "/amount", "not-null").raise();
        UUID id = Ids.next();
        Sql.of("INSERT INTO grant_quota (id, unit_id, code, year, amount, people, currency, note, set_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
                + "?)", id, unit.id(), command.grant(), command.year(), command.amount() == null ? null : command.amount()
                .amount(), command.people(), currency, command.note(), caller.subject()).run(dataSource);
        audit.record("grant-quota-set", "grant-quota", id, unit.id(), null);
        return id;
    }

    private void refuseBadForm(GrantCommand.SetGrant command) {
        String currency = jurisdictions.currencyOf(command.jurisdiction());
        List<Long> limits = command.approvalLimits();
        boolean isAscending = IntStream.range(1, limits.size()).allMatch(i -> limits.get(i - 1) < limits.get(i));
        new AmountFaults().notNegative("/cash", command.cash(), currency).notNegative("/inKind", command.inKind(), currency)
                .positive("/personYear", command.personYear(), currency)
                .add(command.cash().amount() == 0 && command.inKind().amount() == 0, "/cash/amount", "positive")
                .add(!isAscending, "/approvalLimits", "not-in-order").raise();
        for (String account : List.of(command.account(), command.inKindAccount())) {
            // A control account is moved by the documents of its sub-ledger alone.
            if (Sql.of("SELECT FROM account WHERE code = ? AND kind IN ('expense', 'balance') AND control IS NULL", account)
                    .list(dataSource, row -> true).isEmpty()) {
                throw GrantProblems.noSuchAccount(account);
            }
        }
    }
}
