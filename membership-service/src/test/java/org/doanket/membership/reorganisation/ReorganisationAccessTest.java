package org.doanket.membership.reorganisation;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of reorganisations × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReorganisationAccessTest {

    private static final String ACTS = Api.BASE + "/reorganisations";

    private Api.Tree tree;
    private Acts acts;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        acts = new Acts(tree.commune, "2025-07-01");
    }

    private String draft() {
        return acts.draft(Acts.step("dissolve", Acts.code(tree.grassRoots)));
    }

    private void check(AccessMatrix matrix, String... roles) {
        matrix.roles(roles).inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void drafting() {
        check(AccessMatrix.of("POST", ACTS).body(() -> acts.draft(List.of(Acts.found(Api.code(), "grass-roots-union", Acts.code(tree.commune))))),
                "federation-officer");
        check(AccessMatrix.of("POST", ACTS + "?unit=" + tree.commune + "&actNumber=1&effective=2025-07-01")
                .body("text/csv", () -> "action,code\ndissolve,X1\n"), "federation-officer");
    }

    @Test
    void reading() {
        String id = draft();
        Acts.foresee(id);
        for (String path : List.of("", "/steps", "/dry-run", "/dry-run/units", "/dry-run/findings")) {
            check(AccessMatrix.of("GET", ACTS + "/" + id + path), "federation-officer", "auditor");
        }
        AccessMatrix.of("GET", ACTS).roles("federation-officer", "auditor").inside(tree.commune).answersEverybodyTheirOwn().check();
    }

    @Test
    void changing() {
        String id = draft();
        check(AccessMatrix.of("PATCH", ACTS + "/" + id).body("application/merge-patch+json", () -> Map.of("note", "x")).ifMatch("*"), "federation-officer");
        check(AccessMatrix.of("PUT", ACTS + "/" + id + "/steps").body("text/csv", () -> "action,code\ndissolve,X1\n").ifMatch("*"),
                "federation-officer");
        check(AccessMatrix.of("DELETE", () -> ACTS + "/" + draft()).ifMatch("*"), "federation-officer");
    }

    @Test
    void foreseeingAndExecuting() {
        String id = draft();
        check(AccessMatrix.of("POST", ACTS + "/" + id + "/dry-run"), "federation-officer");
        check(AccessMatrix.of("POST", ACTS + "/" + id + "/execution").body(() -> Map.of("fingerprint", "x")), "federation-officer");
        check(AccessMatrix.of("POST", ACTS + "/" + id + "/counter-act").body(() -> Map.of("actNumber", "1", "effective", "2025-07-01")),
                "federation-officer");
    }
}
