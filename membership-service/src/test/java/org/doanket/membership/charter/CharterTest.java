package org.doanket.membership.charter;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of membership, changed without a release. Their days are far off, so that no other test lives under them. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CharterTest {

    private static final Map<String, Map<String, Object>> RULES = Map.of(
            "admission-rules", Map.of("category", "informal", "unitKind", "grass-roots-union", "taken", true),
            "status-rules", Map.of("status", "kept", "fromStatuses", List.of("active", "suspended"), "needsAct", true),
            "office-role-rules", Map.of("bodyKind", "women-committee", "position", "head", "level", "upper", "roles", List.of("campaign-officer")),
            "return-rules", Map.of("formerStatus", "expelled", "mayReturn", false, "yearsCount", false));

    @Inject
    AgroalDataSource dataSource;

    private Api.Tree tree;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
    }

    @Test
    void beginOnADayToComeAndAreTakenBackBeforeIt() {
        RULES.forEach((path, rule) -> {
            String id = set(path, "2047-01-01", rule).statusCode(201).body("validFrom", equalTo("2047-01-01"), "citation", equalTo("a congress to come"),
                    "verified", equalTo(false), "cancelledAt", nullValue()).extract().path("id");
            set(path, "2047-01-01", rule).statusCode(409).body("code", equalTo("rule-begin-taken"));
            set(path, "2020-01-01", rule).statusCode(422).body("errors.pointer", contains("/source/validFrom"));
            inForce(path, "2046-12-31").body("id", not(hasItem(id)));
            inForce(path, "2047-01-01").body("id", hasItem(id));

            cancel(path, id).statusCode(200).body("cancelledWhy", equalTo("a test"));
            cancel(path, id).statusCode(409).body("code", equalTo("rule-cancelled-already"));
            inForce(path, "2047-01-01").body("id", not(hasItem(id)));
            Api.officer().get("/" + path + "?jurisdiction=vn").then().statusCode(200).body("id", hasItem(id));
            cancel(path, inForce(path, "2026-01-01").extract().path("[0].id")).statusCode(409).body("code", equalTo("rule-begun-already"));
            cancel(path, UUID.randomUUID().toString()).statusCode(404);
            set(path, "2047-01-01", rule).statusCode(201);
        });
    }

    @Test
    void nameAllThatIsUnknown() {
        set("status-rules", "2020-01-01", Map.of("status", "gone", "fromStatuses", List.of("active", "here"))).statusCode(422)
                .body("errors.pointer", hasItems("/source/validFrom", "/status", "/fromStatuses/1"));
        set("admission-rules", "2048-01-01", Map.of("category", "robot", "unitKind", "club", "taken", true)).statusCode(422)
                .body("errors.pointer", hasItems("/category", "/unitKind"));
        set("return-rules", "2048-01-01", Map.of("formerStatus", "gone", "mayReturn", true, "yearsCount", true)).statusCode(422);
        set("office-role-rules", "2048-01-01", Map.of("bodyKind", "women-committee", "position", "king", "level", "upper", "roles", List.of())).statusCode(422)
                .body("errors.pointer", contains("/position"));
        set("office-role-rules", "2048-01-01", Map.of("bodyKind", "women-committee", "position", "head", "level", "upper", "roles", List.of("king")))
                .statusCode(400);
        set("return-rules", "2048-01-01", Map.of()).statusCode(400).body("errors.pointer", hasItems("/formerStatus", "/mayReturn", "/yearsCount"));
    }

    /** Put there by the database: a rule cannot be set for today, and no test waits for a day. */
    @Test
    void giveAnOfficeAnotherRoleFromTheirDayOn() {
        String roles = "find { it.jurisdiction == 'vn' && it.code == 'women-committee' }.positions.find { it.code == 'head' }.roles.upper";
        Api.officer().get("/body-kinds").then().body(roles, nullValue());
        Sql.of("INSERT INTO office_role_rule (jurisdiction, body_kind, position, level, valid_from, roles, citation, verified) "
                + "VALUES ('vn', 'women-committee', 'head', 'upper', current_date - 2, '{campaign-officer}', 'a test', false)").run(dataSource);
        try {
            Api.officer().get("/body-kinds").then().body(roles, contains("campaign-officer"));
        } finally {
            Sql.of("UPDATE office_role_rule SET cancelled_at = now() WHERE citation = 'a test'").run(dataSource);
        }
        Api.officer().get("/body-kinds").then().body(roles, nullValue());
    }

    @Test
    void areSetAtTheTopOfTheTreeAlone() {
        int[] year = {2050};
        RULES.forEach((path, rule) -> {
            year[0] = 2050;
            AccessMatrix.of("POST", Api.BASE + "/" + path).body(() -> body(++year[0] + "-01-01", rule)).roles("federation-officer").inside(tree.province)
                    .outside(tree.commune, tree.sibling, tree.grassRoots).check();
            AccessMatrix.of("POST", () -> Api.BASE + "/" + path + "/" + set(path, ++year[0] + "-01-01", rule).extract().path("id") + "/cancellation")
                    .body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province)
                    .outside(tree.commune, tree.sibling, tree.grassRoots).check();
            AccessMatrix.of("GET", Api.BASE + "/" + path).roles("federation-officer", "unit-officer", "auditor", "integration").inside(tree.province, tree.grassRoots).check();
        });
    }

    private static Map<String, Object> body(String from, Map<String, Object> rule) {
        Map<String, Object> body = new HashMap<>(rule);
        body.put("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "a congress to come", "verified", false));
        return body;
    }

    private static ValidatableResponse set(String path, String from, Map<String, Object> rule) {
        return Api.officer().contentType("application/json").body(body(from, rule)).post("/" + path).then();
    }

    private static ValidatableResponse cancel(String path, String id) {
        return Api.officer().contentType("application/json").body(Map.of("why", "a test")).post("/" + path + "/" + id + "/cancellation").then();
    }

    private static ValidatableResponse inForce(String path, String day) {
        return Api.officer().get("/" + path + "?jurisdiction=vn&asOf=" + day).then().statusCode(200);
    }
}
