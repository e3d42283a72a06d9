package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.YearMonth;
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
     * A deferral is granted under an act, or under the rule of that time, and to those who meet its criterion; all others under a rule.
     *
     * @throws Problem 422 with its rule: a suspension that is too long, a waiver for somebody who goes on, a grant that its act or rule does
     * not allow
     */
    @Transactional
    public UUID decide(FundCommand.Decide command) {
        EmployerView employer = command.employer() == null ? null
                : employers.employer(caller.scope(), command.employer()).orElseThrow(() -> Problem.notFound("employer"));
        UUID unit = tree.require(employer == null ? command.unit() : employer.unit(), caller.scope()).id();
        FundView.Decision act = command.under() == null ? null : act(command);
        LocalDate dueOn = dueOn(command, act, employer, employer == null ? tree.find(unit).orElseThrow().jurisdiction() : employer.jurisdiction());
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
        if (act.idle() != null) {
            refuseBelow(act.idle(), grant, act.actNumber());
        }
        return act;
    }

    /** @return by when the months are payable, or null where it is not put off */
    private LocalDate dueOn(FundCommand.Decide command, FundView.Decision act, EmployerView employer, String jurisdiction) {
        String group = employer == null ? null : employer.group();
        if (command.kind().equals("deferral")) {
            if (employer == null && (command.idle() == null || command.idle().numerator() == 0)) {
                throw FundProblems.actWithoutCriterion();
            }
            if (employer != null && act == null) {
                refuseUnlessDeferred(command, rule(command.kind(), command, jurisdiction, group));
            }
            return command.payableBy();
        }
        FundRuleView rule = rule(command.kind(), command, jurisdiction, group);
        if (command.kind().equals("waiver") && (employer == null || !employer.status().equals("dissolved"))) {
            throw FundProblems.notDissolved(rule.citation());
        }
        if (!command.kind().equals("suspension")) {
            return null;
        }
        if (suspended(command, employer) > rule.months()) {
            throw FundProblems.tooLong(rule.months(), rule.citation());
        }
        FundRuleView due = rule("suspension-due", command, jurisdiction, group);
        return dayOf(command.to().plusMonths(due.months()), due.days());
    }

    private FundRuleView rule(String kind, FundCommand.Decide command, String jurisdiction, String group) {
        return rules.rule(jurisdiction, kind, group, command.decidedOn()).orElseThrow(() -> FundProblems.noDecisionRule(command.kind()));
    }

    /** The rule is of months in which it holds, and lets them be paid in the year of the decision. */
    private static void refuseUnlessDeferred(FundCommand.Decide command, FundRuleView rule) {
        LocalDate latest = dayOf(YearMonth.of(command.decidedOn().getYear(), rule.months()), rule.days());
        boolean isOfItsMonths = !command.from().isBefore(YearMonth.from(rule.validFrom()))
                && (rule.validTo() == null || command.to().atDay(1).isBefore(rule.validTo()));
        if (!isOfItsMonths || command.payableBy().isAfter(latest)) {
            throw FundProblems.actDoesNotFit(rule.citation());
        }
        refuseBelow(rule.part(), command, rule.citation());
    }

    private static void refuseBelow(Ratio idle, FundCommand.Decide command, String source) {
        if (command.staff() == null || (long) command.idleStaff() * idle.denominator() < (long) command.staff() * idle.numerator()) {
            throw FundProblems.belowCriterion(source, idle.numerator(), idle.denominator());
        }
    }

    /**
     * Months suspended one after the other, with those of decisions before: else many short ones would make a long one. Of one employer one
     * decision after the other, or two at once would not know of each other.
     */
    private long suspended(FundCommand.Decide command, EmployerView employer) {
        YearMonth first = command.from();
        YearMonth last = command.to();
        if (employer != null) {
            Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('suspension ' || ?, 46))", employer.id().toString()).run(dataSource);
            List<YearMonth> months = Sql.of("SELECT DISTINCT m::date FROM fund_decision d, generate_series(d.from_month, d.to_month, interval "
                    + "'1 month') m WHERE d.employer_no = ? AND d.kind = 'suspension' AND d.revoked_at IS NULL", employer.no())
                    .list(dataSource, row -> YearMonth.from(row.getObject(1, LocalDate.class)));
            while (months.contains(first.minusMonths(1))) {
                first = first.minusMonths(1);
            }
            while (months.contains(last.plusMonths(1))) {
                last = last.plusMonths(1);
            }
        }
        return ChronoUnit.MONTHS.between(first, last) + 1;
    }

    /** @param day 0 for the last of the month, which is also taken where the month has not so many */
    private static LocalDate dayOf(YearMonth month, int day) {
        return day == 0 || day > month.lengthOfMonth() ? month.atEndOfMonth() : month.atDay(day);
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
