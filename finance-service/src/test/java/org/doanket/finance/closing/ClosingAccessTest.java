package org.doanket.finance.closing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of closings against everybody. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingAccessTest {

    private static final String BASE = Api.BASE + "/unit-closings";
    private static final String[] READERS = {"treasurer", "auditor", "unit-officer", "federation-officer"};

    @Inject
    Federation federation;
    @Inject
    Endings endings;

    private Federation.Tree tree;
    private UUID child;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        child = federation.unit(tree.unit(), "vn");
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, BASE + path).roles(roles).inside(tree.unit(), tree.commune())
                .outside(child, tree.sibling(), tree.elsewhere());
    }

    @Test
    void readsAndHandEntries() {
        String id = "/" + endings.closed(tree.unit(), "2025-08-21", tree.commune());
        own("GET", "?unit=" + tree.unit(), READERS).check();
        for (String path : new String[] {"", "/hand-over", "/items", "/statement"}) {
            own("GET", id + path, READERS).check();
        }
        for (String path : new String[] {"/statement", "/hand-over"}) {
            own("GET", id + path, READERS).accept("application/pdf").check();
            own("GET", id + path, READERS).accept("text/csv").check();
        }
        own("GET", id + "/late-receipts", "treasurer", "auditor").check();
        own("POST", id + "/items", "treasurer", "unit-officer").body(() -> Map.of("part", "assets", "note", "a desk")).check();
        String item = federation.text("SELECT id::text FROM closing_item WHERE what = 'by-hand' AND unit_id = ? LIMIT 1", tree.unit());
        own("GET", id + "/items/" + item, READERS).check();
        own("POST", id + "/items/" + item + "/withdrawal", "treasurer", "unit-officer").body(() -> Map.of("why", "sold")).check();
        own("POST", id + "/undo-attempts", "treasurer", "federation-officer").check();
    }

    @Test
    void onlyWhoReachesTheHeirsSaysHowTheyShare() {
        UUID third = federation.unit(tree.commune(), "vn");
        String id = "/" + endings.closed(tree.unit(), "2025-08-21", tree.sibling(), third);
        Map<String, Object> body = Map.of("method", "by-members");
        for (String path : new String[] {"/shares", "/shares/approval"}) {
            AccessMatrix.of("POST", BASE + id + path).roles("treasurer", "federation-officer").inside(tree.commune(), tree.province())
                    .outside(child, tree.unit(), tree.sibling(), tree.elsewhere()).body(() -> path.equals("/shares") ? body : null).check();
        }
    }
}
