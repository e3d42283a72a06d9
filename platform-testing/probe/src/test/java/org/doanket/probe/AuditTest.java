package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.doanket.platform.security.AuditTrail;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditTest {

    private static final String TRAIL = "/probe/v1/audit-trail";

    @Inject
    AuditTrail trail;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Inject
    ProbeTree tree;

    @Test
    @Order(1)
    void showsAnAuditorTheEntriesOfHisSubtreeOnly() throws SQLException {
        UUID own = tree.unit("AU" + System.nanoTime(), "/7/" + System.nanoTime() + "/");
        UUID other = tree.unit("AO" + System.nanoTime(), "/8/" + System.nanoTime() + "/");
        record(own, 3);
        record(other, 2);

        given().header("Authorization", "Bearer " + Tokens.of("auditor").unit(own).token()).get(TRAIL).then().statusCode(200)
                .body("items.size()", equalTo(3)).body("items[0].actor", equalTo("somebody"));
        AccessMatrix.of("GET", TRAIL).roles("auditor").inside(own).answersEverybodyTheirOwn().check();
        AccessMatrix.of("GET", TRAIL + "/verification").roles("auditor").inside(own).answersEverybodyTheirOwn().check();
    }

    @Test
    @Order(2)
    void refusesToChangeOrRemoveAnEntryAlsoToBackgroundWork() {
        for (String change : new String[] {"UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"}) {
            assertThatThrownBy(() -> {
                try (Connection connection = worker.getConnection()) {
                    run(connection, change);
                }
            }).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> {
                try (Connection connection = owner()) {
                    run(connection, change);
                }
            }).hasMessageContaining("append-only");
        }
    }

    @Test
    @Order(3)
    void namesTheFirstPositionThatWasTamperedWith() throws SQLException {
        UUID unit = tree.unit("AT" + System.nanoTime(), "/6/" + System.nanoTime() + "/");
        record(unit, 5);
        long links = sealed();
        verification().body("whole", equalTo(true)).body("firstBroken", nullValue()).body("next", nullValue());
        verification("?limit=2").body("whole", equalTo(true)).body("next", equalTo(2));
        verification("?after=2&limit=1").body("whole", equalTo(true)).body("next", equalTo(3));
        verification("?after=" + (links - 1)).body("whole", equalTo(true)).body("next", nullValue());
        verification("?after=" + (links + 9)).body("whole", equalTo(false));

        // Only somebody with the owner's password and the trigger off gets this far; the chain still tells.
        try (Connection owner = owner()) {
            run(owner, "ALTER TABLE audit_entry DISABLE TRIGGER append_only");
            run(owner, "UPDATE audit_entry SET purpose = 'something else' WHERE id = (SELECT entry_id FROM audit_link WHERE position = "
                    + (links - 2) + ")");
        }
        verification().body("whole", equalTo(false)).body("firstBroken", equalTo((int) (links - 2)));

        verification("?after=" + (links - 3) + "&limit=1").body("firstBroken", equalTo((int) (links - 2)));
        verification("?limit=" + (links - 3)).body("whole", equalTo(true)).body("next", equalTo((int) (links - 3)));

        try (Connection owner = owner()) {
            run(owner, "DELETE FROM audit_entry WHERE id = (SELECT entry_id FROM audit_link WHERE position = " + (links - 3) + ")");
        }
        verification().body("firstBroken", equalTo((int) (links - 3)));
    }

    private long sealed() {
        await().atMost(Duration.ofSeconds(30)).until(() -> unsealed() == 0);
        return number("SELECT max(position) FROM audit_link");
    }

    private long unsealed() {
        return number("SELECT count(*) FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)");
    }

    private long number(String sql) {
        try (Connection connection = worker.getConnection(); Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void record(UUID unit, int times) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            for (int i = 0; i < times; i++) {
                trail.record(connection, "somebody", "looked", "note", i, unit, "a test");
            }
        }
    }

    private static ValidatableResponse verification() {
        return verification("");
    }

    private static ValidatableResponse verification(String part) {
        return given().header("Authorization", "Bearer " + Tokens.of("auditor").token()).get(TRAIL + "/verification" + part).then().statusCode(200);
    }

    private static Connection owner() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(config.getValue("DOANKET_DB_URL", String.class),
                config.getValue("DOANKET_DB_OWNER_USER", String.class), config.getValue("DOANKET_DB_OWNER_PASSWORD", String.class));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
