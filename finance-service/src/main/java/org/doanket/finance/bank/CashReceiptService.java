package org.doanket.finance.bank;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.ProposedAct;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.ledger.ProposalService;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.finance.sharing.ShareCommand;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * Takes dues over the desk: lines that stand for cash, paid out over what is owed by the statements that the lines of the bank go through.
 * Nobody is given back by the bank what was above, so no more is taken than is owed.
 */
@ApplicationScoped
public class CashReceiptService {

    /** In the order of what was asked; of members of the unit, or who owe it. */
    private static final String MEMBERS = """
        SELECT coalesce(m.no, c.no) AS member_no, coalesce(c.many, 1) AS many
          FROM jsonb_to_recordset(?::jsonb) AS a (place int, member uuid, code text) CROSS JOIN (SELECT ?::uuid AS id) u
          LEFT JOIN LATERAL payer_of(u.id, a.member) m ON true
          LEFT JOIN LATERAL (SELECT min(o.no) AS no, count(*) AS many FROM member_ref o WHERE o.unit_id = u.id AND o.code = a.code) c
               ON a.code IS NOT NULL
         ORDER BY a.place""";

    private static final String LINES = """
        INSERT INTO bank_line (id, unit_id, statement_no, dedup_key, value_date, amount, currency, memo, payer, source)
        SELECT a.id, u.id, ?, uuid_send(a.id), a.day, a.amount, ?, '', coalesce(m.display_name, e.display_name), 'cash'
          FROM jsonb_to_recordset(?::jsonb) AS a (id uuid, place int, day date, amount bigint, member_no bigint)
          JOIN unit_ref u ON u.id = ? LEFT JOIN member_ref m ON m.no = a.member_no
          LEFT JOIN LATERAL charged_member(CASE WHEN m.no IS NULL THEN u.id END, a.member_no) e ON true
         ORDER BY a.place""";

    private static final String PIECES = """
        SELECT l.no AS line_no, 1 AS part, l.unit_id, l.currency, l.amount, NULL::uuid AS request_id, NULL::date AS month, a.months,
               'dues'::text AS stream, a.member_no, 'cash'::text AS how
          FROM jsonb_to_recordset(?::jsonb) AS a (id uuid, months date[], member_no bigint) JOIN bank_line l ON l.id = a.id""";

    private static final String ABOVE = """
        SELECT a.place, a.amount - r.surplus AS owed FROM jsonb_to_recordset(?::jsonb) AS a (id uuid, place int, amount bigint)
          JOIN bank_line l ON l.id = a.id JOIN receipt r ON r.line_no = l.no AND r.surplus > 0 ORDER BY a.place""";

    private static final String REVERSAL = "cash-receipt-reversal";

    private static final String TAKEN_BACK = "SELECT e.id FROM journal_entry e WHERE e.kind = 'cash-receipt' AND e.source = 'line ' || ?::text "
            + "|| ' undone ' || (SELECT min(r.id::text) FROM receipt r WHERE r.line_no = ? AND r.reverses_id IS NULL)";

    private record Known(Long member, long many) {
    }

    private final AgroalDataSource dataSource;
    private final BankBatch batch;
    private final AssignmentService assignments;
    private final CashReceiptQueries queries;
    private final RuleQueries rules;
    private final ProposalService proposals;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    CashReceiptService(AgroalDataSource dataSource, BankBatch batch, AssignmentService assignments, CashReceiptQueries queries,
            RuleQueries rules, ProposalService proposals, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.assignments = assignments;
        this.queries = queries;
        this.rules = rules;
        this.proposals = proposals;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them or none. @throws Problem 422 with every fault of every payment */
    @Transactional
    public List<CashReceiptView> take(CashCommand.Take command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        String currency = rules.currencyOf(unit.jurisdiction());
        // Whoever books or takes back money of this unit holds the same lock.
        ReceiptLock.hold(dataSource, unit.id());
        ArrayNode payments = payments(command, unit, currency);
        long statement = Sql.of("INSERT INTO bank_statement (id, unit_id, profile, state, line_count, known, matched, suspended, debits, "
                + "created_by) VALUES (?, ?, 'cash', 'booked', ?, 0, ?, 0, 0, ?) RETURNING no", Ids.next(), unit.id(), payments.size(),
                payments.size(), caller.subject()).first(dataSource, row -> row.getLong(1)).orElseThrow();
        Sql.of(LINES, statement, currency, payments.toString(), unit.id()).run(dataSource);
        try (Connection connection = dataSource.getConnection()) {
            batch.book(connection, statement, caller.subject(), PIECES, payments.toString());
        } catch (SQLException failure) {
            throw LedgerService.refused(failure);
        }
        List<Fault> above = Sql.of(ABOVE, payments.toString()).list(dataSource, row -> Fault.at("/payments/" + row.getInt(1) + "/amount",
                "cash-above-owed", Map.of("owed", row.getLong(2))));
        if (!above.isEmpty()) {
            throw Problem.invalid(above);
        }
        List<CashReceiptView> taken = queries.taken(caller.scope(), statement);
        taken.forEach(each -> audit.record("cash-received", "cash-receipt", each.id(), unit.id(), null));
        jobs.submit(ShareCommand.KIND, unit.id(), new ShareCommand());
        return taken;
    }

    /** Cash leaves by it, so it waits for another person, however little it is. @return what waits */
    @Transactional
    public UUID undo(UUID id, CashCommand.Undo command) {
        CashReceiptView receipt = queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("cash-receipt"));
        if (receipt.state().equals("undone")) {
            throw BankProblems.undoneAlready();
        }
        long amount = receipt.amount().amount();
        return proposals.propose(new ProposalService.Draft(REVERSAL, id, receipt.unit(), receipt.day(),
                receipt.amount().currency(), List.of(new Line("1388", amount), new Line("1111", -amount)), amount, command.why(), null));
    }

    @Produces
    @Singleton
    static ProposedAct reversal(CashReceiptService service) {
        return new ProposedAct(REVERSAL, service::takeBack);
    }

    /** By the way that lines of the bank go back. @return the entry */
    UUID takeBack(UUID id, String why) {
        CashReceiptView receipt = queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("cash-receipt"));
        assignments.takeBack(id, receipt.no(), receipt.unit(), "cash-undone", "cash-receipt", why);
        return Sql.of(TAKEN_BACK, receipt.no(), receipt.no()).first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow();
    }

    private ArrayNode payments(CashCommand.Take command, UnitRef unit, String currency) {
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < command.payments().size(); i++) {
            CashCommand.Payment each = command.payments().get(i);
            asked.addObject().put("place", i).put("member", each.member() == null ? null : each.member().toString())
                    .put("code", each.memberCode());
        }
        List<Known> known = Sql.of(MEMBERS, asked.toString(), unit.id()).list(dataSource, row -> new Known(row.getObject("member_no",
                Long.class), row.getLong("many")));
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        List<Fault> faults = new ArrayList<>();
        ArrayNode payments = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < known.size(); i++) {
            CashCommand.Payment each = command.payments().get(i);
            check("/payments/" + i, each, known.get(i), currency, today, faults);
            ObjectNode payment = payments.addObject().put("id", Ids.next().toString()).put("place", i).put("day", each.day().toString())
                    .put("amount", each.amount().amount()).put("member_no", known.get(i).member());
            if (each.months() != null) {
                ArrayNode months = payment.putArray("months");
                each.months().stream().distinct().forEach(month -> months.add(month.atDay(1).toString()));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return payments;
    }

    private static void check(String where, CashCommand.Payment payment, Known member, String currency, LocalDate today, List<Fault> faults) {
        if (member.many() > 1) {
            faults.add(Fault.at(where + "/memberCode", "member-ambiguous"));
        } else if (member.member() == null) {
            faults.add(Fault.at(where + (payment.member() == null ? "/memberCode" : "/member"), "item-member-unknown"));
        }
        if (!payment.amount().currency().equals(currency) || payment.amount().amount() <= 0
                || payment.amount().amount() > StatementLine.MOST) {
            faults.add(Fault.at(where + "/amount", "cash-amount"));
        }
        if (payment.day().isAfter(today)) {
            faults.add(Fault.at(where + "/day", "past-or-present"));
        }
    }
}
