package org.doanket.servicemap.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TrustTest {

    private static final String TRUST = "/map/v1/point-trust";

    @Inject
    MapApi api;
    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    private String withHours(String hours) {
        Map<String, Object> point = point(tree.commune());
        point.put("hours", hours);
        return registered(tree.commune(), point);
    }

    private ValidatableResponse foundClosed(String point, Duration ago) {
        return foundClosed(point, ago, "198.51.100.7");
    }

    /** As the gateway passes it on. */
    private ValidatableResponse foundClosed(String point, Duration ago, String address) {
        return anybody().header("X-Forwarded-For", address).contentType("application/json").body(Map.of("at", Instant.now().minus(ago).toString()))
                .post(TRUST + "/" + point + "/found-closed").then();
    }

    /** As if all that was told today had been told yesterday: the owner alone may turn the clock back. */
    private void aDayLater(String point) throws SQLException {
        var config = ConfigProvider.getConfig();
        try (Connection owner = DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class), config.getValue("quarkus.flyway.password", String.class))) {
            owner.setAutoCommit(false);
            Sql.of("ALTER TABLE found_closed NO FORCE ROW LEVEL SECURITY").run(owner);
            Sql.of("ALTER TABLE found_closed DISABLE TRIGGER append_only").run(owner);
            Sql.of("UPDATE found_closed SET arrived_on = arrived_on - 1 WHERE point_id = ?::uuid", point).run(owner);
            Sql.of("ALTER TABLE found_closed ENABLE TRIGGER append_only").run(owner);
            Sql.of("ALTER TABLE found_closed FORCE ROW LEVEL SECURITY").run(owner);
            owner.commit();
        }
    }

    @Test
    void aStrangerCannotTalkAPointDown() {
        String point = withHours("24/7");
        for (int daysAgo = 1; daysAgo <= 6; daysAgo++) {
            foundClosed(point, Duration.ofDays(daysAgo)).statusCode(200);
        }
        anybody().get(TRUST + "/" + point).then().body("trust", equalTo(0.875f)).body("reports", equalTo(1));
    }

    @Test
    void eachDayOnWhichPeopleFoundTheDoorLockedInItsHoursTakesAQuarter() throws SQLException {
        String point = withHours("24/7");
        anybody().get(TRUST + "/" + point).then().statusCode(200).body("trust", equalTo(1.0f));
        foundClosed(point, Duration.ofMinutes(1)).statusCode(200).body("trust", equalTo(0.875f));
        foundClosed(point, Duration.ofMinutes(1), "203.0.113.9").body("trust", equalTo(0.75f)).body("reports", equalTo(2));
        // Twenty angry people on one day are one day.
        foundClosed(point, Duration.ofDays(2), "203.0.113.10").body("trust", equalTo(0.75f)).body("reports", equalTo(3));
        aDayLater(point);
        // Somebody who says who he is counts for a day, though who it was is not kept.
        as("desk-clerk", tree.sibling()).body("{}").post(TRUST + "/" + point + "/found-closed").then().statusCode(200).body("trust", equalTo(0.5f))
                .body("daysInHours", equalTo(2));
        editor(tree.commune()).get(TRUST + "?unit=" + tree.commune()).then().statusCode(200).body("items.point", contains(point));
        editor(tree.commune()).post(TRUST + "/" + point + "/verification").then().statusCode(200).body("trust", equalTo(1.0f)).body("lastVerifiedAt", notNullValue());
        editor(tree.commune()).get(TRUST + "?unit=" + tree.commune()).then().body("items", hasSize(0));
        anybody().get(POINTS + "/" + point).then().body("lastVerifiedAt", notNullValue()).body("version", equalTo(2));
    }

    @Test
    void keepsNothingByWhichAReporterIsKnownTheDayAfter() throws SQLException {
        String point = withHours("24/7");
        foundClosed(point, Duration.ZERO).statusCode(200);
        try (Connection connection = worker.getConnection()) {
            assertThat(Sql.of("SELECT count(*) FROM found_closed_reporter WHERE point_id = ?::uuid", point).first(connection, row -> row.getInt(1))).contains(1);
            Sql.of("UPDATE found_closed_reporter SET arrived_on = arrived_on - 3 WHERE point_id = ?::uuid", point).run(connection);
            housekeeping.removeWhatIsDue();
            assertThat(Sql.of("SELECT count(*) FROM found_closed_reporter WHERE point_id = ?::uuid", point).first(connection, row -> row.getInt(1))).contains(0);
        }
        anybody().get(TRUST + "/" + point).then().body("trust", equalTo(0.875f));
    }

    @Test
    void isSeenWhereverThePointIsSeenAndItsOwnerIsToldOnce() {
        Map<String, Object> given = point(tree.commune(), 12.34, 107.89);
        given.put("hours", "24/7");
        String point = registered(tree.commune(), given);
        String address = POINTS + "/" + point;
        String tag = anybody().get(address).then().body("trust", equalTo(1.0f)).extract().header("ETag");
        foundClosed(point, Duration.ZERO, "198.51.100.1").statusCode(200).body("trust", equalTo(0.875f)).body("noticedAt", nullValue());
        anybody().header("If-None-Match", tag).get(address).then().statusCode(200).body("trust", equalTo(0.875f)).body("version", equalTo(1));
        anybody().get(POINTS + "?unit=" + tree.commune()).then().body("items[0].trust", equalTo(0.875f));
        anybody().accept("application/geo+json").get(POINTS + "?unit=" + tree.commune()).then().body("features[0].properties.trust", equalTo(0.875f));
        anybody().get("/map/ogc/collections/service-points/items/" + point + "?f=json").then().body("properties.trust", equalTo(0.875f));
        reachable(0.875f);
        foundClosed(point, Duration.ZERO, "198.51.100.2").body("trust", equalTo(0.75f));
        aDayAgoToo(point);
        foundClosed(point, Duration.ZERO, "198.51.100.3").body("trust", equalTo(0.5f)).body("noticedAt", notNullValue());
        String noticed = foundClosed(point, Duration.ZERO, "198.51.100.4").extract().path("noticedAt");
        String list = TRUST + "?noticed=true&unit=" + tree.commune();
        editor(tree.commune()).get(list).then().body("items.noticedAt", contains(noticed));
        editor(tree.commune()).post(TRUST + "/" + point + "/verification").then().body("noticedAt", nullValue());
        editor(tree.commune()).get(list).then().body("items", hasSize(0));
        reachable(1);
    }

    private static void reachable(float trust) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> anybody().get("/map/v1/reachable?lat=12.34&lon=107.89").then()
                .body("items.trust", contains(trust)));
    }

    private void aDayAgoToo(String point) {
        api.run(Sql.of("INSERT INTO found_closed (id, point_id, at, day, arrived_on, in_hours, is_known) SELECT gen_random_uuid(), point_id, at, day, arrived_on - 1, "
                + "in_hours, true FROM found_closed WHERE point_id = ?::uuid LIMIT 1", point));
    }

    @Test
    void outsideItsHoursADoorMayBeLocked() {
        String shut = withHours("24/7 off");
        foundClosed(shut, Duration.ofMinutes(1)).statusCode(200).body("trust", equalTo(1.0f)).body("reports", equalTo(1));
        foundClosed(withHours(null), Duration.ofMinutes(1)).statusCode(200).body("trust", equalTo(1.0f));
        foundClosed(shut, Duration.ofDays(8)).statusCode(400).body("errors.code", contains("not-of-these-days"));
        foundClosed(shut, Duration.ofHours(-1)).statusCode(400);
        foundClosed(java.util.UUID.randomUUID().toString(), Duration.ZERO).statusCode(404);
    }

    @Test
    void access() {
        String point = withHours("24/7");
        AccessMatrix.of("GET", TRUST + "/" + point).openToAll().check();
        AccessMatrix.of("POST", TRUST + "/" + point + "/found-closed").body(() -> "{}").openToAll().check();
        AccessMatrix.of("GET", TRUST + "?unit=" + tree.commune()).roles("map-editor", "desk-clerk", "unit-officer").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        AccessMatrix.of("POST", TRUST + "/" + point + "/verification").roles("map-editor").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }
}
