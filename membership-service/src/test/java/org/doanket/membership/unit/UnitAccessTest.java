package org.doanket.membership.unit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of units × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnitAccessTest {

    private static final String[] READERS = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "member", "integration"};

    private Api.Tree tree;
    private String commune;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        commune = Api.BASE + "/units/" + tree.commune;
    }

    @Test
    void reading() {
        for (String path : new String[] {"", "/subtree", "/territory"}) {
            AccessMatrix.of("GET", commune + path).roles(READERS).inside(tree.commune, tree.province)
                    .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        }
        AccessMatrix.of("GET", commune + "/history").roles("federation-officer", "unit-officer", "auditor")
                .inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("GET", commune + "/founders").roles("federation-officer", "unit-officer")
                .inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("GET", Api.BASE + "/units").roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("GET", Api.BASE + "/units?scope=subtree&unit=" + tree.commune).roles(READERS).inside(tree.commune, tree.province)
                .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void founding() {
        AccessMatrix.of("POST", Api.BASE + "/units").body(() -> Api.founding("grass-roots-union", tree.commune))
                .roles("federation-officer").inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void changing() {
        AccessMatrix.of("PATCH", commune).body("application/merge-patch+json", () -> Map.of("name", "x", "from", "2025-01-01", "actNumber", "1"))
                .ifMatch("*").roles("federation-officer").inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots, tree.elsewhere)
                .check();
    }

    @Test
    void moving() {
        AccessMatrix.of("POST", () -> Api.BASE + "/units/" + Api.unit("grass-roots-union", tree.commune) + "/moves")
                .body(() -> Map.of("parentId", tree.sibling, "from", "2025-01-01", "actNumber", "1"))
                .roles("federation-officer").inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void ending() {
        AccessMatrix.of("POST", () -> Api.BASE + "/units/" + Api.unit("grass-roots-union", tree.commune) + "/ending")
                .body(() -> Map.of("on", "2025-01-01", "actNumber", "1"))
                .roles("federation-officer").inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }
}
