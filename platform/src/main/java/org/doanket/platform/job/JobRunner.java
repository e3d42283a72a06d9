package org.doanket.platform.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.doanket.platform.error.Failures;
import org.doanket.platform.error.Problem;
import org.doanket.platform.trace.OpenSpan;
import org.doanket.platform.trace.Traces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Runs jobs, a few at a time. A session-level advisory lock on the job's own connection says who runs it: it goes with
 * the process, so that another (or the same, started again) resumes at once and never beside a living one.
 */
@ApplicationScoped
class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final String LOCK_KEY = "hashtextextended(?::text, 815)";

    private final AgroalDataSource dataSource;
    private final Instance<JobHandler> handlers;
    private final ObjectMapper json;
    private final Traces traces;
    private final int threads;
    private final long pollMillis;
    private final Semaphore signal = new Semaphore(0);
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopping;

    @Inject
    JobRunner(@DataSource("worker") AgroalDataSource dataSource, @Any Instance<JobHandler> handlers, ObjectMapper json, Traces traces,
            @ConfigProperty(name = "doanket.jobs.threads", defaultValue = "2") int threads,
            @ConfigProperty(name = "doanket.jobs.poll-millis", defaultValue = "1000") long pollMillis) {
        this.dataSource = dataSource;
        this.handlers = handlers;
        this.json = json;
        this.traces = traces;
        this.threads = threads;
        this.pollMillis = pollMillis;
    }

    void start(@Observes StartupEvent event) {
        if (handlers.isUnsatisfied()) {
            return;
        }
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::loop, "job-" + i);
            thread.setDaemon(true);
            thread.start();
            running.add(thread);
        }
    }

    /** The step at hand is given up and rolled back; the job goes on from its checkpoint at the next start. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            thread.join(5_000);
        }
    }

    void wake() {
        signal.release();
    }

    private void loop() {
        while (!stopping) {
            try {
                boolean worked = runNext();
                if (!worked) {
                    boolean woken = signal.tryAcquire(pollMillis, TimeUnit.MILLISECONDS);
                    LOG.tracef("looking for jobs, woken %s", woken);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException | Error away) {
                LOG.warnf("no jobs for now, trying again: %s", Failures.describe(away));
                if (!pause(2_000)) {
                    return;
                }
            }
        }
    }

    private boolean runNext() throws SQLException, InterruptedException {
        for (UUID id : open()) {
            try (Connection connection = dataSource.getConnection()) {
                if (lock(connection, id)) {
                    try {
                        return run(connection, id);
                    } finally {
                        unlock(connection, id);
                    }
                }
            }
        }
        return false;
    }

    private List<UUID> open() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT id FROM job WHERE state IN ('waiting', 'running') "
                        + "AND kind = ANY (?) ORDER BY created_at LIMIT 20")) {
            // One of a kind that this version does not know waits for one that does, and holds nobody up.
            select.setArray(1, connection.createArrayOf("text", handlers.stream().map(JobHandler::kind).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        }
    }

    private boolean run(Connection connection, UUID id) throws SQLException, InterruptedException {
        JobRun run;
        JobHandler handler;
        int attempt;
        OpenSpan span;
        // Read after the lock: the one who held it may have finished the job meanwhile. Its unit may have moved since it was given.
        try (PreparedStatement take = connection.prepareStatement("UPDATE job SET state = 'running', attempts = attempts + 1, "
                + "started_at = coalesce(started_at, clock_timestamp()), path = coalesce((SELECT u.path FROM unit_ref u WHERE u.id = job.unit_id), path) "
                + "WHERE id = ? AND state IN ('waiting', 'running') RETURNING *")) {
            take.setObject(1, id);
            try (ResultSet row = take.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                String kind = row.getString("kind");
                attempt = row.getInt("attempts");
                handler = handlers.stream().filter(each -> each.kind().equals(kind)).findFirst()
                        .orElseThrow(() -> new IllegalStateException("no handler for jobs of kind " + kind));
                run = new JobRun(id, connection, json, row);
                span = traces.begin(Traces.Kind.INTERNAL, "job " + kind, row.getString("traceparent")).with("doanket.job.kind", kind).with("doanket.job.attempt", attempt);
            }
        }
        connection.setAutoCommit(false);
        try {
            if (attempt > MOST_ATTEMPTS) {
                // Each of them ended with the process, which tells nobody.
                fail(connection, id, "unexpected", null);
                span.failed("attempts");
                return true;
            }
            handler.run(run);
            run.finish();
        } catch (Problem refusal) {
            span.failed(refusal.code());
            connection.rollback();
            fail(connection, id, refusal.code(), refusal.members().isEmpty() ? null : json.valueToTree(refusal.members()).toString());
        } catch (InterruptedException stop) {
            span.failed("stopped");
            connection.rollback();
            giveBack(connection, id);
            throw stop;
        } catch (Exception | Error failure) {
            span.failed(failure.getClass().getSimpleName()).end(); // without the pause before the next attempt
            // An error as well: going back to autocommit would commit what was done of the step.
            LOG.errorf("job %s, attempt %d: %s", id, attempt, Failures.trace(failure));
            rollbackQuietly(connection);
            if (stopping) {
                giveBack(connection, id);
                return true;
            }
            if (attempt >= MOST_ATTEMPTS) {
                fail(connection, id, "unexpected", null);
            } else if (!pause(500L << attempt)) {
                return true;
            }
        } finally {
            span.end();
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
        return true;
    }

    /** @param why what the problem names besides its code, as the result; or null */
    private static void fail(Connection connection, UUID id, String code, String why) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE job SET state = 'failed', failure = ?, result = ?::jsonb, finished_at = clock_timestamp() WHERE id = ?")) {
            update.setString(1, code);
            update.setString(2, why);
            update.setObject(3, id);
            update.executeUpdate();
            connection.commit();
        }
    }

    /** Being stopped is no fault of the job. */
    private static void giveBack(Connection connection, UUID id) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE job SET attempts = greatest(attempts - 1, 0) WHERE id = ?")) {
            update.setObject(1, id);
            update.executeUpdate();
            connection.commit();
        }
    }

    private static boolean lock(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(" + LOCK_KEY + ")")) {
            lock.setObject(1, id);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection connection, UUID id) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock(" + LOCK_KEY + ")")) {
            unlock.setObject(1, id);
            unlock.execute();
        }
    }

    private static void rollbackQuietly(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            LOG.debug("connection is gone, its transaction with it", gone);
        }
    }

    private boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return !stopping;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
