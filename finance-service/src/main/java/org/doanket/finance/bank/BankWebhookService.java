package org.doanket.finance.bank;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.payment.BankAccountService;
import org.doanket.finance.sharing.SharingService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.JsonBody;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;

/**
 * Takes in what the bank tells by itself, and books it as a statement of one line. The bank has no token: the signature is the check, and
 * whoever has none learns nothing, not even whether there is such a webhook. Strangers have no scope, so the worker's login works here.
 */
@ApplicationScoped
public class BankWebhookService {

    private static final String BY = "webhook";

    private static final String FIND = "SELECT w.unit_id, w.sealed, CASE WHEN w.earlier_until > ? THEN w.earlier END AS earlier, "
            + "j.currency "
            + "FROM bank_webhook w JOIN unit_ref u ON u.id = w.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction WHERE w.id = ?";

    /** The line that was told: another form had it before, by its reference or as the same day, amount and memo. */
    private static final String KNOWN = "SELECT l.no FROM bank_line l, (SELECT ?::bytea AS key) k WHERE l.unit_id = ? AND (l.dedup_key = k.key "
            + "OR l.no IN (SELECT a.line_no FROM bank_line_alias a WHERE a.unit_id = l.unit_id AND a.dedup_key IN (k.key, sha256(k.key || int8send(1))))) "
            + "ORDER BY l.no LIMIT 1";

    private record Webhook(UUID unit, String currency, List<String> secrets) {
    }

    private final AgroalDataSource worker;
    private final BankAccountService accounts;
    private final BankBatch batch;
    private final SharingService sharing;
    private final ObjectMapper json;
    private final JsonBody bodies;
    private final Clock clock;

    BankWebhookService(@DataSource("worker") AgroalDataSource worker, BankAccountService accounts, BankBatch batch, SharingService sharing,
            ObjectMapper json, JsonBody bodies, Clock clock) {
        this.worker = worker;
        this.accounts = accounts;
        this.batch = batch;
        this.sharing = sharing;
        this.json = json;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * @param time      seconds since 1970 when it was signed
     * @param signature see {@link WebhookSignature}
     * @throws Problem 401 {@code webhook-refused} for strangers, whatever is wrong; else 400 or 422 for what was told, and 409 where the month is closed at this very
     *                 moment: told again, it is booked on the first open day
     */
    public void hear(UUID id, String time, String signature, byte[] body) {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                hear(connection, id, time, signature, body);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw LedgerService.refused(failure);
        }
    }

    private void hear(Connection connection, UUID id, String time, String signature, byte[] body) throws SQLException {
        Optional<Webhook> found = Sql.of(FIND, clock.instant(), id).first(connection, row -> webhook(connection, id, row));
        List<String> secrets = found.map(Webhook::secrets).orElse(List.of());
        boolean isSigned = WebhookSignature.holds(secrets, String.valueOf(time), body, String.valueOf(signature));
        if (!isSigned || !isOfNow(connection, time)) {
            throw new Problem(401, "webhook-refused");
        }
        Webhook webhook = found.orElseThrow();
        BankWebhookCommand told = read(body);
        if (told.amount().amount() == 0) {
            throw Problem.malformed(Fault.at("/amount/amount", "bad-value"));
        }
        if (!told.amount().currency().equals(webhook.currency())) {
            throw new Problem(422, "wrong-currency", webhook.currency());
        }
        // Two tellings of the same, and a statement that is being booked, wait here for each other.
        ReceiptLock.hold(connection, webhook.unit());
        Sql.of("UPDATE bank_webhook SET last_heard_at = ? WHERE id = ?", clock.instant(), id).run(connection);
        boolean isNew = Sql.of("SELECT 1 FROM bank_webhook_event WHERE unit_id = ? AND event = ?", webhook.unit(), told.id())
                .first(connection, row -> 1).isEmpty();
        if (isNew) {
            Long line = book(connection, webhook.unit(), told);
            Sql.of("INSERT INTO bank_webhook_event (unit_id, event, received_at, line_no) VALUES (?, ?, ?, ?)", webhook.unit(), told.id(),
                    clock.instant(), line).run(connection);
        }
    }

    /** The number of the line that this is; null while it is only suspected to be one that is known. */
    private Long book(Connection connection, UUID unit, BankWebhookCommand told) throws SQLException {
        StatementLine line = told.line();
        UUID id = Ids.next();
        long statement = Sql.of("INSERT INTO bank_statement (id, unit_id, profile, state, line_count, created_by) VALUES (?, ?, ?, "
                + "'booked', 1, ?) "
                + "RETURNING no", id, unit, BY, BY).first(connection, row -> row.getLong(1)).orElseThrow();
        BankBatch.Result result = batch.run(connection, new BankBatch.Load(statement, unit, BY, BY, null), lines -> {
            lines.accept(line);
            return BY;
        });
        Optional<Long> fresh = Sql.of("SELECT no FROM bank_line WHERE statement_no = ?", statement).first(connection,
                row -> row.getLong(1));
        if (fresh.isPresent()) {
            sharing.follow(connection, unit, BY);
            return fresh.get();
        }
        if (result.suspected() > 0) {
            return null;
        }
        Sql.of("DELETE FROM bank_statement WHERE id = ?", id).run(connection);
        String own = OwnAccounts.of(accounts.numbers(connection, unit), null).of(line).account();
        return Sql.of(KNOWN, LineKey.of(own, line), unit).first(connection, row -> row.getLong(1)).orElse(null);
    }

    private boolean isOfNow(Connection connection, String time) throws SQLException {
        long allowed = Sql.of("SELECT payment_rule_value('webhook-replay-seconds')").first(connection, row -> row.getLong(1)).orElseThrow();
        try {
            return Math.abs(Math.subtractExact(clock.instant().getEpochSecond(), Long.parseLong(time))) <= allowed;
        } catch (ArithmeticException | NumberFormatException noTime) {
            return false;
        }
    }

    private BankWebhookCommand read(byte[] body) {
        try {
            return bodies.read(json.readTree(body), BankWebhookCommand.class);
        } catch (IOException noJson) {
            throw Problem.malformed(Fault.at("", "bad-value"));
        }
    }

    private Webhook webhook(Connection connection, UUID id, ResultSet row) throws SQLException {
        UUID unit = row.getObject("unit_id", UUID.class);
        List<String> secrets = new ArrayList<>();
        for (byte[] sealed : new byte[][] {row.getBytes("sealed"), row.getBytes("earlier")}) {
            if (sealed != null) {
                secrets.add(accounts.open(connection, unit, place(id), sealed));
            }
        }
        return new Webhook(unit, row.getString("currency"), secrets);
    }

    /** Where a secret is sealed for: of no use in another row. */
    static String place(UUID webhook) {
        return "bank_webhook.sealed:" + webhook;
    }
}
