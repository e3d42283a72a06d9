package org.doanket.finance.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once: lists of a grant, made, approved and paid in one act each. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class GrantListTest {

    private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString();

    @Inject
    Federation federation;
    @Inject
    Books books;

    private Federation.Tree tree;
    private UUID unit;
    private UUID member;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
        member = federation.member(unit, "G1", "guild");
    }

    /** Tet 2026: 1,000,000 in cash and a gift of 300,000 for each, signed for on a list. */
    @Test
    void paysATetListInOneAct() {
        List<UUID> members = new ArrayList<>(List.of(member));
        IntStream.range(2, 41).forEach(i -> members.add(federation.member(unit, "G" + i, "guild")));
        list("tet", members, true).statusCode(200).body("state", equalTo("preview")).body("people", equalTo(40))
                .body("cash.amount", equalTo(40_000_000)).body("inKind.amount", equalTo(12_000_000)).body("errors", hasSize(0))
                .body("levelsUp", equalTo(1));
        assertThat(federation.number("SELECT count(*) FROM grant_application WHERE unit_id = ?", unit)).isZero();
        String id = list("tet", members, false).statusCode(201).body("people", equalTo(40)).extract().path("id");
        String asked = "/grant-lists/" + id;
        officer("vice", unit).body(Map.of()).post(asked + "/approval").then().statusCode(409)
                .body("code", equalTo("grant-for-the-level-above"));
        String one = officer("vice", unit).get("/grant-lists/" + id + "/members").then().statusCode(200).extract().path("items[0].id");
        officer("commune", tree.commune()).body(Map.of()).post("/grant-applications/" + one + "/approval").then().statusCode(409)
                .body("code", equalTo("grant-part-of-list"));
        officer("commune", tree.commune()).body(Map.of("why", "moved away")).post("/grant-applications/" + one + "/refusal").then()
                .statusCode(200);
        officer("commune", tree.commune()).body(Map.of()).post(asked + "/approval").then().statusCode(200)
                .body("state", equalTo("approved")).body("people", equalTo(39));
        Map<String, Object> inCash = Map.of("paidOn", TODAY, "paidFrom", "1111");
        books.post(unit, "test", "2026-02-01", "1111", 50_699_999, "5111");
        treasurer("treasurer").body(inCash).post(asked + "/payment").then().statusCode(422).body("code", equalTo("money-not-covered"))
                .body("detail", containsString("50,700,000 VND")).body("detail", containsString("50,699,999 VND"));
        books.post(unit, "test", "2026-02-01", "1111", 1, "5111");
        treasurer("treasurer").body(inCash).post(asked + "/payment").then().statusCode(200)
                .body("state", equalTo("paid"));
        assertThat(Api.balance(unit, "6112")).isEqualTo(39_000_000);
        assertThat(Api.balance(unit, "6113")).isEqualTo(11_700_000);
        assertThat(Api.balance(unit, "1111")).isZero();
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ? AND kind = 'grant-paid'", unit)).isEqualTo(1);
        String csv = Api.as("treasurer", unit).accept("text/csv").get(asked + "/members").then().statusCode(200).extract().asString();
        assertThat(csv.lines().toList()).hasSize(41).first().asString().contains("Name", "Signature");
        assertThat(csv.lines().toList().get(40)).contains("39000000", "11700000", "50700000");
        byte[] xlsx = Api.as("treasurer", unit).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .get(asked + "/members").then().statusCode(200).extract().asByteArray();
        assertThat(new String(xlsx, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
        String payment = Api.as("auditor", unit).get("/grant-payments?unit=" + unit).then().statusCode(200).body("items", hasSize(1))
                .body("items[0].people", equalTo(39)).extract().path("items[0].id");
        Map<String, Object> why = Map.of("why", "from the wrong account");
        treasurer("treasurer").body(why).post("/grant-payments/" + payment + "/reversal").then().statusCode(409)
                .body("code", equalTo("same-person"));
        treasurer("other").body(why).post("/grant-payments/" + payment + "/reversal").then().statusCode(200)
                .body("reversedBy", equalTo("other"));
        treasurer("other").body(why).post("/grant-payments/" + payment + "/reversal").then().statusCode(409)
                .body("code", equalTo("grant-payment-reversed"));
        assertThat(Api.balance(unit, "6112") + Api.balance(unit, "6113")).isZero();
        assertThat(Api.balance(unit, "1111")).isEqualTo(50_700_000);
        officer("vice", unit).get(asked).then().statusCode(200).body("state", equalTo("approved"));
        treasurer("treasurer").body(Map.of("paidOn", TODAY, "paidFrom", "1121")).post(asked + "/payment").then().statusCode(200);
        assertThat(Api.balance(unit, "1121")).isEqualTo(-50_700_000);
        assertThat(Api.balance(unit, "1111")).isEqualTo(50_700_000);
        // Once a year and person.
        list("tet", members.subList(5, 6), false).statusCode(422).body("errors[0].code", equalTo("grant-person-times"));
    }

    @Test
    void takesAsManyAsAListMayHave() {
        federation.transaction(connection -> Sql.of("WITH m AS (INSERT INTO member_ref (id, unit_id, code, display_name, category, "
                + "status, since, dues_kind) "
                + "SELECT uuidv7(), ?, 'B' || i, 'Member ' || i, 'employee', 'active', '2010-01-01', 'guild' FROM generate_series(1, "
                + "5000) i RETURNING no, unit_id) INSERT INTO member_span (member_no, valid_from, unit_id, status, dues_kind) SELECT no, "
                + "'2010-01-01', unit_id, 'active', 'guild' FROM m", unit).run(connection));
        Map<String, Object> body = new HashMap<>(listOf("tet", unit, List.of(), false));
        body.put("members", IntStream.rangeClosed(1, 5000).mapToObj(i -> Map.of("code", "B" + i)).toList());
        long begun = System.nanoTime();
        String id = officer("chair", unit).body(body).post("/grant-lists").then().statusCode(201).body("people", equalTo(5000))
                .body("levelsUp", equalTo(2)).extract().path("id");
        long made = System.nanoTime();
        officer("province", tree.province()).body(Map.of()).post("/grant-lists/" + id + "/approval").then().statusCode(200);
        treasurer("treasurer").body(Map.of("paidOn", TODAY, "paidFrom", "1121")).post("/grant-lists/" + id + "/payment").then()
                .statusCode(200);
        System.out.printf("a list of 5,000: submitted in %d ms, approved and paid in %d ms%n", (made - begun) / 1_000_000,
                (System.nanoTime() - made) / 1_000_000);
        assertThat(Api.balance(unit, "1121")).isEqualTo(-6_500_000_000L);
    }

    @Test
    void namesEverythingThatIsWrongWithAListAndKeepsNothingOfIt() {
        UUID left = federation.learn(UUID.randomUUID(), LocalDate.of(2025, 1, 1), unit, "LEFT", "left", "guild");
        List<Map<String, Object>> people = List.of(Map.of("member", member), Map.of("code", "G1"), Map.of("code", "NOBODY"),
                Map.of("member", left), Map.of("member", member, "code", "G1"), Map.of("code", "G1", "cash", money(999_999)));
        Map<String, Object> body = new HashMap<>(listOf("tet", unit, List.of(), false));
        body.put("members", people);
        JsonPath refused = officer("chair", unit).body(body).post("/grant-lists").then().statusCode(422).extract().jsonPath();
        assertThat(refused.getList("errors.collect { it.pointer + ' ' + it.code }", String.class))
                .containsExactlyInAnyOrder("/members/1 member-twice", "/members/2 member-unknown", "/members/3 grant-not-active",
                "/members/4 grant-member-or-code", "/members/4 member-twice", "/members/5 member-twice",
                "/members/5/cash/amount grant-fixed");
        assertThat(federation.number("SELECT count(*) FROM grant_application WHERE unit_id = ?", unit)).isZero();
        assertThat(federation.number("SELECT count(*) FROM grant_list WHERE unit_id = ?", unit)).isZero();
        list("housing-new", List.of(member), false).statusCode(422).body("errors[0].code", equalTo("grant-needs-papers"));
        list("nothing", List.of(member), false).statusCode(422).body("code", equalTo("grant-not-in-force"));
    }

    /** Forty at once are 52 million and for the commune; so are twice twenty, and twenty and one more. */
    @Test
    void aListCutInTwoNeedsWhoTheWholeWouldHaveNeeded() {
        List<UUID> members = IntStream.range(0, 40).mapToObj(i -> federation.member(unit, "C" + i, "guild")).toList();
        String first = list("tet", members.subList(0, 20), false).statusCode(201).extract().path("id");
        String second = list("tet", members.subList(20, 40), false).statusCode(201).extract().path("id");
        List<Integer> answers = Stream.of(first, second).parallel().map(id -> officer("vice", unit).body(Map.of())
                .post("/grant-lists/" + id + "/approval").statusCode()).sorted().toList();
        assertThat(answers).as("at once, too").containsExactly(200, 409);
        String left = Stream.of(first, second).filter(id -> !"approved".equals(Api.as("auditor", unit).get("/grant-lists/" + id).then().extract()
                .path("state"))).findFirst().orElseThrow();
        officer("vice", unit).body(Map.of()).post("/grant-lists/" + left + "/approval").then().statusCode(409)
                .body("code", equalTo("grant-for-the-level-above"));
        officer("commune", tree.commune()).body(Map.of()).post("/grant-lists/" + left + "/approval").then().statusCode(200);
    }

    private ValidatableResponse list(String grant, List<UUID> members, boolean preview) {
        return officer("chair", unit).body(listOf(grant, unit, members, preview)).post("/grant-lists").then();
    }

    private static Map<String, Object> listOf(String grant, UUID of, List<UUID> members, boolean preview) {
        return Map.of("unit", of, "grant", grant, "on", TODAY, "members", members.stream().map(each -> Map.of("member", each))
                .toList(), "preview", preview);
    }

    private RequestSpecification officer(String who, UUID of) {
        return Api.with(Tokens.of("unit-officer").unit(of).subject(who)).contentType("application/json");
    }

    private RequestSpecification treasurer(String who) {
        return Api.with(Tokens.of("treasurer").unit(unit).subject(who)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
