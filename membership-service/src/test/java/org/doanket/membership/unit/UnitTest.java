package org.doanket.membership.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
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
class UnitTest {

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    @Test
    void isFoundedWithItsAddressAndItsTag() {
        Map<String, Object> body = Api.founding("grass-roots-union", tree.commune);

        ValidatableResponse answer = Api.found(body).statusCode(201).header("ETag", "\"v1\"")
                .body("name", equalTo(body.get("name")), "kindName", equalTo("grass-roots union"), "level", equalTo("grass-roots"),
                        "parentId", equalTo(tree.commune.toString()), "validTo", nullValue(), "territory", equalTo(List.of()));

        String id = answer.extract().path("id");
        answer.header("Location", equalTo("/membership/v1/units/" + id));
        get(id, null).statusCode(200).body("code", equalTo(body.get("code")));
        Api.officer().header("If-None-Match", "\"v1\"").get("/units/" + id).then().statusCode(304);
    }

    @Test
    void isFoundedOnceForOneKey() {
        Map<String, Object> body = Api.founding("grass-roots-union", tree.commune);
        String key = "key-" + body.get("code");

        String first = founding(body, key).statusCode(201).extract().path("id");
        founding(body, key).statusCode(201).header("Idempotent-Replay", "true").body("id", equalTo(first));
    }

    @Test
    void namesAllFaultsAtOnce() {
        Map<String, Object> form = Api.founding("grass-roots-union", tree.commune);
        form.putAll(Map.of("name", " ", "code", "with blanks", "jurisdiction", "us", "hello", 1));
        Api.found(form).statusCode(400).body("errors.pointer", containsInAnyOrder("/name", "/code", "/jurisdiction", "/hello"));

        Map<String, Object> content = Api.founding("soviet", tree.commune);
        content.putAll(Map.of("territory", List.of("99999"), "validFrom", LocalDate.now().plusDays(2).toString()));
        Api.found(content).statusCode(422)
                .body("errors.code", containsInAnyOrder("unknown-administrative-unit", "unknown-unit-kind", "past-or-present"))
                .body("errors.message", hasItems("There is no administrative unit 99999."));
    }

    @Test
    void neverTakesACodeAgain() {
        Map<String, Object> body = Api.founding("grass-roots-union", tree.commune);
        String id = Api.found(body).statusCode(201).extract().path("id");
        post(id, "ending", Map.of("on", "2021-01-01", "actNumber", "2/QD")).statusCode(200).body("validTo", equalTo("2021-01-01"));

        Api.found(body).statusCode(409).body("code", equalTo("unit-code-taken"));
    }

    @Test
    void isRootOnlyForTheInstallation() {
        Api.as("federation-officer", tree.province).contentType("application/json").body(Api.founding("provincial-federation", null))
                .post("/units").then().statusCode(403).body("code", equalTo("unit-root-refused"));
    }

    @Test
    void isFoundOnlyWithinTheCallersSubtree() {
        Api.as("unit-officer", tree.commune).get("/units/" + tree.grassRoots).then().statusCode(200);
        for (UUID stranger : List.of(tree.sibling, tree.elsewhere, tree.grassRoots)) {
            Api.as("unit-officer", stranger).get("/units/" + tree.commune).then().statusCode(404);
        }
        Api.as("unit-officer", tree.commune).get("/units").then().statusCode(200)
                .body("items.id", containsInAnyOrder(tree.commune.toString(), tree.grassRoots.toString()));
    }

    @Test
    void isListedByUnitKindCodeAndNameWithoutDiacritics() {
        Map<String, Object> body = Api.founding("nghiep-doan", tree.commune);
        body.put("name", "Nghiệp đoàn xe ôm Đồng Lộc " + body.get("code"));
        Api.found(body).statusCode(201);

        list("q=nghiep doan XE OM dong loc " + body.get("code")).body("items.code", contains(body.get("code")));
        list("q=%25").body("items", equalTo(List.of()));
        list("code=" + body.get("code")).body("items.name", contains(body.get("name")));
        list("unit=" + tree.commune).body("items.id", contains(tree.commune.toString()));
        list("unit=" + tree.commune + "&scope=subtree&kind=nghiep-doan").body("items.code", contains(body.get("code")));
        list("unit=" + tree.province + "&scope=children").body("items.id",
                containsInAnyOrder(tree.commune.toString(), tree.sibling.toString()));
        Api.officer().get("/units?unit=x").then().statusCode(400).body("errors[0].pointer", equalTo("?unit"));
        Api.officer().get("/units/" + tree.commune + "?asOf=yesterday").then().statusCode(400).body("errors[0].pointer", equalTo("?asOf"));
        Api.officer().get("/units/x").then().statusCode(404);
        Api.officer().get("/units?scope=upwards").then().statusCode(400).body("errors[0].pointer", equalTo("?scope"));
    }

    @Test
    void isPagedByCursor() {
        for (int i = 0; i < 4; i++) {
            Api.unit("grass-roots-union", tree.sibling);
        }
        List<String> ids = new ArrayList<>();
        String next = "/membership/v1/units?unit=" + tree.sibling + "&scope=subtree&limit=2";
        while (next != null) {
            ValidatableResponse page = Api.officer().basePath("").get(next).then().statusCode(200);
            ids.addAll(page.extract().<List<String>>path("items.id"));
            String link = page.extract().header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(ids).hasSize(5).doesNotHaveDuplicates().contains(tree.sibling.toString());
        Api.officer().get("/units?cursor=nonsense!").then().statusCode(400).body("errors[0].code", equalTo("bad-cursor"));
    }

    @Test
    void listsParentsBeforeThoseBelow() {
        Api.officer().get("/units/" + tree.province + "/subtree").then().statusCode(200).body("items.id",
                contains(tree.province.toString(), tree.commune.toString(), tree.grassRoots.toString(), tree.sibling.toString()));
    }

    @Test
    void isRenamedFromADayOnAndWhatItWasCalledIsNotLost() {
        patch(tree.commune, null, Map.of("name", "x")).statusCode(428);
        patch(tree.commune, "\"v7\"", Map.of("name", "x")).statusCode(412);
        patch(tree.commune, "\"v1\"", Map.of("nmae", "x")).statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/nmae", "/from", "/actNumber"));
        String before = get(tree.commune.toString(), null).extract().path("name");

        patch(tree.commune, "\"v1\"", Map.of("name", "Công đoàn xã Cẩm Xuyên", "from", "2025-07-01", "actNumber", "7/QD"))
                .statusCode(200).header("ETag", "\"v2\"").body("name", equalTo("Công đoàn xã Cẩm Xuyên"));

        get(tree.commune.toString(), "2025-06-30").body("name", equalTo(before));
        get(tree.commune.toString(), "2025-07-01").body("name", equalTo("Công đoàn xã Cẩm Xuyên"));
        patch(tree.commune, "\"v2\"", Map.of("name", "x", "from", "2024-01-01", "actNumber", "8/QD")).statusCode(409)
                .body("code", equalTo("unit-before-last-change"));
    }

    @Test
    void movesWithAllBelowItAndTheTreeOfBeforeStaysAsItWas() {
        post(tree.commune, "moves", Map.of("parentId", tree.elsewhere, "from", "2025-07-01", "actNumber", "9/QD", "actDate", "2025-06-20"))
                .statusCode(200).header("ETag", "\"v2\"").body("parentId", equalTo(tree.elsewhere.toString()));

        Api.as("unit-officer", tree.elsewhere).get("/units/" + tree.grassRoots).then().statusCode(200).header("ETag", "\"v2\"");
        Api.as("unit-officer", tree.province).get("/units/" + tree.grassRoots).then().statusCode(404);
        subtree(tree.province, null).body("items.id", contains(tree.province.toString(), tree.sibling.toString()));
        subtree(tree.province, "2025-06-30").body("items.id", hasItems(tree.commune.toString(), tree.grassRoots.toString()));
        subtree(tree.elsewhere, "2025-06-30").body("items.id", contains(tree.elsewhere.toString()));
        subtree(tree.elsewhere, "2025-07-01").body("items.id", hasItems(tree.commune.toString(), tree.grassRoots.toString()));
        list("unit=" + tree.province + "&scope=subtree&asOf=2025-06-30").body("items.id", hasItems(tree.grassRoots.toString()));

        Api.officer().get("/units/" + tree.commune + "/history").then().statusCode(200).body("fact", contains("unit-founded", "unit-moved"))
                .body("[1].actNumber", equalTo("9/QD"), "[1].actDate", equalTo("2025-06-20"), "[1].recordedBy", equalTo("tester"),
                        "[1].recordedAt", notNullValue(), "[1].detail.parentBefore", equalTo(tree.province.toString()));
        Api.officer().get("/units/" + tree.grassRoots + "/history").then().body("[1].detail.with", equalTo(tree.commune.toString()));
    }

    @Test
    void isFoundedMovedAndEndedByNoActThatWasSignedLaterOrIsNotYet() {
        String tomorrow = LocalDate.now().plusDays(3).toString();
        for (String signed : List.of("2025-07-02", tomorrow)) {
            Map<String, Object> founding = Api.founding("grass-roots-union", tree.commune);
            founding.putAll(Map.of("validFrom", "2025-07-01", "actDate", signed));
            Api.found(founding).statusCode(422).body("errors.pointer", contains("/actDate"), "errors.code", contains("act-after-effect"));
            post(tree.commune, "moves", Map.of("parentId", tree.elsewhere, "from", "2025-07-01", "actNumber", "9/QD", "actDate", signed)).statusCode(422)
                    .body("errors.pointer", contains("/actDate"), "errors[0].message", containsString("2025-07-01"));
            post(tree.grassRoots, "ending", Map.of("on", "2025-07-01", "actNumber", "9/QD", "actDate", signed)).statusCode(422)
                    .body("errors.pointer", contains("/actDate"));
        }
        patch(tree.commune, "\"v1\"", Map.of("name", "x", "from", "2025-07-01", "actNumber", "7/QD", "actDate", tomorrow)).statusCode(422)
                .body("errors.pointer", contains("/actDate"));
        patch(tree.commune, "\"v1\"", Map.of("name", "x", "from", "2025-07-01", "actNumber", "7/QD", "actDate", "2025-07-02")).statusCode(200);
        post(tree.grassRoots, "ending", Map.of("on", "2025-07-01", "actNumber", "9/QD", "actDate", "2025-07-01")).statusCode(200);
    }

    @Test
    void takesAlongWhateverStandsUnderItsPath() {
        Rosters rosters = new Rosters(tree.grassRoots);
        String id = rosters.checked("Họ tên,Ngày vào công đoàn\nMột,01/02/2020\n");
        String job = Sql.of("SELECT job_id FROM roster_import WHERE id = ?::uuid", id).first(worker, row -> row.getString(1)).orElseThrow();
        UUID member = People.member(tree.grassRoots);
        post(tree.commune, "moves", Map.of("parentId", tree.elsewhere, "from", "2025-07-01", "actNumber", "9/QD")).statusCode(200);
        for (String path : List.of("/jobs/" + job, "/imports/" + id, "/members/" + member)) {
            Api.as("federation-officer", tree.elsewhere).get(path).then().statusCode(200);
            Api.as("federation-officer", tree.province).get(path).then().statusCode(404);
        }
    }

    @Test
    void movesTwiceAndBack() {
        post(tree.commune, "moves", Map.of("parentId", tree.elsewhere, "from", "2023-01-01", "actNumber", "1")).statusCode(200);
        post(tree.commune, "moves", Map.of("parentId", tree.sibling, "from", "2022-12-31", "actNumber", "2")).statusCode(409)
                .body("code", equalTo("unit-before-last-change"));
        post(tree.commune, "moves", Map.of("parentId", tree.province, "from", "2024-01-01", "actNumber", "3")).statusCode(200);

        subtree(tree.elsewhere, "2023-06-01").body("items.id", hasItems(tree.grassRoots.toString()));
        subtree(tree.province, "2023-06-01").body("items.id", contains(tree.province.toString(), tree.sibling.toString()));
        subtree(tree.province, null).body("items.size()", equalTo(4));
    }

    @Test
    void isMovedEndedAndRenamedByTheUnitAbove() {
        for (String action : List.of("moves", "ending")) {
            Api.as("federation-officer", tree.commune).contentType("application/json")
                    .body(Map.of("parentId", tree.grassRoots, "from", "2025-07-01", "on", "2025-07-01", "actNumber", "1"))
                    .post("/units/" + tree.commune + "/" + action).then().statusCode(400);
        }
        Api.as("federation-officer", tree.commune).contentType("application/json").body(Map.of("on", "2025-07-01", "actNumber", "1"))
                .post("/units/" + tree.commune + "/ending").then().statusCode(403).body("code", equalTo("unit-above-decides"));
    }

    @Test
    void movesOnlyToWhereTheCallerReaches() {
        Api.as("federation-officer", tree.province).contentType("application/json")
                .body(Map.of("parentId", tree.elsewhere, "from", "2025-07-01", "actNumber", "1"))
                .post("/units/" + tree.commune + "/moves").then().statusCode(404);
    }

    @Test
    void endsOnlyWhenNothingIsLeftBelow() {
        post(tree.commune, "ending", Map.of("on", "2025-07-01", "actNumber", "1")).statusCode(409)
                .body("code", equalTo("unit-has-units-below"));
        post(tree.grassRoots, "ending", Map.of("on", "2025-07-01", "actNumber", "1", "successors", List.of(UUID.randomUUID())))
                .statusCode(422).body("errors[0].pointer", equalTo("/successors/0"));
        post(tree.grassRoots, "ending", Map.of("on", "2025-07-01", "actNumber", "1", "successors", List.of(tree.sibling)))
                .statusCode(200).body("successors", contains(tree.sibling.toString()));
        post(tree.commune, "ending", Map.of("on", "2025-07-01", "actNumber", "2")).statusCode(200);

        subtree(tree.province, null).body("items.id", contains(tree.province.toString(), tree.sibling.toString()));
        subtree(tree.province, "2025-06-30").body("items.size()", equalTo(4));
        get(tree.commune.toString(), null).statusCode(200).body("validTo", equalTo("2025-07-01"));
        get(tree.commune.toString(), "2025-07-01").statusCode(404);
        Api.found(Api.founding("grass-roots-union", tree.commune)).statusCode(409).body("code", equalTo("unit-not-there"));
    }

    private static ValidatableResponse founding(Map<String, Object> body, String key) {
        return Api.officer().header("Idempotency-Key", key).contentType("application/json").body(body).post("/units").then();
    }

    private static ValidatableResponse get(String id, String asOf) {
        return Api.officer().get("/units/" + id + (asOf == null ? "" : "?asOf=" + asOf)).then();
    }

    private static ValidatableResponse list(String query) {
        return Api.officer().urlEncodingEnabled(false).get("/units?" + query.replace(" ", "%20")).then().statusCode(200);
    }

    private static ValidatableResponse subtree(UUID id, String asOf) {
        return Api.officer().get("/units/" + id + "/subtree" + (asOf == null ? "" : "?asOf=" + asOf)).then().statusCode(200);
    }

    private static ValidatableResponse post(Object id, String action, Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post("/units/" + id + "/" + action).then();
    }

    private static ValidatableResponse patch(UUID id, String ifMatch, Map<String, Object> body) {
        var request = Api.officer().contentType("application/merge-patch+json").body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).patch("/units/" + id).then();
    }
}
