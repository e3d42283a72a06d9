package org.doanket.membership.body;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BodyTest {

    @Inject
    AgroalDataSource requests;

    private Api.Tree tree;
    private UUID chair;
    private UUID second;
    private UUID third;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        chair = People.member(tree.grassRoots);
        second = People.member(tree.grassRoots);
        third = People.member(tree.grassRoots);
    }

    private Map<String, Object> committee() {
        return Bodies.committee(tree.grassRoots, 3, chair, "chair", second, "vice-chair", third, "member", third, "treasurer");
    }

    @Test
    void goesByTheMembersOfItsFirstDayAndShowsWhenItHasTooFew() {
        UUID unit = Api.unit("grass-roots-union", new Api.Tree().commune);
        UUID chair = People.member(unit);
        UUID second = People.member(unit);
        Rosters rosters = new Rosters(unit);
        rosters.commit(rosters.checked("Họ tên,Ngày vào công đoàn\n" + "Mới,01/01/2026\n".repeat(60)));

        Bodies.form(Bodies.committee(unit, 5, chair, "chair", second, "member")).statusCode(422);
        UUID body = Bodies.formed(Bodies.committee(unit, 3, chair, "chair", second, "member"));
        Bodies.get("/bodies/" + body).body("vacancies", equalTo(1), "findings.code", contains("too-few-in-body"),
                "findings[0].text", equalTo("There are 2 in it, and it must be 3 at least."), "findings[0].citation", notNullValue());
        Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", People.member(unit), "position", "member"), "basis", "elected",
                "actNumber", "2", "startsOn", "2026-01-05")).statusCode(201);
        Bodies.get("/bodies/" + body).body("findings", empty());
    }

    /** A department of sixty came on 15 January; the committees of both unions are of October. */
    @Test
    void goesByWhatStoodBelowItsUnitOnItsFirstDay() {
        UUID other = Api.unit("grass-roots-union", tree.sibling);
        UUID otherChair = People.member(other);
        UUID department = Api.unit("departmental-union", other);
        Rosters rosters = new Rosters(department);
        rosters.commit(rosters.checked("Họ tên,Ngày vào công đoàn\n" + "Mới,01/01/2020\n".repeat(60)));
        Bodies.act("/units/" + department + "/moves", Map.of("parentId", tree.grassRoots, "from", "2026-01-15", "actNumber", "2")).statusCode(200);

        Bodies.form(Bodies.committee(tree.grassRoots, 5, chair, "chair")).statusCode(422).body("code", equalTo("body-size"));
        Bodies.formAs("unit-officer", tree.commune, Bodies.committee(tree.grassRoots, 3, chair, "chair")).statusCode(201);
        Bodies.formAs("unit-officer", tree.sibling, Bodies.committee(other, 5, otherChair, "chair")).statusCode(201);
    }

    @Test
    void electedByItsUnitWaitsUntilTheUnitAboveRecognisesIt() {
        UUID body = UUID.fromString(Bodies.formAs("unit-officer", tree.grassRoots, committee()).statusCode(201)
                .body("state", equalTo("awaiting"), "plannedEnd", equalTo("2030-10-15"), "vacancies", equalTo(0)).extract().path("id"));
        Bodies.get("/officers?body=" + body).body("items", hasSize(4), "items.roles.flatten()", empty());
        Bodies.get("/bodies?state=awaiting&scope=subtree&unit=" + tree.commune).body("items.id", contains(body.toString()));
        Map<String, Object> decision = Map.of("actNumber", "12/QD-CDX", "on", "2025-10-25");
        Bodies.actAs("unit-officer", tree.grassRoots, "/bodies/" + body + "/recognition", decision).statusCode(403)
                .body("code", equalTo("body-above-decides"));

        Bodies.actAs("unit-officer", tree.commune, "/bodies/" + body + "/recognition", decision).statusCode(200)
                .body("state", equalTo("sitting"), "recognition", equalTo("12/QD-CDX"), "recognisedOn", equalTo("2025-10-25"));

        Bodies.get("/officers?body=" + body).body("items.find { it.position == 'chair' }.roles", contains("unit-officer"),
                "items.find { it.position == 'treasurer' }.roles", contains("treasurer"), "items.find { it.position == 'member' }.roles", empty());
        Bodies.act("/bodies/" + body + "/recognition", decision).statusCode(409).body("code", equalTo("body-not-in-state"));
    }

    @Test
    void refusedByTheUnitAboveNeverSits() {
        UUID body = UUID.fromString(Bodies.formAs("unit-officer", tree.grassRoots, committee()).statusCode(201).extract().path("id"));
        Bodies.formAs("unit-officer", tree.grassRoots, committee()).statusCode(409).body("code", equalTo("body-one-waits"));
        Bodies.act("/bodies/" + body + "/refusal", Map.of("actNumber", "13", "on", "2025-10-25", "reason", "no quorum")).statusCode(200)
                .body("state", equalTo("refused"), "endReason", equalTo("no quorum"));
        Bodies.get("/officers?state=all&body=" + body).body("items.endReason", everyOne("body-refused"), "items.roles.flatten()", empty());
        Bodies.formAs("unit-officer", tree.grassRoots, committee()).statusCode(201);
    }

    @Test
    void appointedIsOnlyFromAbove() {
        Map<String, Object> appointed = committee();
        appointed.put("basis", "appointed");
        appointed.put("plannedEnd", "2028-10-15");
        Bodies.formAs("unit-officer", tree.grassRoots, appointed).statusCode(403).body("code", equalTo("body-above-decides"));
        Bodies.formAs("unit-officer", tree.commune, appointed).statusCode(201).body("state", equalTo("sitting"), "recognition", nullValue(),
                "plannedEnd", equalTo("2028-10-15"));
    }

    @Test
    void hasTheSizeThatTheRuleAllowsForItsMembers() {
        Map<String, Object> five = Bodies.committee(tree.grassRoots, 5, chair, "chair");
        Bodies.form(five).statusCode(422).body("code", equalTo("body-size"), "rule", containsString("HCMC federation 2025"),
                "verified", equalTo(false), "detail", containsString("5 seats; with 3 members it has 3 to 3"));
        new org.doanket.membership.Rosters(tree.grassRoots).commit(new org.doanket.membership.Rosters(tree.grassRoots).checked(fifty()));
        Bodies.form(five).statusCode(201).body("seats", equalTo(5), "vacancies", equalTo(4));
        Bodies.form(Bodies.committee(tree.grassRoots, 6, chair, "chair")).statusCode(422).body("code", equalTo("body-size"));
        Map<String, Object> women = Bodies.committee(tree.grassRoots, 9, chair, "head");
        women.put("kind", "women-committee");
        Bodies.form(women).statusCode(201);
    }

    @Test
    void namesEveryFaultOfItsComposition() {
        Map<String, Object> body = Bodies.committee(tree.grassRoots, 3, chair, "chair", second, "chair", third, "king", third, "member",
                third, "member", second, "member", UUID.randomUUID(), "member");
        body.put("startsOn", LocalDate.now().plusDays(3).toString());
        body.put("actDate", LocalDate.now().plusDays(3).toString());
        body.put("congressOn", LocalDate.now().plusDays(3).toString());
        body.put("plannedEnd", "2025-01-01");
        Bodies.form(body).statusCode(422).body("errors.pointer", containsInAnyOrder("/startsOn", "/actDate", "/congressOn", "/plannedEnd", "/officers/1",
                "/officers/2/position", "/officers/4", "/officers"));
        Map<String, Object> group = committee();
        group.put("kind", "group-leaders");
        Bodies.form(group).statusCode(422).body("errors.code", contains("no-such-body-of-such-a-unit"));
        Bodies.form(Bodies.committee(tree.grassRoots, 3, People.member(tree.sibling), "chair")).statusCode(422)
                .body("errors.pointer", contains("/officers/0/memberId"), "errors.code", contains("no-member-of-the-unit"));
        People.setStatus(third, "left", "2025-01-01");
        Bodies.form(committee()).statusCode(422).body("errors.code", contains("no-member-of-the-unit"));
    }

    /** Put there by the database: a rule cannot be set for today, and no test waits for a day. */
    @Test
    void isOfTheKindsAndPositionsOfItsFirstDayAndKeepsWhatEndsLater() {
        Map<String, Object> women = Bodies.committee(tree.grassRoots, 3, People.member(tree.grassRoots), "head", People.member(tree.grassRoots), "deputy");
        women.put("kind", "women-committee");
        UUID body = Bodies.formed(women);
        Sql.of("INSERT INTO body_kind_code (jurisdiction, code) VALUES ('vn', 'youth-committee') ON CONFLICT DO NOTHING").run(requests);
        Sql.of("INSERT INTO body_position_code (jurisdiction, body_kind, code) VALUES ('vn', 'youth-committee', 'head') ON CONFLICT DO NOTHING").run(requests);
        Sql.of("INSERT INTO body_kind_rule (jurisdiction, code, valid_from, levels, name_vi, name_en, name_zh, is_used, citation, verified) VALUES "
                + "('vn', 'youth-committee', '2025-12-01', '{grass-roots}', 'x', 'Youth', 'x', true, 'a test', false), "
                + "('vn', 'women-committee', '2026-03-01', '{grass-roots}', 'x', 'Women of before', 'x', false, 'a test', false)").run(requests);
        Sql.of("INSERT INTO body_position_rule (jurisdiction, body_kind, code, valid_from, is_single, takes_seat, rank, name_vi, name_en, name_zh, is_used, citation, "
                + "verified) VALUES ('vn', 'youth-committee', 'head', '2025-12-01', true, true, 1, 'x', 'First', 'x', true, 'a test', false), "
                + "('vn', 'women-committee', 'deputy', '2026-02-01', false, false, 2, 'x', 'Deputy of before', 'x', false, 'a test', false)").run(requests);
        try {
            Map<String, Object> youth = Bodies.committee(tree.grassRoots, 1, People.member(tree.grassRoots), "head");
            youth.put("kind", "youth-committee");
            Bodies.form(youth).statusCode(422).body("errors.pointer", contains("/kind"));
            youth.put("startsOn", "2025-12-01");
            Bodies.get("/bodies/" + Bodies.formed(youth)).body("kindName", equalTo("Youth"), "vacancies", equalTo(0));

            Bodies.get("/bodies/" + body).body("state", equalTo("sitting"), "kindName", equalTo("Women of before"), "vacancies", equalTo(2));
            Bodies.get("/bodies?unit=" + tree.grassRoots + "&kind=women-committee&asOf=2026-01-31").body("items.vacancies", contains(1));
            Bodies.get("/bodies?unit=" + tree.grassRoots + "&kind=women-committee&asOf=2026-02-01").body("items.vacancies", contains(2));
            Map<String, Object> another = new HashMap<>(women);
            another.put("startsOn", "2026-03-01");
            Bodies.form(another).statusCode(422).body("errors.code", contains("no-such-body-of-such-a-unit"));
            another.put("startsOn", "2026-02-28");
            Bodies.form(another).statusCode(422).body("errors.pointer", contains("/officers/1/position"));
            Bodies.get("/body-kinds?jurisdiction=vn&asOf=2026-02-28").body("find { it.code == 'women-committee' }.used", equalTo(true));
            Bodies.get("/body-kinds?jurisdiction=vn").body("find { it.code == 'women-committee' }.used", equalTo(false),
                    "find { it.code == 'women-committee' }.positions.find { it.code == 'deputy' }.used", equalTo(false));
        } finally {
            Sql.of("UPDATE body_kind_rule SET cancelled_at = now() WHERE citation = 'a test' AND code = 'women-committee'").run(requests);
            Sql.of("UPDATE body_position_rule SET cancelled_at = now() WHERE citation = 'a test' AND body_kind = 'women-committee'").run(requests);
        }
    }

    @Test
    void isToldWhereItsWomenAndItsAgesAreNotAsTheGuideAimsFor() {
        UUID first = People.member(tree.province, Map.of("sex", "male", "birthDate", "1970-01-01"));
        UUID woman = People.member(tree.province, Map.of("sex", "female", "birthDate", "1985-10-15"));
        UUID young = People.member(tree.province, Map.of("sex", "male", "birthDate", "1985-10-16"));
        UUID body = Bodies.formed(Bodies.committee(tree.province, 3, first, "chair", woman, "vice-chair", first, "treasurer"));
        Bodies.get("/bodies/" + body + "/findings").body("code", contains("too-few-young"), "[0].text", equalTo("0 of 2 are under 40; the rule aims "
                + "for 10 in 100."), "[0].citation", containsString("Guide 56"), "[0].verified", equalTo(true));
        Bodies.act("/officers/" + Bodies.officer(body, "vice-chair") + "/ending", Bodies.end("2026-02-01")).statusCode(200);
        install(body, young, "member").statusCode(201);
        Bodies.get("/bodies/" + body + "/findings").body("code", contains("too-few-women", "too-few-in-middle-years"), "[1].text",
                equalTo("0 of 2 are aged 40 to 50; the rule aims for at least 40 in 100."));
        UUID fifty = People.member(tree.elsewhere, Map.of("sex", "female", "birthDate", "1974-10-16"));
        UUID forty = People.member(tree.elsewhere, Map.of("sex", "female", "birthDate", "1985-10-15"));
        UUID beyond = People.member(tree.elsewhere, Map.of("sex", "female", "birthDate", "1974-10-15"));
        UUID older = Bodies.formed(Bodies.committee(tree.elsewhere, 3, fifty, "chair", forty, "vice-chair", beyond, "member"));
        Bodies.get("/bodies/" + older + "/findings").body("code", contains("too-few-young", "too-many-in-middle-years"), "[1].text",
                equalTo("2 of 3 are aged 40 to 50; the rule aims for at most 50 in 100."));
        Bodies.get("/bodies/" + Bodies.formed(committee()) + "/findings").body("$", empty());
    }

    @Test
    void isLeftAgainstOnesWillOnlyByADecisionAndAfterTheNoticeOfTheLaw() {
        String officer = Bodies.officer(Bodies.formed(committee()), "vice-chair");
        Map<String, Object> dismissal = new HashMap<>(Map.of("on", "2026-02-01", "reason", "discipline", "dismissal", true));
        Bodies.act("/officers/" + officer + "/ending", dismissal).statusCode(422).body("code", equalTo("office-dismissal-act"));
        dismissal.put("actNumber", "07/QD-LDLD");
        Bodies.act("/officers/" + officer + "/ending", dismissal).statusCode(422).body("code", equalTo("office-dismissal-notice"), "rule",
                containsString("30 days"), "verified", equalTo(false));
        dismissal.put("noticeGivenOn", "2026-01-03");
        Bodies.act("/officers/" + officer + "/ending", dismissal).statusCode(422).body("code", equalTo("office-dismissal-notice"));
        dismissal.put("noticeGivenOn", "2026-01-02");
        Bodies.act("/officers/" + officer + "/ending", dismissal).statusCode(200).body("dismissed", equalTo(true), "noticeGivenOn", equalTo("2026-01-02"));
    }

    @Test
    void hasATermOfWhichTheRulesSayHowLongItMayBe() {
        Map<String, Object> body = committee();
        body.put("plannedEnd", "2045-10-16");
        Bodies.form(body).statusCode(422).body("errors.pointer", contains("/plannedEnd"), "errors.code", contains("term-too-long"), "errors[0].message",
                containsString("20 years"));
        body.remove("plannedEnd");
        body.put("startsOn", "2012-12-31");
        Bodies.form(body).statusCode(422).body("errors.pointer", contains("/plannedEnd"), "errors.code", contains("not-null"));
    }

    @Test
    void hasNoOfficerWhomTheRuleLetsNotStand() {
        UUID foreigner = People.foreigner(tree.grassRoots);
        Bodies.form(Bodies.committee(tree.grassRoots, 3, foreigner, "member")).statusCode(422).body("rule", containsString("2024"));
        UUID body = Bodies.formed(committee());
        Bodies.act("/officers/" + Bodies.officer(body, "member") + "/ending", Bodies.end("2026-02-01")).statusCode(200);
        install(body, People.member(tree.grassRoots, Map.of("category", "honorary")), "member").statusCode(422)
                .body("rule", org.hamcrest.Matchers.notNullValue());
        install(body, People.member(tree.grassRoots), "member").statusCode(201);
    }

    @Test
    void endsTheOneBeforeItAndWhoStaysKeepsTheRole() {
        Map<String, Object> before = committee();
        before.put("startsOn", "2023-10-15");
        UUID old = Bodies.formed(before);
        UUID next = Bodies.formed(Bodies.committee(tree.grassRoots, 3, chair, "chair", third, "vice-chair"));

        Bodies.get("/bodies/" + old).body("state", equalTo("ended"), "endedOn", equalTo("2025-10-15"), "endReason", equalTo("succeeded"));
        Bodies.get("/officers?state=all&body=" + old).body("items.endedOn", everyOne("2025-10-15"));
        bindings(chair).body("items.role", contains("unit-officer"), "items.officerId", contains(Bodies.officer(next, "chair")));
        bindings(second).body("items", empty());
        bindings(third).body("items.role", contains("unit-officer"));
        before.put("startsOn", "2024-01-01");
        Bodies.form(before).statusCode(409).body("code", equalTo("body-before-the-one-that-sits"));
    }

    @Test
    void fillsVacanciesUntilNoSeatIsLeft() {
        UUID body = Bodies.formed(Bodies.committee(tree.grassRoots, 3, chair, "chair", second, "vice-chair", third, "member"));
        Bodies.get("/bodies?vacant=true&unit=" + tree.grassRoots).body("items", empty());
        UUID fourth = People.member(tree.grassRoots);
        install(body, fourth, "member").statusCode(409).body("code", equalTo("body-no-seat-left"));
        install(body, fourth, "treasurer").statusCode(201).body("roles", contains("treasurer"));
        String tag = Bodies.get("/bodies/" + body).extract().header("ETag");

        Bodies.act("/officers/" + Bodies.officer(body, "vice-chair") + "/ending", Bodies.end("2026-02-01")).statusCode(200)
                .body("endedOn", equalTo("2026-02-01"), "endReason", equalTo("another post"), "roles", empty());
        Bodies.get("/bodies?vacant=true&unit=" + tree.grassRoots).body("items.id", contains(body.toString()), "items.vacancies", contains(1));
        Api.officer().header("If-None-Match", tag).get("/bodies/" + body).then().statusCode(200).body("vacancies", equalTo(1));
        install(body, fourth, "chair").statusCode(409).body("code", equalTo("office-taken"));
        install(body, fourth, "vice-chair").statusCode(201).body("position", equalTo("vice-chair"), "startsOn", equalTo("2026-03-01"));
        Bodies.get("/bodies/" + body).body("vacancies", equalTo(0), "version", equalTo(3));
    }

    @Test
    void showsWhereACongressIsDueAndWhatFollowsOne() {
        Map<String, Object> soon = committee();
        soon.put("startsOn", "2023-01-01");
        soon.put("plannedEnd", LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(60).toString());
        UUID due = Bodies.formed(soon);
        UUID member = People.member(tree.sibling);
        UUID later = Bodies.formed(Bodies.committee(tree.sibling, 3, member, "chair"));

        Bodies.get("/bodies?endsWithin=90&scope=subtree&unit=" + tree.province).body("items.id", contains(due.toString()));
        Bodies.get("/bodies?endsWithin=59&scope=subtree&unit=" + tree.province).body("items", empty());
        Bodies.get("/bodies?endsWithin=3000&scope=subtree&unit=" + tree.province).body("items.id", contains(due.toString(), later.toString()));
        String next = Bodies.get("/bodies?endsWithin=3000&limit=1&scope=subtree&unit=" + tree.province).extract().path("next");
        Bodies.get("/bodies?endsWithin=3000&limit=1&scope=subtree&unit=" + tree.province + "&cursor=" + next)
                .body("items.id", contains(later.toString()), "next", nullValue());
        Bodies.get("/bodies/" + later + "/deadlines").body("what", contains("first-committee-meeting-within", "recognition-dossier-within"),
                "day", contains("2025-10-29", "2025-11-05"), "citation", hasItem(containsString("03/HD-TLD 2020")));
    }

    @Test
    void countsFromTheDayItIsWhereTheUnitIsThoughElsewhereTheNextHasBegun() {
        // Half past eleven at night in Ha Noi, half past midnight in Beijing.
        QuarkusMock.installMockForType(Clock.fixed(Instant.parse("2026-11-29T16:30:00Z"), ZoneOffset.UTC), Clock.class);
        Map<String, Object> soon = committee();
        soon.put("startsOn", "2023-01-01");
        soon.put("plannedEnd", "2027-01-28");
        Bodies.formed(soon);
        for (String list : List.of("/bodies?endsWithin=%d&scope=subtree&unit=%s", "/congresses/due?within=%d&unit=%s")) {
            Bodies.get(list.formatted(60, tree.province)).body("items", hasSize(1));
            Bodies.get(list.formatted(59, tree.province)).body("items", empty());
        }
    }

    @Test
    void goesAlongWhenItsUnitMovesAndEndsWithIt() {
        UUID body = Bodies.formed(committee());
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.sibling, "from", "2025-11-01", "actNumber", "1"))
                .post("/units/" + tree.grassRoots + "/moves").then().statusCode(200);
        Api.as("unit-officer", tree.sibling).get("/bodies/" + body).then().statusCode(200);
        Api.as("unit-officer", tree.commune).get("/bodies/" + body).then().statusCode(404);
        Api.as("unit-officer", tree.sibling).get("/officers?body=" + body).then().body("items", hasSize(4));

        List.of(chair, second, third).forEach(member -> People.setStatus(member, "union-ended", "2025-12-01"));
        Api.officer().contentType("application/json").body(Map.of("on", "2025-12-01", "actNumber", "9/QD"))
                .post("/units/" + tree.grassRoots + "/ending").then().statusCode(200);
        Bodies.get("/bodies/" + body).body("state", equalTo("ended"), "endReason", equalTo("unit-ended"), "endAct", equalTo("9/QD"));
        Bodies.get("/officers?body=" + body).body("items", empty());
        bindings(chair).body("items", empty());
        Bodies.form(committee()).statusCode(409).body("code", equalTo("body-unit-ended"));
    }

    @Test
    void losesAnOfficerWhoseMembershipEndsAlsoWhereItsOfficerSeesNothing() {
        UUID body = Bodies.formed(Bodies.committee(tree.commune, 3, chair, "chair"));
        Api.as("unit-officer", tree.grassRoots).contentType("application/json").body(Map.of("status", "left", "since", "2026-05-01", "reason",
                "own request")).post("/members/" + chair + "/status-changes").then().statusCode(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?state=all&body=" + body)
                .body("items.endReason", contains("membership-over"), "items.endedOn", contains("2026-05-01")));
        bindings(chair).body("items", empty());
        Bodies.get("/bodies/" + body).body("vacancies", equalTo(3));
    }

    @Test
    void isOfAKindThatTheJurisdictionHasWithPositionsAndRoles() {
        Bodies.get("/body-kinds?jurisdiction=cn").body("code", hasItem("audit-committee"), "code", not(hasItem("inspection-committee")),
                "find { it.code == 'executive-committee' }.positions.code", contains("chair", "vice-chair", "member", "treasurer"),
                "find { it.code == 'executive-committee' }.positions[0].roles.province", contains("federation-officer"),
                "find { it.code == 'executive-committee' }.positions[0].roles.town", contains("unit-officer"),
                "find { it.code == 'audit-committee' }.positions[0].roles.county", contains("auditor"));
    }

    @Test
    void takesRulesOfSizeForDaysToCome() {
        Map<String, Object> rule = new HashMap<>(Map.of("source", Map.of("jurisdiction", "vn", "validFrom", "2048-01-01", "citation", "a plan",
                "verified", false), "bodyKind", "executive-committee", "unitKind", "commune-union",
                "bands", List.of(Map.of("membersFrom", 0, "seatsFrom", 5, "seatsTo", 11), Map.of("membersFrom", 2000, "seatsFrom", 7, "seatsTo", 15))));
        String id = Bodies.act("/body-size-rules", rule).statusCode(201).body("bands.seatsTo", contains(11, 15)).extract().path("id");
        Bodies.act("/body-size-rules", rule).statusCode(409).body("code", equalTo("rule-begin-taken"));
        String where = "items.find { it.unitKind == 'commune-union' }.bands.seatsTo";
        Bodies.get("/body-size-rules?jurisdiction=vn&asOf=2047-12-31").body(where, contains(13, 15, 25));
        Bodies.get("/body-size-rules?jurisdiction=vn&asOf=2048-01-01").body(where, contains(11, 15));
        Bodies.act("/body-size-rules/" + id + "/cancellation", Map.of("why", "dropped")).statusCode(200).body("cancelledWhy", equalTo("dropped"));
        Bodies.get("/body-size-rules?jurisdiction=vn&asOf=2048-01-01").body(where, contains(13, 15, 25));

        rule.put("unitKind", "union-group");
        rule.put("bands", List.of(Map.of("membersFrom", 10, "seatsFrom", 5, "seatsTo", 3), Map.of("membersFrom", 10, "seatsFrom", 5, "seatsTo", 6)));
        rule.put("source", Map.of("jurisdiction", "vn", "validFrom", "2020-01-01", "citation", "a plan", "verified", false));
        rule.put("bodyKind", "x");
        Bodies.act("/body-size-rules", rule).statusCode(422).body("errors.pointer", containsInAnyOrder("/bodyKind", "/source/validFrom",
                "/bands/0/membersFrom", "/bands/0/seatsTo", "/bands/1/membersFrom"));
    }

    private static io.restassured.response.ValidatableResponse install(UUID body, UUID member, String position) {
        return Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", member, "position", position), "basis", "elected",
                "actNumber", "02/BB", "startsOn", "2026-03-01"));
    }

    private static io.restassured.response.ValidatableResponse bindings(UUID member) {
        return Bodies.get("/role-bindings?member=" + member);
    }

    private static org.hamcrest.Matcher<Iterable<? extends String>> everyOne(String value) {
        return org.hamcrest.Matchers.everyItem(equalTo(value));
    }

    private static String fifty() {
        StringBuilder csv = new StringBuilder("Họ tên,Ngày kết nạp\n");
        for (int i = 0; i < 50; i++) {
            csv.append("Người Thứ ").append(i).append(",2025-06-01\n");
        }
        return csv.toString();
    }
}
