package org.doanket.membership.congress;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of congresses × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CongressAccessTest {

    private static final String[] READERS = {"federation-officer", "unit-officer", "auditor", "campaign-officer", "integration"};
    private static final String[] OFFICERS = {"federation-officer", "unit-officer"};

    private Api.Tree tree;
    private String congress;

    @BeforeEach
    void convene() {
        tree = new Api.Tree();
        congress = Congresses.planned(tree.commune, 5000);
    }

    @Test
    void reading() {
        for (String path : List.of("/congresses/" + congress, "/congresses?unit=" + tree.commune, "/congresses?asOf=2026-01-01&unit=" + tree.commune,
                "/congresses/due?unit=" + tree.commune)) {
            reach(AccessMatrix.of("GET", Api.BASE + path)).roles(READERS).check();
        }
        for (String path : List.of("/congresses", "/congresses/due")) {
            AccessMatrix.of("GET", Api.BASE + path).roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        }
        reach(AccessMatrix.of("GET", Api.BASE + "/congresses/" + congress + "/delegates")).roles("federation-officer", "unit-officer", "auditor",
                "integration").check();
    }

    @Test
    void writing() {
        reach(AccessMatrix.of("POST", Api.BASE + "/congresses").body(() -> {
            Congresses.get("?state=planned&unit=" + tree.commune).extract().<List<String>>path("items.id").forEach(CongressAccessTest::cancel);
            return Congresses.plan(tree.commune, "delegates", 5000);
        })).roles(OFFICERS).check();
        act("postponement", Map.of("plannedOn", "2025-09-01", "actNumber", "1"));
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/congresses/" + fresh() + "/delegates")
                .body(() -> Congresses.delegates("elected", tree.commune, People.member(tree.commune)))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", () -> {
            String id = fresh();
            UUID member = People.member(tree.commune);
            Congresses.elect(id, tree.commune, member).statusCode(200);
            return Api.BASE + "/congresses/" + id + "/delegates/" + Congresses.delegate(id, member) + "/withdrawal";
        }).body(() -> Map.of("on", "2025-07-20", "reason", "ill"))).roles(OFFICERS).check();
        act("cancellation", Congresses.cancellation());
        reach(AccessMatrix.of("POST", () -> {
            String id = fresh();
            Congresses.elect(id, tree.commune, People.member(tree.commune)).statusCode(200);
            return Api.BASE + "/congresses/" + id + "/holding";
        }).body(() -> Congresses.holding(List.of()))).roles(OFFICERS).check();
    }

    private void act(String what, Map<String, ?> body) {
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/congresses/" + fresh() + '/' + what).body(() -> body)).roles(OFFICERS).check();
    }

    /** The one that is planned, or else a new one. */
    private String fresh() {
        String present = Congresses.get("?state=planned&unit=" + tree.commune).extract().path("items[0].id");
        return present != null ? present : Congresses.planned(tree.commune, 5000);
    }

    private static void cancel(String id) {
        Congresses.send("/" + id + "/cancellation", Congresses.cancellation()).statusCode(200);
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
