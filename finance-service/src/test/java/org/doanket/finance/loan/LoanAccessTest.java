package org.doanket.finance.loan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
class LoanAccessTest {

    private static final String[] READERS = {"unit-officer", "federation-officer", "treasurer", "auditor"};
    private static final String[] WRITERS = {"unit-officer", "federation-officer"};
    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
            "desk-clerk",
        "tips-officer", "member", "integration"};

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
        member = federation.member(unit, "LA", "guild");
    }

    @Test
    void reads() {
        String loan = refer();
        for (String path : new String[] {"/loan-referrals?unit=" + unit, "/loan-referrals/totals?unit=" + unit, "/loan-arrears?unit="
                + unit,
            "/loan-referrals/" + loan}) {
            own("GET", path, READERS).check();
        }
        AccessMatrix.of("GET", Api.BASE + "/loan-rules").roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
    }

    @Test
    void writes() {
        String loan = refer();
        own("POST", "/loan-referrals", WRITERS).body(this::referral).check();
        own("POST", "/loan-referrals/" + loan + "/endorsement", WRITERS).body(Map::of).check();
        own("POST", "/loan-referrals/" + loan + "/refusal", WRITERS).body(() -> Map.of("why", "x")).check();
        own("POST", "/loan-referrals/" + loan + "/bank-decision", WRITERS).body(() -> Map.of("granted", false, "on", "2025-01-01")).check();
        own("POST", "/loan-referrals/" + loan + "/payments", WRITERS).body(() -> Map.of("paidOn", "2025-01-01", "principal", money(1),
                "interest", money(0))).check();
        own("POST", "/loan-referrals/" + loan + "/rescheduling", WRITERS).body(() -> Map.of("asOf", "2025-01-01", "months", 2, "firstDueOn", "2025-02-01",
                "why", "x")).check();
        own("POST", "/loan-referrals/" + loan + "/write-off", WRITERS).body(() -> Map.of("on", "2025-01-01", "why", "x")).check();
        own("POST", "/loan-referrals/" + loan + "/write-off/reversal", WRITERS).body(() -> Map.of("why", "x")).check();
        String granted = granted();
        AccessMatrix.of("POST", () -> Api.BASE + "/loan-referrals/" + granted + "/payments/" + payment(granted) + "/reversal")
                .roles(WRITERS).inside(unit, tree.commune()).outside(child, tree.sibling(), tree.elsewhere()).check();
        AccessMatrix.of("POST", Api.BASE + "/loan-rules").roles("federation-officer").atTheRoot().outside(tree.province(), unit)
                .body(() -> Map.of("jurisdiction", "cn", "kind", "grace-days", "validFrom", "2080-01-01", "value", 3, "citation", "test",
                "verified", false)).check();
        AccessMatrix.of("POST", Api.BASE + "/loan-rules/019400d5-0000-7000-8000-000000000006/cancellation").roles("federation-officer")
                .inside(tree.province()).atTheRoot().outside(unit).body(() -> Map.of("why", "test")).check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.commune())
                .outside(child, tree.sibling(), tree.elsewhere());
    }

    private String granted() {
        member = federation.member(unit, "LB", "guild"); // who has no other loan
        String loan = refer();
        as("other").body(Map.of()).post("/loan-referrals/" + loan + "/endorsement").then().statusCode(200);
        as("other").body(Map.of("granted", true, "on", "2025-01-01", "firstDueOn", "2025-02-01"))
                .post("/loan-referrals/" + loan + "/bank-decision").then().statusCode(200);
        return loan;
    }

    private String payment(String loan) {
        return as("other").body(Map.of("paidOn", "2025-01-01", "principal", money(1), "interest", money(0)))
                .post("/loan-referrals/" + loan + "/payments").then().statusCode(200).extract()
                .path("payments.find { it.reverses == null }.id");
    }

    private String refer() {
        return as("maker").body(referral()).post("/loan-referrals").then().statusCode(201).extract().path("id");
    }

    private io.restassured.specification.RequestSpecification as(String who) {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject(who)).contentType("application/json");
    }

    private Map<String, Object> referral() {
        return Map.of("unit", unit, "member", member, "bank", "NHCSXH", "purpose", "motorbike", "principal", money(30_000_000), "months",
                36);
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
