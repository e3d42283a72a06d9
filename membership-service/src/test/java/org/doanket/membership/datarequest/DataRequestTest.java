package org.doanket.membership.datarequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.Somebody;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.EventContracts;
import org.doanket.testing.Tokens;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DataRequestTest {

    private static final Map<String, Object> ERASURE = Map.of("kind", "erasure");

    @Inject
    WorkingDayQueries calendar;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Somebody somebody;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.commune);
    }

    @Test
    void runsAgainstTheClockOfTheLawInWorkingDays() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        ask(ERASURE).statusCode(201).body("state", equalTo("asked"), "firstAnswerDue", equalTo(calendar.after("vn", today, 2).toString()),
                "answerDue", equalTo(calendar.after("vn", today, 20).toString()), "citation", containsString("356/2025"), "overdue", equalTo(false));
        ask(correction(Map.of("sex", "male"))).statusCode(201).body("answerDue", equalTo(calendar.after("vn", today, 10).toString()));
        ask(ERASURE).statusCode(409).body("code", equalTo("data-request-open-already"));
        list("").body("items.kind", contains("correction", "erasure"));
        list("&dueUntil=" + today).body("items", hasSize(0));

        Sql.of("UPDATE data_request SET first_answer_due = ?, answer_due = ? WHERE member_id = ? AND kind = 'erasure'", today.minusDays(2),
                today.minusDays(1), somebody.id).run(worker);
        list("").body("items.kind", contains("erasure", "correction"), "items.overdue", contains(true, false));
        list("&dueUntil=" + today).body("items.kind", contains("erasure"));
    }

    @Test
    void correctsTheFileWhenAnOfficerAccepts() {
        String id = ask(correction(Map.of("fullName", "Trần Thị Đúng", "phone", "0912 345 678", "nationalId", "001 099 000 001"))).statusCode(201)
                .body("corrections.phone", equalTo("*********678")).extract().path("id");
        officer(id, "/first-answer", Map.of("answer", "Đã nhận, đang kiểm tra")).statusCode(200).body("state", equalTo("taken-up"),
                "firstAnswerAt", notNullValue());
        officer(id, "/first-answer", Map.of("answer", "Again")).statusCode(409);
        officer(id, "/acceptance", Map.of()).statusCode(200).body("state", equalTo("done"), "corrections", nullValue());
        officer(id, "/acceptance", Map.of()).statusCode(409).body("code", equalTo("data-request-answered-already"));

        somebody.calls().get("/me").then().body("fullName", equalTo("Trần Thị Đúng"), "phone", equalTo("0912345678"), "email",
                equalTo("mine@example.org"));
        somebody.calls().post("/me/national-id-reveals").then().body("nationalId", equalTo("001099000001"));
        somebody.calls().get("/me/data-requests").then().body("items.state", contains("done"));
    }

    @Test
    void correctsOfTheProfileWhatTheOfficerAcceptsAndSaysWhyNotTheRest() {
        String id = ask(correction(Map.of("joinedOn", "2015-01-01", "profile", Map.of("address", "12 Lý Thái Tổ", "religion", "không", "partyMember", true))))
                .statusCode(201).body("corrections.profile.address", equalTo("12 Lý Thái Tổ"), "corrections.profile.religion", equalTo("***"))
                .extract().path("id");
        officer(id, "/acceptance", Map.of("fields", List.of("profile.address"))).statusCode(400);
        officer(id, "/acceptance", Map.of("fields", List.of("profile.note", "email"), "answer", "x")).statusCode(422).body("errors", hasSize(2));
        officer(id, "/acceptance", Map.of("fields", List.of("profile.address", "profile.religion"), "answer", "The decision says 2020-01-01"))
                .statusCode(200).body("state", equalTo("done"), "answer", startsWith("The decision"));

        somebody.calls().get("/me/profile").then().body("profile.address", equalTo("12 Lý Thái Tổ"), "withheld", hasItem("religion"),
                "withheld", not(hasItem("partyMember")));
        somebody.calls().get("/me").then().body("joinedOn", equalTo("2020-01-01"));
        ask(correction(Map.of("profile", Map.of("maritalStatus", "who knows")))).statusCode(422).body("errors.pointer",
                hasItem("/corrections/profile/maritalStatus"));
    }

    @Test
    void correctsWhatIsKeptOfThoseWhoLeftToo() {
        People.setStatus(somebody.id, "left", "2025-05-01");
        String id = ask(correction(Map.of("fullName", "Trần Thị Đúng", "profile", Map.of("address", "12 Lý Thái Tổ")))).statusCode(201).extract().path("id");
        officer(id, "/acceptance", Map.of()).statusCode(200).body("state", equalTo("done"));
        somebody.calls().get("/me").then().body("fullName", equalTo("Trần Thị Đúng"), "status", equalTo("left"));
        somebody.calls().get("/me/profile").then().body("profile.address", equalTo("12 Lý Thái Tổ"));
        somebody.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(Map.of("fullName", "Another"))
                .patch("/members/" + somebody.id).then().statusCode(409).body("code", equalTo("member-over"));
    }

    @Test
    void beginsAnErasureAgainWhoseJobGaveUp() {
        String id = ask(ERASURE).statusCode(201).extract().path("id");
        Sql.of("UPDATE data_request SET state = 'erasing', answered_at = now() WHERE id = ?::uuid", id).run(worker);
        Sql.of("INSERT INTO job (id, kind, unit_id, path, created_by, parameters, state, attempts, failure, finished_at) SELECT gen_random_uuid(), 'erasure', u.id, "
                + "u.path, 'somebody', jsonb_build_object('request', ?::text, 'member', ?::text), 'failed', 5, 'unexpected', now() FROM unit u WHERE u.id = ?",
                id, somebody.id.toString(), tree.commune).run(worker);
        officer(id, "/refusal", Map.of("reason", "There is nothing to be refused any more")).statusCode(409);
        officer(id, "/acceptance", Map.of()).statusCode(200).body("state", equalTo("erasing"));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Api.officer().get("/members/" + somebody.id).then().body("fullName", startsWith("X"),
                "nationalId", nullValue()));
        officer(id, "/acceptance", Map.of()).statusCode(409).body("code", equalTo("data-request-answered-already"));
    }

    @Test
    void refusesOnlyWithAReasonAndTellsIt() {
        String id = ask(correction(Map.of("joinedOn", "2015-01-01"))).statusCode(201).extract().path("id");
        officer(id, "/refusal", Map.of("reason", "no")).statusCode(400);
        officer(id, "/refusal", Map.of("reason", "The decision of admission says 2020-01-01")).statusCode(200);
        somebody.calls().get("/me/data-requests/" + id).then().statusCode(200).body("state", equalTo("refused"), "answer",
                startsWith("The decision of admission"));
        somebody.calls().get("/me").then().body("joinedOn", equalTo("2020-01-01"));
        ask(correction(Map.of("joinedOn", "2019-01-01"))).statusCode(201);
    }

    @Test
    void isTakenBackWhileNothingWasDone() {
        String id = ask(ERASURE).statusCode(201).extract().path("id");
        somebody.calls().post("/me/data-requests/" + id + "/taking-back").then().statusCode(200).body("state", equalTo("taken-back"));
        officer(id, "/acceptance", Map.of()).statusCode(409);
        Somebody other = new Somebody(tree.commune);
        other.calls().get("/me/data-requests/" + id).then().statusCode(404);
        other.calls().post("/me/data-requests/" + id + "/taking-back").then().statusCode(404);
    }

    @Test
    void tellsTheMemberWhatIsWrongWithTheCorrection() {
        ask(correction(Map.of("nationalId", "12", "phone", "x", "joinedOn", "2999-01-01"))).statusCode(422).body("errors.pointer",
                hasItems("/corrections/nationalId", "/corrections/phone", "/corrections/joinedOn"));
        ask(Map.of("kind", "correction")).statusCode(400);
        ask(Map.of("kind", "erasure", "corrections", Map.of("sex", "male"))).statusCode(400);
        ask(correction(Map.of("status", "active"))).statusCode(400).body("errors.pointer", hasItem("/corrections/status"));
    }

    @Test
    void letsNobodyDecideOnTheOwnRequest() {
        String id = ask(ERASURE).statusCode(201).extract().path("id");
        Api.with(Tokens.of("unit-officer").unit(tree.commune).member(somebody.id)).contentType("application/json").body(Map.of())
                .post("/data-requests/" + id + "/acceptance").then().statusCode(403).body("code", equalTo("data-request-own"));
    }

    @Test
    void saysBeforehandWhatAnErasureLeavesAndWhy() {
        somebody.calls().get("/me/data-requests/retention").then().statusCode(200).body("code", hasItems("ledger", "head-count", "audit-trail"),
                "find { it.code == 'ledger' }.citation", containsString("88/2015"), "find { it.code == 'ledger' }.verified", equalTo(false));
    }

    @Test
    void forgetsThePersonAndKeepsTheMembership() {
        somebody.consents("job-help", true);
        somebody.calls().body(Map.of("trades", List.of("driver"), "wish", "Gần nhà mẹ")).post("/me/job-seeking").then().statusCode(201);
        somebody.officer().header("If-Match", "*").contentType("application/merge-patch+json").body("{\"fullName\": \"Trần Thị Cũ\"}")
                .patch("/members/" + somebody.id).then().statusCode(200);
        String code = somebody.calls().get("/me").then().extract().path("code");
        String id = erase();

        String pseudonym = somebody.officer().get("/members/" + somebody.id).then().statusCode(200).body("status", equalTo("left"), "joinedOn",
                equalTo("2020-01-01"), "nationalId", nullValue(), "phone", nullValue(), "email", nullValue(), "birthDate", nullValue(), "sex",
                nullValue(), "position", nullValue()).extract().path("fullName");
        assertThat(pseudonym).matches("X[0-9A-F]{12}").isNotEqualTo(code);
        somebody.officer().get("/data-requests/" + id).then().body("state", equalTo("erasing"), "receipts.service", contains("membership"),
                "stays.code", hasItems("ledger", "texts"));
        somebody.officer().get("/members/" + somebody.id + "/history").then().body("fact", contains("member-admitted", "member-changed",
                "member-ended", "member-erased"), "[0].detail.unitId", equalTo(tree.commune.toString()), "[2].detail.status",
                contains("active", "left"));
        assertThat(everything()).doesNotContain("Trần Thị", somebody.nationalId, somebody.phone, "mine@example.org", "Gần nhà", code);
        assertThat(count("person_key WHERE person_id = ?")).isZero();

        somebody.officer().body(Map.of("unitId", tree.commune, "fullName", "Người Mới", "joinedOn", "2021-01-01", "nationalId", somebody.nationalId))
                .post("/members").then().statusCode(201);
        somebody.officer().header("If-Match", "*").contentType("application/merge-patch+json").body("{\"fullName\": \"A\"}")
                .patch("/members/" + somebody.id).then().statusCode(409).body("code", equalTo("member-forgotten"));
        somebody.officer().body(Map.of("purpose", "insurance claim 12")).post("/members/" + somebody.id + "/national-id-reveals").then()
                .statusCode(200).body("nationalId", nullValue());
        ask(ERASURE).statusCode(409).body("code", equalTo("member-forgotten"));
    }

    @Test
    void leavesNothingInTheStagesOfImports() {
        Rosters rosters = new Rosters(tree.commune);
        rosters.commit(rosters.checked("Họ tên,CCCD,SĐT\nTrần Thị Của Mình," + somebody.nationalId + ",0912000111\nNgười Khác,,0912000222\n"));
        assertThat(staged()).isEqualTo(1);
        erase();
        assertThat(staged()).isZero();
    }

    @Test
    void tellsTheOthersThePseudonymAlone() {
        String id = erase();
        assertThat(id).isNotNull();
        await().atMost(Duration.ofSeconds(30)).until(() -> facts().size() == 3);
        ConsumerRecord<String, String> last = facts().get(2);
        Contracts.check(last);
        assertThat(TopicReader.header(last, "ce_type")).isEqualTo("org.doanket.membership.member-erased.v1");
        assertThat(last.value()).doesNotContain("Trần Thị").containsPattern("\"displayName\"\\s*:\\s*\"X[0-9A-F]{12}\"");
    }

    @Test
    void isDoneWhenEachServiceHasGivenItsReceiptAndNoSooner() throws SQLException {
        String id = erase();
        await().atMost(Duration.ofSeconds(30)).until(() -> !decided(id).isEmpty());
        assertThat(decided(id)).hasSize(1);
        Contracts.check(decided(id).get(0));
        assertThat(decided(id).get(0).value()).contains(somebody.id.toString(), "pseudonym").doesNotContain("Trần Thị");

        somebody.officer().get("/data-requests/" + id).then().body("state", equalTo("erasing"), "awaits", contains("campaigns", "finance", "map"),
                "overdue", equalTo(false), "receiptsDue", notNullValue());
        receive("map", id);
        receive("finance", id);
        receive("finance", id);
        somebody.officer().get("/data-requests/" + id).then().body("state", equalTo("erasing"), "awaits", contains("campaigns"), "receipts.service",
                contains("membership", "map", "finance"), "receipts.find { it.service == 'finance' }.rows.bank-lines", equalTo(3));
        list("&late=true").body("items.id", not(hasItem(id)));

        Sql.of("UPDATE data_request SET receipts_due = current_date - 5 WHERE id = ?", UUID.fromString(id)).run(worker);
        list("&late=true").body("items.find { it.id == '" + id + "' }.awaits", contains("campaigns"), "items.find { it.id == '" + id + "' }.overdue",
                equalTo(true));
        receive("campaigns", id);
        somebody.officer().get("/data-requests/" + id).then().body("state", equalTo("done"), "awaits", empty(), "receipts.service", hasSize(4),
                "overdue", equalTo(false));
        list("&late=true").body("items.id", not(hasItem(id)));
    }

    @Test
    void takesNoReceiptForWhatItHasNotDecided() throws SQLException {
        receive("map", UUID.randomUUID().toString());
        String id = ask(ERASURE).statusCode(201).extract().path("id");
        for (String service : ReceiptListener.SERVICES) {
            receive(service, id);
        }
        somebody.officer().get("/data-requests/" + id).then().body("state", equalTo("asked"));
    }

    private void receive(String service, String erasure) throws SQLException {
        ReceivedFact sample = EventContracts.received(service + "/erasure-done", 1);
        try (Connection connection = worker.getConnection()) {
            new ReceiptListener(service).on(new ReceivedFact(sample.id(), sample.name(), UUID.fromString(erasure), 1, Instant.now(), sample.data()), connection);
        }
    }

    private List<ConsumerRecord<String, String>> decided(String erasure) {
        return Contracts.told("erasure").stream().filter(fact -> fact.key().equals(erasure)).toList();
    }

    private List<String> receipts(String id) {
        return somebody.officer().get("/data-requests/" + id).then().statusCode(200).extract().path("receipts.service");
    }

    @Test
    void changesHistoryInNoOtherWay() {
        assertThatThrownBy(() -> Sql.of("UPDATE member_event SET reason = 'x' WHERE member_id = ?", somebody.id).run(worker))
                .hasStackTraceContaining("append-only");
        assertThatThrownBy(() -> Sql.of("UPDATE member_event SET detail = '{\"status\": [\"a\", \"b\"]}' WHERE member_id = ?", somebody.id).run(worker))
                .hasStackTraceContaining("append-only");
        assertThatThrownBy(() -> Sql.of("UPDATE member_event SET fact = 'x' WHERE member_id = ?", somebody.id).run(worker))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void access() {
        String[] officers = {"federation-officer", "unit-officer"};
        String id = ask(ERASURE).statusCode(201).extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/data-requests").roles(officers).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", Api.BASE + "/data-requests?unit=" + tree.commune)).roles(officers).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/data-requests/" + id)).roles(officers).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/data-requests/" + id + "/first-answer").body(() -> Map.of("answer", "Received"))).roles(officers)
                .check();
        reach(AccessMatrix.of("POST", Api.BASE + "/data-requests/" + id + "/refusal").body(() -> Map.of("reason", "Still a treasurer"))).roles(officers)
                .check();
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/data-requests/" + fresh() + "/acceptance").body(Map::of)).roles(officers).check();
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/data-requests/" + restricted() + "/lifting").body(() -> Map.of("reason", "The ground is gone")))
                .roles(officers).check();
        own(AccessMatrix.of("POST", Api.BASE + "/me/data-requests").body(() -> ERASURE)).check();
        own(AccessMatrix.of("GET", Api.BASE + "/me/data-requests/" + id)).check();
        own(AccessMatrix.of("GET", Api.BASE + "/me/data-requests/retention")).check();
        own(AccessMatrix.of("POST", Api.BASE + "/me/data-requests/" + id + "/taking-back").body(Map::of)).check();
    }

    private AccessMatrix own(AccessMatrix matrix) {
        return matrix.member(somebody.id).roles("member").inside(tree.commune, tree.province, tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    private String fresh() {
        return new Somebody(tree.commune).calls().body(correction(Map.of("sex", "male"))).post("/me/data-requests").then().statusCode(201).extract()
                .path("id");
    }

    private String restricted() {
        Somebody other = new Somebody(tree.commune);
        String id = other.calls().body(Map.of("kind", "restriction")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        officer(id, "/acceptance", Map.of()).statusCode(200).body("state", equalTo("in-force"));
        return id;
    }

    private String erase() {
        String id = ask(ERASURE).statusCode(201).extract().path("id");
        officer(id, "/acceptance", Map.of("answer", "Accepted")).statusCode(200).body("state", equalTo("erasing"));
        await().atMost(Duration.ofSeconds(30)).until(() -> !receipts(id).isEmpty());
        return id;
    }

    /** All rows of all tables that belong to the member, as text. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String rows : List.of("member WHERE id", "member_event WHERE member_id", "data_request WHERE member_id", "consent_act WHERE member_id",
                "job_seeker WHERE member_id")) {
            Sql.of("SELECT * FROM " + rows + " = ?", somebody.id).list(worker, row -> {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    all.append(row.getString(column)).append('\n');
                }
                return true;
            });
        }
        return all.toString();
    }

    private long staged() {
        return count("roster_row WHERE match_id = ?");
    }

    private long count(String rows) {
        return Sql.of("SELECT count(*) FROM " + rows, somebody.id).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    private List<ConsumerRecord<String, String>> facts() {
        return Contracts.told("member").stream().filter(fact -> somebody.id.toString().equals(TopicReader.header(fact, "ce_subject"))).toList();
    }

    private ValidatableResponse ask(Map<String, Object> request) {
        return somebody.calls().body(request).post("/me/data-requests").then();
    }

    private static Map<String, Object> correction(Map<String, Object> fields) {
        return Map.of("kind", "correction", "corrections", fields);
    }

    private ValidatableResponse officer(String id, String step, Map<String, Object> body) {
        return somebody.officer().body(body).post("/data-requests/" + id + step).then();
    }

    private ValidatableResponse list(String query) {
        return somebody.officer().get("/data-requests?unit=" + tree.commune + query).then().statusCode(200);
    }
}
