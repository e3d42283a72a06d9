package org.doanket.membership.datarequest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Takes a person out of this service: every feature takes out what it keeps, in one transaction, and the others hear of it. */
@ApplicationScoped
class ErasureJob implements JobHandler {

    static final String KIND = "erasure";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Event<PersonForgotten> forgotten;
    private final AuditTrail audit;
    private final Clock clock;

    ErasureJob(Event<PersonForgotten> forgotten, AuditTrail audit, Clock clock) {
        this.forgotten = forgotten;
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
        String state = Sql.of("SELECT state FROM data_request WHERE id = ? FOR UPDATE", erasure.request())
                .first(connection, row -> row.getString(1)).orElseThrow();
        if (!state.equals("erasing")) {
            return; // an earlier run has done it and was cut off before it could say so
        }
        forgotten.fire(new PersonForgotten(erasure.member(), pseudonym(), run.createdBy(), connection));
        Sql.of("INSERT INTO erasure_receipt (request_id, service, at, detail) VALUES (?, 'membership', ?, '{}')", erasure.request(), clock.instant())
                .run(connection);
        Sql.of("UPDATE data_request SET state = 'done', version = version + 1 WHERE id = ?", erasure.request()).run(connection);
        audit.record(connection, run.createdBy(), "person-erased", "member", erasure.member(), run.unit(), null);
        run.result(Map.of("receipts", 1));
        run.commit(1);
    }

    /** Drawn, not derived: nothing leads back from it. */
    private static String pseudonym() {
        byte[] drawn = new byte[6];
        RANDOM.nextBytes(drawn);
        return "X" + HexFormat.of().formatHex(drawn).toUpperCase(Locale.ROOT);
    }
}
