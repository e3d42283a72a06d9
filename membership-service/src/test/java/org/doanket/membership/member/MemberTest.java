package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Retellings;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberTest {

    private static final AtomicLong PEOPLE = new AtomicLong(500_000);

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    @Test
    void isAdmittedWithWhatFollowsFromTheKindOfUnit() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);

        admit(file(guild, "Lê Văn Mẫu")).statusCode(201).header("ETag", "\"v1\"")
                .body("category", equalTo("informal"), "duesKind", equalTo("guild"), "status", equalTo("active"),
                        "statusName", equalTo("Active"), "code", org.hamcrest.Matchers.startsWith("DK"), "endedOn", nullValue());
    }

    @Test
    void namesAllFaultsAtOnce() {
        Map<String, Object> file = file(tree.grassRoots, "Lê Văn Mẫu");
        file.putAll(Map.of("nationalId", "123", "phone", "x", "birthDate", "2999-01-01", "joinedOn", "2999-01-01", "category", "x", "duesKind", "y",
                "externalId", "1"));
        admit(file).statusCode(422).body("errors.pointer", containsInAnyOrder("/nationalId", "/phone", "/birthDate", "/joinedOn", "/category",
                "/duesKind", "/externalId"));
    }

    @Test
    void hasOneOpenMembershipWhereverItIs() {
        Map<String, Object> file = file(tree.grassRoots, "Lê Văn Mẫu");
        file.put("nationalId", Rosters.nationalId(PEOPLE.incrementAndGet()));
        String first = admit(file).statusCode(201).extract().path("id");
        file.put("unitId", tree.elsewhere);

        admit(file).statusCode(409).body("code", equalTo("member-national-id-taken"));

        status(first, Map.of("status", "left", "since", "2024-05-01", "reason", "own request")).statusCode(200)
                .body("endedOn", equalTo("2024-05-01"), "statusReason", equalTo("own request"));
        file.putAll(Map.of("decisionNumber", "12/QĐ", "decisionDate", "2024-05-30"));
        admit(file).statusCode(201);
    }

    @Test
    void isFoundByNameWithAndWithoutDiacritics() {
        admit(file(tree.grassRoots, "Đặng Thị Hường"));
        admit(file(tree.commune, "Dang Van Huong"));
        for (String q : List.of("dang", "Đặng", "HUONG", "hường")) {
            list("unit=" + tree.commune + "&scope=subtree&q=" + q).body("items.fullName", contains("Đặng Thị Hường", "Dang Van Huong"));
        }
        list("unit=" + tree.commune + "&q=dang").body("items.fullName", contains("Dang Van Huong"));
        list("unit=" + tree.commune + "&scope=subtree&limit=1&q=dang").body("next", org.hamcrest.Matchers.notNullValue());
        list("unit=" + tree.commune + "&scope=subtree&category=honorary").body("items", equalTo(List.of()));
    }

    @Test
    void keepsEveryStatusThatItEverHad() {
        String id = admit(file(tree.grassRoots, "Lê Văn Mẫu")).extract().path("id");
        status(id, Map.of("status", "nonsense", "since", "2024-01-01", "reason", "x")).statusCode(422);
        status(id, Map.of("status", "active", "since", "2024-01-01", "reason", "x")).statusCode(409);
        status(id, Map.of("status", "suspended", "since", "2024-01-01", "reason", "no work")).statusCode(200).body("endedOn", nullValue());
        status(id, Map.of("status", "active", "since", "2023-12-31", "reason", "x")).statusCode(409).body("code", equalTo("member-before-last-status"));
        status(id, Map.of("status", "active", "since", "2024-03-01", "reason", "work again")).statusCode(200);
        status(id, Map.of("status", "retired", "since", "2025-01-01", "reason", "age")).statusCode(200);
        status(id, Map.of("status", "active", "since", "2025-02-01", "reason", "x")).statusCode(409).body("code", equalTo("member-over"));

        Api.officer().get("/members/" + id + "/history").then().body("fact", contains("member-admitted", "member-changed", "member-changed", "member-ended"))
                .body("[1].reason", equalTo("no work"), "[1].detail.status", contains("active", "suspended"), "[3].effective", equalTo("2025-01-01"));
        list("unit=" + tree.grassRoots).body("items", equalTo(List.of()));
        list("unit=" + tree.grassRoots + "&status=retired").body("items.id", contains(id));
    }

    @Test
    void isChangedByMergePatchAndSealedFieldsStaySealed() {
        Map<String, Object> file = file(tree.grassRoots, "Lê Văn Mẫu");
        String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        file.putAll(Map.of("nationalId", nationalId, "phone", "0912 345 678", "email", "mau@example.org"));
        String id = admit(file).extract().path("id");

        patch(id, "\"v1\"", "{\"position\": \"Tổ trưởng\", \"email\": null}").statusCode(200).header("ETag", "\"v2\"")
                .body("position", equalTo("Tổ trưởng"), "email", nullValue(), "nationalId", equalTo("*********" + nationalId.substring(9)));
        patch(id, "\"v2\"", "{\"phone\": \"0900000001\"}").statusCode(200).body("phone", equalTo("*******001"));
        patch(id, "\"v2\"", "{\"phone\": \"0900000002\"}").statusCode(412);
        patch(id, "\"v3\"", "{\"unitId\": null, \"fullName\": null}").statusCode(400).body("errors.pointer", containsInAnyOrder("/unitId", "/fullName"));
        Api.officer().get("/members/" + id + "/history").then().body("[2].detail.phone", equalTo("changed"),
                "[1].detail.position", contains(null, "Tổ trưởng"));
    }

    @Test
    void cannotHaveJoinedAfterWhatIsOnRecordOfIt() {
        String id = admit(file(tree.grassRoots, "Lê Văn Mẫu")).extract().path("id");
        patch(id, "\"v1\"", "{\"joinedOn\": \"2021-01-01\"}").statusCode(200);
        People.setStatus(UUID.fromString(id), "suspended", "2023-03-01");
        patch(id, "*", "{\"joinedOn\": \"2023-03-02\"}").statusCode(422).body("errors.pointer", contains("/joinedOn"), "errors.code",
                contains("after-first-change"), "errors[0].message", org.hamcrest.Matchers.containsString("from 2023-03-01 on"));
        patch(id, "*", "{\"joinedOn\": \"2023-03-01\"}").statusCode(200);
        Rosters roster = new Rosters(tree.grassRoots);
        String code = Api.officer().get("/members/" + id).then().extract().path("code");
        String sheet = roster.checked("Họ tên,Mã đoàn viên,Ngày vào công đoàn\nLê Văn Mẫu," + code + ",01/04/2023\n");
        roster.get(sheet, "").body("faulty", equalTo(1));
        roster.get(sheet, "/rows?state=faulty").body("items[0].faults[0].code", equalTo("after-first-change"));
    }

    @Test
    void showsANationalIdOnlyForAPurposeThatIsOnRecord() {
        Map<String, Object> file = file(tree.grassRoots, "Lê Văn Mẫu");
        String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        file.put("nationalId", nationalId);
        String id = admit(file).extract().path("id");

        reveal(id, "short").statusCode(400);
        reveal(id, "insurance claim 2026/12").statusCode(200).header("Cache-Control", "no-store").body("nationalId", equalTo(nationalId));

        Api.as("auditor", tree.grassRoots).get("/audit-trail").then().statusCode(200)
                .body("items.find { it.subjectId == '" + id + "' }.purpose", equalTo("insurance claim 2026/12"),
                        "items.action", hasItem("national-id-revealed"));
    }

    @Test
    void isFoundByTheNationalIdWithinTheOwnScopeAndForAPurposeThatIsOnRecord() {
        String nationalId = org.doanket.membership.Rosters.nationalId(777_001);
        Map<String, Object> file = file(tree.grassRoots, "Lê Văn Cũ");
        file.put("nationalId", nationalId);
        String before = admit(file).statusCode(201).extract().path("id");
        org.doanket.membership.People.setStatus(UUID.fromString(before), "left", "2024-01-01");
        file.putAll(Map.of("unitId", tree.sibling, "joinedOn", "2024-06-01", "decisionNumber", "12/QĐ", "decisionDate", "2024-05-30"));
        String now = admit(file).statusCode(201).extract().path("id");

        seek(null, nationalId.replaceAll("(\\d{3})", "$1 "), "insurance claim 12").statusCode(200).header("Cache-Control", "no-store")
                .body("id", org.hamcrest.Matchers.contains(now, before), "status", org.hamcrest.Matchers.contains("active", "left"));
        seek(tree.grassRoots, nationalId, "insurance claim 12").statusCode(200).body("id", org.hamcrest.Matchers.contains(before));
        seek(tree.elsewhere, nationalId, "insurance claim 13").statusCode(200).body("$", org.hamcrest.Matchers.empty());
        seek(null, "12", "insurance claim 12").statusCode(422).body("errors.pointer", org.hamcrest.Matchers.contains("/nationalId"));
        seek(null, nationalId, "short").statusCode(400);
        Api.as("auditor", tree.elsewhere).get("/audit-trail").then().statusCode(200)
                .body("items.find { it.action == 'member-sought-by-national-id' }.purpose", equalTo("insurance claim 13"));
    }

    private static ValidatableResponse seek(UUID unit, String nationalId, String purpose) {
        return (unit == null ? Api.officer() : Api.as("unit-officer", unit)).contentType("application/json")
                .body(Map.of("nationalId", nationalId, "purpose", purpose)).post("/members/national-id-searches").then();
    }

    @Test
    void goesAlongWhenItsUnitMoves() {
        String id = admit(file(tree.grassRoots, "Lê Văn Mẫu")).extract().path("id");
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2024-01-01", "actNumber", "1"))
                .post("/units/" + tree.commune + "/moves").then().statusCode(200);

        Api.as("unit-officer", tree.elsewhere).get("/members/" + id).then().statusCode(200);
        Api.as("unit-officer", tree.province).get("/members/" + id).then().statusCode(404);
    }

    @Test
    void keepsItsUnitFromEnding() {
        String id = admit(file(tree.grassRoots, "Lê Văn Mẫu")).extract().path("id");
        end(tree.grassRoots).statusCode(409).body("code", equalTo("unit-has-members"));
        status(id, Map.of("status", "union-ended", "since", "2024-12-31", "reason", "the union ends")).statusCode(200);
        end(tree.grassRoots).statusCode(200);
        admit(file(tree.grassRoots, "Lê Văn Mẫu")).statusCode(409).body("code", equalTo("member-unit-ended"));
    }

    @Test
    void tellsTheOthersItsStateAndNothingThatIsOnlyOurs() {
        Map<String, Object> file = file(tree.grassRoots, "Lê Văn Mẫu");
        String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        file.putAll(Map.of("nationalId", nationalId, "phone", "0987654321", "email", "mau@example.org", "birthDate", "1991-02-03"));
        String id = admit(file).extract().path("id");
        patch(id, "\"v1\"", "{\"duesKind\": \"state-enterprise\"}").statusCode(200);
        status(id, Map.of("status", "left", "since", "2024-05-01", "reason", "moved abroad")).statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> factsOf(id).size() == 3);
        List<ConsumerRecord<String, String>> facts = factsOf(id);
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type")).containsExactly("org.doanket.membership.member-admitted.v1",
                "org.doanket.membership.member-changed.v1", "org.doanket.membership.member-ended.v1");
        assertThat(facts.get(1).value()).contains("state-enterprise");
        assertThat(facts).extracting(ConsumerRecord::value)
                .noneMatch(fact -> fact.contains(nationalId) || fact.contains("0987654321") || fact.contains("example.org") || fact.contains("1991"));
        admit(file(tree.grassRoots, "Lê Thị Mẫu"));
        Retellings.check("member", tree.grassRoots);
    }

    private static List<ConsumerRecord<String, String>> factsOf(String member) {
        return Contracts.told("member").stream().filter(fact -> member.equals(TopicReader.header(fact, "ce_subject"))).toList();
    }

    private static Map<String, Object> file(UUID unit, String name) {
        return new LinkedHashMap<>(Map.of("unitId", unit, "fullName", name, "joinedOn", "2020-01-01"));
    }

    private static ValidatableResponse admit(Map<String, Object> file) {
        return Api.officer().contentType("application/json").body(file).post("/members").then();
    }

    private static ValidatableResponse list(String query) {
        return Api.officer().get("/members?" + query).then().statusCode(200);
    }

    private static ValidatableResponse status(String id, Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post("/members/" + id + "/status-changes").then();
    }

    private static ValidatableResponse patch(String id, String ifMatch, String body) {
        return Api.officer().contentType("application/merge-patch+json").header("If-Match", ifMatch).body(body).patch("/members/" + id).then();
    }

    private static ValidatableResponse reveal(String id, String purpose) {
        return Api.officer().contentType("application/json").body(Map.of("purpose", purpose)).post("/members/" + id + "/national-id-reveals").then();
    }

    private static ValidatableResponse end(UUID unit) {
        return Api.officer().contentType("application/json").body(Map.of("on", "2025-01-01", "actNumber", "1")).post("/units/" + unit + "/ending").then();
    }
}
