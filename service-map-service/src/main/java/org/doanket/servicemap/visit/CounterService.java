package org.doanket.servicemap.visit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.Secrets;
import org.doanket.servicemap.visit.VisitCommand.Entry;
import org.doanket.servicemap.visit.VisitView.Counter;

/** Devices at doors: they get a key and send what they have counted, in any order, late, and more than once. */
@ApplicationScoped
public class CounterService {

    /** Long enough to carry the new key to the device. */
    private static final Duration FORMER_KEY_LASTS = Duration.ofDays(7);

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final VisitBatch batch;
    private final VisitQueries queries;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    CounterService(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, VisitBatch batch, VisitQueries queries,
            FieldVault vault, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.batch = batch;
        this.queries = queries;
        this.vault = vault;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    public Counter install(VisitCommand.Install asked) {
        UUID id = Ids.next();
        String key = Secrets.fresh();
        int rows = Sql.of("INSERT INTO visit_counter (id, point_id, unit_id, label, key_hash, key_since, created_by) SELECT ?, p.id, p.unit_id, ?, ?, ?, ? "
                + "FROM service_point p WHERE p.id = ? AND p.path >= ? AND p.path < ?", id, asked.label(), hash(key), clock.instant(), caller.subject(),
                asked.point(), caller.scope().from(), caller.scope().to()).run(dataSource);
        if (rows == 0) {
            throw Problem.notFound("service-point");
        }
        Counter counter = queries.counter(caller.scope(), id);
        audit.record("counter-installed", "visit-counter", id, counter.unit(), null);
        return counter.with(key);
    }

    /** The key before this one stays good for seven days. */
    @Transactional
    public Counter renewKey(UUID id) {
        Counter counter = inUse(id);
        String key = Secrets.fresh();
        Sql.of("UPDATE visit_counter SET former_hash = key_hash, former_until = ?, key_hash = ?, key_since = ?, version = version + 1 WHERE id = ?",
                clock.instant().plus(FORMER_KEY_LASTS), hash(key), clock.instant(), id).run(dataSource);
        audit.record("counter-key-renewed", "visit-counter", id, counter.unit(), null);
        return queries.counter(caller.scope(), id).with(key);
    }

    @Transactional
    public Counter retire(UUID id) {
        Counter counter = inUse(id);
        Sql.of("UPDATE visit_counter SET retired_at = ?, former_until = NULL, version = version + 1 WHERE id = ?", clock.instant(), id).run(dataSource);
        audit.record("counter-retired", "visit-counter", id, counter.unit(), null);
        return queries.counter(caller.scope(), id);
    }

    /**
     * A device has no scope of units, so this runs by the worker's login, in a transaction of its own: its key opens one point and nothing else.
     *
     * @throws Problem 401 where the key is not the counter's
     */
    public VisitView.Taken report(VisitCommand.Report asked) {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                UUID point = heard(connection, asked);
                List<Entry> entries = asked.readings().stream().map(reading -> new Entry(idOf(asked.counter(), reading.number()), point, reading.day(),
                        reading.visits(), 0)).toList();
                int taken = batch.take(connection, UnitScope.ROOT, asked.counter(), null, "/readings", entries);
                connection.commit();
                return new VisitView.Taken(taken, entries.size() - taken);
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private UUID heard(Connection connection, VisitCommand.Report asked) throws SQLException {
        return Sql.of("UPDATE visit_counter SET last_heard_at = ? WHERE id = ? AND retired_at IS NULL AND (key_hash = ? OR former_hash = ? "
                        + "AND former_until > ?) RETURNING point_id", clock.instant(), asked.counter(), hash(asked.key()), hash(asked.key()), clock.instant())
                .first(connection, row -> row.getObject(1, UUID.class)).orElseThrow(VisitProblems::keyRefused);
    }

    private Counter inUse(UUID id) {
        Sql.of("SELECT FROM visit_counter WHERE id = ? FOR UPDATE", id).run(dataSource);
        Counter counter = queries.counter(caller.scope(), id);
        if (counter.retiredAt() != null) {
            throw VisitProblems.retired();
        }
        return counter;
    }

    private byte[] hash(String key) {
        return vault.blindIndex("visit-counter", key);
    }

    private static UUID idOf(UUID counter, long number) {
        return UUID.nameUUIDFromBytes((counter + "#" + number).getBytes(StandardCharsets.UTF_8));
    }
}
