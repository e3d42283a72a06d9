package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LedgerTest {

    @Inject
    Federation federation;

    @Test
    void refusesAnEntryWhoseLinesDoNotSumToZero() {
        UUID unit = federation.unit(null, "vn");
        assertThatThrownBy(() -> book(unit, "2025-03-05", 100, -99)).hasStackTraceContaining("zero-sum");
        assertThatThrownBy(() -> federation.transaction(connection -> Sql.of("INSERT INTO journal_entry (unit_id, kind, effective_date, recorded_by) "
                + "VALUES (?, 'test', '2025-03-05', 't')", unit).run(connection))).hasStackTraceContaining("without lines");
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", unit)).isZero();
    }

    @Test
    void refusesLinesThatAreAddedToAnEntryLater() {
        UUID unit = federation.unit(null, "vn");
        book(unit, "2025-03-05", 100, -100);
        assertThatThrownBy(() -> federation.transaction(connection -> Sql.of("INSERT INTO posting SELECT no, l, unit_id, effective_date, '1111', "
                + "CASE l WHEN 7 THEN 5 ELSE -5 END, 'VND' FROM journal_entry, generate_series(7, 8) l WHERE unit_id = ?", unit).run(connection)))
                .hasStackTraceContaining("complete already");
    }

    @Test
    void changesAndDeletesNothing() {
        UUID unit = federation.unit(null, "vn");
        book(unit, "2025-03-05", 100, -100);
        for (String statement : new String[] {"UPDATE posting SET amount = 1", "DELETE FROM posting", "DELETE FROM journal_entry",
            "UPDATE journal_entry SET note = 'x'", "UPDATE receipt SET amount = 1", "DELETE FROM charge", "UPDATE bank_line SET amount = amount + 1"}) {
            assertThatThrownBy(() -> federation.transaction(connection -> Sql.of(statement).run(connection))).as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void reversesOnceAndAReversalToo() {
        UUID unit = federation.unit(null, "vn");
        UUID entry = book(unit, "2025-03-05", 100, -100);
        Map<String, Object> body = Map.of("on", "2025-03-31", "why", "wrong account");
        String reversal = Api.treasurer(unit).body(body).post("/journal-entries/" + entry + "/reversal").then().statusCode(201)
                .body("reverses", equalTo(entry.toString())).body("postings[0].amount.amount", equalTo(-100)).extract().path("id");
        assertThat(Api.balance(unit, "1111")).isZero();
        Api.treasurer(unit).body(body).post("/journal-entries/" + entry + "/reversal").then().statusCode(409)
                .body("code", equalTo("entry-reversed-already"));
        Api.treasurer(unit).body(body).post("/journal-entries/" + reversal + "/reversal").then().statusCode(201);
        assertThat(Api.balance(unit, "1111")).isEqualTo(100);
        Api.as("treasurer", unit).contentType("application/json").body(body).post("/journal-entries/" + entry + "/reversal").then().statusCode(400);
    }

    @Test
    void reversesNothingOnADayToComeOrBeforeTheDayOfTheEntry() {
        UUID unit = federation.unit(null, "vn");
        String reversal = "/journal-entries/" + book(unit, "2025-03-05", -100, 100) + "/reversal";
        Api.treasurer(unit).body(Map.of("on", "2199-01-01", "why", "typo")).post(reversal).then().statusCode(422).body("code", equalTo("entry-in-future"));
        Api.treasurer(unit).body(Map.of("on", "2025-02-01", "why", "twice")).post(reversal).then().statusCode(201)
                .body("effectiveDate", equalTo("2025-03-05"));
    }

    @Test
    void closesMonthsInTheirOrderAndBooksNothingInAClosedOne() {
        UUID unit = federation.unit(null, "vn");
        UUID entry = book(unit, "2025-03-05", 100, -100);
        book(unit, "2025-04-05", 70, -70);
        String april = period(unit, "2025-04");
        String march = period(unit, "2025-03");
        Api.treasurer(unit).post("/periods/" + april + "/closing").then().statusCode(409).body("code", equalTo("period-earlier-open"));
        Api.treasurer(unit).post("/periods/" + march + "/closing").then().statusCode(200).body("status", equalTo("closed"))
                .body("entries", equalTo(1)).body("hash", matchesPattern("[0-9a-f]{64}"));
        Api.treasurer(unit).post("/periods/" + march + "/closing").then().statusCode(409).body("code", equalTo("period-closed-already"));
        assertThatThrownBy(() -> book(unit, "2025-03-06", 1, -1)).hasStackTraceContaining("period is closed");
        // What is wished for a closed month takes effect on the first day that is open.
        Api.treasurer(unit).body(Map.of("on", "2025-03-31", "why", "late")).post("/journal-entries/" + entry + "/reversal").then()
                .statusCode(201).body("effectiveDate", equalTo("2025-04-01"));
        Api.treasurer(unit).post("/periods/" + april + "/closing").then().statusCode(200).body("entries", equalTo(2));
    }

    @Test
    void staysZeroSumUnderRandomCommandsAtOnceAndIsUnchangedByReversalOfReversal() {
        UUID unit = federation.unit(null, "vn");
        var entries = new ConcurrentHashMap<UUID, Long>();
        IntStream.range(0, 20).forEach(i -> entries.put(book(unit, "2025-05-0" + (1 + i % 9), 10 + i, -10 - i), 10L + i));
        UUID[] ids = entries.keySet().toArray(UUID[]::new);
        var reversals = new ConcurrentHashMap<UUID, String>();
        IntStream.range(0, 80).parallel().forEach(i -> {
            UUID entry = ids[new Random(i).nextInt(ids.length)];
            var answer = Api.treasurer(unit).body(Map.of("on", "2025-06-01", "why", "test")).post("/journal-entries/" + entry + "/reversal");
            assertThat(answer.statusCode()).isIn(201, 409);
            if (answer.statusCode() == 201) {
                assertThat(reversals.put(entry, answer.path("id"))).as("reversed twice").isNull();
            }
        });
        long left = entries.entrySet().stream().filter(entry -> !reversals.containsKey(entry.getKey())).mapToLong(Map.Entry::getValue).sum();
        assertThat(Api.balance(unit, "1111")).isEqualTo(left);
        reversals.values().stream().parallel().forEach(reversal -> Api.treasurer(unit).body(Map.of("on", "2025-06-02", "why", "back"))
                .post("/journal-entries/" + reversal + "/reversal").then().statusCode(201));
        assertThat(Api.balance(unit, "1111")).isEqualTo(entries.values().stream().mapToLong(Long::longValue).sum());
        assertThat(federation.number("SELECT count(*) FROM (SELECT FROM posting GROUP BY entry_no, currency HAVING sum(amount) <> 0) broken")).isZero();
    }

    private String period(UUID unit, String month) {
        return Api.as("auditor", unit).get("/periods?unit=" + unit).then().statusCode(200).extract()
                .path("items.find { it.month == '" + month + "' }.id");
    }

    private UUID book(UUID unit, String day, long debit, long credit) {
        UUID id = UUID.randomUUID();
        federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO journal_entry (id, unit_id, kind, effective_date, recorded_by) "
                + "VALUES (?, ?, 'test', ?::date, 't') RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, unit_id, "
                + "effective_date, l.account, l.amount, 'VND' FROM e, (VALUES (1, '1111', ?), (2, '5112', ?)) l (line, account, amount)",
                id, unit, day, debit, credit).run(connection));
        return id;
    }
}
