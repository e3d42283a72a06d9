package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of the bank that documents have booked before, or that an entry by hand explains: the money stands in the books once. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LineEntryTest {

    @Inject
    Federation federation;
    @Inject
    Books books;

    private Federation.Tree tree;
    private UUID unit;
    private String account;

    @BeforeEach
    void aUnitWithMoneyInTheBank() {
        tree = federation.tree();
        unit = tree.unit();
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        books.post(unit, "test", "2025-08-01", "1121", 500_000, "5122");
    }

    @Test
    void whatAVoucherPaidThroughTheBankLeavesTheBooksOnceThoughTheBankTellsOfIt() throws Exception {
        String entry = voucher(30_000);
        assertThat(Api.balance(unit, "1121")).isEqualTo(470_000);
        String line = load(new Line("V", -30_000, "chi tham hoi"));
        assertThat(Api.balance(unit, "1121")).as("the bank has told of it as well").isEqualTo(440_000);
        tell(line, UUID.randomUUID().toString()).then().statusCode(422).body("code", equalTo("entry-not-of-bank"));
        tell(line, entry).then().statusCode(200).body("state", equalTo("matched")).body("entries", contains(entry));
        assertThat(Api.balance(unit, "1121")).isEqualTo(470_000);
        assertThat(Api.balance(unit, "3384")).isZero();
        Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().body("items", hasSize(0));
        tell(line, entry).then().statusCode(409).body("code", equalTo("line-assigned-already"));
        // The bank told of one payment twice, or of another one of the same amount: not of this voucher.
        String other = load(new Line("W", -30_000, "chi"));
        tell(other, entry).then().statusCode(422).body("code", equalTo("entries-differ-from-line"));

        Api.treasurer(unit).body(Map.of("why", "of another payment")).post("/bank-lines/" + line + "/reversal").then().statusCode(200)
                .body("state", equalTo("suspense")).body("entries", nullValue());
        assertThat(Api.balance(unit, "1121")).isEqualTo(410_000);
        assertThat(Api.balance(unit, "3384")).isEqualTo(60_000);
        tell(other, entry).then().statusCode(200);
        assertThat(Api.balance(unit, "1121")).isEqualTo(440_000);
    }

    /** Banks give the money of an evening the day of tomorrow. */
    @Test
    void whatTheBankDatesAheadIsToldOfBeforeThatDay() throws Exception {
        String entry = voucher(30_000);
        String tomorrow = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(1).toString();
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Line("V", -30_000, "chi")).replace("2025-08-20", tomorrow));
        String line = Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().extract().path("items[0].id");
        tell(line, entry).then().statusCode(200).body("state", equalTo("matched"));
        Api.treasurer(unit).body(Map.of("why", "of another payment")).post("/bank-lines/" + line + "/reversal").then().statusCode(200)
                .body("state", equalTo("suspense"));
    }

    /** Its reference was that of the giver's bank, so that nothing finds it by itself. */
    @Test
    void aGiftThatWasRecordedUnderAnotherReferenceStandsOnTheAccountOnce() throws Exception {
        String gift = Api.treasurer(unit).body(Map.of("unit", unit, "donor", "A firm", "channel", "bank", "bankRef", "THEIRS", "receivedAt",
                "2025-08-20T03:00:00Z", "gift", Map.of("kind", "cash", "amount", Map.of("amount", 25_000, "currency", "VND")))).post("/contributions")
                .then().statusCode(201).extract().path("id");
        String entry = Api.as("treasurer", unit).get("/contributions/" + gift).then().extract().path("entry");
        String line = load(new Line("OURS", 25_000, "ung ho"));
        assertThat(Api.balance(unit, "1121")).isEqualTo(550_000);
        tell(line, entry).then().statusCode(200).body("state", equalTo("matched"));
        assertThat(Api.balance(unit, "1121")).isEqualTo(525_000);
        String proposal = Api.treasurer(unit).body(Map.of("why", "of another")).post("/contributions/" + gift + "/reversal").then().statusCode(202)
                .extract().path("id");
        Books.another(unit).post("/entry-proposals/" + proposal + "/approval").then().statusCode(409).body("code", equalTo("entry-has-lines"));
    }

    @Test
    void oneTransferMayBeManyVouchersAndManyTransfersOneVoucher() throws Exception {
        String one = voucher(30_000);
        String two = voucher(20_000);
        String line = load(new Line("SUM", -50_000, "chi gop"));
        tell(line, one).then().statusCode(422).body("code", equalTo("entries-differ-from-line"));
        tell(line, one, two).then().statusCode(200).body("entries", contains(one, two));
        String list = voucher(40_000);
        tell(load(new Line("A", -15_000, "nguoi 1")), list).then().statusCode(200);
        tell(load(new Line("B", -25_000, "nguoi 2")), list).then().statusCode(200);
        tell(load(new Line("C", -1, "nguoi 3")), list).then().statusCode(422);
        assertThat(Api.balance(unit, "1121")).isEqualTo(409_999);
        assertThat(Api.balance(unit, "3384")).isEqualTo(1);
    }

    @Test
    void moneyInSuspenseIsSpentOnceSinceAnEntryNamesItsLine() throws Exception {
        String line = load(new Line("IN", 70_000, "khong ro"));
        by(unit, "5122", 70_000).then().statusCode(422).body("code", equalTo("suspense-of-lines"));
        by(unit, "5122", 60_000, line).then().statusCode(422).body("code", equalTo("suspense-of-lines"));
        by(tree.sibling(), "5122", 70_000, line).then().statusCode(404);
        String entry = by(unit, "5122", 70_000, line).then().statusCode(201).extract().path("id");
        assertThat(Api.balance(unit, "3384")).isZero();
        Api.as("treasurer", unit).get("/bank-lines/" + line).then().body("state", equalTo("matched")).body("entries", contains(entry));
        Api.treasurer(unit).body(Map.of("month", "2025-08")).post("/bank-lines/" + line + "/assignment").then().statusCode(409)
                .body("code", equalTo("line-assigned-already"));
        by(unit, "5122", 70_000, line).then().statusCode(409).body("code", equalTo("line-assigned-already"));
        Api.treasurer(unit).body(Map.of("why", "x")).post("/bank-lines/" + line + "/reversal").then().statusCode(409)
                .body("code", equalTo("line-of-entry"));

        String back = reverse(entry).then().statusCode(201).extract().path("id");
        assertThat(Api.balance(unit, "3384")).isEqualTo(-70_000);
        Api.as("treasurer", unit).get("/bank-lines/" + line).then().body("state", equalTo("suspense"));
        // Undone itself it would take the money once more, and the line would still be there to be assigned.
        reverse(back).then().statusCode(422).body("code", equalTo("suspense-of-lines"));
    }

    @Test
    void feesOfTheBankAndMoneySentBackLeaveTheWorkListByAnEntry() throws Exception {
        String fee = load(new Line("FEE", -3_000, "phi"));
        by(unit, "6111", -3_000, fee).then().statusCode(201);
        String came = load(new Line("IN", 80_000, "nham"));
        String sent = load(new Line("OUT", -80_000, "hoan"));
        Map<String, Object> entry = entry(unit, "3384", 80_000, came, sent);
        Api.treasurer(unit).body(entry).post("/journal-entries").then().statusCode(201);
        Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().body("items", hasSize(0));
        assertThat(Api.balance(unit, "3384")).isZero();
    }

    @Test
    void whatWaitsForAnotherPersonIsLookedAtAgainWhenItIsApproved() throws Exception {
        String line = load(new Line("OUT", -3_000_000, "mua sam"));
        String proposal = by(unit, "6111", -3_000_000, line).then().statusCode(202).body("bankLines", contains(line)).extract().path("id");
        String again = by(unit, "6111", -3_000_000, line).then().statusCode(202).extract().path("id");
        Books.another(unit).post("/entry-proposals/" + proposal + "/approval").then().statusCode(200);
        Books.another(unit).post("/entry-proposals/" + again + "/approval").then().statusCode(409).body("code", equalTo("line-assigned-already"));
        assertThat(Api.balance(unit, "6111")).isEqualTo(3_000_000);
    }

    @Test
    void isForTheTreasurersOfTheUnitAndAbove() throws Exception {
        String line = load(new Line("V", -30_000, "chi"));
        AccessMatrix.of("POST", Api.BASE + "/bank-lines/" + line + "/entries").body(() -> Map.of("entries", List.of(UUID.randomUUID())))
                .roles("treasurer").inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere()).check();
    }

    /** Answers the entry of a payment that two have made. */
    private String voucher(long amount) {
        String voucher = Api.treasurer(unit).body(Map.of("unit", unit, "kind", "payment", "day", "2025-08-19", "account", "6111", "money", "1121",
                "amount", Map.of("amount", amount, "currency", "VND"), "purpose", "visit")).post("/vouchers").then().statusCode(201)
                .extract().path("id");
        return Books.another(unit).post("/vouchers/" + voucher + "/approval").then().statusCode(200).extract().path("entry");
    }

    private Response tell(String line, String... entries) {
        return Api.treasurer(unit).body(Map.of("entries", List.of(entries))).post("/bank-lines/" + line + "/entries");
    }

    /** Out of suspense to an account. */
    private static Response by(UUID unit, String account, long amount, String... lines) {
        return Api.treasurer(unit).body(entry(unit, account, amount, lines)).post("/journal-entries");
    }

    private static Map<String, Object> entry(UUID unit, String account, long amount, String... lines) {
        Map<String, Object> entry = new HashMap<>(Map.of("unit", unit, "on", "2025-08-20", "note", "what it was", "lines", List.of(
                Map.of("account", "3384", "amount", Map.of("amount", amount, "currency", "VND")),
                Map.of("account", account, "amount", Map.of("amount", -amount, "currency", "VND")))));
        if (lines.length > 0) {
            entry.put("bankLines", List.of(lines));
        }
        return entry;
    }

    private Response reverse(String entry) {
        return Api.treasurer(unit).body(Map.of("why", "not that")).post("/journal-entries/" + entry + "/reversal");
    }

    /** Answers the line. */
    private String load(Line line) throws Exception {
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, line));
        return Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().extract().path("items[0].id");
    }
}
