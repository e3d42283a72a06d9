package org.doanket.finance.dues;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A charge is as well founded as the weakest of what decides it. The base salary of 2025 is verified, that from 2026-07 is not. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnverifiedTest {

    @Inject
    Federation federation;

    private UUID unit;

    @BeforeEach
    void unit() {
        unit = federation.unit(null, "vn");
    }

    @Test
    void isAChargeUnderACapThatNobodyHasVerified() throws InterruptedException {
        federation.pay(federation.member(unit, "A", "non-state-enterprise"), "2025-08", "si_salary", 8_000_000);
        federation.pay(federation.member(unit, "B", "non-state-enterprise"), "2026-08", "si_salary", 800_000_000);
        explained("2025-08", "A").body(of("A") + "verified", equalTo(true)).body(of("A") + "unverified", nullValue());
        explained("2026-08", "B").body(of("B") + "verified", equalTo(false)).body(of("B") + "citation", containsString("QD 61"))
                .body(of("B") + "unverified", hasSize(1)).body(of("B") + "unverified", everyItem(not(containsString("QD 61"))))
                .body(of("B") + "steps", hasItem(containsString("has not been verified")));
    }

    @Test
    void isAFixedAmountAboveALeastThatNobodyHasVerified() throws InterruptedException {
        federation.pay(federation.member(unit, "G", "guild"), "2025-08", "fixed_amount", 15_000);
        federation.pay(federation.member(unit, "H", "guild"), "2026-08", "fixed_amount", 15_000);
        UUID below = federation.member(unit, "I", "guild");
        federation.pay(below, "2026-08", "fixed_amount", 12_000);
        explained("2025-08", "G").body(of("G") + "verified", equalTo(true));
        explained("2026-08", "H").body(of("H") + "verified", equalTo(false));
        String run = federation.text("SELECT r.id::text FROM dues_run r WHERE r.unit_id = ? AND r.month = '2026-08-01' AND r.mode = 'post'", unit);
        Api.as("treasurer", unit).get("/dues-runs/" + run + "/problems").then().statusCode(200)
                .body("items.find { it.memberCode == 'I' }.code", equalTo("dues-below-floor"))
                .body("items.find { it.memberCode == 'I' }.rule", containsString("QD 61")).body("items.find { it.memberCode == 'I' }.rule",
                containsString("; ")).body("items.find { it.memberCode == 'I' }.verified", equalTo(false));
    }

    @Test
    void isAnExemptionThatNobodyHasVerified() throws InterruptedException {
        String category = "weak-" + System.nanoTime();
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("reason", "category", "category", category, "source", Map.of("jurisdiction", "vn", "validFrom", "2025-01-01", "citation", "hearsay " + category, "verified", false)))
                .post("/exemption-rules").then().statusCode(201);
        UUID member = federation.member(unit, "E", "non-state-enterprise");
        federation.transaction(connection -> Sql.of("UPDATE member_span s SET category = ? FROM member_ref m "
                + "WHERE m.no = s.member_no AND m.id = ?", category, member).run(connection));
        federation.pay(member, "2025-08", "si_salary", 8_000_000);
        explained("2025-08", "E").body(of("E") + "verified", equalTo(false)).body(of("E") + "unverified", contains("hearsay " + category));
    }

    @Test
    void isAChargeWhoseCapWasSetAfterwardsUntilTheNextRunHasCorrectedIt() throws InterruptedException {
        federation.pay(federation.member(unit, "K", "non-state-enterprise"), "2017-06", "si_salary", 20_000_000);
        explained("2017-06", "K").body(of("K") + "steps", not(hasItem(containsString("after this was charged"))));
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("name", "base-salary", "amount", Map.of("amount", 1_300_000, "currency",
                "VND"), "source", Map.of("jurisdiction", "vn", "validFrom", "2017-05-01", "citation", "a test", "verified", true))).post("/parameters").then()
                .statusCode(201);
        Api.as("auditor", unit).get("/charges?unit=" + unit + "&month=2017-06").then().statusCode(200).body("items[0].amount.amount", equalTo(115_000))
                .body(of("K") + "steps", hasItem(containsString("after this was charged")));
        explained("2017-06", "K").body("items[0].amount.amount", equalTo(130_000)).body(of("K") + "steps", not(hasItem(containsString("after this was charged"))));
    }

    private static String of(String member) {
        return "items.find { it.memberCode == '" + member + "' }.explanation.";
    }

    private ValidatableResponse explained(String month, String member) throws InterruptedException {
        Api.runDues(unit, month, "post");
        return Api.as("auditor", unit).get("/charges?unit=" + unit + "&month=" + month).then().statusCode(200);
    }
}
