package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.dues.UnitMonthQueries;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.payment.PaymentQueries;
import org.doanket.finance.payment.PaymentRequestView;
import org.doanket.finance.sharing.ShareCommand;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes statements in, and books lines out of suspense by hand. */
@ApplicationScoped
public class BankService {

    private static final long UNBOUNDED = Long.MAX_VALUE;

    /** A statement that was loaded, and the job that books it. */
    public record Started(UUID statement, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final UploadService uploads;
    private final BankQueries queries;
    private final PaymentQueries requests;
    private final UnitMonthQueries months;
    private final LedgerService ledger;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    BankService(AgroalDataSource dataSource, UploadService uploads, BankQueries queries, PaymentQueries requests, UnitMonthQueries months,
            LedgerService ledger, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.uploads = uploads;
        this.queries = queries;
        this.requests = requests;
        this.months = months;
        this.ledger = ledger;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    @Transactional
    public Started load(UUID unit, String profile, File file) {
        UnitRef ref = tree.require(unit, caller.scope());
        if (!profile.equals("camt.053") && queries.profiles().stream().noneMatch(each -> each.code().equals(profile))) {
            throw Problem.notFound("bank-profile");
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO bank_statement (id, unit_id, profile, created_by) VALUES (?, ?, ?, ?)", id, ref.id(), profile,
                caller.subject()).run(dataSource);
        uploads.keep(id, ref.id(), file);
        audit.record("bank-statement-loaded", "bank-statement", id, ref.id(), profile);
        return new Started(id, jobs.submit(BankStatementJob.KIND, ref.id(), new BankStatementJob.Parameters(id)));
    }

    /** The shares that follow are booked a moment later, by a job: they touch the books of the level above. */
    @Transactional
    public LineView assign(UUID id, BankCommand.Assign command) {
        LineView line = queries.line(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-line"));
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || ?, 5))", line.unit().toString()).run(dataSource);
        if (!queries.line(caller.scope(), id).orElseThrow().state().equals("suspense")) {
            throw BankProblems.assignedAlready();
        }
        if (line.amount().amount() < 0) {
            throw BankProblems.debit();
        }
        PaymentRequestView request = command.paymentRequest() == null ? null
                : requests.request(caller.scope(), command.paymentRequest()).orElseThrow(() -> Problem.notFound("payment-request"));
        if (request != null && !request.unit().equals(line.unit())) {
            throw BankProblems.anotherUnit();
        }
        YearMonth month = request == null ? command.month() : request.month();
        String stream = request == null ? command.stream() == null ? "dues" : command.stream() : request.stream();
        long rest = Math.min(ofRequest(request), stream.equals("fund") ? UNBOUNDED
                : months.outstanding(caller.scope(), line.unit(), month));
        long paid = Math.min(line.amount().amount(), Math.max(0, rest));
        long surplus = line.amount().amount() - paid;
        Sql.of("INSERT INTO receipt (line_no, unit_id, request_id, month, stream, amount, surplus, currency, matched_by, booked_by) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'hand', ?)", line.no(), line.unit(), command.paymentRequest(), month.atDay(1), stream,
                paid, surplus, line.amount().currency(), caller.subject()).run(dataSource);
        List<Line> lines = java.util.stream.Stream.of(new Line("3384", line.amount().amount()),
                new Line(stream.equals("fund") ? "1389" : "1388", -paid), new Line("3385", -surplus))
                .filter(each -> each.amount() != 0).toList();
        ledger.post(line.unit(), "assignment", line.valueDate(), month.atDay(1), "line " + line.no(), line.amount().currency(), lines, null);
        audit.record("bank-line-assigned", "bank-line", id, line.unit(), null);
        jobs.submit(ShareCommand.KIND, line.unit(), new ShareCommand());
        return queries.line(caller.scope(), id).orElseThrow();
    }

    private static long ofRequest(PaymentRequestView request) {
        return request == null ? UNBOUNDED : request.amount().amount() - request.paid().amount();
    }
}
