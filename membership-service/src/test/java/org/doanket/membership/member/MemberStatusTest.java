package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a membership is interrupted and ends, each way by its rule. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberStatusTest {

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private UUID chineseUnion;

    @BeforeEach
    void plantTrees() {
        tree = new Api.Tree();
        Map<String, Object> federation = Api.founding("provincial-federation", null);
        federation.put("jurisdiction", "cn");
        Map<String, Object> union = Api.founding("grass-roots-union", UUID.fromString(Api.found(federation).statusCode(201).extract().path("id")));
        union.put("jurisdiction", "cn");
        chineseUnion = UUID.fromString(Api.found(union).statusCode(201).extract().path("id"));
    }

    @ParameterizedTest
    @CsvSource({"left, own-request", "retired, age", "union-ended, union-dissolved", "deceased, death", "excluded, excluded-post"})
    void endsAndIsAnsweredWithStatusAndReasonForEver(String status, String usual) {
        UUID member = People.member(tree.grassRoots);
        give(member, status, "2024-05-01", null, null).statusCode(200).body("status", equalTo(status), "reasonCode", equalTo(usual),
                "statusReason", equalTo("said so"), "statusSince", equalTo("2024-05-01"), "endedOn", equalTo("2024-05-01"));

        Api.officer().get("/members/" + member).then().statusCode(200).body("status", equalTo(status), "statusName", notNullValue(),
                "statusReason", equalTo("said so"), "reasonCode", equalTo(usual));
        Api.officer().get("/members/" + member + "/history").then().statusCode(200).body("fact", contains("member-admitted", "member-ended"))
                .body("[1].detail.status", contains("active", status), "[1].detail.reasonCode", equalTo(usual));
        Api.officer().get("/members?unit=" + tree.grassRoots + "&status=" + status).then().body("items.id", contains(member.toString()),
                "items.reasonCode", contains(usual));
        Api.officer().get("/members/" + member + "/moves").then().statusCode(200).body("from", contains("2020-01-01"), "to", contains("2024-05-01"));
    }

    /** The day on which the membership was over stays. */
    @ParameterizedTest
    @CsvSource({"retired", "left", "excluded", "union-ended"})
    void diesAlsoAfterTheMembershipIsOver(String before) {
        UUID member = People.member(tree.grassRoots);
        give(member, before, "2024-05-01", null, null).statusCode(200);
        give(member, "deceased", "2024-04-30", null, null).statusCode(409).body("code", equalTo("member-before-last-status"));
        give(member, "active", "2025-02-03", null, null).statusCode(409).body("code", equalTo("member-over"));
        give(member, "deceased", "2025-02-03", null, null).statusCode(200).body("status", equalTo("deceased"), "statusSince", equalTo("2025-02-03"),
                "endedOn", equalTo("2024-05-01"));
        Api.officer().get("/members/" + member + "/history").then().body("fact", contains("member-admitted", "member-ended", "member-changed"))
                .body("[2].detail.status", contains(before, "deceased"));
        give(member, "deceased", "2025-02-04", null, null).statusCode(409);
    }

    @Test
    void knowsTheWordsForAsWhat() {
        Api.anybody().get("/member-categories").then().statusCode(200).body("code", hasItem("foreign"), "find { it.code == 'foreign' }.name",
                equalTo("Foreign worker"));
    }

    @Test
    void knowsTheWordsForWhy() {
        UUID member = People.member(tree.grassRoots);
        give(member, "left", "2024-05-01", "no-such-word", null).statusCode(422).body("errors.pointer", contains("/reasonCode"));
        give(member, "left", "2024-05-01", "moved-abroad", null).statusCode(200).body("reasonCode", equalTo("moved-abroad"));
        Api.officer().get("/member-statuses?jurisdiction=vn").then().statusCode(200).body("find { it.code == 'left' }.reasons.code",
                contains("own-request", "moved-abroad", "left-employer"), "find { it.code == 'expelled' }.needsAct", equalTo(true),
                "find { it.code == 'kept' }.fromStatuses", hasSize(0), "find { it.code == 'retired' }.name", equalTo("Retired"));
    }

    @Test
    void expelsOnlyByADecision() {
        UUID member = People.member(tree.grassRoots);
        give(member, "expelled", "2024-05-01", "serious-crime", null).statusCode(422).body("code", equalTo("member-act-missing"), "rule",
                containsString("decision"));
        give(member, "expelled", "2024-05-01", "serious-crime", "17/QD-KL").statusCode(200);
        Api.officer().get("/members/" + member + "/history").then().body("[1].detail.actNumber", equalTo("17/QD-KL"));
        tellsATreasurerThatAndNotWhy(member);
    }

    private void tellsATreasurerThatAndNotWhy(UUID member) {
        String list = "/members?status=expelled&unit=" + tree.grassRoots;
        for (String role : List.of("unit-officer", "integration", "treasurer")) {
            boolean knows = !role.equals("treasurer");
            Api.as(role, tree.grassRoots).get("/members/" + member).then().statusCode(200).body("status", equalTo("expelled"), "reasonCode",
                    knows ? equalTo("serious-crime") : nullValue(), "statusReason", knows ? notNullValue() : nullValue());
            Api.as(role, tree.grassRoots).get(list).then().body("items.status", hasItem("expelled"), "items.reasonCode",
                    knows ? hasItem("serious-crime") : not(hasItem("serious-crime")));
            String sheet = Api.as(role, tree.grassRoots).accept("text/csv").get(list).then().statusCode(200).extract().asString();
            assertThat(sheet.contains("reason")).as(role).isEqualTo(knows);
        }
    }

    @Test
    void isSuspendedAndResumedAndListedOnceItHasLastedTooLong() {
        LocalDate today = LocalDate.now();
        UUID longest = suspended(today.minusMonths(14).toString());
        UUID long12 = suspended(today.minusMonths(12).minusDays(1).toString());
        suspended(today.minusMonths(11).toString());
        UUID back = suspended(today.minusMonths(20).toString());
        give(back, "active", today.minusMonths(1).toString(), "works-again", null).statusCode(200).body("endedOn", nullValue());

        overdue("").body("items.id", contains(longest.toString(), long12.toString()), "items[0].until", equalTo(today.minusMonths(14).plusMonths(12).toString()),
                "items[0].citation", notNullValue(), "items[0].verified", equalTo(false));
        String next = overdue("&limit=1").body("items.id", contains(longest.toString())).extract().path("next");
        overdue("&limit=1&cursor=" + next).body("items.id", contains(long12.toString()), "next", nullValue());
        Api.as("unit-officer", tree.sibling).get("/members/overdue-suspensions").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void isKeptInChinaAloneWhereNobodyRetires() {
        UUID vietnamese = People.member(tree.grassRoots);
        give(vietnamese, "kept", "2024-05-01", null, null).statusCode(422).body("code", equalTo("member-status-not-allowed"), "verified", equalTo(false));
        give(vietnamese, "lapsed", "2024-05-01", null, null).statusCode(422);
        UUID chinese = People.member(chineseUnion);
        give(chinese, "retired", "2024-05-01", null, null).statusCode(422).body("rule", containsString("keeps the membership"));
        give(chinese, "kept", "2024-05-01", "laid-off", null).statusCode(200).body("endedOn", nullValue(), "reasonCode", equalTo("laid-off"));
        give(chinese, "active", "2024-09-01", "works-again", null).statusCode(200);
    }

    @Test
    void lapsesInChinaMonthsAfterAReminderAndNotUnwarned() {
        UUID member = People.member(chineseUnion);
        give(member, "lapsed", "2024-07-10", null, null).statusCode(422).body("code", equalTo("member-not-reminded"));
        remind(member, "2024-01-10").statusCode(200).body("on", contains("2024-01-10"), "channel", contains("letter"));
        give(member, "lapsed", "2024-07-09", null, null).statusCode(422).body("code", equalTo("member-lapses-later"), "detail",
                containsString("2024-07-10"), "rule", containsString("six months"));
        give(member, "lapsed", "2024-07-10", null, null).statusCode(200).body("status", equalTo("lapsed"), "endedOn", equalTo("2024-07-10"));
        remind(member, "2024-08-01").statusCode(409).body("code", equalTo("member-over"));
        Api.officer().get("/members/" + member + "/reminders").then().statusCode(200).body("on", contains("2024-01-10"));
    }

    @Test
    void listsWhoWouldLapseAndWhoMustBeRemindedFirst() {
        UUID unwarned = People.member(chineseUnion);
        UUID warned = People.member(chineseUnion);
        UUID payer = People.member(chineseUnion);
        UUID kept = People.member(chineseUnion);
        remind(warned, "2024-01-10").statusCode(200);
        give(kept, "kept", "2024-02-01", null, null).statusCode(200);
        Sql.of("INSERT INTO member_standing (member_id, paid_up_to, told_at) VALUES (?, '2024-06-01', now())", payer).run(worker);

        String asked = "/members/lapsing?unit=" + chineseUnion + "&on=2024-07-10";
        Api.officer().get(asked).then().statusCode(200).body("items.memberId", contains(unwarned.toString(), warned.toString()),
                "items.lapsesFrom", contains(null, "2024-07-10"), "items.citation", hasItem(containsString("six months")), "items.verified", hasItem(false));
        Api.officer().get(asked + "&reminded=false").then().body("items.memberId", contains(unwarned.toString()));
        Api.officer().get(asked + "&reminded=true&limit=1").then().body("items.memberId", contains(warned.toString()), "next", nullValue());
        Api.officer().get(asked.replace("2024-07-10", "2025-01-01")).then().body("items.memberId", hasItem(payer.toString()));
        Api.officer().get("/members/lapsing?unit=" + tree.grassRoots).then().statusCode(200).body("items", hasSize(0));
        AccessMatrix.of("GET", Api.BASE + "/members/lapsing?unit=" + tree.grassRoots).roles("federation-officer", "unit-officer")
                .inside(tree.grassRoots, tree.commune).outside(tree.sibling, tree.elsewhere).check();
    }

    @Test
    void doesNotLapseBeforeSixMonthsAfterTheLastDuesNorWhileItIsKept() {
        UUID member = People.member(chineseUnion);
        remind(member, "2024-01-10").statusCode(200);
        Sql.of("INSERT INTO member_standing (member_id, paid_up_to, told_at) VALUES (?, '2024-03-01', now())", member).run(worker);
        give(member, "lapsed", "2024-09-30", null, null).statusCode(422).body("code", equalTo("member-lapses-later"));
        give(member, "lapsed", "2024-10-01", null, null).statusCode(200);

        UUID kept = People.member(chineseUnion);
        remind(kept, "2024-01-10").statusCode(200);
        give(kept, "kept", "2024-02-01", null, null).statusCode(200);
        give(kept, "lapsed", "2025-01-01", null, null).statusCode(422).body("code", equalTo("member-status-not-allowed"));
    }

    @Test
    void changesItsCategoryWithDayAndReasonAndByNoOtherWay() {
        UUID member = People.member(tree.grassRoots);
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body("{\"category\": \"honorary\"}").patch("/members/" + member)
                .then().statusCode(422).body("errors.pointer", contains("/category"));
        category(member, "employee", "2024-05-01").statusCode(409).body("code", equalTo("member-same-category"));
        category(member, "nonsense", "2024-05-01").statusCode(422);
        category(member, "informal", "2999-01-01").statusCode(422);
        category(member, "informal", "2024-05-01").statusCode(422).body("errors.code", contains("category-not-taken"), "errors[0].message",
                containsString("without an employer one joins a guild"));
        category(member, "honorary", "2024-05-01").statusCode(200).body("category", equalTo("honorary"), "version", equalTo(2));
        category(member, "employee", "2024-04-30").statusCode(409).body("code", equalTo("member-before-last-category"));
        Api.officer().get("/members/" + member + "/history").then().body("[1].effective", equalTo("2024-05-01"), "[1].reason", equalTo("said so"),
                "[1].detail.category", contains("employee", "honorary"));
    }

    @Test
    void isGivenToAForeignerOnlySinceTheLawAndWithAContractThatIsLongEnough() {
        Map<String, Object> early = foreigner("2025-06-30", "2025-01-01", "2027-12-31");
        admit(early).statusCode(422).body("errors.code", contains("category-not-taken"), "errors[0].pointer", equalTo("/category"), "errors[0].message",
                containsString("could not join"));
        admit(foreigner("2025-07-01", "2025-07-01", "2026-06-29")).statusCode(422).body("errors.code", contains("contract-too-short"), "errors[0].pointer",
                equalTo("/profile/contractTo"), "errors[0].message", containsString("12 months"));
        Map<String, Object> none = foreigner("2025-07-01", "2025-07-01", "2026-06-30");
        none.remove("profile");
        admit(none).statusCode(422).body("errors.code", contains("contract-too-short"));
        admit(foreigner("2025-07-01", "2025-07-01", "2026-06-30")).statusCode(201);

        UUID employee = People.member(tree.grassRoots);
        category(employee, "foreign", "2025-06-30").statusCode(422).body("errors.code", contains("category-not-taken"));
        category(employee, "foreign", "2025-07-01").statusCode(422).body("errors.code", contains("contract-too-short"));
    }

    @Test
    void keepsTheAgeOfWorkWhenItsDaysAreCorrected() {
        UUID member = People.member(tree.grassRoots, Map.of("birthDate", "2005-05-01", "joinedOn", "2024-05-01"));
        correct(member, "{\"birthDate\": \"2009-05-02\"}").statusCode(422).body("errors.pointer", contains("/birthDate"), "errors.code",
                contains("below-working-age"));
        correct(member, "{\"birthDate\": \"2009-05-01\"}").statusCode(200);
        correct(member, "{\"joinedOn\": \"2024-04-30\"}").statusCode(422).body("errors.code", contains("below-working-age"));
        correct(member, "{\"joinedOn\": \"2024-05-02\"}").statusCode(200);
    }

    private static ValidatableResponse correct(UUID member, String patch) {
        return Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(patch).patch("/members/" + member).then();
    }

    @Test
    void beginsAtTheAgeOfWork() {
        Map<String, Object> file = file("2024-05-01");
        file.put("birthDate", "2009-05-02");
        admit(file).statusCode(422).body("errors.code", contains("below-working-age"), "errors[0].message", containsString("15"));
        file.put("birthDate", "2009-05-01");
        admit(file).statusCode(201);
    }

    @Test
    void tellsAllThatStandsAgainstSomebodyAtOnceAlsoByTheKindOfUnit() {
        Map<String, Object> child = foreigner("2025-07-01", "2025-07-01", "2025-12-31");
        child.put("birthDate", "2015-01-01");
        child.put("nationalId", "1");
        child.put("unitId", Api.unit("nghiep-doan", tree.commune));
        admit(child).statusCode(422).body("errors.pointer", containsInAnyOrder("/nationalId", "/birthDate", "/category", "/profile/contractTo"),
                "errors.code", containsInAnyOrder("bad-national-id", "below-working-age", "category-not-taken", "contract-too-short"));
        Map<String, Object> driver = file("2025-07-01");
        driver.put("category", "informal");
        admit(driver).statusCode(422).body("errors.code", contains("category-not-taken"), "errors[0].message", containsString("guild"));
        driver.put("category", "honorary"); // nobody may apply for that, and the committee may give it
        admit(driver).statusCode(201);
    }

    private UUID suspended(String since) {
        UUID member = People.member(tree.grassRoots);
        give(member, "suspended", since, "no-work", null).statusCode(200).body("endedOn", nullValue());
        return member;
    }

    private ValidatableResponse overdue(String more) {
        return Api.officer().get("/members/overdue-suspensions?unit=" + tree.commune + more).then().statusCode(200);
    }

    private static ValidatableResponse give(UUID member, String status, String since, String reasonCode, String actNumber) {
        Map<String, Object> body = new HashMap<>(Map.of("status", status, "since", since, "reason", "said so"));
        body.put("reasonCode", reasonCode);
        body.put("actNumber", actNumber);
        return post("/members/" + member + "/status-changes", body);
    }

    private static ValidatableResponse remind(UUID member, String on) {
        return post("/members/" + member + "/reminders", Map.of("on", on, "channel", "letter"));
    }

    private static ValidatableResponse category(UUID member, String category, String since) {
        return post("/members/" + member + "/category-changes", Map.of("category", category, "since", since, "reason", "said so"));
    }

    private Map<String, Object> file(String joinedOn) {
        return new HashMap<>(Map.of("unitId", tree.grassRoots, "fullName", "Trần Thị Mẫu", "joinedOn", joinedOn));
    }

    private Map<String, Object> foreigner(String joinedOn, String from, String to) {
        Map<String, Object> file = file(joinedOn);
        file.put("category", "foreign");
        file.put("profile", Map.of("contractType", "fixed-term", "contractFrom", from, "contractTo", to));
        return file;
    }

    private static ValidatableResponse admit(Map<String, Object> file) {
        return post("/members", file);
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post(path).then();
    }
}
