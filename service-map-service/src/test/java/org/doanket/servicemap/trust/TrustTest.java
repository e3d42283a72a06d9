package org.doanket.servicemap.trust;

import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TrustTest {

    private static final String TRUST = "/map/v1/point-trust";

    @Inject
    MapApi api;

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

    private io.restassured.response.ValidatableResponse foundClosed(String point, Duration ago) {
        return anybody().contentType("application/json").body(Map.of("at", Instant.now().minus(ago).toString())).post(TRUST + "/" + point + "/found-closed").then();
    }

    @Test
    void eachDayOnWhichTheDoorWasLockedInItsHoursTakesAQuarter() {
        String point = withHours("24/7");
        anybody().get(TRUST + "/" + point).then().statusCode(200).body("trust", equalTo(1.0f));
        foundClosed(point, Duration.ofMinutes(1)).statusCode(200).body("trust", equalTo(0.75f));
        // Three angry people on one day are one day.
        foundClosed(point, Duration.ofMinutes(1)).body("trust", equalTo(0.75f)).body("reports", equalTo(2));
        foundClosed(point, Duration.ofDays(1)).body("trust", equalTo(0.5f));
        editor(tree.commune()).get(TRUST + "?unit=" + tree.commune()).then().statusCode(200).body("items.point", contains(point));
        editor(tree.commune()).post(TRUST + "/" + point + "/verification").then().statusCode(200).body("trust", equalTo(1.0f)).body("lastVerifiedAt", notNullValue());
        editor(tree.commune()).get(TRUST + "?unit=" + tree.commune()).then().body("items", hasSize(0));
        anybody().get(POINTS + "/" + point).then().body("lastVerifiedAt", notNullValue()).body("version", equalTo(2));
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
