package org.doanket.finance.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member does and sees for himself: what he is to pay, what he has paid, the loan he was referred for; of a neighbour nothing. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class OwnAffairsTest {

    private static final String MONTH = "2025-08";

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private UUID one;
    private UUID neighbour;

    @BeforeEach
    void charged() throws InterruptedException {
        tree = federation.tree();
        unit = tree.unit();
        one = federation.member(unit, "O1", "non-state-enterprise");
        neighbour = federation.member(unit, "O2", "non-state-enterprise");
        for (UUID member : List.of(one, neighbour)) {
            federation.pay(member, MONTH, "si_salary", 8_000_000);
        }
        Api.runDues(unit, MONTH, "post");
        Api.setAccount(unit, String.valueOf(System.nanoTime()));
    }

    @Test
    void asksOnceForWhatHeOwesAndPaysByItsCode() {
        String id = own(one).body(Map.of("month", MONTH)).post("/me/payment-requests").then().statusCode(201).body("amount.amount", equalTo(40_000))
                .body("member", equalTo(one.toString())).body("qr", notNullValue()).extract().path("id");
        own(one).body(Map.of("month", MONTH)).post("/me/payment-requests").then().statusCode(200).body("id", equalTo(id));
        own(neighbour).get("/payment-requests/" + id).then().statusCode(404);
        own(one).accept("image/png").get("/payment-requests/" + id + "/qr").then().statusCode(200);
        own(one).body(Map.of("month", "2025-07")).post("/me/payment-requests").then().statusCode(409);
        assertThat(federation.number("SELECT count(*) FROM payment_request WHERE unit_id = ?", unit)).isOne();
    }

    @Test
    void seesTheReceiptsForHisOwnMoneyOnly() {
        String mine = issued(one);
        issued(neighbour);
        own(one).get("/me/receipts").then().statusCode(200).body("items.id", contains(mine)).body("items[0].amount.amount", equalTo(40_000));
        own(one).get("/receipts/" + mine).then().statusCode(403);
    }

    @Test
    void seesHisOwnLoanOnly() {
        for (UUID member : List.of(one, neighbour)) {
            Api.with(Tokens.of("unit-officer").unit(unit).subject("officer")).header("Idempotency-Key", UUID.randomUUID().toString())
                    .contentType("application/json").body(Map.of("unit", unit, "member", member, "bank", "CEP", "purpose", "motorbike", "principal",
                    Map.of("amount", 6_000_000, "currency", "VND"), "months", 12)).post("/loan-referrals").then()
                    .statusCode(201);
        }
        own(one).get("/me/loan-referrals").then().statusCode(200).body("items", hasSize(1)).body("items[0].member", equalTo(one.toString()));
    }

    @Test
    void isForMembersAlone() {
        for (String path : List.of("/me/receipts", "/me/loan-referrals")) {
            AccessMatrix.of("GET", Api.BASE + path).roles("member").member(one).inside(unit).answersEverybodyTheirOwn().check();
            Api.with(Tokens.of("member").unit(unit)).get(path).then().statusCode(403).body("code", equalTo("token-names-no-member"));
        }
        AccessMatrix.of("POST", Api.BASE + "/me/payment-requests").roles("member").member(one).body(() -> Map.of("month", MONTH)).inside(unit)
                .outside(tree.sibling(), tree.elsewhere()).check();
    }

    private String issued(UUID member) {
        String receipt = Api.treasurer(unit).body(Map.of("unit", unit, "payments", List.of(Map.of("member", member, "day", "2025-09-01", "amount",
                Map.of("amount", 40_000, "currency", "VND"))))).post("/cash-receipts").then().statusCode(201).extract().path("receipts[0].id");
        return Api.treasurer(unit).body(Map.of("cashReceipt", receipt)).post("/receipts").then().statusCode(201).extract().path("id");
    }

    private RequestSpecification own(UUID member) {
        return Api.with(Tokens.of("member").unit(unit).member(member)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }
}
