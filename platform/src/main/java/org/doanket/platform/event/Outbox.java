package org.doanket.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.doanket.platform.http.RequestInfo;
import org.doanket.platform.trace.Traces;

/**
 * Facts on their way out. They are rows of the same transaction as the state that they tell of, so both are kept or neither is; no
 * transaction ever waits for Kafka.
 *
 * <p>Append after the aggregate's row is locked (loaded for update, or changed): the order of the rows of one aggregate is then the order of its changes.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = """
        INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, headers, payload) VALUES (?, ?, ?, ?, ?::jsonb, ?::json)""";

    @Inject
    AgroalDataSource dataSource;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    ObjectMapper json;

    @Inject
    EventRuntime runtime;

    /** In the current transaction. */
    public void append(Fact fact) {
        append(List.of(fact));
    }

    /** Several facts in the current transaction, in their order. */
    public void append(Collection<Fact> facts) {
        if (transaction.getTransactionKey() == null) throw new IllegalStateException("A fact needs the transaction of what it tells of");
        try (Connection c = dataSource.getConnection()) {
            append(c, facts);
        } catch (SQLException e) {
            throw new IllegalStateException("The fact was not appended", e);
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) runtime.wakeRelay();
            }
        });
    }

    /** In the transaction of this connection of the worker's login, for jobs and batches. */
    public void append(Connection c, Fact fact) throws SQLException {
        append(c, List.of(fact));
    }

    /** Several facts in the transaction of this connection, in their order. */
    public void append(Connection c, Collection<Fact> facts) throws SQLException {
        RequestInfo request = RequestInfo.currentOrNull();
        String trace = request == null ? Traces.atWork() : request.traceparent(); // of a request, or of the fact that brought this one about
        String headers = trace == null ? "{}" : "{\"traceparent\": \"" + trace + "\"}";
        try (PreparedStatement s = c.prepareStatement(INSERT)) {
            for (Fact fact : facts) {
                if (!runtime.owns(fact.aggregateType())) throw new IllegalArgumentException("No Topic bean for " + fact.aggregateType());
                s.setString(1, fact.aggregateType());
                s.setObject(2, fact.aggregateId());
                s.setLong(3, fact.version());
                s.setString(4, fact.name());
                s.setString(5, headers);
                s.setString(6, json.writeValueAsString(fact.payload()));
                s.addBatch();
            }
            s.executeBatch();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A payload cannot be written as JSON", e);
        }
    }
}
