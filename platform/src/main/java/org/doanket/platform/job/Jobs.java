package org.doanket.platform.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.http.RequestInfo;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.trace.Traces;
import org.doanket.platform.tree.UnitTree;

/** Takes jobs in, in the transaction of the request that asks for them. */
@ApplicationScoped
public class Jobs {

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transactions;
    private final ObjectMapper json;
    private final Caller caller;
    private final UnitTree tree;
    private final JobRunner runner;

    @Inject
    Jobs(AgroalDataSource dataSource, TransactionSynchronizationRegistry transactions, ObjectMapper json, Caller caller,
            UnitTree tree, JobRunner runner) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.json = json;
        this.caller = caller;
        this.tree = tree;
        this.runner = runner;
    }

    /**
     * @param unit       the unit the job works for; must be in the caller's scope
     * @param parameters a record; stored as JSON, so without personal data
     * @return the id of the job, which begins when the transaction has committed
     */
    public UUID submit(String kind, UUID unit, Object parameters) {
        tree.require(unit, caller.scope());
        UUID id = Ids.next();
        taken(id, kind, unit, caller.subject(), parameters).run(dataSource);
        wakeAfterwards();
        return id;
    }

    /** The same for the whole installation, by whoever reaches all of it: row-level security refuses others. */
    public UUID submitForAll(String kind, Object parameters) {
        UUID id = Ids.next();
        Sql.of("INSERT INTO job (id, kind, path, created_by, parameters, traceparent) VALUES (?, ?, ?, ?, ?::jsonb, ?)", id, kind, UnitScope.ROOT.path(), caller.subject(),
                written(parameters), traceparent()).run(dataSource);
        wakeAfterwards();
        return id;
    }

    private void wakeAfterwards() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    runner.wake();
                }
            }
        });
    }

    /**
     * For what goes on after a job, or after what was heard from outside, in the transaction of the connection, which is the worker's.
     *
     * @param by in whose name it works on
     * @return the id of the job, which begins soon after the transaction has committed
     */
    public UUID submit(Connection connection, String kind, UUID unit, String by, Object parameters) throws SQLException {
        UUID id = Ids.next();
        if (taken(id, kind, unit, by, parameters).run(connection) == 0) {
            // Heard of before its unit was: whoever asks is tried again, and nothing is lost without a word.
            throw new IllegalStateException("no unit to work for");
        }
        return id;
    }

    private Sql taken(UUID id, String kind, UUID unit, String by, Object parameters) {
        return Sql.of("INSERT INTO job (id, kind, unit_id, path, created_by, parameters, traceparent) SELECT ?, ?, u.id, u.path, ?, ?::jsonb, ? FROM unit_ref u "
                + "WHERE u.id = ?", id, kind, by, written(parameters), traceparent(), unit);
    }

    /** Of the request or the fact that this comes of; what a job gives to another is of no trace, as its facts are. */
    private static String traceparent() {
        RequestInfo request = RequestInfo.currentOrNull();
        return request == null ? Traces.atWork() : request.traceparent();
    }

    private String written(Object parameters) {
        try {
            return json.writeValueAsString(parameters);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("job not taken in", unwritable);
        }
    }
}
