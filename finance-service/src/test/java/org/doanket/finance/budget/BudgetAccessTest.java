package org.doanket.finance.budget;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Every endpoint of budgets against everybody. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BudgetAccessTest {

    private static final String BASE = Api.BASE + "/budgets";
    private static final String[] READERS = {"treasurer", "auditor", "unit-officer", "federation-officer"};
    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
            "desk-clerk",
        "tips-officer", "member", "integration"};

    @Inject
    Federation federation;

    @Test
    void budgets() {
        Federation.Tree tree = federation.tree();
        List<Map<String, Object>> lines = List.of(Map.of("code", "22", "amount", Map.of("amount", 1, "currency", "VND")));
        own(tree, "POST", "", "treasurer").body(() -> Map.of("unit", tree.unit(), "year", 2026, "act", "1/NQ", "lines", lines)).check();
        String id = "/" + federation.text("SELECT id::text FROM budget WHERE unit_id = ?", tree.unit());
        own(tree, "GET", "?unit=" + tree.unit(), READERS).check();
        own(tree, "GET", "/outstanding?year=2026&unit=" + tree.unit(), READERS).check();
        own(tree, "GET", id, READERS).check();
        own(tree, "GET", id + "/versions", READERS).check();
        own(tree, "POST", id + "/versions", "treasurer").body(() -> Map.of("act", "2/NQ", "lines", lines)).check();
        own(tree, "POST", id + "/submission", "treasurer").body(() -> Map.of("version", 1_000)).check();
        own(tree, "POST", id + "/approval", "treasurer", "federation-officer").body(() -> Map.of("version", 1_000)).check();
        own(tree, "POST", id + "/return", "treasurer", "federation-officer").body(() -> Map.of("version", 1_000, "reason", "x")).check();
    }

    @Test
    void guardsAreForAllToReadAndForTheRootToSet() {
        Federation.Tree tree = federation.tree();
        AccessMatrix.of("GET", Api.BASE + "/budget-guards").roles(ALL).inside(tree.unit()).answersEverybodyTheirOwn().check();
        Map<String, Object> guard = new HashMap<>(Map.of("jurisdiction", "cn", "name", "access-test", "level", "grass-roots", "fromYear",
                2095,
                "numerator", List.of("33"), "denominator", List.of("22"), "bound", "max", "share",
                Map.of("numerator", 1, "denominator", 2)));
        guard.putAll(Map.of("severity", "warn", "citation", "AccessTest", "verified", false));
        AccessMatrix.of("POST", Api.BASE + "/budget-guards").body(() -> guard).roles("federation-officer").atTheRoot()
                .outside(tree.province(), tree.commune()).check();
        String id = federation.text("SELECT id::text FROM budget_guard WHERE name = 'access-test' LIMIT 1");
        AccessMatrix.of("POST", Api.BASE + "/budget-guards/" + id + "/cancellation").body(() -> Map.of("why", "x"))
                .roles("federation-officer").atTheRoot().outside(tree.province(), tree.commune()).check();
    }

    private static AccessMatrix own(Federation.Tree tree, String method, String path, String... roles) {
        return AccessMatrix.of(method, BASE + path).roles(roles).inside(tree.unit(), tree.commune())
                .outside(tree.sibling(), tree.elsewhere());
    }
}
