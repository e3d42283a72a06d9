package org.doanket.finance.grant;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class GrantAccessTest {

    private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString();
    private static final int YEAR = Integer.parseInt(TODAY.substring(0, 4));

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
            "desk-clerk",
        "tips-officer", "member", "integration"};
    private static final String[] STAFF = {"unit-officer", "federation-officer", "treasurer", "auditor"};
    private static final String[] READERS = {"member", "unit-officer", "federation-officer", "treasurer", "auditor"};
    private static final String[] OFFICERS = {"unit-officer", "federation-officer"};
    private static final String[] MAKERS = {"member", "unit-officer"};

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private UUID child;
    private UUID member;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
        child = federation.unit(unit, "vn");
        member = federation.member(unit, "GA", "guild");
    }

    @Test
    void rules() {
        String grant = Api.as("federation-officer", tree.province()).contentType("application/json").body(rule()).post("/grants").then()
                .statusCode(201).extract().path("id");
        for (String path : new String[] {"/grants", "/grants/" + grant}) {
            AccessMatrix.of("GET", Api.BASE + path).roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
        }
        own("POST", "/grants", "federation-officer").body(this::rule).check();
        own("POST", "/grants/" + grant + "/cancellation", "federation-officer").body(() -> Map.of("why", "x")).check();
        own("GET", "/grant-quotas?unit=" + unit, STAFF).check();
        AccessMatrix.of("POST", Api.BASE + "/grant-quotas").roles(OFFICERS).inside(tree.commune(), tree.province())
                .outside(unit, child, tree.sibling(), tree.elsewhere()).body(() -> Map.of("unit", unit, "grant", "tet", "year", YEAR,
                "people", 1)).check();
        own("GET", "/grant-quotas/" + federation.text("SELECT id::text FROM grant_quota WHERE unit_id = ? ORDER BY no LIMIT 1", unit), STAFF).check();
    }

    @Test
    void applications() {
        String submitted = submitted();
        String paper = as("unit-officer").get("/grant-applications/" + submitted).then().extract().path("evidence[0].id");
        own("GET", "/grant-applications?unit=" + unit, READERS).member(member).check();
        own("GET", "/grant-applications/" + submitted, READERS).member(member).check();
        own("GET", "/grant-applications/" + submitted + "/evidence/" + paper, READERS).member(member).accept("application/pdf").check();
        own("POST", "/grant-applications", MAKERS).member(member).body(() -> Map.of("member", member, "grant", "hardship", "reason",
                "need")).check();
        own("PUT", "/grant-applications/" + draft(), MAKERS).member(member).ifMatch("*").body(() -> Map.of("reason", "need")).check();
        own("POST", "/grant-applications/" + draft() + "/evidence?kind=application", MAKERS).member(member).body("application/octet-stream",
                () -> "%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII)).check();
        own("POST", "/grant-applications/" + draft() + "/submission", MAKERS).member(member).check();
        for (String step : new String[] {"return", "refusal"}) {
            fresh(() -> "/grant-applications/" + submitted() + "/" + step, OFFICERS).body(() -> Map.of("why", "x")).check();
        }
        fresh(() -> "/grant-applications/" + submitted() + "/approval", OFFICERS).body(Map::of).check();
        own("POST", "/grant-applications/" + submitted + "/payment", "treasurer").body(this::pay).check();
    }

    @Test
    void lists() {
        String list = list();
        own("GET", "/grant-lists?unit=" + unit, STAFF).check();
        own("GET", "/grant-lists/" + list, STAFF).check();
        own("GET", "/grant-lists/" + list + "/members", STAFF).check();
        own("POST", "/grant-lists", "unit-officer").body(() -> listed(true)).check();
        own("POST", "/grant-lists/" + list + "/approval", OFFICERS).body(Map::of).check();
        own("POST", "/grant-lists/" + list + "/refusal", OFFICERS).body(() -> Map.of("why", "x")).check();
        own("POST", "/grant-lists/" + list + "/payment", "treasurer").body(this::pay).check();
    }

    @Test
    void payments() {
        String list = list();
        Api.with(Tokens.of("unit-officer").unit(unit).subject("checker")).contentType("application/json").body(Map.of())
                .post("/grant-lists/" + list + "/approval").then().statusCode(200);
        as("treasurer").header("Idempotency-Key", UUID.randomUUID().toString()).body(pay()).post("/grant-lists/" + list + "/payment")
                .then().statusCode(200);
        own("GET", "/grant-payments?unit=" + unit, "treasurer", "auditor").check();
        String payment = as("treasurer").get("/grant-payments?unit=" + unit).then().extract().path("items[0].id");
        own("GET", "/grant-payments/" + payment, "treasurer", "auditor").check();
        own("POST", "/grant-payments/" + payment + "/reversal", "treasurer").body(() -> Map.of("why", "x")).check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.commune())
                .outside(child, tree.sibling(), tree.elsewhere());
    }

    private AccessMatrix fresh(Supplier<String> path, String... roles) {
        return AccessMatrix.of("POST", () -> Api.BASE + path.get()).roles(roles).inside(unit, tree.commune())
                .outside(child, tree.sibling(), tree.elsewhere());
    }

    private Map<String, Object> rule() {
        Map<String, Object> rule = new HashMap<>(Map.of("jurisdiction", "vn", "unit", unit, "code", "g" + UUID.randomUUID().toString()
                .substring(0, 8), "name", "Test", "validFrom", "2080-01-01", "method", "fixed", "cash", money(1), "inKind", money(0),
                "evidence", List.of()));
        rule.putAll(Map.of("approvalLimits", List.of(), "fundingCode", "31.03", "account", "6112", "inKindAccount", "6113", "citation",
                "NQ", "verified", false));
        return rule;
    }

    private String draft() {
        return as("unit-officer").body(Map.of("member", member, "grant", "hardship", "on", TODAY, "cash", money(1_000), "reason",
                "need")).post("/grant-applications").then().statusCode(201).extract().path("id");
    }

    private String submitted() {
        String id = draft();
        as("unit-officer").contentType("application/pdf").body("%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII))
                .post("/grant-applications/" + id + "/evidence?kind=application").then().statusCode(200);
        as("unit-officer").post("/grant-applications/" + id + "/submission").then().statusCode(200);
        return id;
    }

    private String list() {
        return as("unit-officer").body(listed(false)).post("/grant-lists").then().statusCode(201).extract().path("id");
    }

    private Map<String, Object> listed(boolean preview) {
        return Map.of("unit", unit, "grant", "tet", "on", TODAY, "members", List.of(Map.of("member", member)), "preview", preview);
    }

    private Map<String, Object> pay() {
        return Map.of("paidOn", TODAY, "paidFrom", "1121");
    }

    private RequestSpecification as(String role) {
        return Api.with(Tokens.of(role).unit(unit).subject("maker")).contentType("application/json");
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
