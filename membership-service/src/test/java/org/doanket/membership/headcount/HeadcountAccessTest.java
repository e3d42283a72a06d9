package org.doanket.membership.headcount;

import static org.doanket.membership.headcount.Headcounts.count;
import static org.doanket.membership.headcount.Headcounts.file;
import static org.doanket.membership.headcount.Headcounts.filing;
import static org.doanket.membership.headcount.Headcounts.opening;
import static org.doanket.membership.headcount.Headcounts.pending;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of head counts × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class HeadcountAccessTest {

    private static final LocalDate CUT_OFF = LocalDate.parse("2026-05-31");
    private static final String[] READERS = {"federation-officer", "unit-officer", "auditor", "integration"};
    private static final String[] WRITERS = {"federation-officer", "unit-officer", "integration"};
    private static final String[] DECIDERS = {"federation-officer", "unit-officer"};
    private static final String[] WATCHERS = {"federation-officer", "unit-officer", "auditor"};

    private Api.Tree tree;
    private String period;

    @BeforeEach
    void openPeriod() {
        tree = new Api.Tree();
        period = Headcounts.period(tree.commune, CUT_OFF);
    }

    @Test
    void periods() {
        String one = Api.BASE + "/headcount-periods/" + period;
        // A unit below sees what it is asked from above.
        AccessMatrix.of("GET", one).roles(READERS).inside(tree.commune, tree.province, tree.grassRoots).outside(tree.sibling, tree.elsewhere).check();
        for (String path : new String[] {"/work-list", "/progress", "/reconciliation", "/reconciliation/sum"}) {
            AccessMatrix.of("GET", one + path).roles(WATCHERS).inside(tree.commune, tree.province, tree.grassRoots)
                    .outside(tree.sibling, tree.elsewhere).check();
            AccessMatrix.of("GET", one + path + "?unit=" + tree.commune).roles(WATCHERS).inside(tree.commune, tree.province)
                    .outside(tree.grassRoots, tree.sibling, tree.elsewhere).check();
        }
        AccessMatrix.of("GET", Api.BASE + "/headcount-periods").roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("POST", Api.BASE + "/headcount-periods").body(() -> opening(tree.commune, CUT_OFF))).roles("federation-officer").check();
        reach(AccessMatrix.of("PATCH", one).body("application/merge-patch+json", () -> Map.of("name", "x")).ifMatch("*")).roles("federation-officer").check();
        AccessMatrix.of("GET", Api.BASE + "/headcount-figures").openToAll().check();
    }

    @Test
    void reports() {
        AccessMatrix.of("GET", Api.BASE + "/headcount-reports").roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", Api.BASE + "/headcount-reports?unit=" + tree.commune)).roles(READERS).check();
        String one = Api.BASE + "/headcount-reports/" + file(period, tree.commune, count(1, 1, 1, 1)).statusCode(201).extract().path("id");
        reach(AccessMatrix.of("GET", one)).roles(READERS).check();
        reach(AccessMatrix.of("GET", one + "/check")).roles(READERS).check();
        reach(AccessMatrix.of("PUT", one).body(() -> count(2, 1, 2, 1)).ifMatch("*")).roles(WRITERS).check();
        reach(AccessMatrix.of("POST", one + "/submission")).roles(WRITERS).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/headcount-reports").body(() -> filing(period, tree.commune, count(1, 1, 1, 1)))).roles(WRITERS).check();
    }

    @Test
    void deleting() {
        reach(AccessMatrix.of("DELETE", () -> Api.BASE + "/headcount-reports/" + fresh("draft")).ifMatch("*")).roles(WRITERS).check();
    }

    @Test
    void deciding() {
        for (String verb : new String[] {"approval", "rejection"}) {
            AccessMatrix.of("POST", () -> Api.BASE + "/headcount-reports/" + fresh("pending") + "/" + verb).body(() -> Map.of("note", "x")).roles(DECIDERS)
                    .inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots, tree.elsewhere).check();
        }
    }

    private String fresh(String state) {
        String another = Headcounts.period(tree.commune, CUT_OFF);
        UUID unit = tree.commune;
        return state.equals("draft") ? file(another, unit, count(1, 1, 1, 1)).statusCode(201).extract().path("id")
                : pending(another, unit, count(1, 1, 1, 1));
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
