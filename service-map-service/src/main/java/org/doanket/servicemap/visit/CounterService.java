package org.doanket.servicemap.visit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.Secrets;
import org.doanket.servicemap.merge.MergeEvent;
import org.doanket.servicemap.visit.VisitBatch.Faulty;
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

    /**
     * The key before this one stays good for seven days, and the one before that no longer. One that was stolen or lost ends with this transaction, and with it
     * the one before.
     *
     * @param reason stolen or lost; null where it is neither
     */
    @Transactional
    public Counter renewKey(UUID id, String reason) {
        Counter counter = inUse(id);
        String key = Secrets.fresh();
        Instant until = reason == null ? clock.instant().plus(FORMER_KEY_LASTS) : null;
        Sql.of("UPDATE visit_counter SET former_hash = CASE WHEN ?::timestamptz IS NULL THEN NULL ELSE key_hash END, former_until = ?, key_hash = ?, key_since = ?, "
                + "version = version + 1 WHERE id = ?", until, until, hash(key), clock.instant(), id).run(dataSource);
        audit.record("counter-key-renewed", "visit-counter", id, counter.unit(), reason);
        return queries.counter(caller.scope(), id).with(key);
    }

    @Transactional
    public Counter retire(UUID id) {
        Counter counter = inUse(id);
        Sql.of("UPDATE visit_counter SET retired_at = ?, former_hash = NULL, former_until = NULL, version = version + 1 WHERE id = ?", clock.instant(), id).run(dataSource);
        audit.record("counter-retired", "visit-counter", id, counter.unit(), null);
        return queries.counter(caller.scope(), id);
    }

    /**
     * A device has no scope of units, so this runs by the worker's login, in a transaction of its own: its key opens one point and nothing else.
     *
     * @throws Problem 401 where the key is not the counter's
     */
    public VisitView.Heard report(VisitCommand.Report asked) {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                UUID point = heard(connection, asked);
                List<Entry> entries = placed(connection, point, asked);
                Map<Integer, String> faults = batch.judge(connection, UnitScope.ROOT, entries).stream().collect(Collectors.toMap(Faulty::place, Faulty::code));
                List<Entry> good = IntStream.range(0, entries.size()).filter(place -> !faults.containsKey(place)).mapToObj(entries::get).toList();
                int taken = batch.take(connection, asked.counter(), null, good);
                connection.commit();
                return new VisitView.Heard(taken, good.size() - taken, IntStream.range(0, entries.size()).filter(faults::containsKey)
                        .mapToObj(place -> new VisitView.Refused(asked.readings().get(place).number(), entries.get(place).day(), faults.get(place))).toList());
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

    /**
     * What came before stays where it was counted. What is new is of the point of the device; of a day on which that was not open it is of the row of the same
     * place that was, if one was merged into it: there it stood then.
     */
    private static List<Entry> placed(Connection connection, UUID point, VisitCommand.Report asked) throws SQLException {
        List<VisitCommand.Reading> readings = asked.readings();
        Map<Integer, UUID> elsewhere = new HashMap<>();
        Sql.of("SELECT g.place, coalesce(e.point_id, d.id) FROM unnest(?::uuid[], ?::date[]) WITH ORDINALITY AS g (id, day, place) "
                        + "LEFT JOIN visit_entry e ON e.id = g.id LEFT JOIN LATERAL (WITH RECURSIVE row_of_it (id) AS (SELECT dropped_id FROM point_merge WHERE kept_id = ? "
                        + "UNION ALL SELECT m.dropped_id FROM row_of_it r JOIN point_merge m ON m.kept_id = r.id) SELECT p.id FROM row_of_it r "
                        + "JOIN service_point p ON p.id = r.id AND p.open_during @> g.day WHERE NOT EXISTS (SELECT FROM service_point k WHERE k.id = ? "
                        + "AND k.open_during @> g.day) ORDER BY p.id LIMIT 1) d ON true WHERE coalesce(e.point_id, d.id) IS NOT NULL",
                        Sql.column(readings, reading -> idOf(asked.counter(), reading.number())), Sql.column(readings, VisitCommand.Reading::day), point, point)
                .list(connection, row -> elsewhere.put(row.getInt(1) - 1, row.getObject(2, UUID.class)));
        return IntStream.range(0, readings.size()).mapToObj(place -> new Entry(idOf(asked.counter(), readings.get(place).number()),
                elsewhere.getOrDefault(place, point), readings.get(place).day(), readings.get(place).visits(), 0)).toList();
    }

    private UUID heard(Connection connection, VisitCommand.Report asked) throws SQLException {
        return Sql.of("UPDATE visit_counter SET last_heard_at = ? WHERE id = ? AND retired_at IS NULL AND (key_hash = ? OR former_hash = ? "
                        + "AND former_until > ?) RETURNING point_id", clock.instant(), asked.counter(), hash(asked.key()), hash(asked.key()), clock.instant())
                .first(connection, row -> row.getObject(1, UUID.class)).orElseThrow(VisitProblems::keyRefused);
    }

    /** The door is that of the row that was kept. */
    void moved(@Observes MergeEvent merged) {
        Sql.of("UPDATE visit_counter SET point_id = ?, unit_id = ?, version = version + 1 WHERE point_id = ? AND retired_at IS NULL", merged.kept(), merged.unit(),
                merged.dropped()).run(dataSource);
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
