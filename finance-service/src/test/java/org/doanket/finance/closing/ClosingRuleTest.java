package org.doanket.finance.closing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingRuleTest {

    @Inject
    Federation federation;

    @Test
    void setsARuleFromADayOnAndTakesItBackBeforeItBegins() {
        String id = officer().body(rule("heir", "2070-01-01")).post("/closing-rules").then().statusCode(201).body("text.en", equalTo("To the province."))
                .extract().path("id");
        officer().body(rule("heir", "2070-01-01")).post("/closing-rules").then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        on("2070-01-01").body("items.findAll { it.code == 'heir' }.id", contains(id));
        on("2069-12-31").body("items.code", hasSize(5)).body("items.findAll { it.id == '" + id + "' }", hasSize(0));
        officer().body(Map.of("why", "dropped")).post("/closing-rules/" + id + "/cancellation").then().statusCode(200)
                .body("cancelledWhy", equalTo("dropped"));
        officer().body(Map.of("why", "again")).post("/closing-rules/" + id + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-cancelled-already"));
        on("2070-01-01").body("items.findAll { it.id == '" + id + "' }", hasSize(0));
        String begun = Api.as("member", null).get("/closing-rules?asOf=2026-01-01").then().extract().path("items[0].id");
        officer().body(Map.of("why", "no")).post("/closing-rules/" + begun + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-begun-already"));
    }

    @Test
    void isForAllToReadAndForTheRootToSet() {
        Federation.Tree tree = federation.tree();
        AccessMatrix.of("GET", Api.BASE + "/closing-rules").roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "member", "integration").inside(tree.unit()).answersEverybodyTheirOwn().check();
        atTheRoot(tree, "/closing-rules", rule("shares", "2071-01-01"));
        String id = Api.as("member", null).get("/closing-rules?asOf=2071-01-01").then().extract().path("items.find { it.code == 'shares' }.id");
        atTheRoot(tree, "/closing-rules/" + id + "/cancellation", Map.of("why", "a test"));
    }

    private static void atTheRoot(Federation.Tree tree, String path, Map<String, Object> body) {
        AccessMatrix.of("POST", Api.BASE + path).body(() -> body).roles("federation-officer").atTheRoot()
                .outside(tree.commune(), tree.unit()).check();
    }

    private static ValidatableResponse on(String day) {
        return Api.as("auditor", null).get("/closing-rules?limit=200&asOf=" + day).then().statusCode(200);
    }

    private static Map<String, Object> rule(String code, String from) {
        return Map.of("code", code, "text", Map.of("vi", "Cho cấp tỉnh.", "en", "To the province.", "zh", "归省级。"), "validFrom", from, "citation",
                "a test", "verified", false);
    }

    private static RequestSpecification officer() {
        return Api.as("federation-officer", null).contentType("application/json");
    }
}
