package org.doanket.finance.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A unit with more than one account: who opens them, who is asked to pay where, and where in the books the money stands. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BankAccountsTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private String main;

    @BeforeEach
    void unitWithItsFirstAccount() {
        tree = federation.tree();
        unit = tree.unit();
        main = number();
        Api.setAccount(unit, main);
    }

    @Test
    void opensAnotherAccountOnlyByTwoAndNobodyPaysThereBefore() {
        String number = number();
        String id = open("fund", number).statusCode(202).body("state", equalTo("waiting")).body("account", not(containsString(number)))
                .body("account", endsWith(number.substring(number.length() - 3))).body("main", equalTo(false)).extract().path("id");
        open("general", number).statusCode(409).body("code", equalTo("bank-account-taken"));
        open("general", main).statusCode(409).body("code", equalTo("bank-account-taken"));
        String fund = ask("fund");
        assertThat(payee(fund)).as("the fund is paid on the main account until then").contains(main);
        Api.as("treasurer", unit).accept("image/png").get("/bank-accounts/" + id + "/qr").then().statusCode(409)
                .body("code", equalTo("bank-account-not-open"));
        Api.treasurer(unit).post("/bank-accounts/" + id + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        Books.another(unit).post("/bank-accounts/" + id + "/approval").then().statusCode(200).body("state", equalTo("open"))
                .body("decidedBy", equalTo("another"));
        assertThat(payee(fund)).contains(number);
        Books.another(unit).post("/bank-accounts/" + id + "/approval").then().statusCode(409);
        Api.as("unit-officer", unit).accept("image/svg+xml").get("/bank-accounts/" + id + "/qr").then().statusCode(200);
        Api.as("auditor", unit).get("/bank-accounts?unit=" + unit).then().statusCode(200).body("items.main", contains(true, false))
                .body("items.purpose", contains("general", "fund"));

        Api.treasurer(unit).body(Map.of("on", "2999-01-01", "why", "x")).post("/bank-accounts/" + mainId() + "/ending").then().statusCode(409)
                .body("code", equalTo("bank-account-main"));
        String today = LocalDate.now().toString();
        Api.treasurer(unit).body(Map.of("on", "2001-01-01", "why", "x")).post("/bank-accounts/" + id + "/ending").then().statusCode(422);
        Api.treasurer(unit).body(Map.of("on", today, "why", "the bank was left")).post("/bank-accounts/" + id + "/ending").then().statusCode(200)
                .body("validTo", equalTo(today));
        assertThat(payee(fund)).as("back to the main one").contains(main);
        String refused = open("general", number()).extract().path("id");
        Books.another(unit).body(Map.of("why", "no letter")).post("/bank-accounts/" + refused + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused")).body("reason", equalTo("no letter"));
    }

    @Test
    void keepsTheAccountsBeforeAsRowsOfTheirDays() {
        String change = Api.treasurer(unit).header("If-Match", "\"v0\"").body(Map.of("bankBin", "970415", "account", number(), "holder", "CDCS"))
                .put("/units/" + unit + "/bank-account").then().statusCode(202).extract().path("id");
        Books.another(unit).post("/bank-account-changes/" + change + "/approval").then().statusCode(200);
        Api.as("auditor", unit).get("/bank-accounts?unit=" + unit).then().body("items", hasSize(2))
                .body("items.bankBin", contains("970436", "970415"));
        Api.as("auditor", unit).get("/bank-accounts?on=2020-01-01&unit=" + unit).then().body("items.bankBin", contains("970436"));
        Api.as("auditor", unit).get("/bank-accounts?on=2999-01-01&unit=" + unit).then().body("items.bankBin", contains("970415"));
        // The number of an account that has ended is free: an heir may take the account over.
        Api.setAccount(tree.sibling(), main);
    }

    @Test
    void aStatementOfManyAccountsStandsOnEachAndTheBooksToo() throws Exception {
        String second = number();
        String id = approved("general", second);
        String reference = Api.as("treasurer", unit).get("/payment-requests/" + ask("fund")).then().extract().path("reference");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(main, new Statements.Line("A1", 30_000, "gop")));
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt("970436" + second, new Statements.Line("A1", 70_000, reference),
                new Statements.Line("B2", -20_000, "phi")));
        assertThat(Api.balance(unit, "1121")).isEqualTo(80_000);
        assertThat(on(id)).as("the same reference of the bank on another account is another line").isEqualTo(50_000);
        assertThat(on(mainId())).isEqualTo(30_000);
        Api.as("treasurer", unit).get("/bank-lines?unit=" + unit + "&account=" + id).then().body("items", hasSize(2))
                .body("items.find { it.amount.amount == 70000 }.state", equalTo("matched"));
        Api.done(unit, csv(id));
        assertThat(on(id)).isEqualTo(51_000);
        JsonPath wrong = Api.ended(unit, Api.treasurer(unit).contentType("application/xml").body(Statements.camt(main,
                new Statements.Line("C", 1, "x")).getBytes(StandardCharsets.UTF_8))
                .post("/bank-statements?unit=" + unit + "&account=" + id).then());
        assertThat(wrong.getString("failure")).isEqualTo("statement-of-another-account");
        Api.treasurer(unit).contentType("application/xml").body("x").post("/bank-statements?unit=" + unit + "&account=" + UUID.randomUUID()).then()
                .statusCode(404);

        // Between accounts, and by voucher.
        Map<String, Object> entry = Map.of("unit", unit, "on", "2025-09-01", "note", "to the second account", "lines", List.of(
                line("1121", 10_000, id), line("1121", -10_000, null)));
        Api.treasurer(unit).body(entry).post("/journal-entries").then().statusCode(201)
                .body("postings[0].bankAccount", equalTo(id)).body("postings[1].bankAccount", nullValue());
        assertThat(on(id)).isEqualTo(61_000);
        assertThat(on(mainId())).isEqualTo(20_000);
        Api.treasurer(unit).body(Map.of("unit", unit, "on", "2025-09-01", "note", "x", "lines", List.of(line("1111", 1, id), line("6111", -1, null))))
                .post("/journal-entries").then().statusCode(422).body("code", equalTo("line-bank-account"));
        String voucher = Api.treasurer(unit).body(Map.of("unit", unit, "kind", "payment", "day", "2025-09-02", "account", "6111", "money", "1121",
                "bankAccount", id, "amount", Map.of("amount", 5_000, "currency", "VND"), "purpose", "visit")).post("/vouchers").then().statusCode(201)
                .extract().path("id");
        Books.another(unit).post("/vouchers/" + voucher + "/approval").then().statusCode(200).body("bankAccount", equalTo(id));
        assertThat(on(id)).isEqualTo(56_000);
        Api.treasurer(unit).body(Map.of("unit", unit, "kind", "payment", "day", "2025-09-02", "account", "6111", "money", "1111",
                "bankAccount", id, "amount", Map.of("amount", 5_000, "currency", "VND"), "purpose", "visit")).post("/vouchers").then().statusCode(400);
    }

    @Test
    void whatIsGivenToADriveStandsOnItsAccountAndIsCountedOnce() throws Exception {
        String own = number();
        String drive = drive(own);
        Api.as("auditor", unit).get("/relief-drives/" + drive).then().body("accountApproved", equalTo(false));
        Api.as("treasurer", unit).accept("image/png").get("/relief-drives/" + drive + "/qr").then().statusCode(409)
                .body("code", equalTo("drive-account-waits"));
        give(drive, "T1", 500_000).statusCode(201);
        assertThat(on(drive)).as("the account of a drive bears its id").isEqualTo(500_000);
        assertThat(on(mainId())).isZero();
        JsonPath early = Api.ended(unit, Api.treasurer(unit).contentType("application/xml").body(Statements.camt(own,
                new Statements.Line("T1", 500_000, "ung ho")).getBytes(StandardCharsets.UTF_8)).post("/bank-statements?unit=" + unit).then());
        assertThat(early.getString("failure")).as("its account waits").isEqualTo("statement-of-another-account");
        officer("maker").post("/bank-accounts/" + drive + "/approval").then().statusCode(403);
        Books.another(unit).post("/bank-accounts/" + drive + "/approval").then().statusCode(200);
        Api.as("auditor", unit).get("/relief-drives/" + drive).then().body("accountApproved", equalTo(true));
        Api.as("treasurer", tree.elsewhere()).accept("image/png").get("/relief-drives/" + drive + "/qr").then().statusCode(200);

        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(own, new Statements.Line("T1", 500_000, "ung ho"),
                new Statements.Line("T2", 300_000, "ung ho bao")));
        assertThat(on(drive)).as("T1 was told before").isEqualTo(800_000);
        assertThat(Api.balance(unit, "4314")).isEqualTo(-500_000);
        assertThat(Api.balance(unit, "3384")).isEqualTo(-300_000);
        String line = Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().body("items", hasSize(1))
                .extract().path("items[0].id");
        Map<String, Object> body = gift(drive, 300_000);
        body.put("bankLine", line);
        Map<String, Object> less = new HashMap<>(body);
        less.put("gift", Map.of("kind", "cash", "amount", Map.of("amount", 200_000, "currency", "VND")));
        Api.treasurer(unit).body(less).post("/contributions").then().statusCode(422).body("code", equalTo("contribution-line-differs"));
        Map<String, Object> elsewhere = new HashMap<>(body);
        elsewhere.remove("drive");
        Api.treasurer(unit).body(elsewhere).post("/contributions").then().statusCode(422).body("code", equalTo("contribution-line-differs"));
        String given = Api.treasurer(unit).body(body).post("/contributions").then().statusCode(201).body("bankLine", equalTo(line))
                .body("bankRef", equalTo("T2")).extract().path("id");
        Api.treasurer(unit).body(body).post("/contributions").then().statusCode(409).body("code", equalTo("line-assigned-already"));
        Api.treasurer(unit).body(Map.of("month", "2025-08")).post("/bank-lines/" + line + "/assignment").then().statusCode(409)
                .body("code", equalTo("line-assigned-already"));
        assertThat(on(drive)).isEqualTo(800_000);
        assertThat(Api.balance(unit, "4314")).isEqualTo(-800_000);
        assertThat(Api.balance(unit, "3384")).isZero();
        Api.as("treasurer", unit).get("/bank-lines/" + line).then().body("state", equalTo("matched")).body("contribution", equalTo(given));

        String proposal = Api.treasurer(unit).body(Map.of("why", "of another drive")).post("/contributions/" + given + "/reversal").then()
                .statusCode(202).extract().path("id");
        Books.another(unit).post("/entry-proposals/" + proposal + "/approval").then().statusCode(200);
        assertThat(on(drive)).as("the bank's money did come").isEqualTo(800_000);
        assertThat(Api.balance(unit, "3384")).isEqualTo(-300_000);
        Api.as("treasurer", unit).get("/bank-lines/" + line).then().body("state", equalTo("suspense"));

        // Recorded anew, rightly: the reference of the bank was that of what was reversed.
        String anew = Api.treasurer(unit).body(body).post("/contributions").then().statusCode(201).body("bankRef", equalTo("T2")).extract().path("id");
        Api.as("treasurer", unit).get("/bank-lines/" + line).then().body("contribution", equalTo(anew));
        assertThat(Api.balance(unit, "4314")).isEqualTo(-800_000);

        String out = Api.treasurer(unit).body(Map.of("place", "Xa A", "gift", Map.of("kind", "cash", "amount", Map.of("amount", 100_000, "currency",
                "VND")), "recipients", 9, "givenOn", Instant.now().toString().substring(0, 10), "paidFrom", "1121"))
                .post("/relief-drives/" + drive + "/distributions").then().statusCode(201).extract().path("id");
        officer("chair").body(Map.of()).post("/relief-drives/" + drive + "/distributions/" + out + "/approval").then().statusCode(200);
        assertThat(on(drive)).as("what is given out leaves the drive's account").isEqualTo(700_000);
    }

    @Test
    void accountsAreOpenToTheRightPeopleOnly() {
        String id = approved("general", number());
        for (String path : new String[] {"/bank-accounts?unit=" + unit, "/bank-accounts/" + id}) {
            own("GET", path, "treasurer", "auditor", "unit-officer").check();
        }
        own("GET", "/bank-accounts/" + id + "/qr", "treasurer", "auditor", "unit-officer").accept("image/png").check();
        own("POST", "/bank-accounts", "treasurer").body(() -> body("general", number())).check();
        own("POST", "/bank-accounts/" + id + "/approval", "treasurer").check();
        own("POST", "/bank-accounts/" + id + "/refusal", "treasurer").body(() -> Map.of("why", "x")).check();
        own("POST", "/bank-accounts/" + id + "/ending", "treasurer").body(() -> Map.of("on", "2999-01-01", "why", "x")).check();
        String drive = drive(number());
        // Refused in haste: a drive gets no other account, so it can still be approved, unlike the others.
        Books.another(unit).body(Map.of("why", "no letter")).post("/bank-accounts/" + drive + "/refusal").then().statusCode(200);
        Books.another(unit).post("/bank-accounts/" + drive + "/approval").then().statusCode(200).body("state", equalTo("open"));
        Books.another(unit).body(Map.of("why", "x")).post("/bank-accounts/" + drive + "/refusal").then().statusCode(409);
        AccessMatrix.of("GET", Api.BASE + "/relief-drives/" + drive + "/qr").accept("image/png").openToAll().check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    /** What stands on an account by the books. */
    private long on(String account) {
        return federation.number("SELECT coalesce(sum(p.amount), 0) FROM posting p WHERE p.unit_id = ? AND p.account = '1121' "
                + "AND coalesce(p.bank_account_id, (SELECT a.id FROM bank_account a WHERE a.unit_id = p.unit_id AND a.main "
                + "AND a.valid_from <= p.effective_date AND (a.valid_to IS NULL OR a.valid_to > p.effective_date))) = ?::uuid", unit, account);
    }

    private String mainId() {
        return federation.text("SELECT id FROM bank_account WHERE unit_id = ? AND main AND valid_to IS NULL", unit);
    }

    private ValidatableResponse csv(String account) {
        String text = "Date,Description,Debit,Credit,Reference,Balance,Payer,Payer account\n2025-08-21,x,,1000,R9,,A,\n";
        return Api.treasurer(unit).contentType("text/csv").body(text.getBytes(StandardCharsets.UTF_8))
                .post("/bank-statements?unit=" + unit + "&profile=generic-en&account=" + account).then();
    }

    private static Map<String, Object> line(String account, long amount, String bank) {
        Map<String, Object> line = new HashMap<>(Map.of("account", account, "amount", Map.of("amount", amount, "currency", "VND")));
        if (bank != null) {
            line.put("bankAccount", bank);
        }
        return line;
    }

    private String ask(String stream) {
        return Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-08", "stream", stream, "amount", Map.of("amount", 70_000, "currency",
                "VND"))).post("/payment-requests").then().statusCode(201).extract().path("id");
    }

    private String payee(String request) {
        return Api.as("treasurer", unit).get("/payment-requests/" + request).then().statusCode(200).extract().path("qr");
    }

    private ValidatableResponse open(String purpose, String number) {
        return Api.treasurer(unit).body(body(purpose, number)).post("/bank-accounts").then();
    }

    private Map<String, Object> body(String purpose, String number) {
        return Map.of("unit", unit, "purpose", purpose, "bankBin", "970436", "account", number, "holder", "CDCS", "validFrom", "2025-01-01");
    }

    private String approved(String purpose, String number) {
        String id = open(purpose, number).statusCode(202).extract().path("id");
        Books.another(unit).post("/bank-accounts/" + id + "/approval").then().statusCode(200);
        return id;
    }

    private String drive(String number) {
        return officer("maker").body(Map.of("unit", unit, "name", "Storm", "purpose", "houses", "beneficiaries", "people", "bankBin", "970436", "account",
                number, "holder", "LDLD", "opensAt", "2025-01-01T00:00:00Z", "closesAt", Instant.now().plusSeconds(3600).toString()))
                .post("/relief-drives").then().statusCode(201).extract().path("id");
    }

    private Map<String, Object> gift(String drive, long amount) {
        return new HashMap<>(Map.of("unit", unit, "drive", drive, "channel", "bank", "receivedAt", "2025-08-20T03:00:00Z", "gift",
                Map.of("kind", "cash", "amount", Map.of("amount", amount, "currency", "VND"))));
    }

    private ValidatableResponse give(String drive, String reference, long amount) {
        Map<String, Object> body = gift(drive, amount);
        body.put("bankRef", reference);
        return Api.treasurer(unit).body(body).post("/contributions").then();
    }

    private RequestSpecification officer(String subject) {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject(subject)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private static String number() {
        return String.valueOf(System.nanoTime());
    }
}
