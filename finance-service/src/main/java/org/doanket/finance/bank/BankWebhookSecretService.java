package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.payment.BankAccountService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Opens a unit's webhook, changes its secret, and closes it. A secret is shown by the answer that made it and never again. */
@ApplicationScoped
public class BankWebhookSecretService {

    private static final String CHANGE = "UPDATE bank_webhook SET earlier = sealed, earlier_until = ?::timestamptz + "
            + "make_interval(hours => "
            + "payment_rule_value('webhook-overlap-hours')), sealed = ?, changed_at = ?, version = version + 1 WHERE id = ?";

    private final AgroalDataSource dataSource;
    private final BankAccountService accounts;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    BankWebhookSecretService(AgroalDataSource dataSource, BankAccountService accounts, UnitTree tree, Caller caller, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public BankWebhookView get(UUID unit) {
        return find(tree.require(unit, caller.scope()).id()).orElseThrow(() -> Problem.notFound("bank-webhook"));
    }

    /** The first secret opens the webhook; each later one takes its place, and the one before holds a while longer. */
    @Transactional
    public BankWebhookView newSecret(UUID unit) {
        UnitRef ref = tree.require(unit, caller.scope());
        accounts.number(ref.id()).orElseThrow(BankProblems::noBankAccount);
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('bank-webhook ' || ?, 5))", ref.id().toString()).run(dataSource);
        Optional<BankWebhookView> known = find(ref.id());
        UUID id = known.map(BankWebhookView::id).orElseGet(Ids::next);
        String secret = WebhookSignature.newSecret();
        byte[] sealed = accounts.seal(ref.id(), BankWebhookService.place(id), secret);
        if (known.isPresent()) {
            Sql.of(CHANGE, clock.instant(), sealed, clock.instant(), id).run(dataSource);
        } else {
            Sql.of("INSERT INTO bank_webhook (id, unit_id, sealed, created_at, changed_at) VALUES (?, ?, ?, ?, ?)", id, ref.id(), sealed,
                    clock.instant(),
                    clock.instant()).run(dataSource);
        }
        audit.record("bank-webhook-secret-made", "bank-webhook", id, ref.id(), null);
        return find(ref.id()).orElseThrow().with(secret);
    }

    @Transactional
    public void close(UUID unit, String ifMatch) {
        BankWebhookView known = get(unit);
        Revision.require(ifMatch, known.version());
        Sql.of("DELETE FROM bank_webhook WHERE id = ?", known.id()).run(dataSource);
        audit.record("bank-webhook-closed", "bank-webhook", known.id(), known.unit(), null);
    }

    private Optional<BankWebhookView> find(UUID unit) {
        return Sql.of("SELECT * FROM bank_webhook WHERE unit_id = ?", unit).first(dataSource, BankWebhookView::of);
    }
}
