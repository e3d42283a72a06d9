package org.doanket.membership.datarequest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/**
 * Takes a person out of this service: every feature takes out what it keeps, in one transaction, and the others hear of it. The erasure is
 * done when they have given their receipts ({@link ReceiptListener}).
 */
@ApplicationScoped
class ErasureJob implements JobHandler {

    static final String KIND = "erasure";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What the other services are told. */
    record Decided(UUID id, UUID memberId, String pseudonym) {
    }

    private final Event<PersonForgotten> forgotten;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    ErasureJob(Event<PersonForgotten> forgotten, Outbox outbox, AuditTrail audit, Clock clock) {
        this.forgotten = forgotten;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        DataRequestService.Erasure erasure = run.parameters(DataRequestService.Erasure.class);
        Connection connection = run.connection();
        Sql.of("SELECT 1 FROM member WHERE id = ? FOR UPDATE", erasure.member()).first(connection, row -> true).orElseThrow();
        boolean isNew = Sql.of("INSERT INTO erasure_receipt (request_id, service, at, detail) VALUES (?, 'membership', ?, '{}') ON CONFLICT DO NOTHING",
                erasure.request(), clock.instant()).run(connection) > 0;
        if (!isNew) {
            return; // an earlier run has done it and was cut off before it could say so
        }
        String pseudonym = pseudonym();
        forgotten.fire(new PersonForgotten(erasure.member(), pseudonym, run.createdBy(), connection));
        outbox.append(connection, new Fact("erasure", erasure.request(), 1, "erasure-decided",
                new Decided(erasure.request(), erasure.member(), pseudonym)));
        audit.record(connection, run.createdBy(), "person-erased", "member", erasure.member(), run.unit(), null);
        run.commit(1);
    }

    /** Drawn, not derived: nothing leads back from it. */
    private static String pseudonym() {
        byte[] drawn = new byte[6];
        RANDOM.nextBytes(drawn);
        return "X" + HexFormat.of().formatHex(drawn).toUpperCase(Locale.ROOT);
    }
}
