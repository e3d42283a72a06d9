package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HeaderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody pays out of a cash box what is not in it; of the bank it is said. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CoverTest {

    @Inject
    Federation federation;
    @Inject
    org.doanket.finance.Books books;

    private UUID unit;

    @BeforeEach
    void withALittleCash() {
        unit = federation.unit(null, "vn");
        books.post(unit, "test", "2025-03-05", "1111", 1_000_000, "5111");
    }

    @ParameterizedTest
    @CsvSource({"vi, 1.000.001 VND, 1.000.000 VND", "en, '1,000,001 VND', '1,000,000 VND'", "zh, '1,000,001 VND', '1,000,000 VND'"})
    void refusesAVoucherThatTheCashBoxDoesNotHoldAndNamesBothSums(String language, String leaving, String held) {
        String id = voucher("1111", 1_000_001);
        Api.as("treasurer", unit).get("/vouchers/" + id).then().body("findings.find { it.guard == 'cash-overdraft' }.denominator.amount", equalTo(1_000_000));
        org.doanket.finance.Books.another(unit).config(RestAssuredConfig.config().headerConfig(HeaderConfig.headerConfig()
                .overwriteHeadersWithName("Accept-Language"))).header("Accept-Language", language).post("/vouchers/" + id + "/approval").then().statusCode(422)
                .body("code", equalTo("money-not-covered")).body("detail", containsString(leaving)).body("detail", containsString(held))
                .body("rule", containsString("cash box")).body("findings.verified", contains(false));
        assertThat(Api.balance(unit, "1111")).isEqualTo(1_000_000);
        approve(voucher("1111", 1_000_000)).then().statusCode(200);
    }

    @Test
    void saysOfTheBankThatItHoldsLessAndLetsItGo() {
        String id = voucher("1121", 40_000);
        approve(id).then().statusCode(200).body("findings.find { it.guard == 'bank-overdraft' }.severity", equalTo("warn"))
                .body("findings.find { it.guard == 'bank-overdraft' }.title", containsString("40,000 VND"));
        Books.post(unit, Books.entry(unit, "2025-03-06", Books.line("6111", 7, "VND"), Books.line("1121", -7, "VND"))).then().statusCode(201)
                .body("findings.guard", contains("bank-overdraft")).body("findings.denominator.amount", contains(-40_000));
        Books.post(unit, Books.income(unit, "2025-03-06", 5)).then().statusCode(201).body("findings", nullValue());
        assertThat(federation.number("SELECT count(*) FROM audit_entry WHERE unit_id = ? AND action = 'overdrawn'", unit)).isEqualTo(2);
    }

    @Test
    void refusesAnEntryByHandAlsoWhereTheMoneyOnlyGoesToTheBankOrComesLater() {
        spend("2025-03-05", 1_000_001).then().statusCode(422).body("code", equalTo("money-not-covered"));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("1121", 1_000_001, "VND"), Books.line("1111", -1_000_001, "VND"))).then()
                .statusCode(422);
        spend("2025-03-04", 1).then().statusCode(422).body("findings.denominator.amount", contains(0));
        // What was spent later is not there to be spent before.
        spend("2025-03-20", 900_000).then().statusCode(201);
        spend("2025-03-06", 100_001).then().statusCode(422).body("findings.denominator.amount", contains(100_000));
        spend("2025-03-06", 100_000).then().statusCode(201);
    }

    @Test
    void holdsWhatWaitsForASecondPersonAgainstTheCashOfTheDayOfHisWord() {
        books.post(unit, "test", "2025-03-05", "1111", 8_000_000, "5111");
        String first = spend("2025-03-06", 5_000_000).then().statusCode(202).body("findings", nullValue()).extract().path("id");
        String second = spend("2025-03-06", 4_500_000).then().statusCode(202).extract().path("id");
        Books.other(unit).post("/entry-proposals/" + first + "/approval").then().statusCode(200);
        Api.as("treasurer", unit).get("/entry-proposals/" + second).then().statusCode(200).body("findings.denominator.amount", contains(4_000_000));
        Books.other(unit).post("/entry-proposals/" + second + "/approval").then().statusCode(422).body("code", equalTo("money-not-covered"));
        books.post(unit, "test", "2025-03-05", "1111", 500_000, "5111");
        Books.other(unit).post("/entry-proposals/" + second + "/approval").then().statusCode(200);
        assertThat(Api.balance(unit, "1111")).isZero();
    }

    @Test
    void takesNothingBackThatIsNotThereAnyMore() {
        String income = Books.posted(unit, Books.income(unit, "2025-03-05", 500_000));
        spend("2025-03-06", 1_200_000).then().statusCode(201);
        Api.treasurer(unit).body(Map.of("on", "2025-03-07", "why", "twice")).post("/journal-entries/" + income + "/reversal").then().statusCode(422)
                .body("findings.denominator.amount", contains(300_000));
    }

    /** By hand and by voucher: each of twenty alone would be covered, ten of them are. */
    @Test
    void letsPaymentsAtOnceTogetherLeaveNoMoreThanThereIs() {
        Stream<Supplier<Response>> byVoucher = IntStream.range(0, 10).mapToObj(i -> voucher("1111", 100_000)).map(id -> () -> approve(id));
        Stream<Supplier<Response>> byHand = IntStream.range(0, 10).mapToObj(i -> () -> spend("2025-03-06", 100_000));
        long through = AtOnce.count(Stream.concat(byVoucher, byHand).toList(), each -> each.get().statusCode() < 300);
        assertThat(through).isEqualTo(10);
        assertThat(Api.balance(unit, "1111")).isZero();
    }

    /** In the January of 2001 the bank's money had to be there. */
    @Test
    void isADatedRule() {
        figure("2001-01-01", 0);
        figure("2001-02-01", 1);
        for (String[] day : new String[][] {{"2001-01-31", "422"}, {"2001-02-01", "201"}}) {
            Books.post(unit, Books.entry(unit, day[0], Books.line("6111", 7, "VND"), Books.line("1121", -7, "VND"))).then()
                    .statusCode(Integer.parseInt(day[1]));
        }
    }

    private static void figure(String from, int value) {
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("name", "bank-overdraft", "value", Map.of("numerator", value,
                "denominator", 1), "source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "a test", "verified", false)))
                .post("/figures").then().statusCode(anyOf(equalTo(201), equalTo(409)));
    }

    private String voucher(String money, long amount) {
        return Api.treasurer(unit).body(Map.of("unit", unit, "kind", "payment", "day", "2025-03-06", "account", "6111", "money", money, "amount",
                Map.of("amount", amount, "currency", "VND"), "purpose", "a test")).post("/vouchers").then().statusCode(201).extract().path("id");
    }

    private Response approve(String voucher) {
        return org.doanket.finance.Books.another(unit).post("/vouchers/" + voucher + "/approval");
    }

    private Response spend(String day, long amount) {
        return Books.post(unit, Books.entry(unit, day, Books.line("6111", amount, "VND"), Books.line("1111", -amount, "VND")));
    }
}
