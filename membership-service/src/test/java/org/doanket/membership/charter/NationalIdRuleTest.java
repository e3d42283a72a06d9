package org.doanket.membership.charter;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.membership.Somebody;
import org.doanket.membership.application.Joining;
import org.doanket.membership.founding.Founders;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a national id looks like, by the rules of the day, wherever one is taken in. Put there by the database: no rule is set for today. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class NationalIdRuleTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    @Inject
    AgroalDataSource dataSource;

    private Api.Tree tree;
    private Somebody somebody;
    /** Nine digits and a capital: of no form that there is. */
    private String other;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.commune);
        other = somebody.nationalId.substring(3) + "T";
    }

    @AfterEach
    void endRules() {
        Sql.of("UPDATE national_id_rule SET cancelled_at = now() WHERE citation = 'a test'").run(dataSource);
    }

    @Test
    void areDatedCitedAndAsFarAsTheyWereRead() {
        Api.officer().get("/national-id-rules?asOf=" + TODAY).then().statusCode(200).body("items.find { it.jurisdiction == 'vn' }.pattern", equalTo("[0-9]{12}"),
                "items.find { it.jurisdiction == 'cn' }.checkAlgorithm", equalTo("iso-7064-mod-11-2"), "items.verified", not(hasItem(true)));
    }

    @Test
    void areReckonedByTheCheckCharacterThatTheyName() {
        Map<String, Object> founding = Api.founding("provincial-federation", null);
        founding.put("jurisdiction", "cn");
        UUID union = UUID.fromString(Api.found(founding).statusCode(201).extract().path("id"));
        for (String nationalId : List.of("11010519491231002X", "1101 0519491231 002x", "110105194912310021")) {
            Api.officer().contentType("application/json").body(Map.of("unitId", union, "fullName", "王示例", "joinedOn", "2026-01-01", "nationalId", nationalId))
                    .post("/members").then().statusCode(nationalId.endsWith("1") ? 422 : nationalId.contains(" ") ? 409 : 201);
        }
        Api.officer().contentType("application/json").body(Map.of("nationalId", "11010519491231002X", "purpose", "looking for a double"))
                .post("/members/national-id-searches").then().statusCode(200).body("unitId", contains(union.toString()));
    }

    @Test
    void takeInAnotherFormFromTheirDayOnEverywhere() {
        refusedEverywhere();
        rule("new-card", "[0-9]{9}[A-Z]", true);
        rule("coming-card", "[0-9]{11}", true, TODAY.plusDays(1));

        admit(somebody.nationalId.substring(1)).statusCode(422);
        search(other).statusCode(200).body("$", hasSize(0));
        ask(correction(other)).statusCode(201);
        apply(other).statusCode(201);
        foundWith(other).statusCode(201);
        receive(other).statusCode(409).body("code", equalTo("transfer-no-such-membership"));
        String admitted = admit(other.substring(0, 3) + "." + other.substring(3).toLowerCase()).statusCode(201).extract().path("id");
        search(other).statusCode(200).body("id", contains(admitted));
        admit(other).statusCode(409);

        Rosters rosters = new Rosters(tree.commune);
        rosters.get(rosters.checked(roster(other.replace('T', 'U'))), "/rows").body("items.state", contains("new"));
        endRules();
        admit(other.replace('T', 'V')).statusCode(422);
        search(other).statusCode(422);
        rosters.get(rosters.checked(roster(other.replace('T', 'U'))), "/rows").body("items[0].faults.code", contains("bad-national-id"));
    }

    @Test
    void leaveWhatIsOnRecordWhenTheyTakeNoneOfItsFormAnyMore() {
        String spare = Rosters.nationalId(Long.parseLong(somebody.nationalId.substring(3)) + 5_000_000);
        rule("citizen-id", "[0-9]{12}", false);

        admit(spare).statusCode(422).body("errors.code", contains("bad-national-id"));
        apply(spare).statusCode(422);
        change(Map.of("nationalId", spare)).statusCode(422).body("errors.pointer", contains("/nationalId"));
        change(Map.of("position", "Nhóm phó")).statusCode(200);
        change(Map.of("nationalId", somebody.nationalId.substring(0, 3) + " " + somebody.nationalId.substring(3))).statusCode(200);
        search(somebody.nationalId).statusCode(200).body("id", contains(somebody.id.toString()));
        receive(somebody.nationalId).statusCode(201);

        Rosters rosters = new Rosters(tree.commune);
        String mixed = rosters.checked("Họ tên,CCCD,Điện thoại\nTrần Thị Của Mình," + somebody.nationalId + ",0911222333\nNgười Mới," + spare + ",\n");
        rosters.get(mixed, "/rows").body("items.state", contains("changed", "faulty"), "items[1].faults.code", contains("bad-national-id"),
                "items[1].faults.field", contains("nationalId"));
        rosters.commit(mixed);
        somebody.calls().get("/me").then().body("phone", equalTo("0911222333"));

        somebody.officer().body(Map.of("status", "left", "since", "2026-06-01", "reason", "a test")).post("/members/" + somebody.id + "/status-changes").then()
                .statusCode(200);
        somebody.officer().body(Map.of("joinedOn", "2026-07-01", "decisionNumber", "12/QĐ", "decisionDate", "2026-06-30")).post("/members/" + somebody.id + "/returns").then().statusCode(201);
    }

    private void refusedEverywhere() {
        admit(other).statusCode(422).body("errors.pointer", contains("/nationalId"), "errors.code", contains("bad-national-id"));
        change(Map.of("nationalId", other)).statusCode(422);
        search(other).statusCode(422);
        ask(correction(other)).statusCode(422);
        apply(other).statusCode(422).body("errors.pointer", contains("/person/nationalId"));
        foundWith(other).statusCode(422);
        receive(other).statusCode(422);
    }

    private void rule(String code, String pattern, boolean isUsed) {
        rule(code, pattern, isUsed, TODAY.minusDays(1));
    }

    private void rule(String code, String pattern, boolean isUsed, LocalDate from) {
        Sql.of("INSERT INTO national_id_rule (jurisdiction, code, valid_from, pattern, check_algorithm, is_used, citation, verified) "
                + "VALUES ('vn', ?, ?, ?, 'none', ?, 'a test', false)", code, from, pattern, isUsed).run(dataSource);
    }

    private ValidatableResponse admit(String nationalId) {
        return somebody.officer().body(Map.of("unitId", tree.commune, "fullName", "Người Mới", "joinedOn", "2026-01-01", "nationalId", nationalId))
                .post("/members").then();
    }

    private ValidatableResponse change(Map<String, Object> patch) {
        return Api.as("unit-officer", tree.commune).header("If-Match", "*").contentType("application/merge-patch+json").body(patch)
                .patch("/members/" + somebody.id).then();
    }

    private ValidatableResponse search(String nationalId) {
        return somebody.officer().body(Map.of("nationalId", nationalId, "purpose", "looking for a double")).post("/members/national-id-searches").then();
    }

    private static Map<String, Object> correction(String nationalId) {
        return Map.of("kind", "correction", "corrections", Map.of("nationalId", nationalId));
    }

    private ValidatableResponse ask(Map<String, Object> request) {
        return somebody.calls().body(request).post("/me/data-requests").then();
    }

    private ValidatableResponse apply(String nationalId) {
        return somebody.officer().body(new Joining(tree.commune).paper(nationalId)).post("/applications").then();
    }

    private ValidatableResponse receive(String nationalId) {
        return Api.as("unit-officer", tree.sibling).contentType("application/json").body(Map.of("kind", "receive", "unitId", tree.sibling, "nationalId", nationalId,
                "movesOn", TODAY.toString())).post("/transfers").then();
    }

    private ValidatableResponse foundWith(String nationalId) {
        Founders founders = new Founders(tree.commune, "grass-roots-union", "Công đoàn cơ sở Mới");
        return founders.calls().body(Map.of("fullName", "Người Mới", "nationalId", nationalId, "initiator", true)).post(founders.path() + "/people").then();
    }

    private static String roster(String nationalId) {
        return "Họ tên,CCCD\nNgười Mới," + nationalId + "\n";
    }
}
