package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.member.OwnMemberQueries;
import org.doanket.finance.payment.PaymentCommand.Employer;
import org.doanket.finance.payment.PaymentQueries.Debt;
import org.doanket.finance.payment.PaymentQueries.Filter;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Asks for money under a reference of its own. */
@ApplicationScoped
public class PaymentService {

    /** @param isNew false for one that asked him before */
    public record Own(PaymentRequestView request, boolean isNew) {
    }

    private static final String WITH_QR = "VND";

    private static final String REQUEST_EACH = """
        WITH input AS (SELECT ?::uuid AS unit, ?::date AS month, ?::text AS currency, ?::timestamptz AS at, ?::text AS by
        ), asked AS (
          INSERT INTO payment_request (id, unit_id, month, stream, member_no, amount, currency, reference, created_at, created_by)
          SELECT d.id, i.unit, i.month, 'dues', d.member_no, d.amount, i.currency, d.reference, i.at, i.by
            FROM input i, unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::text[]) AS d (id, member_no, amount, reference)
          RETURNING *
        )
        INSERT INTO payment_item (request_id, line, unit_id, month, stream, member_no, amount)
        SELECT id, 1, unit_id, month, stream, member_no, amount FROM asked""";

    private final AgroalDataSource dataSource;
    private final PaymentQueries queries;
    private final BankAccountService accounts;
    private final RuleQueries rules;
    private final OwnMemberQueries members;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentService(AgroalDataSource dataSource, PaymentQueries queries, BankAccountService accounts, RuleQueries rules,
            OwnMemberQueries members, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.accounts = accounts;
        this.rules = rules;
        this.members = members;
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
        ItemPrices prices = ItemPrices.of(command.all(), queries.owed(caller.scope(), unit.id(), command.employer() == null ? null
                : command.employer().taxCode(), ItemPrices.asked(command.all())), currency);
        if (command.items() == null) {
            prices.refuseOne(currency);
        } else {
            prices.refuseAll();
        }
        UUID id = Ids.next();
        Employer employer = command.employer() == null ? new Employer(null, null, null) : command.employer();
        ItemPrices.Priced first = prices.rows().get(0);
        Sql.of("INSERT INTO payment_request (id, unit_id, month, stream, member_no, amount, currency, reference, created_at, created_by, "
                + "employer_id, employer_name, employer_tax_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(),
                first.month(),
                first.stream(), prices.onlyMember(), prices.sum(), currency, PaymentReference.next().text(), clock.instant(),
                caller.subject(),
                employer.id(), employer.name(), employer.taxCode()).run(dataSource);
        Sql.of("INSERT INTO payment_item (request_id, line, unit_id, month, stream, member_no, amount) SELECT ?, line, ?, month, "
                + "stream, member_no, "
                + "amount FROM unnest(?::date[], ?::text[], ?::bigint[], ?::bigint[]) WITH ORDINALITY AS i (month, stream, member_no, "
                + "amount, line)",
                id, unit.id(), Sql.column(prices.rows(), ItemPrices.Priced::month), Sql.column(prices.rows(), ItemPrices.Priced::stream),
                Sql.column(prices.rows(), ItemPrices.Priced::memberNo), Sql.column(prices.rows(), ItemPrices.Priced::amount))
                .run(dataSource);
        audit.record("payment-requested", "payment-request", id, unit.id(), null);
        return find(id);
    }

    /** What a member still owes for a month where he is now; whom an open request asks for it already gets that one, however often he asks. */
    @Transactional
    public Own requestOwn(YearMonth month) {
        UUID member = caller.ownMember();
        UUID unit = members.unit(caller.scope(), member);
        // Two who ask at once would ask twice.
        ReceiptLock.hold(dataSource, unit);
        PageRequest newest = new PageRequest();
        for (String state : List.of("open", "partly-paid")) {
            List<PaymentRequestView> known = queries.requests(caller.scope(), new Filter(unit, month, member, state, null, member), newest).items();
            if (!known.isEmpty()) {
                return new Own(find(known.get(0).id()), false);
            }
        }
        return new Own(request(new PaymentCommand.Request(unit, month, "dues", member, null, null, null)), true);
    }

    /** One for each member of a unit who still owes for a month and was not asked for it; asked again it finds those who are new. */
    @Transactional
    public long requestEach(PaymentCommand.RequestEach command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        accounts.number(unit.id()).orElseThrow(PaymentProblems::noBankAccount);
        // Two who ask at once would ask everybody twice.
        ReceiptLock.hold(dataSource, unit.id());
        List<Debt> debts = queries.debts(caller.scope(), unit.id(), command.month());
        Sql.of(REQUEST_EACH, unit.id(), command.month().atDay(1), rules.currencyOf(unit.jurisdiction()), clock.instant(), caller.subject(),
                Sql.column(debts, debt -> Ids.next()), Sql.column(debts, Debt::member), Sql.column(debts, Debt::amount),
                Sql.column(debts, debt -> PaymentReference.next().text())).run(dataSource);
        audit.record("payments-requested", "unit", unit.id(), unit.id(), null);
        return debts.size();
    }

    /** Takes a request back that was not paid whole. What still comes in on it waits in suspense. */
    @Transactional
    public PaymentRequestView cancel(UUID id, PaymentCommand.Cancel command) {
        PaymentRequestView request = queries.request(caller.scope(), id).orElseThrow(() -> Problem.notFound("payment-request"));
        // Whoever books money of this unit holds the same lock: it is either paid or taken back.
        ReceiptLock.hold(dataSource, request.unit());
        String state = queries.request(caller.scope(), id).orElseThrow().state();
        if (state.equals("cancelled")) {
            throw PaymentProblems.cancelledAlready();
        }
        if (state.equals("paid")) {
            throw PaymentProblems.paidAlready();
        }
        Sql.of("INSERT INTO payment_cancellation (request_id, unit_id, cancelled_at, cancelled_by, why) VALUES (?, ?, ?, ?, ?)", id,
                request.unit(), clock.instant(), caller.subject(), command.why()).run(dataSource);
        audit.record("payment-request-cancelled", "payment-request", id, request.unit(), command.why());
        return find(id);
    }

    /** Whose own requests the caller may see and no others; null for those who may see all. */
    public UUID self() {
        if (caller.is(Roles.TREASURER) || caller.is(Roles.AUDITOR)) {
            return null;
        }
        UUID self = caller.member();
        if (self == null) {
            throw Problem.notFound("member");
        }
        return self;
    }

    /** With the account to pay to and, where the currency has one, the payload of the QR. */
    @Transactional
    public PaymentRequestView find(UUID id) {
        UUID self = self();
        PaymentRequestView request = queries.request(caller.scope(), id).filter(found -> self == null || self.equals(found.member()))
                .orElseThrow(() -> Problem.notFound("payment-request"));
        List<PaymentRequestView.Item> items = queries.items(caller.scope(), id);
        BankAccountService.Number number = payTo(request.unit(), items).orElseThrow(PaymentProblems::noBankAccount);
        boolean isPayable = request.amount().currency().equals(WITH_QR) && !request.state().equals("cancelled") && !request.state()
                .equals("paid");
        // A second payer of the same request is asked for what is left of it.
        String payload = !isPayable ? null : new VietQr(number.bank(), number.account(),
                request.amount().minus(request.paid()).amount(), request.memo(), true).payload();
        return request.payableTo(number, payload, items);
    }

    /** The fund goes where the fund is collected; what is for more than the fund, or for none, to the main account. */
    private Optional<BankAccountService.Number> payTo(UUID unit, List<PaymentRequestView.Item> items) {
        return items.stream().allMatch(item -> item.stream().equals("fund"))
                ? accounts.numberForFund(unit, Zones.today(clock, tree.find(unit).orElseThrow().jurisdiction())) : accounts.number(unit);
    }
}
