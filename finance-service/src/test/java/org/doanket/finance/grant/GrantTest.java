package org.doanket.finance.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.platform.event.FactListener;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class GrantTest {

    private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString();
    private static final int YEAR = Integer.parseInt(TODAY.substring(0, 4));

    private static final byte[] PDF = "%PDF-1.7 a paper".getBytes(StandardCharsets.US_ASCII);

    @Inject
    Federation federation;
    @Inject
    Books books;
    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Federation.Tree tree;
    private UUID unit;
    private UUID member;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
        member = federation.member(unit, "G1", "guild");
    }

    /** "Dai doan ket": a new house for a member, from his application to the money. */
    @Test
    void paysAHouseByFourHands() {
        RequestSpecification self = member(member);
        String id = self.body(Map.of("grant", "housing-new", "on", TODAY, "cash", money(40_000_000), "reason",
                "The storm took the roof")).post("/grant-applications").then().statusCode(201).body("state", equalTo("draft"))
                .body("levelsUp", equalTo(1)).body("unit", equalTo(unit.toString())).extract().path("id");
        member(member).post("/grant-applications/" + id + "/submission").then().statusCode(422).body("errors", hasSize(2))
                .body("errors.code", containsInAnyOrder("grant-evidence", "grant-evidence"));
        attach(id, "application", PDF).statusCode(200).body("evidence", hasSize(1));
        attach(id, "site-report", "GIF89a".getBytes(StandardCharsets.US_ASCII)).statusCode(422).body("code", equalTo("evidence-content"));
        attach(id, "site-report", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1}).statusCode(200)
                .body("evidence.mediaType[1]", equalTo("image/jpeg"));
        member(member).post("/grant-applications/" + id + "/submission").then().statusCode(200).body("state", equalTo("submitted"));
        String asked = "/grant-applications/" + id;
        officer("chair", unit).body(Map.of()).post(asked + "/approval").then().statusCode(409)
                .body("code", equalTo("grant-for-the-level-above"));
        officer("commune", tree.commune()).body(Map.of("note", "seen")).post(asked + "/approval").then().statusCode(200)
                .body("state", equalTo("approved"));
        Map<String, Object> pay = Map.of("paidOn", TODAY, "paidFrom", "1121");
        treasurer("commune").body(pay).post(asked + "/payment").then().statusCode(409).body("code", equalTo("same-person"));
        String payment = treasurer("treasurer").body(pay).post(asked + "/payment").then().statusCode(200).body("state", equalTo("paid"))
                .body("findings.guard", contains("bank-overdraft")).body("findings.severity", contains("warn"))
                .body("paidOn", equalTo(TODAY)).extract().path("payment");
        treasurer("treasurer").body(pay).post(asked + "/payment").then().statusCode(409).body("code", equalTo("grant-step-not-from"));
        assertThat(Api.balance(unit, "6114")).isEqualTo(40_000_000);
        assertThat(Api.balance(unit, "1121")).isEqualTo(-40_000_000);
        JsonPath told = told(payment);
        assertThat(told.getLong("cash.amount")).isEqualTo(40_000_000);
        assertThat(told.getString("unit")).isEqualTo(unit.toString());
        assertThat(told.prettify()).doesNotContain(member.toString(), "Member");
    }

    @Test
    void refusesWhoHasMadeItAndWhoItIsFor() {
        String id = submitted(member, 2_000_000, "chair");
        officer("chair", unit).body(Map.of()).post("/grant-applications/" + id + "/approval").then().statusCode(409)
                .body("code", equalTo("same-person"));
        Api.with(Tokens.of("unit-officer").unit(unit).subject("himself").member(member)).contentType("application/json").body(Map.of())
                .post("/grant-applications/" + id + "/approval").then().statusCode(409).body("code", equalTo("grant-of-ones-own"));
        officer("vice", unit).body(Map.of()).post("/grant-applications/" + id + "/approval").then().statusCode(200);
        // Approved, but he needs it no more: it does not stand in the way of others.
        officer("vice", unit).body(Map.of("why", "not needed")).post("/grant-applications/" + id + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused"));
    }

    @Test
    void goesBackToBeAmendedAndOnAgain() {
        String id = submitted(member, 2_000_000, "chair");
        String asked = "/grant-applications/" + id;
        officer("vice", unit).body(Map.of("why", "say more")).post(asked + "/return").then().statusCode(200)
                .body("state", equalTo("returned"));
        var seen = officer("chair", unit).get(asked).then().statusCode(200).extract();
        Map<String, Object> amended = Map.of("cash", money(1_500_000), "reason", "three children");
        officer("chair", unit).body(amended).put(asked).then().statusCode(428);
        officer("chair", unit).header("If-Match", "\"v0\"").body(amended).put(asked).then().statusCode(412);
        officer("chair", unit).header("If-Match", seen.header("ETag")).body(Map.of("cash", money(2_000_001), "reason", "x")).put(asked)
                .then().statusCode(422).body("errors[0].code", equalTo("grant-at-most"));
        officer("chair", unit).header("If-Match", seen.header("ETag")).body(amended).put(asked).then().statusCode(200)
                .body("cash.amount", equalTo(1_500_000));
        officer("chair", unit).post(asked + "/submission").then().statusCode(200);
        officer("chair", unit).header("If-Match", "*").body(amended).put(asked).then().statusCode(409);
        officer("vice", unit).body(Map.of("why", "no")).post(asked + "/refusal").then().statusCode(200).body("state", equalTo("refused"));
        officer("vice", unit).body(Map.of()).post(asked + "/approval").then().statusCode(409);
    }

    @Test
    void grantsNoMoreThanAYearAllowsForAPersonEvenWhereHeWasBefore() {
        String grant = grant(Map.of("cash", money(1_000_000), "personYear", money(1_500_000), "personTimes", 2));
        submit(draft(grant, member, 800_000)).statusCode(200);
        submit(draft(grant, member, 700_001)).statusCode(422).body("errors[0].code", equalTo("grant-person-year"))
                .body("errors[0].message", containsString("800000"));
        String second = draft(grant, member, 700_000);
        submit(second).statusCode(200);
        submit(draft(grant, member, 1)).statusCode(422).body("errors.code", containsInAnyOrder("grant-person-year", "grant-person-times"));
        officer("vice", unit).body(Map.of("why", "no")).post("/grant-applications/" + second + "/refusal").then().statusCode(200);
        // Another year begins anew; another unit does not.
        submit(officer("chair", unit).body(apply(grant, member, 1_000_000, (YEAR + 1) + "-01-02")).post("/grant-applications").then()
                .statusCode(201).extract().path("id")).statusCode(200);
        federation.learn(member, LocalDate.of(YEAR, 1, 1), tree.sibling(), "G1", "active", "guild");
        String there = officer("sibling", tree.sibling()).body(apply(grant, member, 700_001, TODAY)).post("/grant-applications")
                .then().statusCode(201).extract().path("id");
        officer("sibling", tree.sibling()).post("/grant-applications/" + there + "/submission").then().statusCode(422)
                .body("errors[0].code", equalTo("grant-person-year"));
    }

    @Test
    void grantsToNoMoreThanTheShareOfMembersAndNoMoreThanTheQuotas() {
        String grant = grant(Map.of("cash", money(1_000_000), "share", Map.of("numerator", 12, "denominator", 100)));
        List<UUID> members = new ArrayList<>(List.of(member));
        IntStream.range(2, 26).forEach(i -> members.add(federation.member(unit, "G" + i, "guild")));
        list(grant, members.subList(0, 4), true).statusCode(200).body("errors", hasSize(1)).body("errors[0].code", equalTo("grant-share"));
        list(grant, members.subList(0, 4), false).statusCode(422).body("errors[0].message", containsString("3 of 25"));
        Map<String, Object> quota = Map.of("unit", tree.commune(), "grant", grant, "year", YEAR, "amount", money(2_500_000), "people", 2);
        officer("province", tree.province()).body(quota).post("/grant-quotas").then().statusCode(201);
        list(grant, members.subList(0, 3), false).statusCode(422)
                .body("errors.code", containsInAnyOrder("grant-quota", "grant-quota-people"));
        list(grant, members.subList(0, 2), false).statusCode(201);
        officer("province", tree.province()).get("/grant-quotas?unit=" + tree.commune() + "&grant=" + grant).then().statusCode(200)
                .body("items[0].granted.amount", equalTo(2_000_000)).body("items[0].grantedPeople", equalTo(2));
        // The sibling's members are under the same quota.
        UUID other = federation.member(tree.sibling(), "S1", "guild");
        officer("sibling", tree.sibling()).body(listOf(grant, tree.sibling(), List.of(other), false)).post("/grant-lists").then()
                .statusCode(422);
        officer("chair", tree.commune()).body(quota).post("/grant-quotas").then().statusCode(403).body("code", equalTo("quota-from-above"));
    }

    /** 700 of dues are kept, so 315 may go into pay, by whatever document. */
    @Test
    void paysNothingThatBreaksAGuardOfTheYear() {
        books.post(unit, "test", TODAY, "1121", 1_000, "5111");
        books.post(unit, "test", TODAY, "6391", 300, "3381");
        String grant = grant(Map.of("cash", money(1_000), "account", "6151"));
        pay(approved(draft(grant, member, 316)), TODAY).statusCode(422).body("code", equalTo("budget-guard"))
                .body("findings[0].numerator.amount", equalTo(316));
        assertThat(Api.balance(unit, "6151")).isZero();
        pay(approved(draft(grant, member, 315)), TODAY).statusCode(200);
        assertThat(Api.balance(unit, "6151")).isEqualTo(315);
    }

    /** Else who has had his grant of this year would have that of the next, or what was left of the last, as well. */
    @Test
    void paysNoGrantBeforeTheYearThatItCountsForAndTakesNoneOfAYearThatIsOver() {
        String grant = grant(Map.of("cash", money(1_000)));
        officer("chair", unit).body(apply(grant, member, 1_000, (YEAR - 2) + "-12-31")).post("/grant-applications").then().statusCode(422)
                .body("code", equalTo("grant-year-over"));
        Map<String, Object> list = new HashMap<>(listOf(grant, unit, List.of(member), true));
        list.put("on", (YEAR - 2) + "-12-31");
        officer("chair", unit).body(list).post("/grant-lists").then().statusCode(422).body("code", equalTo("grant-year-over"));
        String ahead = approved(officer("chair", unit).body(apply(grant, member, 1_000, (YEAR + 1) + "-01-02")).post("/grant-applications").then()
                .statusCode(201).extract().path("id"));
        pay(ahead, TODAY).statusCode(422).body("code", equalTo("grant-before-its-day"));
        pay(ahead, (YEAR + 1) + "-01-02").statusCode(422).body("code", equalTo("entry-in-future"));
    }

    private String approved(String id) {
        submit(id).statusCode(200);
        officer("vice", unit).body(Map.of()).post("/grant-applications/" + id + "/approval").then().statusCode(200);
        return id;
    }

    private ValidatableResponse pay(String id, String day) {
        return treasurer("treasurer").body(Map.of("paidOn", day, "paidFrom", "1121")).post("/grant-applications/" + id + "/payment").then();
    }

    @Test
    void ofManyAtOnceTheQuotaLetsThroughWhatItHas() {
        String grant = grant(Map.of("cash", money(1_000_000)));
        officer("province", tree.province()).body(Map.of("unit", unit, "grant", grant, "year", YEAR, "amount", money(3_000_000)))
                .post("/grant-quotas").then().statusCode(201);
        List<String> drafts = IntStream.range(0, 10).mapToObj(i -> draft(grant, federation.member(unit, "Q" + i, "guild"), 1_000_000))
                .toList();
        long through = AtOnce.count(drafts, id -> submit(id).extract().statusCode() == 200);
        assertThat(through).isEqualTo(3);
    }

    @Test
    void showsAMemberHisOwnAndNobodyElsesAndKeepsPapersSealed() {
        String id = submitted(member, 1_000_000, "chair");
        UUID other = federation.member(unit, "G2", "guild");
        member(other).get("/grant-applications/" + id).then().statusCode(404);
        member(other).get("/grant-applications").then().statusCode(200).body("items", hasSize(0));
        member(other).get("/grant-applications?member=" + member).then().statusCode(404);
        member(other).body(Map.of("member", member, "grant", "hardship", "reason", "x")).post("/grant-applications").then().statusCode(404);
        member(member).get("/grant-applications").then().statusCode(200).body("items", hasSize(1));
        String paper = member(member).get("/grant-applications/" + id).then().statusCode(200).extract().path("evidence[0].id");
        assertThat(Api.as("auditor", unit).get("/grant-applications/" + id + "/evidence/" + paper).then().statusCode(200)
                .contentType("application/pdf").extract().asByteArray()).isEqualTo(PDF);
        assertThat(federation.number("SELECT count(*) FROM grant_evidence WHERE id = ?::uuid AND position('%PDF' IN encode(sealed, "
                + "'escape')) > 0", paper)).isZero();
        assertThat(federation.number("SELECT count(*) FROM audit_entry WHERE action = 'grant-evidence-read' AND subject_id = ?", paper))
                .isEqualTo(1);
        member(other).get("/grant-applications/" + id + "/evidence/" + paper).then().statusCode(404);
    }

    @Test
    void forgetsReasonsAndPapersWithThePersonAndKeepsTheMoney() throws SQLException {
        String id = submitted(member, 1_000_000, "chair");
        JsonNode rows = Erasures.receipt(listeners, worker, member);
        assertThat(rows.path("grant-evidence").asInt()).isEqualTo(1);
        assertThat(rows.path("grant-applications").asInt()).isEqualTo(1);
        Api.as("auditor", unit).get("/grant-applications/" + id).then().statusCode(200).body("memberName", equalTo(Erasures.PSEUDONYM))
                .body("reason", equalTo("")).body("evidence", hasSize(0)).body("cash.amount", equalTo(1_000_000));
    }

    @Test
    void isPaidFromNoControlAccountWhoseSubLedgerWouldNotKnow() {
        for (String account : List.of("4314", "1388", "0000")) {
            Map<String, Object> own = rule("tet", Map.of("cash", money(1_000), "account", account));
            own.put("unit", tree.commune());
            Api.as("federation-officer", tree.commune()).contentType("application/json").body(own).post("/grants").then().statusCode(422)
                    .body("code", equalTo("grant-account"));
        }
    }

    @Test
    void takesTheNearestUnitsRuleOfTheDay() {
        Map<String, Object> own = rule("tet", Map.of("cash", money(1_200_000), "validFrom", "2026-01-15"));
        own.put("unit", tree.commune());
        officer("x", tree.commune()).body(own).post("/grants").then().statusCode(403);
        Api.as("federation-officer", tree.commune()).contentType("application/json").body(own).post("/grants").then().statusCode(201);
        Api.as("federation-officer", tree.commune()).contentType("application/json").body(own).post("/grants").then().statusCode(409);
        assertThat(cash(unit, "2026-01-14")).isEqualTo(1_000_000);
        assertThat(cash(unit, "2026-01-15")).isEqualTo(1_200_000);
        assertThat(cash(tree.province(), "2026-01-15")).isEqualTo(1_000_000);
        own.put("unit", null);
        Api.as("federation-officer", tree.commune()).contentType("application/json").body(own).post("/grants").then().statusCode(403);
        own.put("unit", tree.elsewhere());
        Api.as("federation-officer", tree.commune()).contentType("application/json").body(own).post("/grants").then().statusCode(404);
    }

    private long cash(UUID of, String on) {
        return Api.as("member", unit).get("/grants?unit=" + of + "&on=" + on).then().statusCode(200).extract().jsonPath()
                .getLong("items.find { it.code == 'tet' }.cash.amount");
    }

    /** A kind of the province's own. @return its code */
    private String grant(Map<String, Object> more) {
        String code = "g" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> rule = rule(code, more);
        rule.put("unit", tree.province());
        Api.as("federation-officer", tree.province()).contentType("application/json").body(rule).post("/grants").then().statusCode(201);
        return code;
    }

    private static Map<String, Object> rule(String code, Map<String, Object> more) {
        Map<String, Object> rule = new HashMap<>(Map.of("jurisdiction", "vn", "code", code, "name", "Test", "validFrom", "2025-01-01",
                "method", "up-to", "inKind", money(0), "evidence", List.of(), "approvalLimits", List.of(50_000_000), "fundingCode",
                "31.03"));
        rule.putAll(Map.of("account", "6112", "inKindAccount", "6113", "citation", "NQ 1", "verified", false));
        rule.putAll(more);
        return rule;
    }

    private String draft(String grant, UUID who, long cash) {
        return officer("chair", unit).body(apply(grant, who, cash, TODAY)).post("/grant-applications").then().statusCode(201)
                .extract().path("id");
    }

    private static Map<String, Object> apply(String grant, UUID who, long cash, String on) {
        return Map.of("grant", grant, "member", who, "on", on, "cash", money(cash), "reason", "need");
    }

    private ValidatableResponse submit(String id) {
        return officer("chair", unit).post("/grant-applications/" + id + "/submission").then();
    }

    private String submitted(UUID who, long cash, String subject) {
        String id = officer(subject, unit).body(apply("hardship", who, cash, TODAY)).post("/grant-applications").then()
                .statusCode(201).extract().path("id");
        attach(id, "application", PDF).statusCode(200);
        officer(subject, unit).post("/grant-applications/" + id + "/submission").then().statusCode(200);
        return id;
    }

    private ValidatableResponse attach(String id, String kind, byte[] content) {
        return officer("chair", unit).contentType("application/octet-stream").body(content)
                .post("/grant-applications/" + id + "/evidence?kind=" + kind).then();
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

    private RequestSpecification member(UUID who) {
        return Api.with(Tokens.of("member").unit(unit).member(who).subject("m" + who)).contentType("application/json");
    }

    private RequestSpecification treasurer(String who) {
        return Api.with(Tokens.of("treasurer").unit(unit).subject(who)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private static JsonPath told(String payment) {
        ConsumerRecord<String, String> found = await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("contribution").stream()
                .filter(each -> each.key().equals(payment)).findFirst().orElse(null), Objects::nonNull);
        Contracts.check(found);
        return JsonPath.from(found.value());
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
