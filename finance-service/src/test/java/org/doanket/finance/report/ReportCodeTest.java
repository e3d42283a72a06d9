package org.doanket.finance.report;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** How the lines of the forms read from which day on. All of it in years that no report of another test is about. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReportCodeTest {

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "tips-officer", "member", "integration"};
    private static final AtomicInteger YEARS = new AtomicInteger(2100);

    @Inject
    Federation federation;

    @Test
    void readsOtherwiseFromADayOnAndAsEverBefore() {
        String id = set("33", "spending", "2101-01-01", Map.of()).statusCode(201).body("used", equalTo(true)).extract().path("id");
        set("33", "spending", "2101-01-01", Map.of()).statusCode(409).body("code", equalTo("rule-begin-taken"));
        root().get("/report-codes?on=2101-06-01").then().statusCode(200).body("find { it.code == '33' }.name", equalTo("Line 33"));
        root().get("/report-codes?on=2100-12-31").then().body("find { it.code == '33' }.name", equalTo("Administration"));
        root().get("/report-codes").then().body("find { it.code == '33' }.name", equalTo("Administration"));
        root().body(Map.of("verified", true)).patch("/report-codes/" + id).then().statusCode(428);
        root().header("If-Match", "\"v7\"").body(Map.of("verified", true)).patch("/report-codes/" + id).then().statusCode(412);
        root().header("If-Match", "\"v0\"").body(Map.of("verified", true, "names", Map.of("en", "Running the office"))).patch("/report-codes/" + id)
                .then().statusCode(200).header("ETag", equalTo("\"v1\"")).body("verified", equalTo(true)).body("names.vi", equalTo("Dòng 33"))
                .body("name", equalTo("Running the office"));
        root().header("If-Match", "*").body(Map.of("code", "34")).patch("/report-codes/" + id).then().statusCode(400);
        root().get("/report-codes/history?code=33").then().body("items", hasSize(2));
        String begun = root().get("/report-codes").then().extract().path("find { it.code == '33' }.id");
        root().header("If-Match", "*").body(Map.of("verified", true)).patch("/report-codes/" + begun).then().statusCode(409)
                .body("code", equalTo("rule-begun-already"));
        root().body(Map.of("why", "not decided")).post("/report-codes/" + id + "/cancellation").then().statusCode(200);
        root().body(Map.of("why", "again")).post("/report-codes/" + id + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-cancelled-already"));
        root().get("/report-codes?on=2101-06-01").then().body("find { it.code == '33' }.name", equalTo("Administration"));
    }

    @Test
    void hasALineMoreUntilItIsDroppedAndNotWhileAccountsFallUnderIt() {
        set("31.77", "spending", "2110-01-01", Map.of()).statusCode(201);
        root().get("/report-codes?on=2110-01-01").then().body("code", hasItem("31.77"));
        root().get("/report-codes?on=2109-12-31").then().body("code", not(hasItem("31.77")));
        mapped("31.77", "2109-06-01").statusCode(422).body("code", equalTo("report-code-unknown"));
        String mapping = mapped("31.77", "2111-01-01").statusCode(201).extract().path("id");
        set("31.77", "spending", "2112-01-01", Map.of("used", false)).statusCode(409).body("code", equalTo("report-code-in-use"))
                .body("detail", equalTo("These accounts fall under 31.77 from that day on or later: 6142. Put them under another code first."));
        root().body(Map.of("why", "a test")).post("/report-mappings/" + mapping + "/cancellation").then().statusCode(200);
        set("31.77", "spending", "2112-01-01", Map.of("used", false)).statusCode(201);
        root().get("/report-codes?on=2112-01-01").then().body("code", not(hasItem("31.77")));
        set("31.77", "income", "2113-01-01", Map.of()).statusCode(422).body("code", equalTo("report-code-side"));
        set("88.01", "spending", "2110-01-01", Map.of()).statusCode(422).body("code", equalTo("report-code-without-parent"));
        set("51", "closing", "2110-01-01", Map.of()).statusCode(422).body("code", equalTo("report-code-computed"));
        set("37", "spending", "2110-01-01", Map.of("used", false)).statusCode(422).body("code", equalTo("report-code-computed"));
        set("50", "closing", "2110-01-01", Map.of("used", false)).statusCode(422).body("code", equalTo("report-code-computed"));
    }

    @Test
    void isForAllToReadAndForTheRootToSet() {
        Federation.Tree tree = federation.tree();
        String id = set("32", "spending", YEARS.incrementAndGet() + "-01-01", Map.of()).statusCode(201).extract().path("id");
        for (String path : new String[] {"/report-codes", "/report-codes/history", "/report-codes/" + id}) {
            AccessMatrix.of("GET", Api.BASE + path).roles(ALL).inside(tree.unit()).answersEverybodyTheirOwn().check();
        }
        rooted(tree, AccessMatrix.of("POST", Api.BASE + "/report-codes").body(() -> line("32", "spending", YEARS.incrementAndGet() + "-01-01", Map.of())));
        rooted(tree, AccessMatrix.of("PATCH", Api.BASE + "/report-codes/" + id).body("application/merge-patch+json", () -> Map.of("place", 90)).ifMatch("*"));
        rooted(tree, AccessMatrix.of("POST", Api.BASE + "/report-codes/" + id + "/cancellation").body(() -> Map.of("why", "a test")));
    }

    private static void rooted(Federation.Tree tree, AccessMatrix matrix) {
        matrix.roles("federation-officer").atTheRoot().outside(tree.commune(), tree.unit()).check();
    }

    private static ValidatableResponse set(String code, String side, String from, Map<String, Object> more) {
        return root().body(line(code, side, from, more)).post("/report-codes").then();
    }

    private static ValidatableResponse mapped(String code, String from) {
        return root().body(Map.of("account", "6142", "code", code, "validFrom", from, "citation", "a test", "verified", false)).post("/report-mappings").then();
    }

    private static Map<String, Object> line(String code, String side, String from, Map<String, Object> more) {
        Map<String, Object> line = new HashMap<>(Map.of("code", code, "side", side, "names", Map.of("vi", "Dòng " + code, "en", "Line " + code, "zh", code),
                "place", 89, "validFrom", from, "citation", "a test", "verified", false));
        line.putAll(more);
        return line;
    }

    private static RequestSpecification root() {
        return Api.as("federation-officer", (UUID) null).contentType("application/json");
    }
}
