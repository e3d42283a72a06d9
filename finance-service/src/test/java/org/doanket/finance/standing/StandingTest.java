package org.doanket.finance.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Up to which month each member has paid, as others hear of it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StandingTest {

    @Inject
    Federation federation;

    private UUID unit;
    private UUID first;
    private UUID second;
    private String account;

    @BeforeEach
    void chargeTwoMonths() throws InterruptedException {
        unit = federation.tree().unit();
        first = federation.member(unit, "S1", "non-state-enterprise");
        second = federation.member(unit, "S2", "non-state-enterprise");
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        for (String month : List.of("2025-07", "2025-08")) {
            federation.pay(first, month, "si_salary", 8_000_000);
            federation.pay(second, month, "si_salary", 10_000_000);
            Api.runDues(unit, month, "post");
        }
    }

    @Test
    void tellsOfAMemberWhoPaysForHimselfAndOfNobodyElse() throws InterruptedException {
        pay(first, "2025-07", 20_000);
        pay(first, "2025-08", 40_000);
        // Half of July is not July, and August does not count before it.
        assertThat(standing(first)).isNull();
        pay(first, "2025-07", 20_000);
        assertThat(told(first, 1)).containsExactly("2025-08");
        assertThat(federation.number("SELECT count(*) FROM member_standing WHERE member_id = ?", second)).isZero();
    }

    @Test
    void tellsOfAllWhenTheUnitHasPaidWhole() throws InterruptedException {
        pay(first, "2025-07", 40_000);
        pay(null, "2025-07", 50_000);
        pay(null, "2025-08", 90_000);
        assertThat(told(first, 2)).containsExactly("2025-07", "2025-08");
        assertThat(told(second, 2)).containsExactly("2025-07", "2025-08");
    }

    @Test
    void goesDownForHimWhoseChargeARunHasRaisedAndUpAgain() throws InterruptedException {
        pay(null, "2025-07", 90_000);
        pay(null, "2025-08", 90_000);
        federation.pay(first, "2025-07", "si_salary", 9_000_000);
        Api.runDues(unit, "2025-07", "post");
        assertThat(told(first, 3)).containsExactly("2025-07", "2025-08", null);
        assertThat(standing(second)).isEqualTo("2025-08-01");
        pay(null, "2025-07", 5_000);
        assertThat(told(first, 4)).endsWith("2025-08");
        assertThat(told(second, 2)).containsExactly("2025-07", "2025-08");
    }

    @Test
    void countsAMonthWithoutDuesAsPaidAndTellsNothingTwice() throws InterruptedException {
        federation.away(first, "si-benefit", "2025-07-01", "2025-09-30");
        Api.runDues(unit, "2025-07", "post");
        assertThat(standing(first)).isEqualTo("2025-07-01");
        Api.runDues(unit, "2025-08", "post");
        Api.runDues(unit, "2025-08", "post");
        assertThat(told(first, 2)).containsExactly("2025-07", "2025-08");
        // A new month for which nothing has come in leaves all as it was.
        federation.pay(second, "2025-09", "si_salary", 10_000_000);
        Api.runDues(unit, "2025-09", "post");
        assertThat(told(first, 3)).endsWith("2025-09");
        assertThat(standing(second)).isNull();
    }

    private void pay(UUID member, String month, long amount) throws InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of("unit", unit, "month", month));
        if (member != null) {
            body.put("member", member);
        }
        JsonPath request = Api.treasurer(unit).body(body).post("/payment-requests").then().statusCode(201).extract().jsonPath();
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Statements.Line("R" + UUID.randomUUID(), amount,
                "nop " + request.getString("reference"))));
    }

    private String standing(UUID member) {
        return federation.number("SELECT count(*) FROM member_standing WHERE member_id = ?", member) == 0 ? null
                : federation.text("SELECT paid_up_to::text FROM member_standing WHERE member_id = ?", member);
    }

    /** What was told of a member, in its order; the versions are dense. */
    private static List<String> told(UUID member, int count) {
        List<ConsumerRecord<String, String>> facts = await().until(() -> Contracts.told("standing").stream()
                .filter(fact -> fact.key().equals(member.toString())).toList(), each -> each.size() >= count);
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion"))
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList());
        return facts.stream().map(fact -> JsonPath.from(fact.value()).getString("paidUpTo")).toList();
    }
}
