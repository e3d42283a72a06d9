package org.doanket.membership.statistics;

import static org.doanket.membership.statistics.Freezing.CUT_OFF;
import static org.doanket.membership.statistics.Freezing.freeze;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Every endpoint of statistics and of cards × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StatisticsAccessTest {

    private static final String[] READERS = {"federation-officer", "unit-officer", "auditor"};

    @Test
    void everyEndpoint() {
        Api.Tree tree = new Api.Tree();
        freeze(tree.province, CUT_OFF);
        freeze(tree.elsewhere, CUT_OFF);
        String base = Api.BASE + "/statistics/" + CUT_OFF;
        for (String path : new String[] {"", "/units", "/verification", "/returns/r2", "/returns/r3", "/returns/r4", "/returns/r5", "/returns/r6", "/returns/r7"}) {
            AccessMatrix.of("GET", base + path + "?unit=" + tree.commune).roles(READERS).inside(tree.commune, tree.province)
                    .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        }
        AccessMatrix.of("POST", base + "/freezing?unit=" + tree.province).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.elsewhere).check();
        int[] year = {2050};
        AccessMatrix.of("POST", Api.BASE + "/statistics/cut-offs").body(() -> Map.of("jurisdiction", "vn", "code", "access", "month", 3, "day", 31,
                "validFrom", ++year[0] + "-01-01", "citation", "a test", "verified", false)).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/statistics/cut-offs/" + Api.officer().contentType("application/json").body(Map.of("jurisdiction", "vn", "code", "access",
                "month", 3, "day", 31, "validFrom", ++year[0] + "-01-01", "citation", "a test", "verified", false)).post("/statistics/cut-offs").then().statusCode(201)
                .extract().path("id") + "/cancellation").body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        String day = Api.officer().get("/statistics/cut-offs").then().extract().path("[0].id");
        AccessMatrix.of("GET", Api.BASE + "/statistics/cut-offs/" + day).openToAll().check();
        for (String open : new String[] {"/statistics", "/statistics/cut-offs", "/statistics/" + CUT_OFF + "/public?unit=" + tree.commune,
            "/statistics/" + CUT_OFF + "/public/units?unit=" + tree.province, "/ownerships"}) {
            AccessMatrix.of("GET", Api.BASE + open).openToAll().check();
        }
    }

    @Test
    void cards() {
        Api.Tree tree = new Api.Tree();
        String card = Api.BASE + "/units/" + tree.commune + "/card";
        AccessMatrix.of("GET", card).roles("federation-officer", "unit-officer", "treasurer", "auditor", "integration")
                .inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("PUT", card).body(() -> Map.of("validFrom", "2020-01-01")).ifMatch("*").roles("federation-officer", "unit-officer", "integration")
                .inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }
}
