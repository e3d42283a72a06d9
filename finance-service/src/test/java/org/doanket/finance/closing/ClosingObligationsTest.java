package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

/** Grants and loans of a unit that ends: on the list, with the heir, and back by the counter-act. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingObligationsTest {

    private static final String ENDS_ON = "2026-08-21";

    @Inject
    Federation federation;
    @Inject
    Endings endings;

    @Test
    void goToTheHeirAndComeBackByTheCounterAct() {
        Federation.Tree tree = federation.tree();
        UUID unit = tree.unit();
        UUID heir = tree.sibling();
        UUID member = federation.member(unit, "O1", "guild");
        UUID other = federation.member(unit, "O2", "guild");
        String grant = officer("chair", unit).body(Map.of("member", member, "grant", "hardship", "reason", "ill", "cash", money(1_000_000)))
                .post("/grant-applications").then().statusCode(201).extract().path("id");
        String list = officer("chair", unit).body(Map.of("unit", unit, "grant", "tet", "members", List.of(Map.of("member", other)))).post("/grant-lists")
                .then().statusCode(201).extract().path("id");
        String loan = granted(unit, member);
        federation.learn(member, LocalDate.parse(ENDS_ON), heir, "O1", "active", "guild");

        endings.end(unit, ENDS_ON, heir);
        String closing = endings.await(unit, "closed").getString("id");
        Api.as("auditor", unit).get("/unit-closings/" + closing + "/items?part=obligations").then().statusCode(200)
                .body("items.what", containsInAnyOrder("grant-draft", "grant-submitted", "loan-granted"))
                .body("items.find { it.what == 'loan-granted' }.amount.amount", equalTo(12_000_000 - 1_000_000))
                .body("items.find { it.what == 'grant-draft' }.title", equalTo("Grant being applied for"));
        officer("h", heir).get("/grant-applications/" + grant).then().statusCode(200).body("unit", equalTo(heir.toString()));
        officer("h", heir).get("/grant-lists?unit=" + heir).then().statusCode(200).body("items", hasSize(1)).body("items[0].people", equalTo(1));
        officer("h", heir).get("/loan-referrals/" + loan).then().statusCode(200).body("unit", equalTo(heir.toString()))
                .body("schedule", hasSize(12)).body("payments", hasSize(1));
        officer("h", unit).get("/grant-lists/" + list).then().statusCode(404);
        officer("h", unit).get("/loan-referrals/" + loan).then().statusCode(404);
        officer("h", unit).body(Map.of("member", other, "grant", "hardship", "reason", "ill", "cash", money(1_000_000))).post("/grant-applications")
                .then().statusCode(422).body("code", equalTo("unit-closing"));
        officer("h", unit).body(referral(unit, other)).post("/loan-referrals").then().statusCode(422).body("code", equalTo("unit-closing"));

        federation.learn(member, LocalDate.parse(ENDS_ON).plusDays(1), unit, "O1", "active", "guild");
        endings.restore(unit);
        endings.await(unit, "undone");
        officer("chair", unit).get("/grant-applications/" + grant).then().statusCode(200).body("state", equalTo("draft"));
        officer("chair", unit).get("/grant-lists/" + list).then().statusCode(200).body("people", equalTo(1)).body("state", equalTo("submitted"));
        officer("chair", unit).get("/loan-referrals/" + loan).then().statusCode(200).body("state", equalTo("granted")).body("payments", hasSize(1));
        officer("h", heir).get("/grant-lists?unit=" + heir).then().statusCode(200).body("items", hasSize(0));
        officer("h", heir).get("/loan-referrals/" + loan).then().statusCode(404);
        assertThat(federation.number("SELECT count(*) FROM closing_passed WHERE unit_id = ?", unit)).isEqualTo(3);
    }

    private String granted(UUID unit, UUID member) {
        String loan = officer("maker", unit).body(referral(unit, member)).post("/loan-referrals").then().statusCode(201).extract().path("id");
        step("checker", unit, loan, "endorsement", Map.of());
        step("checker", unit, loan, "bank-decision", Map.of("granted", true, "on", "2026-03-01", "firstDueOn", "2026-04-01"));
        step("checker", unit, loan, "payments", Map.of("paidOn", "2026-04-01", "principal", money(1_000_000), "interest", money(79_200)));
        return loan;
    }

    private static void step(String who, UUID unit, String loan, String step, Map<String, Object> body) {
        int status = officer(who, unit).body(body).post("/loan-referrals/" + loan + "/" + step).then().extract().statusCode();
        assertThat(status).as(step).isBetween(200, 201);
    }

    private static Map<String, Object> referral(UUID unit, UUID member) {
        return Map.of("unit", unit, "member", member, "bank", "NHCSXH", "purpose", "motorbike", "principal", money(12_000_000), "months", 12);
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }

    private static RequestSpecification officer(String who, UUID unit) {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject(who)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }
}
