package org.doanket.finance.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RefundTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private String account;
    private String line;

    /** 50,000 came in for dues of 40,000. */
    @BeforeEach
    void paidTooMuch() throws Exception {
        tree = federation.tree();
        unit = tree.unit();
        UUID member = federation.member(unit, "ONE", "non-state-enterprise");
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        Api.runDues(unit, "2025-07", "post");
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        String reference = Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "member", member)).post("/payment-requests")
                .then()
                .statusCode(201).extract().path("reference");
        load(new Line("A", 50_000, reference));
        line = Api.as("treasurer", unit).get("/bank-lines?unit=" + unit).then().extract().path("items[0].id");
    }

    @Test
    void leavesOnlyWhenAnotherHasAgreedAndEndsByTheLineOfTheBank() throws Exception {
        String id = request(null).then().statusCode(201).body("amount.amount", equalTo(10_000)).body("reference", nullValue()).extract()
                .path("id");
        maker().header("If-Match", "\"v0\"").post("/refunds/" + id + "/approval").then().statusCode(409).body("code",
                equalTo("same-person"));
        checker().post("/refunds/" + id + "/approval").then().statusCode(428);
        String reference = checker().header("If-Match", "\"v0\"").post("/refunds/" + id + "/approval").then().statusCode(200)
                .body("state", equalTo("approved")).extract().path("reference");
        checker().header("If-Match", "\"v1\"").post("/refunds/" + id + "/approval").then().statusCode(409).body("code",
                equalTo("refund-decided"));
        assertThat(Api.balance(unit, "3385")).isEqualTo(-10_000);
        load(new Line("B", -9_999, reference), new Line("C", -10_000, "hoan tra " + reference), new Line("D", -10_000, reference));
        assertThat(Api.balance(unit, "3385")).isZero();
        assertThat(Api.balance(unit, "3384")).isEqualTo(19_999);
        assertThat(Api.balance(unit, "1121")).isEqualTo(50_000 - 29_999);
        Api.as("auditor", unit).get("/refunds/" + id).then().body("state", equalTo("paid"));
        Api.as("auditor", unit).get("/bank-lines?direction=out&state=matched&unit=" + unit).then().body("items", hasSize(1))
                .body("items[0].refund", equalTo(id)).body("items[0].bankRef", equalTo("C"));
        Api.treasurer(unit).body(Map.of("why", "x")).post("/bank-lines/" + line + "/reversal").then().statusCode(409).body("code",
                equalTo("line-has-refund"));
    }

    @Test
    void isNeverMoreThanWhatCameAboveHoweverOftenItIsAskedFor() {
        request(10_001L).then().statusCode(422).body("code", equalTo("refund-above-surplus"));
        String id = request(6_000L).then().statusCode(201).extract().path("id");
        request(4_001L).then().statusCode(422);
        maker().body(Map.of("why", "was wrong")).header("If-Match", "\"v0\"").post("/refunds/" + id + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused"));
        request(10_000L).then().statusCode(201);
        request(1L).then().statusCode(422);
    }

    /** Agreed to and never paid, it would keep its line and the money above for ever. */
    @Test
    void whatWasAgreedToIsTakenBackAsLongAsItIsNotPaid() throws Exception {
        String id = request(10_000L).then().statusCode(201).extract().path("id");
        String reference = checker().header("If-Match", "\"v0\"").post("/refunds/" + id + "/approval").then().statusCode(200).extract().path("reference");
        maker().body(Map.of("why", "he has no account")).header("If-Match", "\"v1\"").post("/refunds/" + id + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused"));
        load(new Line("B", -10_000, reference));
        assertThat(Api.balance(unit, "3385")).as("what is refused pays nothing").isEqualTo(-10_000);
        String again = request(10_000L).then().statusCode(201).extract().path("id");
        checker().header("If-Match", "\"v0\"").post("/refunds/" + again + "/approval").then().statusCode(200);
        maker().body(Map.of("bankLine", lineOf("B"))).post("/refunds/" + again + "/payment").then().statusCode(200);
        maker().body(Map.of("why", "x")).header("If-Match", "*").post("/refunds/" + again + "/refusal").then().statusCode(409).body("code",
                equalTo("refund-decided"));
    }

    @Test
    void isPaidByHandByALineOfItsAmountOnly() throws Exception {
        String id = request(null).then().statusCode(201).extract().path("id");
        load(new Line("B", -9_000, "x"), new Line("C", -10_000, "no reference"));
        String other = lineOf("B");
        String right = lineOf("C");
        maker().body(Map.of("bankLine", right)).post("/refunds/" + id + "/payment").then().statusCode(409).body("code",
                equalTo("refund-not-approved"));
        checker().header("If-Match", "\"v0\"").post("/refunds/" + id + "/approval").then().statusCode(200);
        maker().body(Map.of("bankLine", other)).post("/refunds/" + id + "/payment").then().statusCode(422).body("code",
                equalTo("refund-paid-otherwise"));
        maker().body(Map.of("bankLine", right)).post("/refunds/" + id + "/payment").then().statusCode(200).body("state", equalTo("paid"));
        assertThat(Api.balance(unit, "3385")).isZero();
        assertThat(Api.balance(unit, "3384")).isEqualTo(9_000);
    }

    @Test
    void isPaidOnceMoreAfterTheLineThatDidNotPayItIsPutBack() throws Exception {
        String id = request(null).then().statusCode(201).extract().path("id");
        checker().header("If-Match", "\"v0\"").post("/refunds/" + id + "/approval").then().statusCode(200);
        load(new Line("B", -10_000, "rent"), new Line("C", -10_000, "no reference"));
        String wrong = lineOf("B");
        String right = lineOf("C");
        maker().body(Map.of("bankLine", wrong)).post("/refunds/" + id + "/payment").then().statusCode(200);
        maker().body(Map.of("why", "that was the rent")).post("/bank-lines/" + wrong + "/reversal").then().statusCode(200)
                .body("state", equalTo("suspense"));
        assertThat(Api.balance(unit, "3385")).isEqualTo(-10_000);
        assertThat(Api.balance(unit, "3384")).isEqualTo(20_000);
        for (String each : new String[] {right, wrong, right}) {
            maker().body(Map.of("bankLine", each)).post("/refunds/" + id + "/payment").then().statusCode(200).body("state", equalTo("paid"));
            if (each.equals(right)) {
                assertThat(Api.balance(unit, "3384")).isEqualTo(10_000);
            }
            maker().body(Map.of("why", "again")).post("/bank-lines/" + each + "/reversal").then().statusCode(200);
        }
        assertThat(Api.balance(unit, "3385")).isEqualTo(-10_000);
    }

    @Test
    void isForTheTreasurersOfTheUnitAndAbove() {
        String refund = "/finance/v1/refunds/" + request(null).then().statusCode(201).extract().path("id");
        own("GET", refund, "treasurer", "auditor").check();
        own("GET", "/finance/v1/refunds?unit=" + unit, "treasurer", "auditor").check();
        own("POST", "/finance/v1/refunds", "treasurer").body(() -> Map.of("bankLine", line, "why", "x")).check();
        own("POST", refund + "/refusal", "treasurer").body(() -> Map.of("why", "x")).check();
        own("POST", refund + "/payment", "treasurer").body(() -> Map.of("bankLine", line)).check();
        // Approval last: by then another has decided, so that only who may is answered by the state and not by the person.
        checker().body(Map.of("why", "x")).header("If-Match", "*").post(refund.replace("/finance/v1", "") + "/refusal").then()
        .statusCode(200);
        own("POST", refund + "/approval", "treasurer").ifMatch("*").check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, path).roles(roles).inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    private io.restassured.response.Response request(Long amount) {
        Map<String, Object> body = new HashMap<>(Map.of("bankLine", line, "why", "paid too much"));
        if (amount != null) {
            body.put("amount", Map.of("amount", amount, "currency", "VND"));
        }
        return maker().body(body).post("/refunds");
    }

    private RequestSpecification maker() {
        return by("maker");
    }

    private RequestSpecification checker() {
        return by("checker");
    }

    private RequestSpecification by(String subject) {
        return Api.with(Tokens.of("treasurer").unit(unit).subject(subject)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private String lineOf(String bankRef) {
        return federation.text("SELECT id FROM bank_line WHERE unit_id = ? AND bank_ref = ?", unit, bankRef);
    }

    private void load(Line... lines) throws Exception {
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, lines));
    }
}
