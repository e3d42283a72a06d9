package org.doanket.finance.relief;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReliefAccessTest {

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
            "desk-clerk",
        "tips-officer", "member", "integration"};
    private static final String[] OFFICERS = {"unit-officer", "federation-officer"};

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private UUID child;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
        child = federation.unit(unit, "vn");
    }

    @Test
    void whatTheLawWantsPublicIs() {
        String drive = open();
        AccessMatrix.of("GET", Api.BASE + "/relief-drives").openToAll().check();
        AccessMatrix.of("GET", Api.BASE + "/relief-drives/" + drive).openToAll().check();
        AccessMatrix.of("GET", Api.BASE + "/relief-rules").roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
    }

    @Test
    void drives() {
        String drive = open();
        own("POST", "/relief-drives", OFFICERS).body(this::drive).check();
        own("GET", "/relief-drives/" + drive + "/distributions", "unit-officer", "federation-officer", "treasurer", "auditor").check();
        own("GET", "/relief-drives/" + drive + "/distributions/" + propose(drive), "unit-officer", "federation-officer", "treasurer", "auditor").check();
        own("GET", "/relief-controls?unit=" + unit, "treasurer", "auditor").check();
        own("POST", "/relief-drives/" + drive + "/distributions", "treasurer").body(() -> distribution()).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/relief-drives/" + drive + "/distributions/" + propose(drive) + "/refusal")
                .roles(OFFICERS).inside(unit, tree.commune()).outside(child, tree.sibling(), tree.elsewhere()).body(Map::of).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/relief-drives/" + drive + "/distributions/" + propose(drive) + "/approval")
                .roles(OFFICERS).inside(unit, tree.commune()).outside(child, tree.sibling(), tree.elsewhere()).body(Map::of).check();
        own("POST", "/relief-drives/" + drive + "/distributions/" + propose(drive) + "/reversal", "treasurer").body(() -> Map.of("why", "x")).check();
        own("POST", "/relief-drives/" + drive + "/closing", OFFICERS).body(() -> Map.of("why", "x")).check();
        AccessMatrix.of("POST", Api.BASE + "/relief-rules").roles("federation-officer").atTheRoot().outside(tree.province(), unit)
                .body(() -> Map.of("jurisdiction", "cn", "kind", "least-cell", "validFrom", "2080-01-01", "value", 5, "citation", "test",
                "verified", false)).check();
    }

    @Test
    void contributions() {
        String given = give();
        for (String path : new String[] {"/contributions?unit=" + unit, "/contributions/" + given, "/pledges?unit=" + unit, "/pledges/"
                + pledge()}) {
            own("GET", path, "unit-officer", "campaign-officer", "treasurer", "auditor").check();
        }
        own("GET", "/pledges/totals?unit=" + unit, "unit-officer", "campaign-officer", "treasurer", "auditor", "federation-officer")
                .check();
        own("GET", "/contributions/totals?unit=" + unit, "unit-officer", "campaign-officer", "treasurer", "auditor", "federation-officer")
                .check();
        own("GET", "/contributions/" + given + "/receipt", "treasurer", "auditor").accept("application/pdf").check();
        own("POST", "/contributions", "treasurer", "unit-officer").body(this::work).check();
        own("POST", "/contributions/" + given + "/refund", "treasurer").check();
        own("POST", "/contributions/" + given + "/admission", "treasurer").check();
        AccessMatrix.of("POST", () -> Api.BASE + "/contributions/" + give() + "/reversal").roles("treasurer", "unit-officer")
                .inside(unit, tree.commune()).outside(child, tree.sibling(), tree.elsewhere()).body(() -> Map.of("why", "x")).check();
        own("POST", "/pledges", "unit-officer", "campaign-officer", "treasurer").body(this::promise).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/pledges/" + pledge() + "/withdrawal").roles("unit-officer", "campaign-officer",
                "treasurer").inside(unit, tree.commune()).outside(child, tree.sibling(), tree.elsewhere()).body(() -> Map.of("why", "x"))
                .check();
    }

    @Test
    void prices() {
        AccessMatrix.of("GET", Api.BASE + "/contribution-prices").roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", Api.BASE + "/contribution-prices").roles("federation-officer").inside(tree.province()).outside(unit)
                .body(this::price).check();
        String price = Api.as("federation-officer", tree.province()).contentType("application/json").body(price())
                .post("/contribution-prices").then().statusCode(201).extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/contribution-prices/" + price).roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", Api.BASE + "/contribution-prices/" + price + "/cancellation").roles("federation-officer")
                .inside(tree.province()).outside(unit).body(() -> Map.of("why", "x")).check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.commune())
                .outside(child, tree.sibling(), tree.elsewhere());
    }

    private Map<String, Object> drive() {
        return Map.of("unit", unit, "name", "Storm", "purpose", "houses", "beneficiaries", "people", "bankBin", "970436", "account",
                String.valueOf(System.nanoTime()), "holder", "LDLD", "opensAt", "2026-01-01T00:00:00Z", "closesAt", Instant.now()
                .plusSeconds(3600).toString());
    }

    private String open() {
        return as("unit-officer").body(drive()).post("/relief-drives").then().statusCode(201).extract().path("id");
    }

    private static Map<String, Object> distribution() {
        return Map.of("place", "Xa A", "gift", Map.of("kind", "cash", "amount", Map.of("amount", 1, "currency", "VND")), "recipients", 9,
                "givenOn", "2026-09-20", "paidFrom", "1111");
    }

    private String propose(String drive) {
        return as("treasurer").body(distribution()).post("/relief-drives/" + drive + "/distributions").then().statusCode(201).extract()
                .path("id");
    }

    private String give() {
        return as("unit-officer").body(work()).post("/contributions").then().statusCode(201).extract().path("id");
    }

    private Map<String, Object> work() {
        return Map.of("unit", unit, "channel", "desk", "gift", Map.of("kind", "workdays", "quantity", 1));
    }

    private Map<String, Object> promise() {
        return Map.of("unit", unit, "gift", Map.of("kind", "workdays", "quantity", 1));
    }

    private String pledge() {
        return as("unit-officer").body(promise()).post("/pledges").then().statusCode(201).extract().path("id");
    }

    private Map<String, Object> price() {
        return Map.of("jurisdiction", "vn", "kind", "goods", "sort", UUID.randomUUID().toString(), "measure", "kg", "validFrom",
                "2080-01-01", "amount", Map.of("amount", 1, "currency", "VND"), "citation", "test", "verified", false);
    }

    private RequestSpecification as(String role) {
        return Api.with(Tokens.of(role).unit(unit).subject("maker")).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }
}
