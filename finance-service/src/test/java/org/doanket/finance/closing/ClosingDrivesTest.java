package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relief drive that runs, and what was promised, when its unit ends: both go on with the heir. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingDrivesTest {

    private static final String ENDS_ON = "2026-08-21";

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    Books books;

    private Federation.Tree tree;
    private UUID unit;
    private UUID heir;
    private String drive;
    private String pledge;
    private String proposed;

    @BeforeEach
    void drive() {
        tree = federation.tree();
        unit = tree.unit();
        heir = tree.sibling();
        drive = officer("maker", unit).body(drive(unit)).post("/relief-drives").then().statusCode(201).extract().path("id");
        give(unit, cash(500_000)).statusCode(201);
        give(unit, goods(100)).statusCode(201);
        pledge = officer("maker", unit).body(Map.of("unit", unit, "drive", drive, "gift", cash(200_000))).post("/pledges").then().statusCode(201)
                .extract().path("id");
        proposed = propose(unit, 300_000);
    }

    @Test
    void goOnWithTheHeirWhoTakesInAndGivesOut() {
        endings.end(unit, ENDS_ON, heir);
        String closing = endings.await(unit, "closed").getString("id");
        Api.as("auditor", unit).get("/unit-closings/" + closing + "/items?part=obligations").then().statusCode(200)
                .body("items.what", hasItems("relief-drive", "pledge-cash"))
                .body("items.find { it.what == 'relief-drive' }.amount.amount", equalTo(500_000))
                .body("items.find { it.what == 'relief-drive' }.title", equalTo("Relief drive, money in hand"));
        officer("x", unit).body(drive(unit)).post("/relief-drives").then().statusCode(422).body("code", equalTo("unit-closing"));
        officer("x", unit).body(Map.of("unit", unit, "gift", cash(1))).post("/pledges").then().statusCode(422);

        Map<String, Object> promised = contribution(heir, cash(200_000));
        promised.put("pledge", pledge);
        treasurer(heir).body(promised).post("/contributions").then().statusCode(201);
        approve(heir, proposed).statusCode(200).body("state", equalTo("given"));
        approve(heir, propose(heir, 400_001)).statusCode(409).body("code", equalTo("drive-has-not-so-much"));
        assertThat(Api.balance(heir, "4314")).isEqualTo(-400_000);
        assertControlled(heir, 400_000);
        assertThat(Api.balance(unit, "4314")).isZero();
        officer("x", heir).get("/pledges/" + pledge).then().statusCode(200).body("unit", equalTo(heir.toString()));
    }

    @Test
    void comeBackByTheCounterActUnlessTheyHaveGoneOn() {
        endings.end(unit, ENDS_ON, heir);
        endings.await(unit, "closed");
        String given = give(heir, cash(50_000)).statusCode(201).extract().path("id");
        endings.restore(unit);
        JsonPath blocked = endings.await(unit, "undo-blocked");
        assertThat(blocked.getList("obstacles.code")).contains("drive");
        String waiting = treasurer(heir).body(Map.of("why", "given elsewhere")).post("/contributions/" + given + "/reversal").then().statusCode(202)
                .extract().path("id");
        Books.another(heir).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200);
        treasurer(tree.commune()).post("/unit-closings/" + blocked.getString("id") + "/undo-attempts").then().statusCode(202);
        endings.await(unit, "undone");

        give(unit, cash(1_000)).statusCode(201);
        approve(unit, proposed).statusCode(200);
        assertThat(Api.balance(unit, "4314")).isEqualTo(-201_000);
        assertControlled(unit, 201_000);
        assertThat(Api.balance(heir, "4314")).isZero();
        officer("x", unit).get("/pledges/" + pledge).then().statusCode(200).body("unit", equalTo(unit.toString()));
    }

    @Test
    void takeTheirBankAccountAlongWithWhatStandsOnIt() {
        Map<String, Object> credited = contribution(unit, cash(700_000));
        credited.putAll(Map.of("channel", "bank", "receivedAt", time(-60), "bankRef", "T1"));
        treasurer(unit).body(credited).post("/contributions").then().statusCode(201).body("state", equalTo("received"));
        books.post(unit, "test", "2026-08-20", "1121", 90_000, "5112");
        assertThat(onAccountOfDrive(unit)).isEqualTo(700_000);
        endings.end(unit, ENDS_ON, heir);
        endings.await(unit, "closed");
        assertThat(onAccountOfDrive(unit)).isZero();
        assertThat(Api.balance(unit, "1121")).isZero();
        assertThat(onAccountOfDrive(heir)).isEqualTo(700_000);
        assertThat(Api.balance(heir, "1121")).isEqualTo(790_000);
        Api.as("auditor", heir).get("/bank-accounts/" + drive).then().statusCode(200).body("unit", equalTo(heir.toString()));
        assertControlled(heir, 1_200_000);
        endings.restore(unit);
        endings.await(unit, "undone");
        assertThat(onAccountOfDrive(heir)).isZero();
        assertThat(onAccountOfDrive(unit)).isEqualTo(700_000);
        Api.as("auditor", unit).get("/bank-accounts/" + drive).then().statusCode(200).body("unit", equalTo(unit.toString()));
    }

    private long onAccountOfDrive(UUID of) {
        return federation.number("SELECT coalesce(sum(amount), 0) FROM posting WHERE unit_id = ? AND bank_account_id = ?::uuid", of, drive);
    }

    @Test
    void goToTheFirstOfSeveralHeirsWithTheMoneyThatTheyHaveBrought() {
        books.post(unit, "test", "2026-08-20", "1111", 60_000, "5112");
        books.post(unit, "test", "2026-08-20", "1121", 300_000, "5112");
        UUID third = federation.unit(tree.commune(), "vn");
        endings.end(unit, ENDS_ON, heir, third);
        String shares = "/unit-closings/" + endings.await(unit, "waiting-for-shares").getString("id") + "/shares";
        Api.treasurer(tree.commune()).body(Map.of("method", "entered", "parts", List.of(Map.of("unit", heir, "parts", 1), Map.of("unit", third,
                "parts", 2)))).post(shares).then().statusCode(200);
        Books.another(tree.commune()).post(shares + "/approval").then().statusCode(202);
        endings.await(unit, "closed");
        assertControlled(heir, 500_000);
        assertThat(Api.balance(third, "4314")).isZero();
        // Of 860,000 500,000 are the drive's; of the rest two thirds are the other's.
        assertThat(Api.balance(third, "1121") + Api.balance(third, "1111")).isEqualTo(240_000);
        assertThat(Api.balance(heir, "1121") + Api.balance(heir, "1111")).isEqualTo(620_000);
    }

    private void assertControlled(UUID of, long amount) {
        assertThat(federation.number("SELECT sub_ledger FROM relief_control WHERE unit_id = ?", of)).isEqualTo(amount);
        assertThat(federation.number("SELECT control FROM relief_control WHERE unit_id = ?", of)).isEqualTo(amount);
    }

    private Map<String, Object> drive(UUID of) {
        return Map.of("unit", of, "name", "Storm no. 3", "purpose", "houses", "beneficiaries", "all", "bankBin", "970436", "account",
                String.valueOf(System.nanoTime()), "holder", "LDLD", "opensAt", time(-3600), "closesAt", time(3600));
    }

    private Map<String, Object> contribution(UUID of, Map<String, Object> gift) {
        return new HashMap<>(Map.of("unit", of, "drive", drive, "channel", "desk", "gift", gift));
    }

    private ValidatableResponse give(UUID of, Map<String, Object> gift) {
        return treasurer(of).body(contribution(of, gift)).post("/contributions").then();
    }

    private String propose(UUID of, long amount) {
        return treasurer(of).body(Map.of("place", "Xa A", "gift", cash(amount), "recipients", 9, "givenOn",
                LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString(), "paidFrom", "1111"))
                .post("/relief-drives/" + drive + "/distributions").then().statusCode(201).extract().path("id");
    }

    private ValidatableResponse approve(UUID of, String distribution) {
        return officer("checker", of).body(Map.of()).post("/relief-drives/" + drive + "/distributions/" + distribution + "/approval").then();
    }

    private static Map<String, Object> cash(long amount) {
        return Map.of("kind", "cash", "amount", Map.of("amount", amount, "currency", "VND"));
    }

    private static Map<String, Object> goods(int quantity) {
        return Map.of("kind", "goods", "goods", "rice", "measure", "kg", "quantity", quantity);
    }

    private static RequestSpecification treasurer(UUID of) {
        return Api.with(Tokens.of("treasurer").unit(of).subject("maker")).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private static RequestSpecification officer(String who, UUID of) {
        return Api.with(Tokens.of("unit-officer").unit(of).subject(who)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private static String time(int secondsFromNow) {
        return OffsetDateTime.ofInstant(Instant.now().plusSeconds(secondsFromNow), ZoneOffset.UTC).toString();
    }
}
