package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.grant.GrantView.GrantPayment;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.ledger.SuspenseService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Takes payments back that were wrong: the opposite entry, and what was paid is approved as before. */
@ApplicationScoped
@Transactional
public class GrantPaymentService {

    private final AgroalDataSource dataSource;
    private final GrantQueries queries;
    private final LedgerService ledger;
    private final SuspenseService suspense;
    private final Outbox outbox;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    GrantPaymentService(AgroalDataSource dataSource, GrantQueries queries, LedgerService ledger, SuspenseService suspense, Outbox outbox, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.ledger = ledger;
        this.suspense = suspense;
        this.outbox = outbox;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** By somebody else than who paid. */
    public GrantPayment reverse(UUID id, GrantCommand.TurnDown command) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 8))", "grant payment " + id).run(dataSource);
        GrantPayment payment = queries.payment(caller.scope(), id).orElseThrow(() -> Problem.notFound("grant-payment"));
        if (payment.reversal() != null) {
            throw GrantProblems.reversedAlready();
        }
        FourEyes.require(caller, payment.paidBy());
        suspense.requireNotTold(payment.unit(), payment.entry());
        List<Line> opposite = Sql.of("SELECT p.account, -p.amount, p.bank_account_id FROM posting p JOIN journal_entry e ON e.no = p.entry_no WHERE e.id = ? "
                + "ORDER BY p.line", payment.entry()).list(dataSource, row -> new Line(row.getString(1), row.getLong(2),
                row.getObject(3, UUID.class)));
        LocalDate today = Zones.today(clock, tree.find(payment.unit()).orElseThrow().jurisdiction());
        UUID entry = ledger.post(payment.unit(), "grant-reversed", today, null, id.toString(), payment.cash().currency(), opposite,
                command.why());
        Sql.of("INSERT INTO grant_reversal (payment_id, unit_id, entry_id, why, reversed_by) VALUES (?, ?, ?, ?, ?)", id, payment.unit(),
                entry, command.why(), caller.subject()).run(dataSource);
        Sql.of("UPDATE grant_application SET state = 'approved', payment_id = NULL, version = version + 1 WHERE payment_id = ?", id)
                .run(dataSource);
        outbox.append(new Fact(GrantEvent.TOPIC, id, 2, "grant-reversed", new GrantEvent.Paid(id, payment.unit(), payment.grant(),
                payment.year(), today, payment.people(), payment.cash(), payment.inKind())));
        audit.record("grant-reversed", "grant-payment", id, payment.unit(), command.why());
        return queries.payment(caller.scope(), id).orElseThrow();
    }
}
