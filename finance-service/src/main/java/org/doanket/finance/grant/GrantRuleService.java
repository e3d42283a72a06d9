package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.DatedRules;
import org.doanket.finance.TopUnit;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
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
    private final TopUnit top;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    GrantRuleService(AgroalDataSource dataSource, GrantRuleQueries queries, RuleQueries jurisdictions, TopUnit top, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.jurisdictions = jurisdictions;
        this.top = top;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(GrantCommand.SetGrant command) {
        if (command.unit() == null) {
            top.require();
        } else if (!tree.require(command.unit(), caller.scope()).jurisdiction().equals(command.jurisdiction())) {
            throw Problem.notFound("unit");
        }
        refuseBadForm(command);
        UUID id = Ids.next();
        int rows = Sql.of("INSERT INTO grant_rule (id, jurisdiction, unit_id, code, name, valid_from, method, cash, in_kind, currency, "
                + "share_num, share_den, person_year, person_times, evidence, approval_limits, funding_code, cash_account, "
                + "in_kind_account, citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (jurisdiction, unit_id, code, valid_from) WHERE cancelled_at IS NULL DO NOTHING", id, command.jurisdiction(),
                command.unit(), command.code(), command.name(), command.validFrom(), command.method(), command.cash()
                .amount(), command.inKind().amount(), command.cash().currency(), command.share() == null ? null : command.share()
                .numerator(), command.share() == null ? null : command.share().denominator(), command.personYear() == null ? null
                : command.personYear().amount(), command.personTimes(), command.evidence().toArray(String[]::new), command.approvalLimits()
                .toArray(Long[]::new), command.fundingCode(), command.account(), command.inKindAccount(), command.citation(),
                command.verified()).run(dataSource);
        DatedRules.requireNew(rows);
        audit.record("grant-set", "grant", id, command.unit(), null);
        return id;
    }

    public Grant cancel(UUID id, GrantCommand.CancelGrant command) {
        Grant grant = queries.grant(id).orElseThrow(() -> Problem.notFound("grant"));
        if (grant.unit() == null) {
            top.require();
        } else {
            tree.find(grant.unit()).filter(unit -> caller.scope().contains(unit.path())).orElseThrow(() -> Problem.notFound("grant"));
        }
        DatedRules.requireToCome(grant.validFrom(), grant.cancelledAt(), grant.jurisdiction(), clock);
        Sql.of("UPDATE grant_rule SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id)
                .run(dataSource);
        audit.record("grant-cancelled", "grant", id, grant.unit(), null);
        return queries.grant(id).orElseThrow();
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
            if (Sql.of("SELECT FROM account WHERE code = ? AND kind IN ('expense', 'balance')", account).list(dataSource, row -> true)
                    .isEmpty()) {
                throw GrantProblems.noSuchAccount(account);
            }
        }
    }
}
