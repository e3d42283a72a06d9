package org.doanket.finance.ledger;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LedgerAccessTest {

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "tips-officer", "member", "integration"};

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
    }

    @Test
    void reads() {
        Books.posted(unit, Books.income(unit, "2025-03-05", 100));
        for (String path : new String[] {"/statements?", "/accounts/1111/lines?", "/entry-proposals?"}) {
            own("GET", path + "unit=" + unit, "treasurer", "auditor").check();
        }
        own("GET", "/periods/verification?unit=" + unit, "auditor").check();
        own("GET", "/periods/" + Books.period(unit, "2025-03") + "/acts", "treasurer", "auditor").check();
        own("GET", "/entry-proposals/" + proposal(), "treasurer", "auditor").check();
        AccessMatrix.of("GET", Api.BASE + "/accounts/1111").roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
    }

    @Test
    void writes() {
        own("POST", "/journal-entries", "treasurer").body(() -> Books.income(unit, "2025-03-05", 100)).check();
        String waiting = proposal();
        own("POST", "/entry-proposals/" + proposal() + "/withdrawal", "treasurer").check();
        own("POST", "/entry-proposals/" + waiting + "/approval", "treasurer").check();
        own("POST", "/entry-proposals/" + waiting + "/refusal", "treasurer").body(() -> Map.of("why", "no paper")).check();
        own("POST", "/periods/" + Books.period(unit, "2025-03") + "/opening", "treasurer").body(() -> Map.of("why", "a test")).check();
    }

    @Test
    void theChartIsSetAtTheRoot() {
        AtomicInteger number = new AtomicInteger(800); // where no chart has accounts
        AccessMatrix.of("POST", Api.BASE + "/accounts").body(() -> Map.of("code", "6" + number.incrementAndGet(), "kind", "expense",
                "names",
                Map.of("vi", "a", "en", "a", "zh", "a"), "validFrom", "2020-01-01", "citation", "test")).roles("federation-officer").atTheRoot().outside(tree.commune(), unit).check();
        AccessMatrix.of("POST", Api.BASE + "/accounts/1111/ending").body(() -> Map.of("on", "2020-01-01", "why", "test"))
                .roles("federation-officer").atTheRoot().outside(tree.commune(), unit).check();
        AccessMatrix.of("POST", Api.BASE + "/eliminations").body(() -> Map.of("code", "test", "side", "upper", "account", "1389",
                "validFrom",
                "2060-01-" + (10 + number.incrementAndGet() % 20), "citation", "test")).roles("federation-officer").atTheRoot()
                .outside(tree.commune(), unit).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/eliminations/" + fresh(number) + "/ending").body(() -> Map.of("on", "2070-01-01", "why",
                "test"))
                .roles("federation-officer").atTheRoot().outside(tree.commune(), unit).check();
        AccessMatrix.of("GET", Api.BASE + "/eliminations").roles("treasurer", "auditor", "federation-officer").inside(unit)
                .answersEverybodyTheirOwn()
                .check();
        for (String rule : new String[] {"/1387", "/1387?asOf=2020-01-01"}) {
            AccessMatrix.of("GET", Api.BASE + "/eliminations" + rule).roles("treasurer", "auditor", "federation-officer").inside(unit)
                    .answersEverybodyTheirOwn().check();
        }
        Api.as("treasurer", unit).get("/eliminations/1387?asOf=1999-12-31").then().statusCode(404);
    }

    /** An account that goes out from now on. */
    private String fresh(AtomicInteger number) {
        String code = "6" + number.incrementAndGet();
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("code", code, "kind", "expense", "names",
                Map.of("vi", "a", "en", "a", "zh", "a"), "validFrom", "2020-01-01", "citation", "test")).post("/accounts").then()
                .statusCode(201);
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("code", "test", "side", "lower", "account", code,
                "validFrom",
                "2060-01-01", "citation", "test")).post("/eliminations").then().statusCode(201);
        return code;
    }

    private String proposal() {
        return Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("6111", 9_000_000, "VND"), Books.line("1111", -9_000_000,
                "VND"))).then()
                .statusCode(202).extract().path("id");
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.commune()).outside(federation.unit(unit, "vn"),
                tree.sibling(),
                tree.elsewhere());
    }
}
