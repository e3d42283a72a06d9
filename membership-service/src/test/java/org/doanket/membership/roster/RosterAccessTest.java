package org.doanket.membership.roster;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Every endpoint of imports × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterAccessTest {

    private static final String[] ROLES = {"federation-officer", "unit-officer", "integration"};

    @Test
    void everyEndpoint() {
        Api.Tree tree = new Api.Tree();
        String roster = Api.BASE + "/imports/" + new Rosters(tree.commune).checked("Họ tên\nA\n");

        for (String path : new String[] {"", "/rows", "/faults"}) {
            reach(AccessMatrix.of("GET", roster + path), tree).check();
        }
        for (String path : new String[] {"/commit", "/undo"}) {
            reach(AccessMatrix.of("POST", roster + path), tree).check();
        }
        reach(AccessMatrix.of("POST", roster + "/check").body(() -> java.util.Map.of("columns", java.util.Map.of("Họ tên", "fullName"))), tree).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/imports?unit=" + tree.commune).body("text/csv", () -> "Họ tên\nA\n"), tree).check();
        AccessMatrix.of("GET", Api.BASE + "/imports").roles(ROLES).inside(tree.commune).answersEverybodyTheirOwn().check();
    }

    private static AccessMatrix reach(AccessMatrix matrix, Api.Tree tree) {
        return matrix.roles(ROLES).inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
