package org.doanket.platform.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Reads on the worker login with the scope as a predicate: a stream of progress outlives the transaction of its request. */
@ApplicationScoped
public class JobQueries {

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    @Inject
    JobQueries(@DataSource("worker") AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public Optional<JobView> find(UnitScope scope, UUID id) {
        return Sql.of("SELECT * FROM job WHERE id = ? AND path >= ? AND path < ?", id, scope.from(), scope.to())
                .first(dataSource, this::view);
    }

    private JobView view(ResultSet row) throws SQLException {
        String failure = row.getString("failure");
        return new JobView(row.getObject("id", UUID.class), row.getString("kind"), row.getObject("unit_id", UUID.class),
                row.getString("state"), row.getLong("done"), row.getObject("total", Long.class), row.getLong("problems"),
                row.getObject("created_at", OffsetDateTime.class), row.getObject("started_at", OffsetDateTime.class),
                row.getObject("finished_at", OffsetDateTime.class), tree(row.getString("result")), failure, JobView.titleOf(failure));
    }

    private JsonNode tree(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
