package org.doanket.membership.datarequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.membership.Somebody;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.jobhelp.JobDesk;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member may ask of the use of the data: to restrict it, to object to it, to take back a consent. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DataUseTest {

    private static final Map<String, Object> RESTRICTION = Map.of("kind", "restriction");
    private static final Map<String, Object> OBJECTION = Map.of("kind", "objection", "reason", "My name goes round with birthday lists");

    @Inject
    WorkingDayQueries calendar;

    private Api.Tree tree;
    private Somebody somebody;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.commune);
    }

    @Test
    void hasTheClockOfItsKindAndSaysWhereItStands() {
        somebody.consents("photo", true);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        for (Map<String, Object> request : List.of(RESTRICTION, OBJECTION, Map.<String, Object>of("kind", "withdrawal", "purpose", "photo"))) {
            ask(request).statusCode(201).body("firstAnswerDue", equalTo(calendar.after("vn", today, 2).toString()), "answerDue",
                    equalTo(today.plusDays(15).toString()), "citation", containsString("Decree 356/2025"));
            for (String jurisdiction : List.of("vn", "cn")) {
                Api.officer().get("/parameters?name=data-request-answer&jurisdiction=" + jurisdiction + "&subject=" + request.get("kind")).then()
                        .body("items", hasSize(1), "items.verified", everyItem(equalTo(false)), "items.citation", everyItem(notNullValue()));
            }
        }
    }

    @Test
    void keepsARestrictedFileAndLetsNobodyUseIt() {
        String code = somebody.calls().get("/me").then().body("restrictedSince", nullValue()).extract().path("code");
        String id = ask(RESTRICTION).statusCode(201).extract().path("id");
        assertThat(sheet()).contains(code);
        officer(id, "/acceptance", Map.of()).statusCode(200).body("state", equalTo("in-force"));
        ask(RESTRICTION).statusCode(409).body("code", equalTo("data-request-open-already"));

        somebody.calls().get("/me").then().body("restrictedSince", notNullValue());
        list("unit-officer").body("items.id", hasItem(somebody.id.toString()), "items.restrictedSince", everyItem(notNullValue()));
        one("unit-officer").statusCode(200).body("restrictedSince", notNullValue());
        for (String role : List.of("treasurer", "integration")) {
            list(role).body("items", hasSize(0));
            one(role).statusCode(404);
        }
        assertThat(sheet()).doesNotContain(code);
        somebody.officer().get("/members/count?unit=" + tree.commune).then().body("count", equalTo(1));
        patch().statusCode(409).body("code", equalTo("member-restricted"));

        String corrected = ask(Map.of("kind", "correction", "corrections", Map.of("phone", "0912345678"))).statusCode(201).extract().path("id");
        officer(corrected, "/acceptance", Map.of()).statusCode(200);
        somebody.calls().get("/me").then().body("phone", equalTo("0912345678"));

        somebody.calls().post("/me/data-requests/" + id + "/taking-back").then().statusCode(200).body("state", equalTo("lifted"), "liftedAt",
                notNullValue(), "liftedWhy", nullValue());
        patch().statusCode(200).body("restrictedSince", nullValue());
        list("treasurer").body("items", hasSize(1));
        assertThat(sheet()).contains(code);
        somebody.officer().get("/members/" + somebody.id + "/history").then().body("fact", contains("member-admitted", "member-changed",
                "member-changed", "member-changed", "member-changed"), "[1].detail.restrictedSince[1]", notNullValue());
        ask(RESTRICTION).statusCode(201);
    }

    @Test
    void namesNobodyInOfficeButToOfficers() {
        UUID body = UUID.fromString(Api.officer().contentType("application/json").body(Map.of("unitId", tree.commune, "kind", "women-committee", "basis", "elected",
                "seats", 3, "congress", "I", "congressOn", "2025-10-15", "actNumber", "1", "startsOn", "2025-10-15", "officers",
                List.of(Map.of("memberId", somebody.id, "position", "head")))).post("/bodies").then().statusCode(201).extract().path("id"));
        String office = Api.officer().get("/officers?body=" + body).then().extract().path("items[0].id");
        somebody.officer().get("/officers/" + office).then().body("restrictedSince", nullValue());
        Api.officer().contentType("application/json").body(Map.of("account", "her.account")).post("/officers/" + office + "/account").then().statusCode(200);
        restrict();

        somebody.officer().get("/officers/" + office).then().statusCode(200).body("memberName", notNullValue(), "account", equalTo("her.account"),
                "restrictedSince", notNullValue());
        for (String role : List.of("auditor", "integration")) {
            Api.as(role, tree.commune).get("/officers/" + office).then().statusCode(200).body("position", equalTo("head"), "memberName", nullValue(),
                    "memberCode", nullValue(), "account", nullValue(), "restrictedSince", nullValue());
            for (String day : List.of("", "&asOf=" + LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")))) {
                Api.as(role, tree.commune).get("/officers?body=" + body + day).then().body("items.position", contains("head"), "items.memberName",
                        contains(nullValue()), "items.account", contains(nullValue()));
            }
        }
    }

    @Test
    void isInNoTeamButForOfficersAndOnNoPublicCard() {
        Map<String, Object> founding = Map.of("unitId", tree.commune, "name", "Đội", "service", "carrying", "foundedOn", "2024-01-01");
        String team = somebody.officer().body(founding).post("/teams").then().statusCode(201).extract().path("id");
        String part = somebody.officer().body(Map.of("memberId", somebody.id, "duty", "head", "joinedOn", "2024-08-01")).post("/teams/" + team + "/members").then()
                .statusCode(201).extract().path("id");
        for (String purpose : List.of("name", "phone")) {
            somebody.calls().body(Map.of("purpose", purpose, "shown", purpose + " 017", "proof", "in the app", "givenOn", "2024-08-01"))
                    .post("/team-members/" + part + "/consents").then().statusCode(200);
        }
        clerk().get("/teams/" + team + "/members").then().body("items.memberName", contains(notNullValue()));
        Api.anybody().get("/team-cards/" + part).then().body("name", equalTo("name 017"), "phone", equalTo("phone 017"), "duty", equalTo("head"));
        String id = restrict();

        clerk().get("/teams/" + team + "/members").then().statusCode(200).body("items", hasSize(0));
        clerk().get("/team-members/" + part).then().statusCode(404);
        somebody.officer().get("/teams/" + team + "/members").then().body("items.memberName", contains(notNullValue()), "items.restrictedSince",
                contains(notNullValue()));
        clerk().get("/teams/" + team).then().body("members", equalTo(1));
        Api.anybody().get("/team-cards/" + part).then().statusCode(200).body("valid", equalTo(true), "number", notNullValue(), "name", nullValue(), "phone",
                nullValue(), "duty", nullValue());

        somebody.calls().post("/me/data-requests/" + id + "/taking-back").then().statusCode(200);
        Api.anybody().get("/team-cards/" + part).then().body("name", equalTo("name 017"));
        clerk().get("/team-members/" + part).then().statusCode(200).body("restrictedSince", nullValue());
    }

    @Test
    void isHelpedToNoWork() {
        somebody.consents("job-help", true);
        String seeker = somebody.calls().body(Map.of("trades", List.of("driver"))).post("/me/job-seeking").then().statusCode(201).extract().path("id");
        String other = new JobDesk(tree.commune).takeIn("Người khác");
        Map<String, Object> meeting = Map.of("openingId", new JobDesk(tree.commune).published("A", "B", "driver", 1), "seekerId", seeker, "on",
                JobDesk.TODAY.toString());
        restrict();

        clerk().get("/job-seekers?unit=" + tree.commune).then().body("items.id", contains(other));
        for (String path : List.of("", "/contact-reveals", "/withdrawal")) {
            assertThat((path.isEmpty() ? clerk().get("/job-seekers/" + seeker) : clerk().body(Map.of("purpose", "call for an interview"))
                    .post("/job-seekers/" + seeker + path)).statusCode()).isEqualTo(404);
        }
        clerk().body(meeting).post("/placements").then().statusCode(404);
        somebody.officer().get("/job-seekers?unit=" + tree.commune).then().body("items.find { it.id == '" + seeker + "' }.restrictedSince", notNullValue(),
                "items.find { it.id == '" + other + "' }.restrictedSince", nullValue());
        somebody.officer().body(Map.of("purpose", "call for an interview")).post("/job-seekers/" + seeker + "/contact-reveals").then().statusCode(409)
                .body("code", equalTo("member-restricted"));
        somebody.officer().body(meeting).post("/placements").then().statusCode(409).body("code", equalTo("member-restricted"));
        somebody.calls().post("/me/job-seeking/withdrawal").then().statusCode(200);
        somebody.calls().body(Map.of("trades", List.of("driver"))).post("/me/job-seeking").then().statusCode(409).body("code", equalTo("member-restricted"));
    }

    @Test
    void isHiddenFromClerksAlsoWhereTheMemberHasGoneElsewhere() {
        somebody.consents("job-help", true);
        String seeker = somebody.calls().body(Map.of("trades", List.of("driver"))).post("/me/job-seeking").then().statusCode(201).extract().path("id");
        move();
        clerk().get("/job-seekers/" + seeker).then().statusCode(200);
        String id = Api.with(somebody.token().unit(tree.sibling)).contentType("application/json").body(RESTRICTION).post("/me/data-requests").then()
                .statusCode(201).extract().path("id");
        Api.officer().contentType("application/json").body(Map.of()).post("/data-requests/" + id + "/acceptance").then().statusCode(200);
        clerk().get("/job-seekers/" + seeker).then().statusCode(404);
    }

    @Test
    void isPassedOverByRosters() {
        restrict();
        Rosters rosters = new Rosters(tree.province);
        String unit = somebody.officer().get("/units/" + tree.commune).then().extract().path("code");
        String other = somebody.officer().get("/units/" + tree.grassRoots).then().extract().path("code");
        String rows = "Mã đơn vị,Họ tên,CCCD,Email\n%s,Trần Thị Của Mình," + somebody.nationalId + ",%s\n";

        String changed = rosters.checked(rows.formatted(unit, "new@example.org"));
        rosters.get(changed, "").body("faulty", equalTo(1), "changed", equalTo(0));
        rosters.get(changed, "/rows").body("items[0].faults.code", contains("member-restricted"));
        rosters.get(rosters.checked(rows.formatted(other, "mine@example.org")), "/rows").body("items[0].faults.code", contains("member-restricted"));
        String same = rosters.checked(rows.formatted(unit, "mine@example.org"));
        rosters.get(same, "").body("faulty", equalTo(0), "unchanged", equalTo(1));

        rosters.commit(changed);
        somebody.calls().get("/me").then().body("email", equalTo("mine@example.org"));
    }

    @Test
    void isLiftedByAnOfficerWhoSaysWhy() {
        String id = ask(RESTRICTION).statusCode(201).extract().path("id");
        officer(id, "/lifting", Map.of("reason", "It is not yet in force")).statusCode(409).body("code", equalTo("data-request-not-in-force"));
        officer(id, "/acceptance", Map.of()).statusCode(200);
        officer(id, "/lifting", Map.of("reason", "why")).statusCode(400);
        officer(id, "/lifting", Map.of("reason", "The figures were found to be right")).statusCode(200).body("state", equalTo("lifted"));
        somebody.calls().get("/me/data-requests/" + id).then().body("liftedWhy", containsString("found to be right"));
        patch().statusCode(200);
        somebody.calls().post("/me/data-requests/" + id + "/taking-back").then().statusCode(409);
    }

    @Test
    void endsWithTheFile() {
        String id = restrict();
        String erasure = ask(Map.of("kind", "erasure")).statusCode(201).extract().path("id");
        officer(erasure, "/acceptance", Map.of()).statusCode(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> somebody.officer().get("/data-requests/" + id).then().body("state", equalTo("lifted")));
        one("treasurer").statusCode(200);
    }

    @Test
    void letsAnOfficerDecideOnAnObjectionWithReasons() {
        ask(Map.of("kind", "objection")).statusCode(400);
        ask(Map.of("kind", "erasure", "reason", "Because I want it so")).statusCode(400);
        String id = ask(OBJECTION).statusCode(201).body("reason", containsString("birthday lists")).extract().path("id");
        somebody.officer().get("/data-requests/" + id).then().body("reason", containsString("birthday lists"));
        officer(id, "/acceptance", Map.of()).statusCode(422).body("errors.pointer", contains("/answer"));
        officer(id, "/refusal", Map.of("reason", "The law on statistics asks for it")).statusCode(200);
        somebody.calls().get("/me/data-requests/" + id).then().body("state", equalTo("refused"), "answer", containsString("law on statistics"),
                "reason", containsString("birthday lists"));

        String again = ask(OBJECTION).statusCode(201).extract().path("id");
        officer(again, "/acceptance", Map.of("answer", "No list of birthdays is made any more")).statusCode(200).body("state", equalTo("done"));
        somebody.calls().get("/me/data-requests/" + again).then().body("answer", containsString("birthdays"));
        somebody.calls().get("/me/export").then().body("sections.dataRequests.reason", hasSize(2));
    }

    @Test
    void withdrawsAConsentAtOnceAndAnswersForTheRest() {
        somebody.consents("job-help", true);
        somebody.calls().body(Map.of("trades", List.of("driver"), "wish", "Gần nhà")).post("/me/job-seeking").then().statusCode(201);
        ask(Map.of("kind", "withdrawal")).statusCode(400);
        ask(Map.of("kind", "restriction", "purpose", "photo")).statusCode(400);
        ask(Map.of("kind", "withdrawal", "purpose", "nothing")).statusCode(422).body("errors.pointer", contains("/purpose"));
        ask(Map.of("kind", "withdrawal", "purpose", "photo")).statusCode(409).body("code", equalTo("consent-unchanged"));

        Map<String, Object> withdrawal = Map.of("kind", "withdrawal", "purpose", "job-help");
        String id = ask(withdrawal).statusCode(201).body("purpose", equalTo("job-help")).extract().path("id");
        somebody.calls().get("/me/consents").then().body("find { it.purpose == 'job-help' }.given", equalTo(false));
        somebody.calls().get("/me/job-seeking").then().statusCode(200).body("state", equalTo("withdrawn"), "wish", nullValue());
        ask(withdrawal).statusCode(409).body("code", equalTo("data-request-open-already"));
        somebody.consents("photo", true);
        ask(Map.of("kind", "withdrawal", "purpose", "photo")).statusCode(201);

        officer(id, "/refusal", Map.of("reason", "We would rather keep it")).statusCode(409).body("code", equalTo("data-request-withdrawal-holds"));
        officer(id, "/acceptance", Map.of()).statusCode(422);
        officer(id, "/acceptance", Map.of("answer", "The two employers were told")).statusCode(200).body("state", equalTo("done"));
        ask(withdrawal).statusCode(201);
        somebody.officer().get("/data-requests?kind=withdrawal&unit=" + tree.commune).then().body("items", hasSize(2), "items.purpose", hasItem("photo"),
                "items.id", not(hasItem(id)));
    }

    /** To the unit beside, with the consent of both. */
    private void move() {
        String to = Api.officer().get("/units/" + tree.sibling).then().extract().path("code");
        String transfer = somebody.officer().body(Map.of("kind", "leave", "memberId", somebody.id, "toUnitCode", to, "movesOn", JobDesk.TODAY.toString()))
                .post("/transfers").then().statusCode(201).extract().path("id");
        Api.as("unit-officer", tree.sibling).contentType("application/json").body(Map.of("decisionNumber", "05/QĐ")).post("/transfers/" + transfer + "/acceptance")
                .then().statusCode(200).body("state", equalTo("done"), "member.restrictedSince", nullValue());
    }

    private RequestSpecification clerk() {
        return Api.as("desk-clerk", tree.commune).contentType("application/json");
    }

    private String restrict() {
        String id = ask(RESTRICTION).statusCode(201).extract().path("id");
        officer(id, "/acceptance", Map.of()).statusCode(200);
        return id;
    }

    private ValidatableResponse ask(Map<String, Object> request) {
        return somebody.calls().body(request).post("/me/data-requests").then();
    }

    private ValidatableResponse officer(String id, String step, Map<String, Object> body) {
        return somebody.officer().body(body).post("/data-requests/" + id + step).then();
    }

    private ValidatableResponse list(String role) {
        return Api.as(role, tree.commune).get("/members?unit=" + tree.commune).then().statusCode(200);
    }

    private ValidatableResponse one(String role) {
        return Api.as(role, tree.commune).get("/members/" + somebody.id).then();
    }

    private ValidatableResponse patch() {
        return somebody.officer().header("If-Match", "*").contentType("application/merge-patch+json").body("{\"position\": \"Nhóm phó\"}")
                .patch("/members/" + somebody.id).then();
    }

    private String sheet() {
        return somebody.officer().accept("text/csv").get("/members?unit=" + tree.commune).then().statusCode(200).extract().asString();
    }
}
