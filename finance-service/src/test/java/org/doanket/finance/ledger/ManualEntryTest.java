package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ManualEntryTest {

    @Inject
    Federation federation;

    @Test
    void booksWhatCameInAndNamesEveryFaultAtOnce() {
        UUID unit = federation.unit(null, "vn");
        Map<String, Object> body = Books.income(unit, "2025-03-05", 90_000_000);
        body.put("evidence", "PT 17");
        Books.post(unit, body).then().statusCode(201).body("kind", equalTo("manual")).body("evidence", equalTo("PT 17"))
                .body("postings", hasSize(2));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("9999", 5, "VND"), Books.line("1111", 0, "VND"))).then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/lines/0/account", "/lines/1/amount/amount"));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("5111", 5, "VND"), Books.line("1111", -4, "VND"))).then()
                .statusCode(422)
                .body("code", equalTo("entry-not-zero-sum"));
        Books.post(unit, Books.income(unit, "2199-01-01", 1)).then().statusCode(422).body("code", equalTo("entry-in-future"));
        Api.as("treasurer", unit).contentType("application/json").body(body).post("/journal-entries").then().statusCode(400);
        assertThat(Api.balance(unit, "1111")).isEqualTo(90_000_000);
    }

    @Test
    void letsMuchMoneyLeaveOnlyByTwo() {
        UUID unit = federation.unit(null, "vn");
        spend(unit, 2_000_000).then().statusCode(201);
        String waiting = spend(unit, 2_000_001).then().statusCode(202).body("state", equalTo("waiting")).body("outgoing.amount",
                equalTo(2_000_001))
                .extract().path("id");
        String refused = spend(unit, 3_000_000).then().statusCode(202).extract().path("id");
        assertThat(Api.balance(unit, "1111")).isEqualTo(-2_000_000);
        Api.treasurer(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code",
                equalTo("same-person"));
        Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200).body("state", equalTo("approved"));
        Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code",
                equalTo("entry-proposal-decided"));
        Books.other(unit).body(Map.of("why", "no paper")).post("/entry-proposals/" + refused + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused")).body("reason", equalTo("no paper"));
        assertThat(Api.balance(unit, "1111")).isEqualTo(-4_000_001);
        Api.as("auditor", unit).get("/entry-proposals?state=waiting&unit=" + unit).then().statusCode(200).body("items", hasSize(0));
        // Money that only changes its place does not leave.
        Books.posted(unit, Books.entry(unit, "2025-03-05", Books.line("1121", 9_000_000, "VND"), Books.line("1111", -9_000_000, "VND")));
    }

    private static io.restassured.response.Response spend(UUID unit, long amount) {
        return Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("6111", amount, "VND"), Books.line("1111", -amount, "VND")));
    }
}
