package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes again begins a new membership; what was before stays as it was. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberReturnTest {

    private static final AtomicLong PEOPLE = new AtomicLong(610_000_000);

    private Api.Tree tree;
    private String nationalId;
    private UUID member;

    @BeforeEach
    void admitOne() {
        tree = new Api.Tree();
        nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        member = People.member(tree.grassRoots, Map.of("nationalId", nationalId, "phone", "0912345678", "profile", Map.of("religion", "Phật giáo",
                "address", "12 Trần Phú")));
    }

    @Test
    void isAdmittedAsAnybodyWithWhatTheFileSaysAndTheYearsBeginAnewAfterLeaving() {
        post("/members/" + member + "/returns", Map.of("joinedOn", "2025-01-01")).statusCode(409).body("code", equalTo("member-not-over"));
        People.setStatus(member, "left", "2024-05-01");
        post("/members/" + member + "/returns", Map.of("joinedOn", "2024-04-30")).statusCode(409).body("code", equalTo("member-before-the-end"));

        ValidatableResponse back = post("/members/" + member + "/returns", decided("2025-01-01", "unitId", tree.commune)).statusCode(201)
                .body("status", equalTo("active"), "unitId", equalTo(tree.commune.toString()), "fullName", equalTo("Trần Thị Mẫu"), "joinedOn",
                        equalTo("2025-01-01"), "nationalId", equalTo("*********" + nationalId.substring(9)), "phone", equalTo("*******678"),
                        "profile.address", equalTo("12 Trần Phú"), "withheld", contains("religion"), "former.id", equalTo(member.toString()),
                        "former.status", equalTo("left"), "former.endedOn", equalTo("2024-05-01"), "former.seniorityFrom", equalTo("2025-01-01"),
                        "former.citation", notNullValue());
        String id = back.extract().path("id");
        back.header("Location", endsWith("/membership/v1/members/" + id));
        Api.officer().get("/members/" + member).then().body("status", equalTo("left"), "version", equalTo(2));
        Api.officer().get("/members/" + id + "/history").then().body("fact", contains("member-admitted"));
        post("/members/" + member + "/returns", decided("2025-02-01")).statusCode(409).body("code", equalTo("member-national-id-taken"));
    }

    @Test
    void isKnownAgainByTheNationalIdInAUnitThatNeverSawHimAndKeepsTheYearsThatHisUnionTook() {
        People.setStatus(member, "union-ended", "2024-05-01");
        String id = admit(tree.elsewhere).statusCode(201).extract().path("id");

        Api.as("unit-officer", tree.elsewhere).get("/members/" + id).then().body("former.seniorityFrom", equalTo("2020-01-01"), "former.id", nullValue(),
                "former.status", nullValue());
        Api.officer().get("/members/" + id).then().body("former.id", equalTo(member.toString()), "former.status", equalTo("union-ended"));
        People.setStatus(UUID.fromString(id), "union-ended", "2025-06-01");
        post("/members/" + id + "/returns", decided("2025-07-01")).statusCode(201).body("former.id", equalTo(id), "former.seniorityFrom",
                equalTo("2020-01-01"));
    }

    @Test
    void isNobodyWhoseDeathIsOnRecord() {
        People.setStatus(member, "deceased", "2024-05-01");
        post("/members/" + member + "/returns", Map.of("joinedOn", "2025-01-01")).statusCode(422).body("code", equalTo("member-may-not-return"));
        admit(tree.elsewhere).statusCode(422).body("code", equalTo("member-may-not-return"), "rule", notNullValue());
    }

    @Test
    void isKnownAgainInASheetToo() {
        People.setStatus(member, "retired", "2024-05-01");
        Rosters rosters = new Rosters(tree.sibling);
        rosters.commit(rosters.checkedBy("12-QD", "2024-12-30", "Họ tên,CCCD,Ngày vào công đoàn\nTrần Thị Mẫu," + nationalId + ",2025-01-01\nNgười Mới,"
                + Rosters.nationalId(PEOPLE.incrementAndGet()) + ",2025-01-01\n"));
        List<String> ids = Api.officer().get("/members?unit=" + tree.sibling).then().extract().path("items.id");

        assertThat(ids).extracting(id -> Api.officer().get("/members/" + id).then().extract().<String>path("former.id"))
                .containsExactlyInAnyOrder(member.toString(), null);
        assertThat(ids).extracting(id -> Api.officer().get("/members/" + id).then().extract().<String>path("former.seniorityFrom"))
                .containsExactlyInAnyOrder("2020-01-01", null);
    }

    @Test
    void isForgottenInTheMembershipBeforeToo() {
        People.setStatus(member, "left", "2024-05-01");
        String back = admit(tree.grassRoots).statusCode(201).extract().path("id");
        String request = Api.with(Tokens.of("member").unit(tree.grassRoots).member(UUID.fromString(back))).contentType("application/json")
                .body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        Api.as("unit-officer", tree.grassRoots).contentType("application/json").body(Map.of()).post("/data-requests/" + request + "/acceptance").then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Api.officer().get("/members/" + member).then()
                .body("fullName", matchesPattern("X[0-9A-F]{12}-1"), "nationalId", nullValue(), "profile", nullValue(), "status", equalTo("left")));
        Api.officer().get("/members/" + back).then().body("fullName", matchesPattern("X[0-9A-F]{12}"), "former", nullValue());
        Api.officer().get("/members/" + member + "/history").then().body("fact", contains("member-admitted", "member-ended", "member-erased"));
    }

    @Test
    void leavesOthersWithoutAFormerMembership() {
        Api.officer().get("/members/" + member).then().body("former", nullValue());
        Api.as("treasurer", tree.grassRoots).get("/members/" + member).then().statusCode(200).body("profile", nullValue(), "withheld", nullValue());
    }

    @Test
    void comesBackByADecisionAndOwesDuesAsBefore() {
        UUID worker = People.member(tree.grassRoots, Map.of("duesKind", "non-state-enterprise"));
        People.setStatus(worker, "left", "2024-05-01");
        String path = "/members/" + worker + "/returns";
        post(path, Map.of("joinedOn", "2025-01-01")).statusCode(422).body("code", equalTo("member-returns-by-decision"), "rule", notNullValue());
        post(path, Map.of("joinedOn", "2025-01-01", "decisionNumber", "12/QĐ")).statusCode(422).body("code", equalTo("member-returns-by-decision"));
        post(path, Map.of("joinedOn", "2025-01-01", "decisionNumber", "12/QĐ", "decisionDate", "2999-01-01")).statusCode(422).body("errors.pointer",
                contains("/decisionDate"));
        post(path, decided("2025-01-01")).statusCode(201).body("duesKind", equalTo("non-state-enterprise"), "former.actNumber", equalTo("12/QĐ"),
                "former.actDate", equalTo("2024-12-30"));
    }

    @Test
    void comesBackByADecisionThroughEveryDoor() {
        People.setStatus(member, "left", "2024-05-01");
        Map<String, Object> anew = Map.of("unitId", tree.elsewhere, "fullName", "Trần Thị Mẫu", "joinedOn", "2025-01-01", "nationalId", nationalId);
        post("/members", anew).statusCode(422).body("code", equalTo("member-returns-by-decision"), "rule", notNullValue());
        post("/members", decided("2025-01-01", "unitId", tree.elsewhere, "fullName", "Trần Thị Mẫu", "nationalId", nationalId, "decisionDate", "2999-01-01"))
                .statusCode(422).body("errors.pointer", contains("/decisionDate"));
        admit(tree.elsewhere).statusCode(201).body("former.actNumber", equalTo("12/QĐ"), "former.actDate", equalTo("2024-12-30"));
    }

    @Test
    void hasTheNumberOfHisCardAloneAndLeavesItWhenHeGoes() {
        String card = Api.code();
        UUID holder = People.member(tree.commune, Map.of("cardNumber", card));
        post("/members", Map.of("unitId", tree.elsewhere, "fullName", "Người Khác", "joinedOn", "2025-01-01", "cardNumber", card)).statusCode(409)
                .body("code", equalTo("member-card-number-taken"));
        UUID other = People.member(tree.elsewhere);
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(Map.of("cardNumber", card)).patch("/members/" + other).then()
                .statusCode(409).body("code", equalTo("member-card-number-taken"));
        People.setStatus(holder, "left", "2024-05-01");
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(Map.of("cardNumber", card)).patch("/members/" + other).then()
                .statusCode(200);
        post("/members/" + holder + "/returns", decided("2025-01-01")).statusCode(201).body("cardNumber", nullValue());
    }

    @Test
    void isTakenBackAfterAnExpulsionByTheUnitAboveOnly() {
        Api.officer().contentType("application/json").body(Map.of("status", "expelled", "since", "2024-05-01", "reason", "discipline", "actNumber", "9/QĐ"))
                .post("/members/" + member + "/status-changes").then().statusCode(200);
        String path = "/members/" + member + "/returns";
        Api.as("unit-officer", tree.grassRoots).contentType("application/json").body(decided("2025-01-01")).post(path).then().statusCode(422)
                .body("code", equalTo("member-returns-by-unit-above"), "rule", notNullValue());
        Map<String, Object> anew = new HashMap<>(Map.of("unitId", tree.grassRoots, "fullName", "Trần Thị Mẫu", "joinedOn", "2025-01-01", "nationalId", nationalId));
        Api.as("unit-officer", tree.grassRoots).contentType("application/json").body(anew).post("/members").then().statusCode(422)
                .body("code", equalTo("member-returns-by-unit-above"));
        Api.as("unit-officer", tree.commune).contentType("application/json").body(decided("2025-01-01")).post(path).then().statusCode(201)
                .body("status", equalTo("active"), "former.status", equalTo("expelled"));
    }

    private static Map<String, Object> decided(String joinedOn, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("joinedOn", joinedOn, "decisionNumber", "12/QĐ", "decisionDate", "2024-12-30"));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private ValidatableResponse admit(UUID unit) {
        return post("/members", decided("2025-01-01", "unitId", unit, "fullName", "Trần Thị Mẫu", "nationalId", nationalId));
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post(path).then();
    }
}
