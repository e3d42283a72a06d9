package org.doanket.finance.loan;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.FourEyes;
import org.doanket.finance.loan.LoanView.Referral;
import org.doanket.finance.loan.LoanView.LoanRule;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Refers members to a bank, and keeps beside the bank's own books what the union must know of the loan. */
@ApplicationScoped
@Transactional
public class LoanService {

    /**
     * Equal principals, the last takes the rest; interest by the month on what is left, halves rounded up. The day of a month that has it
     * not is its last.
     */
    private static final String SCHEDULE = """
        INSERT INTO loan_instalment (loan_id, schedule_no, no, unit_id, due_on, principal, interest)
        SELECT s.loan_id, s.no, k, s.unit_id, (?::date + make_interval(months => k - 1))::date,
               CASE WHEN k < t.months THEN s.principal / t.months ELSE s.principal - (t.months - 1) * (s.principal / t.months) END,
               ((s.principal - (k - 1) * (s.principal / t.months)) * s.rate_num * 2 + 12 * s.rate_den) / (2 * 12 * s.rate_den)
          FROM (SELECT ?::int AS months) t CROSS JOIN loan_schedule s CROSS JOIN generate_series(1, t.months) k WHERE s.loan_id = ? AND s.no = ?""";

    private static final String SCHEDULED = "INSERT INTO loan_schedule (loan_id, no, unit_id, valid_from, principal, paid_principal, paid_interest, "
            + "capitalised, rate_num, rate_den, why, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** The schedule that holds, and what was paid, and had become principal, before a day. Of schedules of one day the last counts. */
    private static final String LAST = """
        SELECT s.no, s.valid_from, s.rate_num, s.rate_den, coalesce(sum(p.principal), 0) AS principal, coalesce(sum(p.interest), 0) AS interest,
               (SELECT coalesce(sum(c.capitalised), 0) FROM (SELECT DISTINCT ON (e.valid_from) e.capitalised FROM loan_schedule e
                   WHERE e.loan_id = s.loan_id AND e.valid_from < ? ORDER BY e.valid_from, e.no DESC) c) AS capitalised
          FROM loan_schedule s LEFT JOIN loan_payment p ON p.loan_id = s.loan_id AND p.paid_on < ?
         WHERE s.loan_id = ? GROUP BY s.loan_id, s.no ORDER BY s.no DESC LIMIT 1""";

    private record Last(int no, LocalDate validFrom, Ratio rate, long paidPrincipal, long paidInterest, long capitalised) {
    }

    /** What is not repaid of others, in the books of any union; only the sum is ever told. */
    private static final String OPEN = """
        SELECT coalesce(sum(l.principal + l.capitalised - coalesce((SELECT sum(p.principal) FROM loan_payment p WHERE p.loan_id = l.id), 0)), 0)::bigint
          FROM loan_referral l WHERE l.member_no = ? AND l.id <> ? AND l.state IN ('referred', 'endorsed', 'granted')""";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final LoanQueries queries;
    private final LoanRuleQueries rules;
    private final RuleQueries jurisdictions;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    LoanService(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, LoanQueries queries, LoanRuleQueries rules,
            RuleQueries jurisdictions, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.queries = queries;
        this.rules = rules;
        this.jurisdictions = jurisdictions;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public Referral refer(LoanCommand.Refer command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        new AmountFaults().positive("/principal", command.principal(), jurisdictions.currencyOf(unit.jurisdiction())).raise();
        long member = Sql.of("SELECT no FROM member_ref WHERE id = ? AND unit_id = ?", command.member(), unit.id())
                .first(dataSource, row -> row.getLong(1)).orElseThrow(() -> Problem.notFound("member"));
        UUID id = Ids.next();
        refuseAboveLimits(unit, id, member, command.principal().amount(), command.months(), today(unit));
        Sql.of("INSERT INTO loan_referral (id, unit_id, member_no, bank, purpose, principal, currency, months, created_by, created_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(), member, command.bank(), command.purpose(), command.principal()
                .amount(), command.principal().currency(), command.months(), caller.subject(), clock.instant()).run(dataSource);
        return recorded("loan-referred", id, unit.id());
    }

    /** By somebody else than who made the referral: the bank relies on the union's word. */
    public Referral endorse(UUID id, LoanCommand.Endorse command) {
        Referral loan = inState(id, "referred");
        FourEyes.require(caller, loan.createdBy());
        Sql.of("UPDATE loan_referral SET state = 'endorsed', endorsed_by = ?, note = ?, version = version + 1 WHERE id = ?",
                caller.subject(), command.note(), id).run(dataSource);
        return recorded("loan-endorsed", id, loan.unit());
    }

    public Referral refuse(UUID id, LoanCommand.RefuseReferral command) {
        Referral loan = inState(id, "referred");
        Sql.of("UPDATE loan_referral SET state = 'refused', endorsed_by = ?, note = ?, version = version + 1 WHERE id = ?",
                caller.subject(), command.why(), id).run(dataSource);
        return recorded("loan-refused", id, loan.unit());
    }

    public Referral decide(UUID id, LoanCommand.RecordDecision command) {
        Referral loan = inState(id, "endorsed");
        if (!command.granted()) {
            Sql.of("UPDATE loan_referral SET state = 'declined', decided_on = ?, note = coalesce(?, note), version = version + 1 WHERE id "
                    + "= ?", command.on(), command.note(), id).run(dataSource);
            return recorded("loan-declined", id, loan.unit());
        }
        UnitRef unit = tree.require(loan.unit(), caller.scope());
        Money principal = command.principal() == null ? loan.principal() : command.principal();
        int months = command.schedule() != null ? command.schedule().size() : command.months() == null ? loan.months() : command.months();
        new AmountFaults().positive("/principal", principal, loan.principal().currency()).raise();
        long member = Sql.of("SELECT member_no FROM loan_referral WHERE id = ?", id).first(dataSource, row -> row.getLong(1)).orElseThrow();
        refuseAboveLimits(unit, id, member, principal.amount(), months, command.on());
        Ratio rate = command.yearlyRate() != null ? command.yearlyRate() : rules.inForce(unit.jurisdiction(), "yearly-rate", command.on())
                .map(LoanRule::ratio).orElseThrow(() -> LoanProblems.noRate(command.on()));
        Sql.of("UPDATE loan_referral SET state = 'granted', decided_on = ?, principal = ?, months = ?, rate_num = ?, rate_den = ?, "
                + "note = coalesce(?, note), version = version + 1 WHERE id = ?", command.on(), principal.amount(), months,
                rate.numerator(), rate.denominator(), command.note(), id).run(dataSource);
        Sql.of(SCHEDULED, id, 1, loan.unit(), command.on(), principal.amount(), 0, 0, 0, rate.numerator(), rate.denominator(), null, caller.subject(),
                clock.instant()).run(dataSource);
        if (command.schedule() != null) {
            enter(id, 1, loan.unit(), principal, command.schedule());
        } else if (command.firstDueOn() != null) {
            Sql.of(SCHEDULE, command.firstDueOn(), months, id, 1).run(dataSource);
        } else {
            throw LoanProblems.noSchedule();
        }
        return recorded("loan-granted", id, loan.unit());
    }

    /** The bank's decision like the first: what holds from a day on for what was not repaid before it. Of one day the one told last holds. */
    public Referral reschedule(UUID id, LoanCommand.Reschedule command) {
        Referral loan = inState(id, "granted");
        Last last = Sql.of(LAST, command.asOf(), command.asOf(), id).first(dataSource, row -> new Last(row.getInt("no"),
                row.getObject("valid_from", LocalDate.class), new Ratio(row.getLong("rate_num"), row.getLong("rate_den")), row.getLong("principal"),
                row.getLong("interest"), row.getLong("capitalised"))).orElseThrow();
        LocalDate firstDue = command.schedule() == null ? command.firstDueOn() : command.schedule().get(0).dueOn();
        new AmountFaults().positive("/capitalised", command.capitalised(), loan.principal().currency())
                .add(command.asOf().isAfter(today(tree.require(loan.unit(), caller.scope()))), "/asOf", "past-or-present")
                .add(firstDue.isBefore(command.asOf()), command.schedule() == null ? "/firstDueOn" : "/schedule/0/dueOn", "not-in-order").raise();
        if (command.asOf().isBefore(last.validFrom())) {
            throw LoanProblems.scheduleBackwards(last.validFrom());
        }
        int no = last.no() + 1;
        Ratio rate = command.yearlyRate() == null ? last.rate() : command.yearlyRate();
        long added = command.capitalised() == null ? 0 : command.capitalised().amount();
        long owed = loan.principal().amount() + last.capitalised() + added;
        new AmountFaults().positive("/capitalised", new Money(owed, loan.principal().currency()), loan.principal().currency()).raise();
        long paid = loan.paidPrincipal().amount();
        if (owed < paid || owed == last.paidPrincipal()) {
            throw LoanProblems.overpaid();
        }
        Money left = new Money(owed - last.paidPrincipal(), loan.principal().currency());
        Sql.of(SCHEDULED, id, no, loan.unit(), command.asOf(), left.amount(), last.paidPrincipal(), last.paidInterest(), added,
                rate.numerator(), rate.denominator(), command.why(), caller.subject(), clock.instant()).run(dataSource);
        if (command.schedule() == null) {
            Sql.of(SCHEDULE, command.firstDueOn(), command.months(), id, no).run(dataSource);
        } else {
            enter(id, no, loan.unit(), left, command.schedule());
        }
        Sql.of("UPDATE loan_referral SET rate_num = ?, rate_den = ?, capitalised = ?, state = ?, version = version + 1 WHERE id = ?", rate.numerator(),
                rate.denominator(), last.capitalised() + added, owed == paid ? "repaid" : "granted", id).run(dataSource);
        return recorded("loan-rescheduled", id, loan.unit());
    }

    public Referral writeOff(UUID id, LoanCommand.WriteOff command) {
        Referral loan = inState(id, "granted");
        new AmountFaults().add(command.on().isAfter(today(tree.require(loan.unit(), caller.scope()))), "/on", "past-or-present")
                .add(command.on().isBefore(loan.decidedOn()), "/on", "not-in-order").raise();
        Sql.of("UPDATE loan_referral SET state = 'written-off', written_off = ?, written_off_on = ?, written_off_why = ?, version = version + 1 WHERE id = ?",
                loan.outstanding().amount(), command.on(), command.why(), id).run(dataSource);
        return recorded("loan-written-off", id, loan.unit());
    }

    public Referral takeBackWriteOff(UUID id, LoanCommand.TakeBackWriteOff command) {
        Referral loan = inState(id, "written-off");
        Sql.of("UPDATE loan_referral SET state = 'granted', written_off = NULL, written_off_on = NULL, written_off_why = NULL, note = ?, "
                + "version = version + 1 WHERE id = ?", command.why(), id).run(dataSource);
        return recorded("loan-write-off-reversed", id, loan.unit());
    }

    /** Also interest that comes after the last of the principal. */
    public Referral pay(UUID id, LoanCommand.ReportPayment command) {
        Referral loan = inState(id, "granted", "repaid");
        String currency = loan.principal().currency();
        new AmountFaults().notNegative("/principal", command.principal(), currency).notNegative("/interest", command.interest(), currency)
                .add(command.principal().amount() == 0 && command.interest().amount() == 0, "/principal/amount", "positive")
                .add(command.paidOn().isAfter(today(tree.require(loan.unit(), caller.scope()))), "/paidOn", "past-or-present").raise();
        if (command.principal().amount() > loan.outstanding().amount()) {
            throw LoanProblems.overpaid();
        }
        report(loan, command.paidOn(), command.principal().amount(), command.interest().amount(), null);
        return recorded("loan-payment-reported", id, loan.unit());
    }

    /** A report that was wrong, taken back by its opposite on the same day. */
    public Referral reverse(UUID id, UUID payment) {
        Referral loan = inState(id, "granted", "repaid");
        LoanView.Payment wrong = loan.payments().stream().filter(each -> each.id().equals(payment) && each.reverses() == null).findFirst()
                .orElseThrow(() -> Problem.notFound("loan-payment"));
        if (loan.payments().stream().anyMatch(each -> payment.equals(each.reverses()))) {
            throw LoanProblems.reversedAlready();
        }
        report(loan, wrong.paidOn(), -wrong.principal().amount(), -wrong.interest().amount(), payment);
        return recorded("loan-payment-reversed", id, loan.unit());
    }

    private void report(Referral loan, LocalDate on, long principal, long interest, UUID reverses) {
        Sql.of("INSERT INTO loan_payment (id, loan_id, unit_id, paid_on, principal, interest, reverses, reported_by) VALUES (?, ?, ?, ?, "
                + "?, ?, ?, ?)", Ids.next(), loan.id(), loan.unit(), on, principal, interest, reverses, caller.subject()).run(dataSource);
        Sql.of("UPDATE loan_referral SET version = version + 1, state = CASE WHEN principal + capitalised = (SELECT sum(p.principal) FROM loan_payment p "
                + "WHERE p.loan_id = loan_referral.id) THEN 'repaid' ELSE 'granted' END WHERE id = ?", loan.id()).run(dataSource);
    }

    private void enter(UUID id, int no, UUID unit, Money principal, List<LoanCommand.BankInstalment> schedule) {
        AmountFaults faults = new AmountFaults();
        for (int i = 0; i < schedule.size(); i++) {
            faults.notNegative("/schedule/" + i + "/principal", schedule.get(i).principal(), principal.currency())
                    .notNegative("/schedule/" + i + "/interest", schedule.get(i).interest(), principal.currency())
                    .add(i > 0 && !schedule.get(i).dueOn().isAfter(schedule.get(i - 1).dueOn()), "/schedule/" + i + "/dueOn",
                    "not-in-order");
        }
        faults.raise();
        if (schedule.stream().mapToLong(each -> each.principal().amount()).sum() != principal.amount()) {
            throw LoanProblems.scheduleDoesNotSum();
        }
        Sql.of("INSERT INTO loan_instalment (loan_id, schedule_no, no, unit_id, due_on, principal, interest) SELECT ?, ?, s.no, ?, s.due_on, s.principal, "
                + "s.interest FROM unnest(?::date[], ?::bigint[], ?::bigint[]) WITH ORDINALITY AS s (due_on, principal, interest, no)", id, no,
                unit, Sql.column(schedule, LoanCommand.BankInstalment::dueOn), Sql.column(schedule, each -> each.principal().amount()),
                Sql.column(schedule, each -> each.interest().amount())).run(dataSource);
    }

    /**
     * The limit is one of a worker and not of a loan: what he owes on others, or is being referred for, counts as well, also where another
     * union referred him. One after the other for each worker, or two at once would not know of each other.
     */
    private void refuseAboveLimits(UnitRef unit, UUID loan, long member, long principal, int months, LocalDate on) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('loans of ' || ?, 55))", member).run(dataSource);
        long others = Sql.of(OPEN, member, loan).first(worker, row -> row.getLong(1)).orElseThrow();
        rules.inForce(unit.jurisdiction(), "max-principal", on).filter(rule -> others + principal > rule.value()).ifPresent(rule -> {
            throw LoanProblems.aboveLimit(rule, others);
        });
        rules.inForce(unit.jurisdiction(), "max-months", on).filter(rule -> months > rule.value()).ifPresent(rule -> {
            throw LoanProblems.tooLong(rule);
        });
    }

    private LocalDate today(UnitRef unit) {
        return Zones.today(clock, unit.jurisdiction());
    }

    /** Locked first and read after, so that of two who take a step at once the second sees what the first has done. */
    private Referral inState(UUID id, String... states) {
        Sql.of("SELECT FROM loan_referral WHERE id = ? FOR UPDATE", id).run(dataSource);
        Referral loan = queries.referral(caller.scope(), id).orElseThrow(() -> Problem.notFound("loan-referral"));
        if (!List.of(states).contains(loan.state())) {
            throw LoanProblems.notFrom(loan.state());
        }
        return loan;
    }

    private Referral recorded(String action, UUID id, UUID unit) {
        audit.record(action, "loan-referral", id, unit, null);
        return queries.referral(caller.scope(), id).orElseThrow();
    }
}
