package org.doanket.servicemap.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitState;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.UnitFacts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to service points when units move and end, told over a real Kafka. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnitFactsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate START = LocalDate.parse("2020-01-01");

    @Inject
    MapApi api;

    @Inject
    PointHandover handover;

    @Inject
    UnitFacts facts;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    private static UnitState state(UUID unit, String path, LocalDate validTo, List<UUID> successors, UUID parent) {
        return new UnitState(unit, "T" + unit, "u", "commune-union", "upper", "vn", parent, path, START, validTo, successors, List.of(), List.of());
    }

    @Test
    void aMovedUnitTakesItsPointsAlong() {
        String id = registered(tree.commune(), point(tree.commune()));
        String newPath = "/" + MapApi.number() + "/" + MapApi.number() + "/";
        UUID newParent = api.unit(newPath.substring(0, newPath.indexOf('/', 1) + 1), null, "vn");
        facts.tell("unit-moved", 2, state(tree.commune(), newPath, null, List.of(), newParent));
        await().atMost(PATIENCE).untilAsserted(() -> editor(newParent).contentType("application/merge-patch+json").header("If-Match", "*")
                .body("{\"capacity\": 5}").patch(POINTS + "/" + id).then().statusCode(200));
        editor(tree.province()).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"capacity\": 6}")
                .patch(POINTS + "/" + id).then().statusCode(404);
        anybody().get(POINTS + "?scope=subtree&unit=" + newParent).then().body("items.id", contains(id));
    }

    @Test
    void theSuccessorOfAnEndedUnitGetsItsPoints() {
        var created = MapApi.register(tree.commune(), point(tree.commune())).extract();
        String id = created.path("id");
        facts.tell("unit-ended", 2, state(tree.commune(), tree.path(), LocalDate.parse("2025-07-01"), List.of(tree.sibling()), tree.province()));
        await().atMost(PATIENCE).untilAsserted(() -> anybody().get(POINTS + "/" + id).then()
                .body("unitId", equalTo(tree.sibling().toString())).body("version", equalTo(2))
                .body("site.unitId", equalTo(tree.sibling().toString())));
        editor(tree.sibling()).contentType("application/merge-patch+json").header("If-Match", "\"v2\"").body("{\"capacity\": 5}")
                .patch(POINTS + "/" + id).then().statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ServicePointFactsTest.factsOf(id)).hasSize(3));
        assertThat(ServicePointFactsTest.factsOf(id).get(1).value()).contains(tree.sibling().toString());
    }

    @Test
    void withoutSuccessorTheParentAnswersAndOnlyFromThatDayOn() throws SQLException {
        String id = registered(tree.commune(), point(tree.commune()));
        api.run(Sql.of("UPDATE unit_ref SET parent_id = ?, valid_to = '2999-01-01' WHERE id = ?", tree.province(), tree.commune()));
        handover.sweep();
        anybody().get(POINTS + "/" + id).then().body("unitId", equalTo(tree.commune().toString()));
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2026-01-01' WHERE id = ?", tree.commune()));
        assertThat(handover.sweep()).isEqualTo(1);
        anybody().get(POINTS + "/" + id).then().body("unitId", equalTo(tree.province().toString()));
        assertThat(handover.sweep()).isZero();
    }

    @Test
    void theSweepRightsAPathThatWentStale() throws SQLException {
        String id = registered(tree.commune(), point(tree.commune()));
        api.run(Sql.of("UPDATE service_point SET path = '/999999/' WHERE id = ?::uuid", id));
        anybody().get(POINTS + "?scope=subtree&unit=" + tree.province()).then().body("items", hasSize(0));
        assertThat(handover.sweep()).isEqualTo(1);
        anybody().get(POINTS + "?scope=subtree&unit=" + tree.province()).then().body("items.id", contains(id));
    }
}
