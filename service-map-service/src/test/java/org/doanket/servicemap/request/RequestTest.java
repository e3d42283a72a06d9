package org.doanket.servicemap.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
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
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.photo.Pictures;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
public class RequestTest {

    static final String REQUESTS = "/map/v1/service-requests";
    static final String LINKS = "/map/v1/service-request-links/";
    static final String COMPETENCES = "/map/v1/request-competences";
    /** With its author in it. */
    public static final byte[] PDF = ("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R"
            + "/MediaBox[0 0 99 99]/Contents 4 0 R>> endobj\n4 0 obj <</Length 9>> stream\n% payslip\nendstream endobj\n5 0 obj <</Author(Tran Van Kin)>> endobj\n"
            + "trailer <</Root 1 0 R/Info 5 0 R>>\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);

    @Inject
    MapApi api;
    @Inject
    RouteQueries routes;
    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    static Map<String, Object> wish(UUID unit) {
        return new HashMap<>(Map.of("kind", "legal-advice", "unit", unit, "subject", "Chủ không trả lương tháng 9", "name", "Thạch Thị Lan",
                "contact", "0919 000 111"));
    }

    static JsonPath asked(UUID unit) {
        return anybody().contentType("application/json").body(wish(unit)).post(REQUESTS).then().statusCode(201).extract().jsonPath();
    }

    private void competent(UUID unit, String kind) {
        as("unit-officer", unit).body(Map.of("unit", unit, "kind", kind, "validFrom", "2024-01-01")).post(COMPETENCES).then().statusCode(201);
    }

    @Test
    void goesUpwardsToTheNearestUnitThatIsCompetent() {
        competent(tree.province(), "legal-advice");
        anybody().contentType("application/json").body(wish(tree.grassRoots())).post(REQUESTS).then().statusCode(201)
                .body("unit", equalTo(tree.province().toString()));
        competent(tree.commune(), "legal-advice");
        anybody().contentType("application/json").body(wish(tree.grassRoots())).post(REQUESTS).then().body("unit", equalTo(tree.commune().toString()));
        Map<String, Object> other = wish(tree.grassRoots());
        other.put("kind", "job-help");
        // Nobody has said that he is competent for that: it stays where it was asked.
        anybody().contentType("application/json").body(other).post(REQUESTS).then().body("unit", equalTo(tree.grassRoots().toString()));
    }

    @Test
    void aUnitThatEndsOnALaterDayStillAnswers() {
        String code = "T" + MapApi.number();
        competent(tree.commune(), "legal-advice");
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2999-01-01', territory = ARRAY[?] WHERE id = ?", code, tree.commune()));
        Map<String, Object> byPlace = wish(tree.commune());
        byPlace.remove("unit");
        byPlace.put("administrativeUnit", code);
        for (Map<String, Object> wish : List.of(wish(tree.commune()), wish(tree.grassRoots()), byPlace)) {
            anybody().contentType("application/json").body(wish).post(REQUESTS).then().statusCode(201).body("unit", equalTo(tree.commune().toString()));
        }
        String id = asked(tree.grassRoots()).getString("id");
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2025-01-01' WHERE id = ?", tree.commune()));
        for (Map<String, Object> wish : List.of(wish(tree.commune()), byPlace)) {
            anybody().contentType("application/json").body(wish).post(REQUESTS).then().statusCode(400).body("errors.code", contains("unknown-place"));
        }
        anybody().contentType("application/json").body(wish(tree.grassRoots())).post(REQUESTS).then().body("unit", equalTo(tree.grassRoots().toString()));
        // What lies with it can still be answered.
        as("desk-clerk", tree.province()).body(Map.of("answer", "Xong")).post(REQUESTS + "/" + id + "/answer").then().statusCode(200);
    }

    @Test
    void goesToTheUnitOfThePlaceBeforeAGuildAndToTheProvinceWhereThereIsNone() {
        String code = "T" + MapApi.number();
        Map<String, Object> wish = wish(tree.commune());
        wish.remove("unit");
        wish.put("administrativeUnit", code);
        api.run(Sql.of("UPDATE unit_ref SET kind = 'nghiep-doan', territory = ARRAY[?] WHERE id = ?", code, tree.grassRoots()));
        goesTo(wish, tree.grassRoots());
        api.run(Sql.of("UPDATE unit_ref SET kind = 'provincial-federation', territory = ARRAY[?] WHERE id = ?", code + "P", tree.province()));
        api.run(Sql.of("INSERT INTO administrative_area (code, name, outline, parent_code, source, unit_id, path) VALUES (?, 'xã', '{\"type\":\"Polygon\",\"coordinates\":[]}', ?, 's', ?, ?)",
                code, code + "P", tree.province(), api.path(tree.province())));
        goesTo(wish, tree.province());
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?] WHERE id = ?", code, tree.commune()));
        goesTo(wish, tree.commune());
        api.run(Sql.of("DELETE FROM administrative_area WHERE code = ?", code));
    }

    private static void goesTo(Map<String, Object> wish, UUID unit) {
        anybody().contentType("application/json").body(wish).post(REQUESTS).then().statusCode(201).body("unit", equalTo(unit.toString()));
    }

    @Test
    void findsTheUnitByPlaceByPointAndByTheMembersOwn() {
        String code = "T" + MapApi.number();
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?] WHERE id = ?", code, tree.commune()));
        Map<String, Object> byPlace = wish(tree.commune());
        byPlace.remove("unit");
        anybody().contentType("application/json").body(byPlace).post(REQUESTS).then().statusCode(400).body("errors.code", contains("no-place"));
        byPlace.put("administrativeUnit", code);
        anybody().contentType("application/json").body(byPlace).post(REQUESTS).then().statusCode(201).body("unit", equalTo(tree.commune().toString()));
        byPlace.put("administrativeUnit", "99999999");
        anybody().contentType("application/json").body(byPlace).post(REQUESTS).then().statusCode(400).body("errors.code", contains("unknown-place"));
        Map<String, Object> byPoint = wish(tree.commune());
        byPoint.remove("unit");
        byPoint.put("point", registered(tree.commune(), point(tree.grassRoots())));
        anybody().contentType("application/json").body(byPoint).post(REQUESTS).then().body("unit", equalTo(tree.grassRoots().toString()));
        byPoint.put("unit", tree.commune());
        anybody().contentType("application/json").body(byPoint).post(REQUESTS).then().body("unit", equalTo(tree.commune().toString()));
        byPoint.put("point", UUID.randomUUID());
        anybody().contentType("application/json").body(byPoint).post(REQUESTS).then().statusCode(400).body("errors.pointer", contains("/point"));
        Map<String, Object> byMember = wish(tree.commune());
        byMember.remove("unit");
        as("member", tree.grassRoots(), UUID.randomUUID()).body(byMember).post(REQUESTS).then().body("unit", equalTo(tree.grassRoots().toString()));
    }

    @Test
    void countsWorkingDaysAndLeavesTetOut() {
        var unit = routes.unit(tree.commune()).orElseThrow();
        // The Friday before Tet of 2026: the next working day is the 23rd.
        var due = routes.due("legal-advice", unit, LocalDate.parse("2026-02-13")).orElseThrow();
        assertThat(due.acceptBy()).isEqualTo("2026-02-24");
        assertThat(due.answerBy()).isEqualTo("2026-03-06");
        anybody().get("/map/v1/request-kinds").then().statusCode(200).body("items.code", hasItem("mutual-insurance"))
                .body("items.find { it.code == 'convenience' }.clocks[0].answerDays", equalTo(5));
    }

    @Test
    void whoAskedFollowsItByHisLinkAndNobodyElseDoes() {
        JsonPath received = asked(tree.commune());
        String id = received.getString("id");
        String link = LINKS + received.getString("link");
        anybody().get(link).then().statusCode(200).body("state", equalTo("received")).body("answer", nullValue()).body("subject", notNullValue())
                .header("Cache-Control", equalTo("no-store"));
        as("desk-clerk", tree.commune()).get(REQUESTS + "/" + id).then().statusCode(200).body("name", equalTo("Thạch Thị Lan"))
                .body("contact", equalTo("0919 000 111")).body("steps.step", contains("received"));
        as("desk-clerk", tree.commune()).post(REQUESTS + "/" + id + "/acceptance").then().statusCode(200).body("state", equalTo("accepted"));
        as("desk-clerk", tree.commune()).post(REQUESTS + "/" + id + "/acceptance").then().statusCode(409).body("code", equalTo("request-step-not-from"));
        anybody().contentType("application/json").body(Map.of("stars", 5)).post(link + "/rating").then().statusCode(409);
        as("unit-officer", tree.commune()).body(Map.of("answer", "Mời chị đến bàn tư vấn.")).post(REQUESTS + "/" + id + "/answer").then().statusCode(200)
                .body("state", equalTo("answered"));
        anybody().get(link).then().body("answer", equalTo("Mời chị đến bàn tư vấn."));
        anybody().contentType("application/json").body(Map.of("stars", 5, "note", "Cảm ơn")).post(link + "/rating").then().statusCode(200).body("rating", equalTo(5));
        anybody().contentType("application/json").body(Map.of("stars", 1)).post(link + "/rating").then().statusCode(409).body("code", equalTo("request-rated-already"));
        anybody().contentType("application/json").post(link + "/withdrawal").then().statusCode(409);
        as("unit-officer", tree.province()).get("/map/v1/tallies/service-requests?scope=subtree&unit=" + tree.province()).then().statusCode(200)
                .body("items[0].answered", equalTo(1)).body("items[0].inTime", equalTo(1)).body("items[0].meanRating", equalTo(5.0f));
        anybody().get(LINKS + "guessed").then().statusCode(404);
    }

    @Test
    void askingAgainAfterALostAnswerFindsTheSameRequest() {
        Map<String, Object> wish = wish(tree.commune());
        String key = UUID.randomUUID().toString();
        String first = anybody().contentType("application/json").header("Idempotency-Key", key).body(wish).post(REQUESTS).then().statusCode(201).extract().path("id");
        anybody().contentType("application/json").header("Idempotency-Key", key).body(wish).post(REQUESTS).then().statusCode(201).body("id", equalTo(first));
        // Somebody else who happens to use the same key asks something of his own.
        wish.put("subject", "Điều khác");
        anybody().contentType("application/json").header("Idempotency-Key", key).body(wish).post(REQUESTS).then().statusCode(201).body("id", not(first));
    }

    @Test
    void papersAreToldByTheirContentAndCountedAndSealed() {
        JsonPath received = asked(tree.commune());
        String link = LINKS + received.getString("link");
        anybody().contentType("application/pdf").body("<html>".getBytes(StandardCharsets.US_ASCII)).post(link + "/papers").then().statusCode(422)
                .body("code", equalTo("attachment-content"));
        String paper = anybody().contentType("application/pdf").body(PDF).post(link + "/papers").then().statusCode(200).extract()
                .path("attachments[0].id");
        byte[] kept = anybody().get(link + "/papers/" + paper).then().statusCode(200).contentType("application/pdf").extract().asByteArray();
        assertThat(new String(PDF, StandardCharsets.US_ASCII)).contains("Tran Van Kin");
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).startsWith("%PDF-").contains("% payslip").doesNotContain("Tran Van Kin");
        assertThat(as("desk-clerk", tree.commune()).accept("*/*").get(REQUESTS + "/" + received.getString("id") + "/papers/" + paper).then()
                .statusCode(200).extract().asByteArray()).isEqualTo(kept);
        anybody().contentType("application/pdf").body("%PDF-1.7 and then nothing".getBytes(StandardCharsets.US_ASCII)).post(link + "/papers").then().statusCode(422)
                .body("code", equalTo("attachment-content"));
        for (int i = 1; i < 5; i++) {
            anybody().contentType("application/pdf").body(PDF).post(link + "/papers").then().statusCode(200);
        }
        anybody().contentType("application/pdf").body(PDF).post(link + "/papers").then().statusCode(422).body("code", equalTo("too-many-attachments"));
        // Another's link opens it not.
        anybody().get(LINKS + asked(tree.commune()).getString("link") + "/papers/" + paper).then().statusCode(404);
        assertThat(Sql.of("SELECT count(*) FROM request_attachment WHERE position('payslip'::bytea IN sealed) > 0").first(worker, row -> row.getInt(1))
                .orElseThrow()).isZero();
    }

    @Test
    void aPhotographOfAPaperIsKeptWithoutThePlaceWhereItWasTaken() {
        JsonPath received = asked(tree.commune());
        String link = LINKS + received.getString("link");
        byte[] photograph = Pictures.jpegOfACamera(40, 30, 6);
        String paper = anybody().contentType("image/jpeg").body(photograph).post(link + "/papers").then().statusCode(200).extract().path("attachments[0].id");
        byte[] kept = as("desk-clerk", tree.commune()).accept("*/*").get(REQUESTS + "/" + received.getString("id") + "/papers/" + paper).then().statusCode(200)
                .contentType("image/jpeg").extract().asByteArray();
        assertThat(new String(photograph, StandardCharsets.ISO_8859_1)).contains("GPS 9.3291");
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("GPS");
    }

    @Test
    void whoPassesARequestOnSeesItNoMore() {
        JsonPath received = asked(tree.commune());
        String id = received.getString("id");
        as("desk-clerk", tree.commune()).body(Map.of("unit", tree.commune(), "reason", "x")).post(REQUESTS + "/" + id + "/forwarding").then().statusCode(422);
        as("desk-clerk", tree.commune()).body(Map.of("unit", tree.sibling(), "reason", "Lives there")).post(REQUESTS + "/" + id + "/forwarding").then()
                .statusCode(204);
        as("desk-clerk", tree.commune()).get(REQUESTS + "/" + id).then().statusCode(404);
        as("desk-clerk", tree.sibling()).get(REQUESTS + "/" + id).then().statusCode(200).body("steps.step", contains("received", "forwarded"))
                .body("steps[1].reason", equalTo("Lives there")).body("line.askedUnit", equalTo(tree.commune().toString()));
        assertThat(Sql.of("SELECT n::text FROM request_step_reason n WHERE request_id = ?::uuid", id).first(worker, row -> row.getString(1)).orElseThrow())
                .doesNotContain("Lives");
        anybody().get(LINKS + received.getString("link")).then().body("unit", equalTo(tree.sibling().toString()));
    }

    @Test
    void namesTheLateOnes() {
        String late = asked(tree.commune()).getString("id");
        asked(tree.commune());
        api.run(Sql.of("UPDATE service_request SET accept_by = '2026-01-02' WHERE id = ?::uuid", late));
        as("desk-clerk", tree.commune()).get(REQUESTS + "?late=true&unit=" + tree.commune()).then().body("items.id", contains(late));
        as("desk-clerk", tree.commune()).get(REQUESTS + "?limit=1&unit=" + tree.commune()).then().body("items", hasSize(1)).body("next", notNullValue());
        as("desk-clerk", tree.sibling()).get(REQUESTS).then().body("items", hasSize(0));
    }

    @Test
    void countsForTheDayThatItWasWhereItCame() {
        String id = asked(tree.commune()).getString("id");
        // Half past midnight of the first of April in Viet Nam.
        api.run(Sql.of("UPDATE service_request SET received_at = '2025-03-31T17:30:00Z' WHERE id = ?::uuid", id));
        String tally = "/map/v1/tallies/service-requests?unit=" + tree.commune();
        as("unit-officer", tree.commune()).get(tally + "&from=2025-04-01&to=2025-04-01").then().statusCode(200).body("items[0].received", equalTo(1));
        as("unit-officer", tree.commune()).get(tally + "&from=2025-03-01&to=2025-03-31").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void tellsCountsOnly() {
        String id = asked(tree.commune()).getString("id");
        as("desk-clerk", tree.commune()).body(Map.of("answer", "Đã xong")).post(REQUESTS + "/" + id + "/answer").then().statusCode(200);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(told()).hasSize(1));
        Contracts.check(told().get(0));
        assertThat(JsonPath.from(told().get(0).value()).getMap("")).containsOnlyKeys("unit", "month", "answered", "inTime").containsEntry("answered", 1)
                .containsEntry("inTime", 1);
        assertThat(TopicReader.header(told().get(0), "ce_type")).isEqualTo("org.doanket.map.request-answered.v1");
    }

    private List<ConsumerRecord<String, String>> told() {
        return Contracts.told("activity").stream().filter(fact -> fact.value().contains(tree.commune().toString())).toList();
    }

    @Test
    void ofAForgottenMemberNoWordIsLeft() throws SQLException {
        UUID member = UUID.randomUUID();
        String id = as("member", tree.commune(), member).body(wish(tree.commune())).post(REQUESTS).then().statusCode(201).extract().path("id");
        assertThat(Erasures.receipt(listeners, worker, member).path("service-requests").asInt()).isEqualTo(1);
        as("desk-clerk", tree.commune()).get(REQUESTS + "/" + id).then().statusCode(200).body("name", nullValue()).body("subject", nullValue())
                .body("member", nullValue());
    }

    @Test
    void whatAForgottenMemberAskedIsWithdrawnAndWhatWasAnsweredCanStillBeRated() throws SQLException {
        UUID member = UUID.randomUUID();
        JsonPath open = as("member", tree.commune(), member).body(wish(tree.commune())).post(REQUESTS).then().statusCode(201).extract().jsonPath();
        JsonPath answered = as("member", tree.commune(), member).body(wish(tree.commune())).post(REQUESTS).then().statusCode(201).extract().jsonPath();
        as("desk-clerk", tree.commune()).body(Map.of("answer", "Đã xong")).post(REQUESTS + "/" + answered.getString("id") + "/answer").then().statusCode(200);
        assertThat(Erasures.receipt(listeners, worker, member).path("service-requests").asInt()).isEqualTo(2);
        String request = REQUESTS + "/" + open.getString("id");
        as("desk-clerk", tree.commune()).get(request).then().statusCode(200).body("line.state", equalTo("withdrawn")).body("steps.step", contains("received", "withdrawn"));
        as("desk-clerk", tree.commune()).body(Map.of("answer", "Đã xong")).post(request + "/answer").then().statusCode(409).body("code", equalTo("request-step-not-from"));
        anybody().contentType("application/json").body(Map.of("stars", 4, "note", "Cảm ơn")).post(LINKS + answered.getString("link") + "/rating").then().statusCode(200)
                .body("rating", equalTo(4));
        as("desk-clerk", tree.commune()).get(REQUESTS + "/" + answered.getString("id")).then().statusCode(200).body("line.state", equalTo("answered"))
                .body("ratingNote", nullValue());
    }

    @Test
    void aMemberTakesAlongWhatHeAskedAndNobodyElseDoes() {
        UUID member = UUID.randomUUID();
        String id = as("member", tree.commune(), member).body(wish(tree.commune())).post(REQUESTS).then().statusCode(201).extract().path("id");
        as("member", tree.commune(), UUID.randomUUID()).body(wish(tree.commune())).post(REQUESTS).then().statusCode(201);
        asked(tree.commune());
        as("desk-clerk", tree.commune()).body(Map.of("answer", "Đã xong")).post(REQUESTS + "/" + id + "/answer").then().statusCode(200);
        as("member", tree.grassRoots(), member).get("/map/v1/me/export").then().statusCode(200).body("sections.serviceRequests.id", contains(id),
                "sections.serviceRequests[0].answer", equalTo("Đã xong"), "sections.serviceRequests[0].subject", notNullValue(), "sections.requestAttachments", hasSize(0));
    }

    @Test
    void aCompetenceHasOneTimeAndAnEnd() {
        competent(tree.commune(), "job-help");
        as("unit-officer", tree.commune()).body(Map.of("unit", tree.commune(), "kind", "job-help", "validFrom", "2025-01-01")).post(COMPETENCES).then()
                .statusCode(409);
        String id = anybody().get(COMPETENCES + "?unit=" + tree.commune()).then().statusCode(200).extract().path("items[0].id");
        as("unit-officer", tree.commune()).header("If-Match", "*").body(Map.of("on", "2023-01-01")).patch(COMPETENCES + "/" + id).then().statusCode(400);
        as("unit-officer", tree.commune()).header("If-Match", "\"v1\"").body(Map.of("on", "2025-01-01")).patch(COMPETENCES + "/" + id).then().statusCode(200);
        Map<String, Object> wish = wish(tree.grassRoots());
        wish.put("kind", "job-help");
        anybody().contentType("application/json").body(wish).post(REQUESTS).then().body("unit", equalTo(tree.grassRoots().toString()));
    }

    @Test
    void ofTwoWhoDeclareTheSameAtOnceOneComesTooLate() throws SQLException {
        try (Connection beside = worker.getConnection()) {
            beside.setAutoCommit(false);
            Sql.of("INSERT INTO request_competence (id, unit_id, kind, valid_from, created_by) VALUES (gen_random_uuid(), ?, 'convenience', '2026-01-01', 'test')", tree.commune())
                    .run(beside);
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> as("unit-officer", tree.commune()).body(Map.of("unit", tree.commune(), "kind",
                    "convenience", "validFrom", "2025-01-01")).post(COMPETENCES).then().extract().statusCode(), task -> new Thread(task).start());
            await().atMost(Duration.ofSeconds(60)).until(() -> status.isDone() || Sql.of("SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")
                    .first(worker, row -> true).isPresent());
            assertThat(status.isDone()).isFalse();
            beside.commit();
            assertThat(status.join()).isEqualTo(409);
        }
    }
}
