package org.doanket.campaign;

import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.doanket.platform.sql.Sql;

/** Two at once: a change that is not committed yet when somebody else asks for what it will forbid. */
public final class Race {

    private Race() {
    }

    /** @return the answer to the request, which came before the change was committed and was held up by it, or not */
    public static Response during(AgroalDataSource worker, Sql change, Supplier<Response> request) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            change.run(connection);
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(request);
            await().atMost(Duration.ofSeconds(20)).until(() -> answer.isDone() || Sql.of("SELECT 1 FROM pg_locks WHERE NOT granted "
                    + "AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())").first(worker, row -> true).isPresent());
            connection.commit();
            return answer.join();
        }
    }
}
