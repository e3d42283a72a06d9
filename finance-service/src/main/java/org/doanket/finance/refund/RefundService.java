package org.doanket.finance.refund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.bank.BankQueries;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.payment.ReferenceQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/**
 * Money that goes back: one treasurer asks, another agrees. Nothing is booked until the bank has paid, for until then it is still there;
 * the line of its statement that bears the reference ends the refund by itself.
 */
@ApplicationScoped
public class RefundService {

    private final AgroalDataSource dataSource;
    private final RefundQueries queries;
    private final BankQueries lines;
    private final ReferenceQueries references;
    private final LedgerService ledger;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    RefundService(AgroalDataSource dataSource, RefundQueries queries, BankQueries lines, ReferenceQueries references, LedgerService ledger,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.lines = lines;
        this.references = references;
        this.ledger = ledger;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public RefundView request(RefundCommand.Request command) {
        LineView line = line(command.bankLine());
        ReceiptLock.hold(dataSource, line.unit());
        long left = queries.left(caller.scope(), line.id());
        String currency = line.amount().currency();
        if (command.amount() != null && !command.amount().currency().equals(currency)) {
            throw new Problem(422, "wrong-currency", currency);
        }
        long amount = command.amount() == null ? left : command.amount().amount();
        if (left <= 0 || amount <= 0 || amount > left) {
            throw new Problem(422, "refund-above-surplus", Math.max(0, left), currency);
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO refund (id, unit_id, line_no, amount, currency, why, reference, requested_at, requested_by) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, line.unit(), line.no(), amount, currency, command.why(), references.next(),
                clock.instant(),
                caller.subject()).run(dataSource);
        audit.record("refund-requested", "refund", id, line.unit(), command.why());
        return find(id);
    }

    /** @throws Problem 409 {@code same-person} for whoever asked for it himself */
    @Transactional
    public RefundView approve(UUID id, String ifMatch) {
        return decide(id, ifMatch, "approved", null);
    }

    /**
     * Also by whoever asked for it, since that moves no money; and also what was agreed to, as long as it is not paid: else the line could
     * neither be put back nor refunded otherwise.
     */
    @Transactional
    public RefundView refuse(UUID id, RefundCommand.Refuse command, String ifMatch) {
        return decide(id, ifMatch, "refused", command.why());
    }

    private RefundView decide(UUID id, String ifMatch, String state, String why) {
        RefundView refund = find(id);
        ReceiptLock.hold(dataSource, refund.unit());
        refund = find(id);
        Revision.require(ifMatch, refund.version());
        if (!refund.state().equals("requested") && !(state.equals("refused") && refund.state().equals("approved"))) {
            throw Problem.conflict("refund-decided", refund.state());
        }
        if (state.equals("approved")) {
            FourEyes.require(caller, refund.requestedBy());
        }
        Sql.of("UPDATE refund SET state = ?, decided_at = ?, decided_by = ?, decided_why = ?, version = version + 1 WHERE id = ?", state,
                clock.instant(), caller.subject(), why, id).run(dataSource);
        audit.record("refund-" + state, "refund", id, refund.unit(), why);
        return find(id);
    }

    /** By hand, where the bank's line does not bear the reference: the line leaves suspense. */
    @Transactional
    public RefundView pay(UUID id, RefundCommand.Pay command) {
        RefundView refund = find(id);
        ReceiptLock.hold(dataSource, refund.unit());
        refund = find(id);
        if (!refund.state().equals("approved")) {
            throw Problem.conflict("refund-not-approved", refund.state());
        }
        LineView paid = line(command.bankLine());
        boolean isIt = paid.unit().equals(refund.unit()) && paid.amount().equals(refund.amount().negated()) && paid.state()
                .equals("suspense");
        if (!isIt) {
            throw new Problem(422, "refund-paid-otherwise", refund.amount().amount(), refund.amount().currency());
        }
        Sql.of("UPDATE refund SET state = 'paid', paid_line = ?, version = version + 1 WHERE id = ?", paid.no(), id).run(dataSource);
        long amount = refund.amount().amount();
        ledger.post(refund.unit(), "assignment", paid.valueDate(), null, "refund " + id + " line " + paid.no() + " " + Ids.next(),
                refund.amount().currency(),
                List.of(new Line("3385", amount), new Line("3384", -amount)), null);
        audit.record("refund-paid", "refund", id, refund.unit(), null);
        return find(id);
    }

    private RefundView find(UUID id) {
        return queries.refund(caller.scope(), id).orElseThrow(() -> Problem.notFound("refund"));
    }

    private LineView line(UUID id) {
        return lines.line(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-line"));
    }
}
