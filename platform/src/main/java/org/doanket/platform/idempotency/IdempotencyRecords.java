package org.doanket.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.doanket.platform.job.Purge;
import org.doanket.platform.sql.Sql;

/** The stored answers; kept for 8 days unless set otherwise, so that "at least 7" holds at any hour. */
@ApplicationScoped
class IdempotencyRecords {

    private static final List<String> KEPT_HEADERS = List.of("Location", "ETag", "Content-Type");
    /** Closes the setting, so that an empty one is recognised as unset; see {@code doanket.subject()}. */
    private static final String CLOSED = "|";

    private final AgroalDataSource dataSource;

    @Inject
    IdempotencyRecords(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
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

    /** False while another request with this key runs; the lock ends with the transaction, and so does the sight of this caller's records. */
    boolean lock(String subject, String key) {
        return Sql.of("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 4711)), set_config('doanket.subject', ?, true)", subject + '\u001f' + key,
                subject + CLOSED).first(dataSource, row -> row.getBoolean(1)).orElseThrow();
    }

    Optional<Answer> find(String subject, String key) {
        return Sql.of("SELECT request_hash, status, headers, body FROM idempotency_record WHERE subject = ? AND key = ?", subject, key)
                .first(dataSource, row -> new Answer(row.getBytes(1), row.getInt(2), headers(row.getString(3)), row.getString(4)));
    }

    void save(String subject, String key, Answer answer) {
        StringBuilder headers = new StringBuilder();
        answer.headers().forEach((name, value) -> headers.append(name).append(": ").append(value).append('\n'));
        Sql.of("INSERT INTO idempotency_record (subject, key, request_hash, status, headers, body) VALUES (?, ?, ?, ?, ?, ?)", subject, key,
                answer.requestHash(), answer.status(), headers.toString(), answer.body()).run(dataSource);
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new TreeMap<>();
        text.lines().map(line -> line.split(": ", 2)).forEach(pair -> headers.put(pair[0], pair[1]));
        return headers;
    }

    @Produces
    @Singleton
    Purge old() {
        return new Purge("idempotency records", "DELETE FROM idempotency_record WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency_record "
                + "WHERE created_at < doanket.kept_since('idempotency-record') LIMIT 10000))");
    }
}
