package org.doanket.finance.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ContributionTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
    }

    /** The district's 76 grass-roots unions gave more than 200 million dong and more than 2,400 days of work. */
    @Test
    void addsUpWhatTheUnionsOfChiemHoaGaveAndNeverOneKindToTheOther() {
        UUID district = federation.unit(tree.province(), "vn");
        UUID movement = UUID.randomUUID();
        List<UUID> unions = IntStream.range(0, 76).mapToObj(i -> federation.unit(district, "vn")).toList();
        for (UUID union : unions) {
            record(district, union, movement, cash(2_650_000)).statusCode(201);
            record(district, union, movement, Map.of("kind", "workdays", "quantity", 31.75)).statusCode(201);
        }
        record(district, unions.get(0), movement, goods("Rice", "kg", 250)).statusCode(201);
        record(district, unions.get(1), movement, goods(" rice ", "KG", 150.5)).statusCode(201);
        record(district, unions.get(2), movement, goods("rice", "bag", 3)).statusCode(201);
        JsonPath totals = totals("?unit=" + tree.province() + "&scope=subtree&movement=" + movement);
        assertThat(totals.getList("kind", String.class)).containsExactly("cash", "goods", "goods", "workdays");
        assertThat(totals.getLong("[0].amount.amount")).isEqualTo(201_400_000).isGreaterThan(200_000_000);
        assertThat(totals.getInt("[0].units")).isEqualTo(76);
        assertThat(totals.getDouble("[3].quantity")).isEqualTo(2_413).isGreaterThan(2_400);
        assertThat(totals.getInt("[3].units")).isEqualTo(76);
        assertThat(totals.getList("measure", String.class)).containsExactly(null, "bag", "kg", "workday");
        assertThat(totals.getDouble("[2].quantity")).isEqualTo(400.5);
        assertThat(totals.getList("valued")).containsOnlyNulls();
        // Cash is in the books of the district that took it in; work and goods are in none.
        assertThat(Api.balance(district, "5151")).isEqualTo(-201_400_000);
        assertThat(Api.balance(district, "1111")).isEqualTo(201_400_000);
        assertThat(totals("?unit=" + unions.get(3) + "&movement=" + movement).getLong("[0].amount.amount")).isEqualTo(2_650_000);
        assertThat(totals("?unit=" + tree.sibling() + "&scope=subtree&movement=" + movement).getList("$")).isEmpty();
    }

    @Test
    void isWorthSomethingOnlyFromTheDayOfAPriceOnAndApart() {
        String sort = "lamp " + UUID.randomUUID().toString().substring(0, 8);
        setPrice(Map.of("jurisdiction", "vn", "kind", "goods", "sort", sort.toUpperCase(Locale.ROOT), "measure", "piece", "validFrom",
                "2025-06-01", "amount", money(200_001), "citation", "market of the district", "verified", false)).statusCode(201)
                .body("sort", equalTo(sort));
        UUID movement = UUID.randomUUID();
        at(unit, movement, goods(sort, "piece", 4), "2025-05-31T10:00:00+07:00").statusCode(201);
        at(unit, movement, goods(sort, "piece", 2.5), "2025-06-01T00:30:00+07:00").statusCode(201)
                .body("receivedOn", equalTo("2025-06-01"));
        JsonPath totals = totals("?unit=" + unit + "&movement=" + movement);
        assertThat(totals.getList("$")).hasSize(1);
        assertThat(totals.getDouble("[0].quantity")).isEqualTo(6.5);
        assertThat(totals.getDouble("[0].valuedQuantity")).isEqualTo(2.5);
        assertThat(totals.getLong("[0].valued.amount")).isEqualTo(500_003);
    }

    @Test
    void takesBackAPriceOnlyBeforeItBegins() {
        Map<String, Object> price = Map.of("jurisdiction", "cn", "kind", "workdays", "validFrom", "2090-01-01", "amount",
                Map.of("amount", 20_000, "currency", "CNY"), "citation", "test", "verified", false);
        String id = setPrice(price).statusCode(201).body("measure", equalTo("workday")).extract().path("id");
        setPrice(price).statusCode(409).body("code", equalTo("rule-begin-taken"));
        cancel(id).statusCode(200);
        cancel(id).statusCode(409);
        setPrice(Map.of("jurisdiction", "cn", "kind", "workdays", "sort", "x", "validFrom", "2090-01-01", "amount", money(1), "citation",
                "test")).statusCode(422).body("errors.pointer", contains("/amount/currency", "/sort"));
    }

    @Test
    void showsWhatWasGivenOfAPledge() {
        String pledge = Api.treasurer(unit).body(Map.of("unit", unit, "gift", Map.of("kind", "workdays", "quantity", 20), "dueOn",
                "2026-12-01")).post("/pledges").then().statusCode(201).body("given", equalTo(0)).extract().path("id");
        Map<String, Object> body = give(unit, unit, null, Map.of("kind", "workdays", "quantity", 7.5));
        body.put("pledge", pledge);
        Api.treasurer(unit).body(body).post("/contributions").then().statusCode(201);
        body.put("gift", cash(7));
        Api.treasurer(unit).body(body).post("/contributions").then().statusCode(422).body("code", equalTo("pledge-of-another-kind"));
        Api.as("auditor", unit).get("/pledges?unit=" + unit).then().statusCode(200).body("items", hasSize(1))
                .body("items[0].given", equalTo(7.5f));
        Api.treasurer(unit).body(Map.of("unit", unit, "gift", cash(5_000_000))).post("/pledges").then().statusCode(201);
        Api.as("federation-officer", tree.province()).get("/pledges/totals?unit=" + tree.province() + "&scope=subtree").then()
                .statusCode(200).body("kind", contains("cash", "workdays")).body("amount.amount", contains(5_000_000))
                .body("expected", contains(5_000_000, 12.5f)).body("given", contains(0, 7.5f));
        Api.treasurer(unit).body(Map.of("why", "harvest")).post("/pledges/" + pledge + "/withdrawal").then().statusCode(200)
                .body("state", equalTo("withdrawn"));
        Api.treasurer(unit).body(Map.of("why", "harvest")).post("/pledges/" + pledge + "/withdrawal").then().statusCode(409);
    }

    @Test
    void showsWhoPromisedToWhomWhoGaveIsShown() {
        String pledge = Api.treasurer(unit).body(Map.of("unit", unit, "gift", cash(5_000_000), "donor", "Tran Thi Canary")).post("/pledges").then()
                .statusCode(201).extract().path("id");
        for (String role : new String[] {"treasurer", "auditor"}) {
            Api.as(role, unit).get("/pledges/" + pledge).then().statusCode(200).body("donor", equalTo("Tran Thi Canary"));
            Api.as(role, unit).get("/pledges?unit=" + unit).then().statusCode(200).body("items[0].donor", equalTo("Tran Thi Canary"));
        }
        for (String role : new String[] {"unit-officer", "campaign-officer"}) {
            Api.as(role, unit).get("/pledges/" + pledge).then().statusCode(200).body("donor", nullValue()).body("gift.amount.amount", equalTo(5_000_000));
            Api.as(role, unit).get("/pledges?unit=" + unit).then().statusCode(200).body("items", hasSize(1)).body("items[0].donor", nullValue());
        }
        Api.as("unit-officer", unit).contentType("application/json").body(Map.of("why", "harvest")).post("/pledges/" + pledge + "/withdrawal").then()
                .statusCode(200).body("donor", nullValue());
    }

    @Test
    void countsForNoUnitWhatSomebodyOutsideGave() {
        Map<String, Object> body = give(unit, null, null, cash(3_000_000));
        body.remove("giver");
        body.put("donor", "Company X");
        String id = Api.treasurer(unit).body(body).post("/contributions").then().statusCode(201).body("giver", nullValue()).extract()
                .path("id");
        assertThat(totals("?unit=" + unit).getInt("[0].units")).isZero();
        assertThat(totals("?unit=" + unit).getLong("[0].amount.amount")).isEqualTo(3_000_000);
        String waiting = Api.treasurer(unit).body(Map.of("why", "wrong unit")).post("/contributions/" + id + "/reversal").then()
                .statusCode(202).body("act", equalTo("contribution-reversal")).body("subject", equalTo(id)).extract().path("id");
        assertThat(Api.balance(unit, "5151")).as("money leaves by two").isEqualTo(-3_000_000);
        Api.treasurer(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        Books.another(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200).body("entry", notNullValue());
        assertThat(totals("?unit=" + unit).getList("$")).isEmpty();
        assertThat(Api.balance(unit, "5151")).isZero();
        Api.treasurer(unit).body(Map.of("why", "wrong unit")).post("/contributions/" + id + "/reversal").then().statusCode(409);
    }

    private ValidatableResponse record(UUID books, UUID giver, UUID movement, Map<String, Object> gift) {
        return Api.treasurer(books).body(give(books, giver, movement, gift)).post("/contributions").then();
    }

    private ValidatableResponse at(UUID books, UUID movement, Map<String, Object> gift, String time) {
        Map<String, Object> body = give(books, books, movement, gift);
        body.put("receivedAt", time);
        return Api.treasurer(books).body(body).post("/contributions").then();
    }

    private static Map<String, Object> give(UUID books, UUID giver, UUID movement, Map<String, Object> gift) {
        Map<String, Object> body = new HashMap<>(Map.of("unit", books, "gift", gift, "channel", "desk"));
        body.put("giver", giver);
        body.put("movement", movement);
        return body;
    }

    private JsonPath totals(String asked) {
        return Api.as("campaign-officer", tree.province()).get("/contributions/totals" + asked).then().statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse setPrice(Map<String, Object> body) {
        return Api.as("federation-officer", null).contentType("application/json").body(body).post("/contribution-prices").then();
    }

    private static ValidatableResponse cancel(String id) {
        return Api.as("federation-officer", null).contentType("application/json").body(Map.of("why", "typo"))
                .post("/contribution-prices/" + id + "/cancellation").then();
    }

    private static Map<String, Object> cash(long amount) {
        return Map.of("kind", "cash", "amount", money(amount));
    }

    private static Map<String, Object> goods(String sort, String measure, double quantity) {
        return Map.of("kind", "goods", "goods", sort, "measure", measure, "quantity", quantity);
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
