package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingChainTest {

    @Inject
    Federation federation;
    @Inject
    org.doanket.finance.Books books;

    private UUID unit;
    private List<UUID> entries;

    @BeforeEach
    void twoClosedMonths() {
        unit = federation.unit(null, "vn");
        entries = IntStream.range(0, 6).mapToObj(i -> UUID.fromString(Books.posted(unit, Books.income(unit, i < 4 ? "2025-03-0" + (1 + i)
                : "2025-04-02",
                100 + i)))).toList();
        Books.close(unit, "2025-03").then().statusCode(200).body("entries", equalTo(4));
        Books.close(unit, "2025-04").then().statusCode(200).body("entries", equalTo(2));
        verified().body("intact", equalTo(true)).body("months", equalTo(2)).body("entries", equalTo(6)).body("breaks", hasSize(0));
    }

    @Test
    void openingAndClosingAgainIsIdentityForFiguresAndStaysOnRecord() {
        String trial = trial();
        Object before = Api.as("auditor", unit).get("/periods?unit=" + unit).path("items.find { it.month == '2025-04' }.hash");
        Books.reopen(unit, "2025-03").then().statusCode(409).body("code", equalTo("period-later-closed"));
        Api.treasurer(unit).body(java.util.Map.of("why", "x")).post("/periods/" + Books.period(unit, "2025-04") + "/opening").then()
                .statusCode(409)
                .body("code", equalTo("same-person"));
        Books.reopen(unit, "2025-04").then().statusCode(200).body("status", equalTo("open")).body("hash", equalTo(null));
        Books.reopen(unit, "2025-04").then().statusCode(409).body("code", equalTo("period-open-already"));
        assertThat(trial()).isEqualTo(trial);
        Books.close(unit, "2025-04").then().statusCode(200).body("hash", equalTo(before));
        assertThat(trial()).isEqualTo(trial);
        Api.as("auditor", unit).get("/periods/" + Books.period(unit, "2025-04") + "/acts").then().statusCode(200)
                .body("items.act", contains("closed", "reopened", "closed")).body("items[1].why", equalTo("a forgotten paper"));
        Books.reopen(unit, "2025-04");
        Books.posted(unit, Books.income(unit, "2025-04-09", 5));
        Books.close(unit, "2025-04").then().statusCode(200).body("hash", not(equalTo(before)));
        verified().body("intact", equalTo(true));
    }

    /** February has no row, and so was neither open nor closed when March was sealed. */
    @Test
    void takesNothingIntoAMonthBeforeOneThatIsClosed() {
        assertThatThrownBy(() -> books.post(unit, "test", "2025-02-11", "1111", 5, "5122")).hasStackTraceContaining("period is closed");
        assertThatThrownBy(() -> federation.transaction(connection -> org.doanket.platform.sql.Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, "
                + "kind, effective_date, recorded_by) SELECT u, 'test', '2025-02-11', 't' FROM unnest(?::uuid[]) u RETURNING no, unit_id, effective_date) "
                + "INSERT INTO posting SELECT no, l.line, unit_id, effective_date, l.account, l.amount, 'VND' FROM e, (VALUES (1, '1111', 5), (2, '5122', "
                + "-5)) l (line, account, amount)", (Object) new String[] {unit.toString(), federation.unit(null, "vn").toString()}).run(connection)))
                .hasStackTraceContaining("period is closed");
        verified().body("intact", equalTo(true));
    }

    @Test
    void namesTheFirstEntryThatWasChanged() throws SQLException {
        Books.tamper("UPDATE posting SET amount = amount * 2 WHERE entry_no IN (SELECT no FROM journal_entry WHERE id IN (?, ?))",
                entries.get(2), entries.get(4));
        broken("2025-03", 3, entries.get(2), "changed");
    }

    @Test
    void seesAWordInANoteAndTheDayOfRecording() throws SQLException {
        Books.tamper("UPDATE journal_entry SET note = 'another' WHERE id = ?", entries.get(5));
        broken("2025-04", 2, entries.get(5), "changed");
        Books.tamper("UPDATE journal_entry SET recorded_at = recorded_at - interval '1 second' WHERE id = ?", entries.get(1));
        broken("2025-03", 2, entries.get(1), "changed");
    }

    @Test
    void namesTheFirstEntryThatWasCut() throws SQLException {
        Books.tamper("WITH gone AS (DELETE FROM journal_entry WHERE id = ? RETURNING no) DELETE FROM posting WHERE entry_no IN (SELECT no FROM gone)",
                entries.get(1));
        broken("2025-03", 2, entries.get(1), "cut");
    }

    @Test
    void namesTheFirstEntryThatWasReordered() throws SQLException {
        long first = number(1);
        long second = number(2);
        Books.tamper("ALTER TABLE journal_entry ALTER no SET GENERATED BY DEFAULT");
        for (long[] step : new long[][] {{first, -1}, {second, first}, {-1, second}}) {
            Books.tamper("WITH moved AS (UPDATE posting SET entry_no = ? WHERE entry_no = ?) UPDATE journal_entry SET no = ? WHERE no = ?",
                    step[1], step[0], step[1], step[0]);
        }
        Books.tamper("ALTER TABLE journal_entry ALTER no SET GENERATED ALWAYS");
        broken("2025-03", 2, entries.get(1), "reordered");
    }

    @Test
    void namesAnEntryThatWasSlippedIn() throws SQLException {
        Books.tamper("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, recorded_by) VALUES (?, 'manual', '2025-03-20', 't') "
                + "RETURNING *) INSERT INTO posting SELECT no, l, unit_id, effective_date, '1111', CASE l WHEN 1 THEN 5 ELSE -5 END, 'VND' "
                + "FROM e, generate_series(1, 2) l", unit);
        verified().body("breaks[0].what", equalTo("added")).body("breaks[0].position", equalTo(5));
    }

    @Test
    void seesASealThatWasRewrittenWithTheEntry() throws SQLException {
        Books.tamper("UPDATE journal_entry SET note = 'another' WHERE id = ?", entries.get(0));
        Books.tamper("UPDATE period_seal s SET seal = n.seal FROM seals_of(?, '2025-03-01') n WHERE s.entry_id = n.entry_id", unit);
        verified().body("breaks[0].what", equalTo("chain-broken")).body("breaks[0].month", equalTo("2025-03"));
        // Even the month's own hash: the one after it no longer follows.
        Books.tamper("UPDATE period_act a SET hash = chained(NULL, (SELECT array_agg(seal ORDER BY place) FROM period_seal WHERE act_no = a.no)) "
                + "WHERE unit_id = ? AND month = '2025-03-01'", unit);
        Books.tamper("UPDATE period p SET hash = a.hash FROM period_act a WHERE a.no = p.act_no AND p.unit_id = ?", unit);
        verified().body("breaks[0].what", equalTo("chain-broken")).body("breaks[0].month", equalTo("2025-04"));
    }

    @Test
    void seesAMonthThatWasOpenedWithoutAnAct() throws SQLException {
        Books.tamper("UPDATE period SET status = 'open' WHERE unit_id = ? AND month = '2025-04-01'", unit);
        verified().body("breaks[0].what", equalTo("status-without-act"));
    }

    private long number(int entry) {
        return federation.number("SELECT no FROM journal_entry WHERE id = ?", entries.get(entry));
    }

    private void broken(String month, int place, UUID entry, String what) {
        verified().body("intact", equalTo(false)).body("breaks", hasSize(1)).body("breaks[0].month", equalTo(month))
                .body("breaks[0].position", equalTo(place)).body("breaks[0].entry", equalTo(entry.toString())).body("breaks[0].what",
                equalTo(what));
    }

    private ValidatableResponse verified() {
        return Api.as("auditor", unit).get("/periods/verification?unit=" + unit).then().statusCode(200);
    }

    private String trial() {
        return Api.as("auditor", unit).get("/trial-balance?unit=" + unit).then().statusCode(200).extract().asString();
    }
}
