package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StatementTest {

    @Inject
    Federation federation;
    @Inject
    org.doanket.finance.Books others;

    @Test
    void tellsEachPastDayAsItWasKnownAtEachPastMoment() {
        UUID unit = federation.unit(null, "vn");
        String early = Books.posted(unit, Books.income(unit, "2025-03-05", 100));
        String afterFirst = now();
        Books.posted(unit, Books.income(unit, "2025-03-02", 30));
        String afterLate = now();
        Api.treasurer(unit).body(java.util.Map.of("on", "2025-03-06", "why", "twice")).post("/journal-entries/" + early + "/reversal")
                .then().statusCode(201);
        for (Object[] row : new Object[][] {{"2025-03-01", null, 0}, {"2025-03-02", null, 30}, {"2025-03-05", null, 130}, {"2025-03-06",
                null, 30},
            {"2025-03-04", afterFirst, 0}, {"2025-03-06", afterFirst, 100}, {"2025-03-04", afterLate, 30}, {"2025-03-06", afterLate,
            130}}) {
            JsonPath trial = Api.as("auditor", unit).queryParam("unit", unit).queryParam("asOf", row[0]).queryParams(known(row[1]))
                    .get("/trial-balance").then().statusCode(200).extract().jsonPath();
            Integer balance = trial.get("accounts.find { it.account == '1111' }?.balance?.amount");
            assertThat(balance == null ? 0 : balance).as("%s as known at %s", row).isEqualTo(row[2]);
            assertThat(trial.getList("difference.amount", Long.class)).allMatch(amount -> amount == 0);
        }
        Api.as("auditor", unit).queryParam("unit", unit).queryParam("from", "2025-03-05").get("/accounts/1111/lines").then().statusCode(200)
                .body("items.amount.amount", contains(100, -100)).body("items.balance.amount", contains(130, 30))
                .body("items[0].entry", equalTo(early));
        Api.as("auditor", unit).queryParam("unit", unit).queryParam("limit", 1).queryParam("knownAt", afterFirst)
                .get("/accounts/1111/lines").then()
                .body("items.balance.amount", contains(100)).body("next", equalTo(null));
        Api.as("auditor", unit).get("/trial-balance?knownAt=yesterday&unit=" + unit).then().statusCode(400);
    }

    @Test
    void showsOpeningMovementsAndClosing() {
        UUID unit = federation.unit(null, "vn");
        Books.posted(unit, Books.income(unit, "2024-12-31", 100));
        Books.posted(unit, Books.income(unit, "2025-01-01", 70));
        Books.posted(unit, Books.entry(unit, "2025-06-30", Books.line("6111", 20, "VND"), Books.line("1111", -20, "VND")));
        Books.posted(unit, Books.income(unit, "2025-07-01", 1));
        String cash = "accounts.find { it.account == '1111' }.";
        Api.as("auditor", unit).get("/statements?from=2025-01-01&to=2025-06-30&unit=" + unit).then().statusCode(200)
                .body(cash + "opening.amount", equalTo(100)).body(cash + "debit.amount", equalTo(70)).body(cash + "credit.amount",
                equalTo(20))
                .body(cash + "closing.amount", equalTo(150)).body("eliminations", equalTo(null));
    }

    @Test
    void takesOutOfASubtreeWhatItsUnitsOweOneAnother() {
        UUID province = federation.unit(null, "vn");
        UUID upper = federation.unit(province, "vn");
        UUID lower = federation.unit(upper, "vn");
        owed(lower, upper, 300, 300);
        owed(upper, province, 120, 120);
        JsonPath statement = statement(upper);
        // What the topmost unit owes beyond the picture stays; what the lower one owes it is gone on both sides.
        assertThat(consolidated(statement, "1387")).isZero();
        assertThat(consolidated(statement, "3381")).isEqualTo(-120);
        assertThat(consolidated(statement, "6391")).isEqualTo(120);
        assertThat(consolidated(statement, "5114")).isZero();
        assertThat(statement.getList("eliminations.difference.amount", Integer.class)).containsOnly(0);
        assertThat(consolidated(statement(province), "3381")).isZero();
        // One side was told more than the other: shown, not hidden.
        others.post(lower, "test", "2025-03-05", "6391", 7, "3381");
        JsonPath uneven = statement(upper);
        assertThat(uneven.<Integer>get("eliminations.find { it.code == 'shares-owed' }.difference.amount")).isEqualTo(-7);
        assertThat(uneven.<Integer>get("eliminations.find { it.code == 'dues-passed' }.difference.amount")).isEqualTo(7);
        long left = uneven.getList("accounts.consolidated.amount", Long.class).stream().mapToLong(Long::longValue).sum()
                + uneven.getList("eliminations.difference.amount", Long.class).stream().mapToLong(Long::longValue).sum();
        assertThat(left).isZero();
    }

    @Test
    void givesSheets() throws IOException {
        UUID unit = federation.unit(null, "vn");
        Books.posted(unit, Books.income(unit, "2025-03-05", 100));
        for (String path : new String[] {"/trial-balance?asOf=2025-12-31&", "/statements?scope=subtree&from=2025-01-01&to=2025-12-31&"}) {
            byte[] csv = Api.as("auditor", unit).accept("text/csv").get(path + "unit=" + unit).then().statusCode(200).extract()
                    .asByteArray();
            assertThat(new String(csv, java.nio.charset.StandardCharsets.UTF_8)).startsWith("\ufeff").contains("1111").contains("Cash")
                    .contains("100");
            byte[] xlsx = Api.as("auditor", unit).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get(path
                    + "unit=" + unit)
                    .then().statusCode(200).extract().asByteArray();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
                assertThat(zip.getNextEntry()).isNotNull();
            }
        }
        Api.as("auditor", unit).get("/statements?unit=" + unit).then().contentType(io.restassured.http.ContentType.JSON).body("accounts", hasSize(2));
    }

    /** Dues of the lower unit that go up, as the sharing books them, in both books. */
    private void owed(UUID lower, UUID upper, long below, long above) {
        others.post(lower, "test", "2025-03-05", "6391", below, "3381");
        others.post(upper, "test", "2025-03-05", "1387", above, "5114");
    }

    private static JsonPath statement(UUID unit) {
        return Api.as("auditor", unit).get("/statements?scope=subtree&from=2025-01-01&to=2025-12-31&unit=" + unit).then().statusCode(200)
                .extract().jsonPath();
    }

    private static int consolidated(JsonPath statement, String account) {
        return statement.get("accounts.find { it.account == '" + account + "' }.consolidated.amount");
    }

    private String now() {
        return federation.text("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
    }

    private static java.util.Map<String, Object> known(Object moment) {
        return moment == null ? java.util.Map.of() : java.util.Map.of("knownAt", moment);
    }
}
