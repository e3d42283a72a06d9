package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.employer.EmployerQueries;
import org.doanket.finance.employer.EmployerView;
import org.doanket.finance.rule.FundRuleQueries;
import org.doanket.finance.rule.FundRuleView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/**
 * Decisions on what employers owe: later (suspension, deferral) or less (reduction, waiver). Taken by officers, not by those who book the
 * money. Never changed; revoked where they were wrong, and what followed from them is booked back.
 */
@ApplicationScoped
public class FundDecisionService {

    /** A deferral needs no more than its own act; these need a rule that lets them be decided. */
    private static final List<String> BY_RULE = List.of("suspension", "reduction", "waiver");

    private static final String INSERT = """
        INSERT INTO fund_decision (id, unit_id, employer_no, under_no, kind, act_number, decided_on, from_month, to_month, due_on, part_num,
                                   part_den, idle_num, idle_den, staff, idle, reason, recorded_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final AgroalDataSource dataSource;
    private final FundQueries queries;
    private final EmployerQueries employers;
    private final FundRuleQueries rules;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    FundDecisionService(AgroalDataSource dataSource, FundQueries queries, EmployerQueries employers, FundRuleQueries rules, Jobs jobs,
            UnitTree tree,
            Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.employers = employers;
        this.rules = rules;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    /**
     * @throws Problem 422 with its rule: a suspension that is too long, a waiver for somebody who goes on, a grant that its act does not
     * allow
     */
    @Transactional
    public UUID decide(FundCommand.Decide command) {
        EmployerView employer = command.employer() == null ? null
                : employers.employer(caller.scope(), command.employer()).orElseThrow(() -> Problem.notFound("employer"));
        UUID unit = tree.require(employer == null ? command.unit() : employer.unit(), caller.scope()).id();
        FundView.Decision act = command.under() == null ? null : act(command);
        LocalDate dueOn = command.payableBy();
        if (BY_RULE.contains(command.kind())) {
            FundRuleView rule = rule(command, employer == null ? tree.find(unit).orElseThrow().jurisdiction() : employer.jurisdiction(),
                    employer == null ? null : employer.group());
            dueOn = command.kind().equals("suspension") ? endOf(command, rule) : null;
            if (command.kind().equals("waiver") && (employer == null || !employer.status().equals("dissolved"))) {
                throw FundProblems.notDissolved(rule.citation());
            }
        }
        UUID id = Ids.next();
        Sql.of(INSERT, id, unit, employer == null ? null : employer.no(), act == null ? null : act.no(), command.kind(), command.actNumber(),
                command.decidedOn(), command.from().atDay(1), command.to().atDay(1), dueOn, numerator(command.part()),
                denominator(command.part()), numerator(command.idle()), denominator(command.idle()), command.staff(), command.idleStaff(),
                command.reason(), caller.subject()).run(dataSource);
        audit.record("fund-decided", "fund-decision", id, unit, command.actNumber());
        follow(employer);
        return id;
    }

    @Transactional
    public void revoke(UUID id, FundCommand.Revoke command) {
        FundView.Decision decision = queries.decision(caller.scope(), id).orElseThrow(() -> Problem.notFound("fund-decision"));
        if (Sql.of("UPDATE fund_decision SET revoked_at = now(), revoked_why = ? WHERE id = ? AND revoked_at IS NULL", command.why(), id)
                .run(dataSource) == 0) {
            throw FundProblems.revokedAlready();
        }
        audit.record("fund-decision-revoked", "fund-decision", id, decision.unit(), command.why());
        follow(decision.employer() == null ? null : employers.employer(caller.scope(), decision.employer()).orElseThrow());
    }

    /** The act that it is granted under allows this kind, these months and this day, and the one who gets it meets its criterion. */
    private FundView.Decision act(FundCommand.Decide grant) {
        FundView.Decision act = queries.act(caller.scope(), grant.under()).orElseThrow(() -> Problem.notFound("fund-decision"));
        boolean isSame = act.revokedAt() == null && act.kind().equals(grant.kind());
        boolean isWithin = !grant.from().isBefore(act.from()) && !grant.to().isAfter(act.to());
        boolean isInTime = act.payableBy() == null || grant.payableBy() == null || !grant.payableBy().isAfter(act.payableBy());
        if (!isSame || !isWithin || !isInTime) {
            throw FundProblems.actDoesNotFit(act.actNumber());
        }
        Ratio idle = act.idle();
        if (idle != null && (grant.staff() == null
                || (long) grant.idleStaff() * idle.denominator() < (long) grant.staff() * idle.numerator())) {
            throw FundProblems.belowCriterion(act.actNumber(), idle.numerator(), idle.denominator());
        }
        return act;
    }

    private FundRuleView rule(FundCommand.Decide command, String jurisdiction, String group) {
        return rules.rule(jurisdiction, command.kind(), group, command.decidedOn())
                .orElseThrow(() -> FundProblems.noDecisionRule(command.kind()));
    }

    /** All of a suspended time is due by the last day of the month after its end. */
    private static LocalDate endOf(FundCommand.Decide command, FundRuleView rule) {
        if (ChronoUnit.MONTHS.between(command.from(), command.to()) + 1 > rule.months()) {
            throw FundProblems.tooLong(rule.months(), rule.citation());
        }
        return command.to().plusMonths(1).atEndOfMonth();
    }

    private void follow(EmployerView employer) {
        if (employer != null) {
            jobs.submit(FundSettlementJob.KIND, employer.unit(), new FundSettlementJob.Parameters(employer.id(), null));
        }
    }

    private static Long numerator(Ratio ratio) {
        return ratio == null ? null : ratio.numerator();
    }

    private static Long denominator(Ratio ratio) {
        return ratio == null ? null : ratio.denominator();
    }
}
