package org.doanket.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The stored answers; kept for 8 days, so that "at least 7" holds at any hour. */
@ApplicationScoped
class IdempotencyRecords {

    private static final Logger LOG = Logger.getLogger(IdempotencyRecords.class);
    private static final List<String> KEPT_HEADERS = List.of("Location", "ETag", "Content-Type");

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private ScheduledExecutorService purge;

    @Inject
    IdempotencyRecords(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker) {
        this.dataSource = dataSource;
        this.worker = worker;
    }

    /** An answer as it was first given. */
    record Answer(byte[] requestHash, int status, Map<String, String> headers, String body) {

        static Answer of(byte[] hash, Response response, ObjectMapper json) throws JsonProcessingException {
            Map<String, String> headers = new TreeMap<>();
            for (String name : KEPT_HEADERS) {
                if (response.getHeaderString(name) != null) {
                    headers.put(name, response.getHeaderString(name));
                }
            }
            String body = response.hasEntity() ? json.writeValueAsString(response.getEntity()) : null;
            return new Answer(hash, response.getStatus(), headers, body);
        }

        Response replay(ObjectMapper json) throws JsonProcessingException {
            Response.ResponseBuilder response = Response.status(status).header("Idempotent-Replay", "true");
            headers.forEach(response::header);
            return body == null ? response.build() : response.type("application/json").entity(json.readTree(body)).build();
        }
    }

    void start(@Observes StartupEvent event) {
        purge = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "idempotency-purge");
            thread.setDaemon(true);
            return thread;
        });
        purge.scheduleWithFixedDelay(this::purge, 10, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        purge.shutdownNow();
    }

    /** False while another request with this key runs; the lock ends with the transaction. */
    boolean lock(String subject, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 4711))")) {
            lock.setString(1, subject + '\u001f' + key);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Answer find(String subject, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT request_hash, status, headers, body FROM idempotency_record WHERE subject = ? AND key = ?")) {
            select.setString(1, subject);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Answer(row.getBytes(1), row.getInt(2), headers(row.getString(3)), row.getString(4)) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void save(String subject, String key, Answer answer) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO idempotency_record "
                        + "(subject, key, request_hash, status, headers, body) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, subject);
            insert.setString(2, key);
            insert.setBytes(3, answer.requestHash());
            insert.setInt(4, answer.status());
            StringBuilder headers = new StringBuilder();
            answer.headers().forEach((name, value) -> headers.append(name).append(": ").append(value).append('\n'));
            insert.setString(5, headers.toString());
            insert.setString(6, answer.body());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new TreeMap<>();
        text.lines().map(line -> line.split(": ", 2)).forEach(pair -> headers.put(pair[0], pair[1]));
        return headers;
    }

    private void purge() {
        try (Connection connection = worker.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM idempotency_record WHERE ctid = ANY (ARRAY("
                        + "SELECT ctid FROM idempotency_record WHERE created_at < now() - interval '8 days' LIMIT 10000))")) {
            while (delete.executeUpdate() == 10_000) {
                LOG.debug("purged 10,000 idempotency records");
            }
        } catch (SQLException failure) {
            LOG.warnf("idempotency records not purged, again in an hour: %s", failure.getSQLState());
        }
    }
}
