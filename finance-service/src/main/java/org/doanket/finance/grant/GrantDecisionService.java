package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doanket.finance.FourEyes;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.grant.GrantGuards.Candidate;
import org.doanket.finance.grant.GrantView.Application;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.finance.ledger.CoverService;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.report.SpendingService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Decides on one application or a whole list and pays it: who has made it does not approve it, who has approved it does not pay it. */
@ApplicationScoped
@Transactional
public class GrantDecisionService {

    private static final String ACT = "SELECT a.id, a.unit_id, a.rule_id, a.code, a.year, a.applied_on, a.state, a.cash, a.in_kind, "
            + "a.list_id, a.created_by, a.submitted_by, a.decided_by, m.id AS member FROM grant_application a JOIN member_ref m ON m.no = "
            + "a.member_no ";

    /** One application of an act. */
    private record Part(UUID id, UUID unit, UUID rule, String code, int year, LocalDate on, UUID list, String createdBy, String submittedBy,
            String decidedBy, Candidate candidate) {
    }

    private final AgroalDataSource dataSource;
    private final GrantQueries queries;
    private final GrantApplicationService applications;
    private final GrantRuleQueries rules;
    private final GrantGuards guards;
    private final LedgerService ledger;
    private final CoverService cover;
    private final SpendingService spending;
    private final Outbox outbox;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    GrantDecisionService(AgroalDataSource dataSource, GrantQueries queries, GrantApplicationService applications, GrantRuleQueries rules,
            GrantGuards guards, LedgerService ledger, CoverService cover, SpendingService spending, Outbox outbox, UnitTree tree, Caller caller,
            AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.applications = applications;
        this.rules = rules;
        this.guards = guards;
        this.ledger = ledger;
        this.cover = cover;
        this.spending = spending;
        this.outbox = outbox;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public Application approve(UUID id, GrantCommand.Approve command) {
        Application found = applications.find(id);
        refusePartOfAList(found);
        guards.lock(found.grant(), found.year());
        approve(List.of(lockedOne(id, "submitted")), command.note());
        return applications.find(id);
    }

    public GrantView.GrantList approveList(UUID id, GrantCommand.Approve command) {
        GrantView.GrantList list = list(id);
        guards.lock(list.grant(), list.year());
        approve(lockedList(id, "submitted"), command.note());
        return list(id);
    }

    /** Back to who made it, to be amended. */
    public Application sendBack(UUID id, GrantCommand.TurnDown command) {
        refusePartOfAList(applications.find(id));
        decide(List.of(lockedOne(id, "submitted")), "returned", command.why());
        return applications.find(id);
    }

    /** Also what was approved, as long as it is not paid; and one person may be struck off a list. */
    public Application refuse(UUID id, GrantCommand.TurnDown command) {
        applications.find(id);
        decide(List.of(lockedOne(id, "submitted", "approved")), "refused", command.why());
        return applications.find(id);
    }

    public GrantView.GrantList refuseList(UUID id, GrantCommand.TurnDown command) {
        decide(lockedList(id, "submitted", "approved"), "refused", command.why());
        return list(id);
    }

    public Application pay(UUID id, GrantCommand.PayOut command) {
        refusePartOfAList(applications.find(id));
        List<Finding> findings = pay(List.of(lockedOne(id, "approved")), command);
        return applications.find(id).paid(findings);
    }

    public GrantView.GrantList payList(UUID id, GrantCommand.PayOut command) {
        List<Finding> findings = pay(lockedList(id, "approved"), command);
        return list(id).paid(findings);
    }

    private void approve(List<Part> act, String note) {
        Part first = act.get(0);
        FourEyes.require(caller, act.stream().flatMap(part -> Stream.of(part.createdBy(), part.submittedBy())).toArray(String[]::new));
        if (caller.member() != null && act.stream().anyMatch(part -> part.candidate().member().equals(caller.member()))) {
            throw GrantProblems.ownGrant();
        }
        UnitRef unit = tree.find(first.unit()).orElseThrow();
        Grant grant = rules.grant(first.rule()).orElseThrow();
        int levels = grant.levelsUp(act.stream().mapToLong(part -> part.candidate().amount()).sum() + approvedToday(unit, first, act));
        if (!caller.scope().contains(above(unit.path(), levels))) {
            throw GrantProblems.forTheLevelAbove(levels);
        }
        List<Fault> faults = guards.faults(unit, grant, first.year(), first.on(), act.stream().map(Part::candidate).toList(), act.stream()
                .map(Part::id).toList());
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        decide(act, "approved", note);
    }

    /**
     * What else of the kind was approved of the unit on the same day: a list that was cut into smaller ones, or into single applications, needs
     * who the whole would have needed. The day is that of the approval, since the one applied on is typed. The kind is locked by now.
     */
    private long approvedToday(UnitRef unit, Part first, List<Part> act) {
        return Sql.of("SELECT coalesce(sum(cash + in_kind), 0)::bigint FROM grant_application WHERE unit_id = ? AND code = ? AND year = ? "
                + "AND state IN ('approved', 'paid') AND approved_at >= ? AND id <> ALL (?::uuid[])", unit.id(), first.code(), first.year(),
                Zones.today(clock, unit.jurisdiction()).atStartOfDay(Zones.of(unit.jurisdiction())).toInstant(), ids(act))
                .first(dataSource, row -> row.getLong(1)).orElseThrow();
    }

    private List<Finding> pay(List<Part> act, GrantCommand.PayOut command) {
        Part first = act.get(0);
        FourEyes.require(caller, act.stream().map(Part::decidedBy).toArray(String[]::new));
        if (command.paidOn().isBefore(first.on())) {
            throw GrantProblems.beforeItsDay(first.on());
        }
        Grant grant = rules.grant(first.rule()).orElseThrow();
        String currency = grant.cash().currency();
        long cash = act.stream().mapToLong(part -> part.candidate().cash()).sum();
        long inKind = act.stream().mapToLong(part -> part.candidate().inKind()).sum();
        UUID id = Ids.next();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(grant.account(), cash));
        lines.add(new Line(grant.inKindAccount(), inKind));
        lines.add(new Line(command.paidFrom(), -cash - inKind));
        lines.removeIf(line -> line.amount() == 0);
        UnitRef unit = tree.find(first.unit()).orElseThrow();
        List<Finding> findings = new ArrayList<>(guarded(unit, command.paidOn(), currency, lines));
        findings.addAll(cover.require(unit, command.paidOn(), currency, lines));
        UUID entry = ledger.post(first.unit(), "grant-paid", command.paidOn(), null, id.toString(), currency, lines, null);
        Sql.of("INSERT INTO grant_payment (id, unit_id, code, year, paid_on, paid_from, people, cash, in_kind, currency, entry_id, "
                + "paid_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, first.unit(), first.code(), first.year(), command.paidOn(),
                command.paidFrom(), act.size(), cash, inKind, currency, entry, caller.subject()).run(dataSource);
        Sql.of("UPDATE grant_application SET state = 'paid', payment_id = ?, version = version + 1 WHERE id = ANY (?::uuid[])", id,
                ids(act)).run(dataSource);
        outbox.append(new Fact(GrantEvent.TOPIC, id, 1, "grant-paid", new GrantEvent.Paid(id, first.unit(), first.code(), first.year(),
                command.paidOn(), act.size(), new Money(cash, currency), new Money(inKind, currency))));
        audit.record("grant-paid", "grant-payment", id, first.unit(), null);
        return findings;
    }

    /** What it spends is held against the guards of the year like that of a voucher. @return those that it breaks, and that only warn */
    private List<Finding> guarded(UnitRef unit, LocalDate day, String currency, List<Line> lines) {
        Set<String> expenses = Set.copyOf(Sql.of("SELECT code FROM account WHERE kind = 'expense' AND code = ANY (?::text[])",
                (Object) Sql.column(lines, Line::account)).list(dataSource, row -> row.getString(1)));
        Map<String, Long> spent = lines.stream().filter(line -> expenses.contains(line.account()))
                .collect(Collectors.toMap(Line::account, Line::amount, Long::sum));
        if (spent.isEmpty()) {
            return List.of();
        }
        spending.oneAtATime(unit.id());
        spending.require(unit, day, currency, spent);
        return spending.findings(unit, day, currency, spent).stream().filter(finding -> !finding.kept()).toList();
    }

    private void decide(List<Part> act, String state, String note) {
        Sql.of("UPDATE grant_application SET state = ?, decided_by = ?, decision_note = ?, approved_at = ?, version = version + 1 WHERE id = ANY "
                + "(?::uuid[])", state, caller.subject(), note, state.equals("approved") ? clock.instant() : null, ids(act)).run(dataSource);
        UUID list = act.get(0).list();
        audit.record("grant-" + state, list == null || act.size() == 1 ? "grant-application" : "grant-list", list == null || act.size() == 1
                ? act.get(0).id() : list, act.get(0).unit(), null);
    }

    private Part lockedOne(UUID id, String... states) {
        return locked(Sql.of(ACT + "WHERE a.id = ? ORDER BY a.id FOR UPDATE OF a", id), states).get(0);
    }

    /** Those that were refused are no longer part of it. */
    private List<Part> lockedList(UUID id, String... states) {
        list(id);
        return locked(Sql.of(ACT + "WHERE a.list_id = ? AND a.state <> 'refused' ORDER BY a.id FOR UPDATE OF a", id), states);
    }

    private List<Part> locked(Sql rows, String... states) {
        List<Part> act = rows.list(dataSource, row -> {
            if (!List.of(states).contains(row.getString("state"))) {
                throw GrantProblems.notFrom(row.getString("state"));
            }
            return new Part(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("rule_id", UUID.class),
                    row.getString("code"), row.getInt("year"), row.getObject("applied_on", LocalDate.class), row.getObject("list_id",
                    UUID.class), row.getString("created_by"), row.getString("submitted_by"), row.getString("decided_by"), new Candidate("",
                    row.getObject("member", UUID.class), row.getLong("cash"), row.getLong("in_kind")));
        });
        if (act.isEmpty()) {
            throw GrantProblems.notFrom("refused");
        }
        return act;
    }

    private GrantView.GrantList list(UUID id) {
        return queries.list(caller.scope(), id).orElseThrow(() -> Problem.notFound("grant-list"));
    }

    private static void refusePartOfAList(Application found) {
        if (found.list() != null) {
            throw GrantProblems.partOfAList();
        }
    }

    private static String[] ids(List<Part> act) {
        return Sql.column(act, Part::id);
    }

    /** The path of who stands so many levels above, or of the top where there are not so many. */
    static String above(String path, int levels) {
        String at = path;
        for (int i = 0; i < levels; i++) {
            int parent = at.lastIndexOf('/', at.length() - 2);
            if (parent <= 0) {
                break;
            }
            at = at.substring(0, parent + 1);
        }
        return at;
    }
}
