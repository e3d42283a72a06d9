package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.payment.PaymentQueries.Outstanding;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Asks for money under a reference of its own. */
@ApplicationScoped
public class PaymentService {

    private static final String WITH_QR = "VND";

    private final AgroalDataSource dataSource;
    private final PaymentQueries queries;
    private final BankAccountService accounts;
    private final RuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentService(AgroalDataSource dataSource, PaymentQueries queries, BankAccountService accounts, RuleQueries rules, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.accounts = accounts;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public PaymentRequestView request(PaymentCommand.Request command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        accounts.number(unit.id()).orElseThrow(PaymentProblems::noBankAccount);
        String currency = rules.currencyOf(unit.jurisdiction());
        if (command.amount() != null && !command.amount().currency().equals(currency)) {
            throw PaymentProblems.wrongCurrency(currency);
        }
        boolean isFund = "fund".equals(command.stream());
        Optional<Outstanding> due = isFund ? Optional.empty()
                : queries.outstanding(caller.scope(), unit.id(), command.month(), command.member());
        long amount = isFund ? asked(command) : due.filter(each -> each.amount() > 0)
                .orElseThrow(() -> PaymentProblems.nothingDue(command.month())).amount();
        UUID id = Ids.next();
        Sql.of("INSERT INTO payment_request (id, unit_id, month, stream, member_no, amount, currency, reference, created_at, created_by) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(), command.month().atDay(1), isFund ? "fund" : "dues",
                due.map(Outstanding::memberNo).orElse(null), amount, currency, PaymentReference.next().text(), clock.instant(),
                caller.subject()).run(dataSource);
        audit.record("payment-requested", "payment-request", id, unit.id(), null);
        return find(id);
    }

    /** With the account to pay to and, where the currency has one, the payload of the QR. */
    @Transactional
    public PaymentRequestView find(UUID id) {
        PaymentRequestView request = queries.request(caller.scope(), id).orElseThrow(() -> Problem.notFound("payment-request"));
        BankAccountService.Number number = accounts.number(request.unit()).orElseThrow(PaymentProblems::noBankAccount);
        String payload = !request.amount().currency().equals(WITH_QR) ? null
                : new VietQr(number.bank(), number.account(), request.amount().amount(), request.memo(), true).payload();
        return request.payableTo(number, payload);
    }

    private static long asked(PaymentCommand.Request command) {
        if (command.amount() == null || command.amount().amount() <= 0) {
            throw PaymentProblems.amountRequired();
        }
        return command.amount().amount();
    }
}
