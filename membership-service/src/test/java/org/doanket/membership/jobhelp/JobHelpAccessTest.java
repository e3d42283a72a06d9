package org.doanket.membership.jobhelp;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of job help × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class JobHelpAccessTest {

    private static final String[] DESK = {"federation-officer", "unit-officer", "desk-clerk"};
    private static final String[] OFFICERS = {"federation-officer", "unit-officer"};
    private static final Map<String, Object> STEP = Map.of("on", JobDesk.TODAY.toString());
    private static final Map<String, Object> END = Map.of("on", JobDesk.TODAY.toString(), "reason", "a test");

    private Api.Tree tree;
    private JobDesk desk;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        desk = new JobDesk(tree.commune);
    }

    @Test
    void openings() {
        String base = Api.BASE + "/job-openings";
        String one = base + "/" + entered();
        AccessMatrix.of("GET", base).roles(DESK).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", base + "?unit=" + tree.commune)).roles(DESK).check();
        reach(AccessMatrix.of("GET", one)).roles(DESK).check();
        reach(AccessMatrix.of("POST", base).body(() -> desk.opening("A", "B", "other", 1)))
                .roles("federation-officer", "unit-officer", "desk-clerk", "integration").check();
        reach(AccessMatrix.of("POST", one + "/publication").body(Map::of)).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", () -> base + "/" + entered() + "/refusal").body(() -> Map.of("reason", "a test"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/closing").body(() -> Map.of("reason", "a test"))).roles(DESK).check();
    }

    @Test
    void openJobsAreForEverybody() {
        String id = desk.published("A", "B", "other", 1);
        for (String path : new String[] {"/open-jobs", "/open-jobs/trades", "/open-jobs/" + id}) {
            AccessMatrix.of("GET", Api.BASE + path).openToAll().check();
        }
    }

    @Test
    void seekers() {
        String base = Api.BASE + "/job-seekers";
        String one = base + "/" + desk.takeIn("Người A");
        AccessMatrix.of("GET", base).roles(DESK).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", base + "?unit=" + tree.commune)).roles(DESK).check();
        reach(AccessMatrix.of("GET", one)).roles(DESK).check();
        reach(AccessMatrix.of("POST", base).body(() -> desk.seeker("Người B"))).roles(DESK).check();
        reach(AccessMatrix.of("POST", one + "/contact-reveals").body(() -> Map.of("purpose", "call for an interview"))).roles(DESK).check();
        reach(AccessMatrix.of("POST", one + "/withdrawal").body(Map::of)).roles(DESK).check();
    }

    @Test
    void placements() {
        String base = Api.BASE + "/placements";
        String opening = desk.published("A", "B", "other", 100);
        String one = base + "/" + desk.bring(opening, desk.takeIn("Người A")).statusCode(201).extract().path("id");
        String other = base + "/" + desk.bring(opening, desk.takeIn("Người B")).statusCode(201).extract().path("id");
        String seeker = desk.takeIn("Người C");
        AccessMatrix.of("GET", base).roles(DESK).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", base + "?unit=" + tree.commune)).roles(DESK).check();
        reach(AccessMatrix.of("GET", base + "/figures?unit=" + tree.commune)).roles("federation-officer", "unit-officer", "desk-clerk",
                "campaign-officer", "auditor").check();
        reach(AccessMatrix.of("GET", one)).roles(DESK).check();
        reach(AccessMatrix.of("POST", base).body(() -> Map.of("openingId", opening, "seekerId", seeker, "on", JobDesk.TODAY.toString())))
                .roles(DESK).check();
        reach(AccessMatrix.of("POST", one + "/intent").body(() -> STEP)).roles(DESK).check();
        reach(AccessMatrix.of("POST", one + "/hiring").body(() -> STEP)).roles(DESK).check();
        reach(AccessMatrix.of("POST", one + "/annulment").body(() -> END)).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", other + "/ending").body(() -> END)).roles(DESK).check();
    }

    private String entered() {
        return desk.enter(desk.opening("A", "B", "other", 1));
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
