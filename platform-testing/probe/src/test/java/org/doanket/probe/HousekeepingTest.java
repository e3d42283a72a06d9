package org.doanket.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class HousekeepingTest {

    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void removesWhatIsOlderThanTheRuleInForceSays() throws SQLException {
        answered("of nine days ago", 9);
        answered("of seven days ago", 7);
        housekeeping.removeWhatIsDue();
        assertThat(isKept("of nine days ago")).isFalse();
        assertThat(isKept("of seven days ago")).isTrue();

        rule("INSERT INTO retention VALUES ('idempotency-record', current_date + 1, 1, 'from tomorrow', true)");
        housekeeping.removeWhatIsDue();
        assertThat(isKept("of seven days ago")).isTrue();

        rule("INSERT INTO retention VALUES ('idempotency-record', current_date, 2, 'from today', true)");
        housekeeping.removeWhatIsDue();
        assertThat(isKept("of seven days ago")).isFalse();
        rule("DELETE FROM retention WHERE citation LIKE 'from to%'");
    }

    private void answered(String key, int daysAgo) {
        Sql.of("INSERT INTO idempotency_record (subject, key, request_hash, status, headers, created_at) "
                + "VALUES ('s', ?, '', 200, '', now() - make_interval(days => ?))", key, daysAgo).run(worker);
    }

    private boolean isKept(String key) {
        return Sql.of("SELECT 1 FROM idempotency_record WHERE key = ?", key).first(worker, row -> true).isPresent();
    }

    /** As an operator sets it: by the owner's login. */
    private static void rule(String sql) throws SQLException {
        var config = ConfigProvider.getConfig();
        try (Connection owner = DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class), config.getValue("quarkus.flyway.password", String.class))) {
            Sql.of(sql).run(owner);
        }
    }
}
