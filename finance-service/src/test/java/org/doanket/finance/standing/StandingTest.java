package org.doanket.finance.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Retellings;
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

    /** Who is looked at is held: somebody else holds the first, and the second is told of all the same. */
    @Test
    void looksAtNobodyAgainWhoHasPaidBefore() throws InterruptedException {
        UUID owing = federation.member(unit, "S4", "non-state-enterprise");
        federation.pay(owing, "2025-07", "si_salary", 6_000_000);
        Api.runDues(unit, "2025-07", "post");
        pay(first, "2025-07", 40_000);
        assertThat(told(first, 1)).containsExactly("2025-07");
        federation.transaction(connection -> {
            Sql.of("SELECT no FROM member_ref WHERE id = ? FOR NO KEY UPDATE", first).first(connection, row -> row.getLong(1));
            try {
                pay(second, "2025-07", 50_000);
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        });
        assertThat(told(second, 1)).containsExactly("2025-07");
    }

    @Test
    void tellsOfAllWhenTheUnitHasPaidWhole() throws InterruptedException {
        pay(first, "2025-07", 40_000);
        pay(null, "2025-07", 50_000);
        pay(null, "2025-08", 90_000);
        assertThat(told(first, 2)).containsExactly("2025-07", "2025-08");
        assertThat(told(second, 2)).containsExactly("2025-07", "2025-08");
        Retellings.check("standing", unit);
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

    /** Both wait for the member; who comes second must see what the first has booked, else neither knows of both. */
    @Test
    void countsWhatTwoUnitsReceiveForOneMemberAtTheSameTime() throws Exception {
        UUID here = unit;
        UUID there = federation.unit(null, "vn");
        UUID moved = federation.member(here, "S3", "non-state-enterprise");
        federation.pay(moved, "2025-10", "si_salary", 8_000_000);
        Api.runDues(here, "2025-10", "post");
        String before = reference(here, moved, "2025-10");
        federation.learn(moved, LocalDate.of(2025, 11, 1), there, "S3", "active", "non-state-enterprise");
        federation.pay(moved, "2025-11", "si_salary", 8_000_000);
        Api.runDues(there, "2025-11", "post");
        String elsewhere = String.valueOf(System.nanoTime());
        Api.setAccount(there, elsewhere);
        String after = reference(there, moved, "2025-11");
        List<Callable<JsonPath>> both = List.of(() -> load(here, account, before), () -> load(there, elsewhere, after));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<JsonPath>> loads = new ArrayList<>();
            federation.transaction(connection -> {
                Sql.of("SELECT no FROM member_ref WHERE id = ? FOR NO KEY UPDATE", moved).first(connection, row -> row.getLong(1));
                both.forEach(each -> loads.add(threads.submit(each)));
                await().until(() -> federation.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
                        + "AND query LIKE '%FROM member_ref%'") >= 1);
            });
            for (Future<JsonPath> load : loads) {
                assertThat(load.get().getString("state")).isEqualTo("succeeded");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(standing(moved)).isEqualTo("2025-11-01");
    }

    private static String reference(UUID at, UUID member, String month) {
        return Api.treasurer(at).body(Map.of("unit", at, "month", month, "member", member)).post("/payment-requests").then().statusCode(201)
                .extract().path("reference");
    }

    private static JsonPath load(UUID at, String into, String reference) throws InterruptedException {
        return Api.loadStatement(at, "camt.053", "application/xml", Statements.camt(into, new Statements.Line("R" + UUID.randomUUID(), 40_000,
                "nop " + reference)));
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
