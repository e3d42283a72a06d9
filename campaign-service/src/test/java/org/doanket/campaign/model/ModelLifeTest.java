package org.doanket.campaign.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.attachAll;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.campaign.Race;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ModelLifeTest {

    private static final String OFFICER = "campaign-officer";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void goesFromItsRegistrationToItsRecognition() {
        Response created = register(OFFICER, units.province(), whole(units.grassroots()));
        created.then().statusCode(201).header("ETag", "\"v2\"").body("state", equalTo("registered")).body("missing", hasSize(0))
                .body("steps", hasItems("accept", "return", "withdraw")).body("outputs[0].quantity", equalTo(12))
                .body("resources[1].kind", equalTo("workdays")).body("unitCode", equalTo(federation.code(units.grassroots())));
        String id = created.path("id");
        assertThat(created.header("Location")).isEqualTo("/campaigns/v1/models/" + id);
        step(id, "accept", units.commune(), Map.of()).then().statusCode(200).body("state", equalTo("accepted"));
        step(id, "start", units.grassroots(), Map.of()).then().statusCode(200);
        step(id, "review", units.commune(), Map.of("note", "đúng tiến độ")).then().statusCode(200);
        step(id, "self-assess", units.grassroots(), Map.of("results", "12 tuyến đường")).then().statusCode(200);
        step(id, "propose", units.grassroots(), Map.of("level", "province")).then().statusCode(422).body("code", equalTo("model-evidence-missing"))
                .body("missing", contains("achievement-report", "minutes", "request")).body("rule", containsString("9387"));
        attachAll(OFFICER, units.grassroots(), id);
        step(id, "propose", units.grassroots(), Map.of("level", "province")).then().statusCode(200);
        step(id, "recognise", units.province(), Map.of("level", "province")).then().statusCode(422)
                .body("errors.pointer", contains("/decision"));
        step(id, "recognise", units.province(), Map.of("level", "province", "decision", "15/QD-LDLD", "decidedOn", "2026-11-20"))
                .then().statusCode(200).body("state", equalTo("recognised")).body("recognition.decision", equalTo("15/QD-LDLD"));
        as(OFFICER, units.province()).get("/campaigns/v1/models/" + id + "/history").then().statusCode(200)
                .body("items.verb", contains("submit", "accept", "start", "review", "self-assess", "propose", "recognise"))
                .body("items.to[6]", equalTo("recognised")).body("items.note[3]", equalTo("đúng tiến độ"));
    }

    @Test
    void isAcceptedOnlyWithAllBoxesFilled() {
        String id = register(OFFICER, units.province(), model(units.grassroots(), "Mô hình ngắn")).then().statusCode(201).extract().path("id");
        step(id, "accept", units.commune(), Map.of()).then().statusCode(422).body("code", equalTo("invalid"))
                .body("errors.pointer", hasItems("/form/situation", "/form/criteria", "/form/outputs", "/form/forces", "/form/place"))
                .body("errors.code", hasItems("box-empty"));
        step(id, "return", units.commune(), Map.of("note", "điền đủ các mục")).then().statusCode(200).body("state", equalTo("returned"));
        json(OFFICER, units.grassroots()).header("If-Match", "\"v3\"").body(Map.of("goals", "sạch, đẹp", "holder", "Tổ 5"))
                .patch("/campaigns/v1/models/" + id).then().statusCode(200).header("ETag", "\"v4\"").body("goals", equalTo("sạch, đẹp"));
        step(id, "submit", units.grassroots(), Map.of()).then().statusCode(200).body("state", equalTo("registered"));
    }

    @Test
    void isNotJudgedByThoseWhoHoldIt() {
        String id = register(OFFICER, units.commune(), whole(units.commune())).then().statusCode(201).extract().path("id");
        step(id, "accept", units.commune(), Map.of()).then().statusCode(403).body("code", equalTo("model-judged-above"));
        step(id, "accept", units.province(), Map.of()).then().statusCode(200);
        step(id, "accept", units.province(), Map.of()).then().statusCode(409).body("code", equalTo("model-step-not-possible"));
        step(id, "dance", units.province(), Map.of()).then().statusCode(404);
    }

    @Test
    void isRegisteredByAUnitsOwnOfficerForThatUnitAlone() {
        register("unit-officer", units.commune(), model(units.grassroots(), "Của đơn vị dưới")).then().statusCode(403)
                .body("code", equalTo("own-unit-only"));
        String id = register("unit-officer", units.grassroots(), model(units.grassroots(), "Của đơn vị mình")).then().statusCode(201)
                .extract().path("id");
        json("unit-officer", units.grassroots()).body("{\"note\": \"x\"}").post("/campaigns/v1/models/" + id + "/return").then().statusCode(403);
    }

    @Test
    void isNotRegisteredForAUnitThatHasEndedButOfADayBeforeItMayBe() {
        Sql.of("UPDATE unit_ref SET valid_to = ? WHERE id = ?", TODAY.minusDays(2), units.grassroots()).run(federation.worker());
        Map<String, Object> form = model(units.grassroots(), "Sau khi kết thúc");
        register(OFFICER, units.commune(), form).then().statusCode(409).body("code", equalTo("unit-ended"));
        form.put("registeredOn", TODAY.minusDays(3).toString());
        register(OFFICER, units.commune(), form).then().statusCode(201);
        json(OFFICER, units.commune()).body(Map.of("unit", units.grassroots(), "name", "Kế hoạch", "year", 2026)).post("/campaigns/v1/action-plans").then()
                .statusCode(409).body("code", equalTo("unit-ended"));
    }

    @Test
    void staysADraftUntilItIsSubmitted() {
        Map<String, Object> form = model(units.grassroots(), "Bản nháp");
        form.put("draft", true);
        Response draft = register(OFFICER, units.commune(), form);
        draft.then().statusCode(201).body("state", equalTo("draft")).header("ETag", "\"v1\"");
        String address = draft.header("Location");
        json(OFFICER, units.commune()).body(Map.of("name", "Tên mới")).patch(address).then().statusCode(428);
        json(OFFICER, units.commune()).header("If-Match", "\"v7\"").body(Map.of("name", "Tên mới")).patch(address).then().statusCode(412);
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body("{\"name\": \"\", \"colour\": \"red\"}").patch(address).then().statusCode(400)
                .body("errors.pointer", hasItems("/colour", "/name"));
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").contentType("application/merge-patch+json;charset=UTF-8")
                .body("{\"name\": \"Tên mới\", \"place\": {\"text\": \"Tổ 5\"}}").patch(address).then().statusCode(200).body("place.text", equalTo("Tổ 5"));
        json(OFFICER, units.commune()).header("If-Match", "\"v2\"").body("{\"place\": null}").patch(address).then().statusCode(200)
                .body("place", nullValue()).body("name", equalTo("Tên mới"));
        json(OFFICER, units.commune()).post(address + "/submit").then().statusCode(200).body("state", equalTo("registered"));
        as(OFFICER, units.commune()).header("If-None-Match", "\"v4\"").get(address).then().statusCode(304);
    }

    @Test
    void isComparedWithItsLookalikesOfTheSamePlace() {
        Map<String, Object> first = at("Tổ 5", "Tuyến đường hoa nông thôn");
        register(OFFICER, units.province(), first).then().statusCode(201);
        Map<String, Object> again = at("tổ 5", "TUYEN DUONG HOA NONG THON");
        again.put("unit", units.sibling().toString());
        register(OFFICER, units.province(), again).then().statusCode(409).body("code", equalTo("model-look-alikes"))
                .body("lookalikes", hasSize(1)).body("lookalikes[0].name", equalTo("Tuyến đường hoa nông thôn"))
                .body("lookalikes[0].likeness", equalTo(1.0f)).body("elsewhere", equalTo(0));
        register(OFFICER, units.sibling(), again).then().statusCode(409).body("lookalikes", hasSize(0)).body("elsewhere", equalTo(1));
        register(OFFICER, units.province(), at("Tổ 5", "Tuyến đường hoa nông thôn mới")).then().statusCode(409);
        register(OFFICER, units.province(), at("Tổ 6", "Tuyến đường hoa nông thôn")).then().statusCode(201);
        register(OFFICER, units.province(), at("Tổ 5", "Tuyến đường hoa số 3")).then().statusCode(201);
        register(OFFICER, units.province(), at("Tổ 5", "Tuyến đường hoa số 4")).then().statusCode(201);
        again.put("acknowledgedLookalikes", true);
        register(OFFICER, units.province(), again).then().statusCode(201);
    }

    @Test
    void isComparedWithWhatHasRunOnForYearsWhateverYearItsNameSays() {
        Map<String, Object> first = at("Tổ 5", "Tổ tự quản an ninh 2023");
        String id = register(OFFICER, units.province(), first).then().statusCode(201).extract().path("id");
        Map<String, Object> again = at("Tổ 5", "Tổ tự quản an ninh 2026");
        register(OFFICER, units.province(), again).then().statusCode(201);
        Sql.of("UPDATE good_practice_model SET year = 2023, state = 'registered' WHERE id = ?::uuid", id).run(federation.worker());
        Sql.of("UPDATE good_practice_model SET state = 'stopped' WHERE unit_id = ? AND id <> ?::uuid", units.grassroots(), id).run(federation.worker());
        String other = register(OFFICER, units.province(), again).then().statusCode(201).extract().path("id");
        Sql.of("UPDATE good_practice_model SET state = 'stopped' WHERE id = ?::uuid", other).run(federation.worker());
        Sql.of("UPDATE good_practice_model SET state = 'kept' WHERE id = ?::uuid", id).run(federation.worker());
        register(OFFICER, units.province(), again).then().statusCode(409).body("lookalikes.id", contains(id));
        Sql.of("UPDATE good_practice_model SET state = 'running', ends = '2023-12-31' WHERE id = ?::uuid", id).run(federation.worker());
        register(OFFICER, units.province(), again).then().statusCode(201);
    }

    @Test
    void isOfTheSamePlaceByItsCodeOrWhereOneSaysNoneByItsName() {
        String place = "Tổ 7 " + units.province();
        Map<String, Object> first = model(units.grassroots(), "Ngõ không rác");
        first.put("place", Map.of("code", "A-" + units.province(), "text", place));
        register(OFFICER, units.province(), first).then().statusCode(201);
        Map<String, Object> again = model(units.sibling(), "Ngõ không rác");
        again.put("place", Map.of("text", place.toUpperCase(java.util.Locale.ROOT)));
        register(OFFICER, units.province(), again).then().statusCode(409).body("lookalikes", hasSize(1));
        again.put("place", Map.of("code", "B-" + units.province(), "text", place));
        register(OFFICER, units.province(), again).then().statusCode(201);
        again.put("place", Map.of("code", "A-" + units.province()));
        register(OFFICER, units.province(), again).then().statusCode(409).body("lookalikes", hasSize(1));
    }

    @Test
    void isRegisteredOnlyWhileTheYearsRegistrationIsOpen() {
        Map<String, Object> dates = dates(-30, -1);
        json(OFFICER, units.commune()).body(dates).put(window(units.province())).then().statusCode(404);
        json(OFFICER, units.province()).body(dates).put(window(units.province())).then().statusCode(200).header("ETag", "\"v1\"");
        json(OFFICER, units.province()).body(dates).put(window(units.province())).then().statusCode(428);
        Map<String, Object> late = model(units.grassroots(), "Muộn");
        register(OFFICER, units.commune(), late).then().statusCode(422).body("code", equalTo("registration-closed"))
                .body("rule", equalTo("CV 249/MTTQ-BTT"));
        late.put("registeredOn", TODAY.plusDays(1).toString());
        register(OFFICER, units.commune(), late).then().statusCode(422).body("errors.pointer", contains("/registeredOn"))
                .body("errors.code", contains("in-future"));
        late.put("registeredOn", TODAY.minusDays(1).toString());
        register(OFFICER, units.grassroots(), late).then().statusCode(403).body("code", equalTo("registered-on-said-above"));
        // A paper that came in time, taken down by the unit above.
        register(OFFICER, units.commune(), late).then().statusCode(201).body("registeredOn", equalTo(TODAY.minusDays(1).toString()));
    }

    @Test
    void aDraftIsRegisteredOnTheDayOnWhichItIsSubmitted() {
        Map<String, Object> form = model(units.grassroots(), "Bản nháp");
        form.put("draft", true);
        String id = register(OFFICER, units.grassroots(), form).then().statusCode(201).extract().path("id");
        Sql.of("UPDATE good_practice_model SET created_at = created_at - interval '3 days', registered_on = registered_on - 3 WHERE id = ?::uuid", id)
                .run(federation.worker());
        json(OFFICER, units.province()).body(dates(-30, -1)).put(window(units.province())).then().statusCode(200);
        step(id, "submit", units.grassroots(), Map.of()).then().statusCode(422).body("code", equalTo("registration-closed"));
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(dates(-30, 0)).put(window(units.province())).then().statusCode(200);
        step(id, "submit", units.grassroots(), Map.of()).then().statusCode(200).body("registeredOn", equalTo(TODAY.toString()));
    }

    @Test
    void aUnitBelowMayNarrowTheTimeOfRegistrationButNotWidenIt() {
        json(OFFICER, units.province()).body(dates(-30, 10)).put(window(units.province())).then().statusCode(200);
        json(OFFICER, units.commune()).body(dates(-30, 11)).put(window(units.commune())).then().statusCode(422)
                .body("code", equalTo("registration-window-wider")).body("rule", equalTo("CV 249/MTTQ-BTT"));
        json(OFFICER, units.commune()).body(dates(-30, 5)).put(window(units.commune())).then().statusCode(200);
        register(OFFICER, units.grassroots(), model(units.grassroots(), "Kịp")).then().statusCode(201);
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(dates(-30, -1)).put(window(units.province())).then().statusCode(200);
        register(OFFICER, units.grassroots(), model(units.grassroots(), "Không kịp")).then().statusCode(422).body("code", equalTo("registration-closed"));
    }

    @Test
    void theTimeOfRegistrationIsTakenBackBeforeItOpensAndNotAfterwards() {
        json(OFFICER, units.province()).body(dates(-30, 40)).put(window(units.province())).then().statusCode(200);
        json(OFFICER, units.commune()).body(dates(5, 20)).put(window(units.commune())).then().statusCode(200);
        register(OFFICER, units.grassroots(), model(units.grassroots(), "Quá sớm")).then().statusCode(422).body("code", equalTo("registration-closed"));
        takeBack(units.commune()).then().statusCode(200).body("cancelledWhy", equalTo("nhầm ngày")).header("ETag", "\"v2\"");
        // The dates above hold again, for whoever looks and for whoever registers, also by sheet.
        as(OFFICER, units.commune()).get(window(units.commune())).then().statusCode(200).body("unit", equalTo(units.province().toString()))
                .body("cancelledAt", nullValue());
        register(OFFICER, units.grassroots(), model(units.grassroots(), "Kịp rồi")).then().statusCode(201);
        takeBack(units.commune()).then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        takeBack(units.province()).then().statusCode(409).body("code", equalTo("rule-begun-already"));
        takeBack(units.sibling()).then().statusCode(404);
        json(OFFICER, units.commune()).body(dates(6, 20)).put(window(units.commune())).then().statusCode(200).header("ETag", "\"v3\"");
        as(OFFICER, units.commune()).get(window(units.commune())).then().body("opens", equalTo(TODAY.plusDays(6).toString()));
    }

    @Test
    void ofTwoWhoSetTheTimeOfRegistrationAtOnceOneIsToldThatHisCopyIsStale() throws Exception {
        json(OFFICER, units.province()).body(dates(-30, 10)).put(window(units.province())).then().statusCode(200);
        Race.during(federation.worker(), Sql.of("UPDATE registration_window SET version = 2, closes = closes - 1 WHERE unit_id = ?", units.province()),
                () -> json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(dates(-30, 20)).put(window(units.province())))
                .then().statusCode(412);
    }

    @Test
    void aChineseUnitRegistersAModelByTheFieldsAndStepsOfItsJurisdiction() {
        Sql.of("UPDATE unit_ref SET jurisdiction = 'cn' WHERE path >= ? AND path < ?", federation.path(units.province()),
                federation.path(units.province()).replaceFirst("/$", "0")).run(federation.worker());
        String id = register(OFFICER, units.grassroots(), whole(units.grassroots())).then().statusCode(201).body("state", equalTo("registered")).extract().path("id");
        step(id, "accept", units.commune(), Map.of()).then().statusCode(200).body("state", equalTo("accepted"));
        as(OFFICER, units.province()).get("/campaigns/v1/model-fields?jurisdiction=cn").then().body("label", hasItems("Economy"))
                .body("verified", hasItems(false));
        as(OFFICER, units.province()).get("/campaigns/v1/recognition-levels?jurisdiction=cn").then()
                .body("code", contains("grass-roots", "town", "county", "city", "province", "central"));
    }

    private Response takeBack(UUID unit) {
        return json(OFFICER, units.province()).body(Map.of("why", "nhầm ngày")).post(window(unit) + "/cancellation");
    }

    private static String window(UUID unit) {
        return "/campaigns/v1/registration-windows/" + unit + "/2026";
    }

    private static Map<String, Object> dates(int opens, int closes) {
        return Map.of("opens", TODAY.plusDays(opens).toString(), "closes", TODAY.plusDays(closes).toString(), "citation", "CV 249/MTTQ-BTT");
    }

    @Test
    void namesAllFaultsOfAFormAtOnceAndKnowsItsFields() {
        json(OFFICER, units.province()).body("{\"unit\": \"" + units.commune() + "\", \"name\": \" \", \"subjectKind\": \"group\", \"colour\": 1}")
                .post("/campaigns/v1/models").then().statusCode(400)
                .body("errors.pointer", hasItems("/name", "/subjectKind", "/field", "/colour"));
        Map<String, Object> form = model(units.commune(), "Lĩnh vực lạ");
        form.put("field", "astronomy");
        register(OFFICER, units.province(), form).then().statusCode(422).body("code", equalTo("model-field-unknown"));
        as(OFFICER, units.province()).header("Accept-Language", "zh").get("/campaigns/v1/model-fields?jurisdiction=vn").then().statusCode(200)
                .body("code", contains("economy", "culture-society", "security", "political-system"));
    }

    @Test
    void isFoundByPartOfItsNameWithoutDiacritics() {
        register(OFFICER, units.province(), model(units.grassroots(), "Đổi rác lấy quà")).then().statusCode(201);
        register(OFFICER, units.province(), model(units.sibling(), "Tổ tự quản")).then().statusCode(201);
        as(OFFICER, units.province()).queryParam("q", "doi rac").get("/campaigns/v1/models").then().statusCode(200)
                .body("items.name", contains("Đổi rác lấy quà"));
        as(OFFICER, units.province()).queryParam("unit", units.commune()).get("/campaigns/v1/models").then().body("items", hasSize(0));
        as(OFFICER, units.province()).queryParam("unit", units.commune()).queryParam("scope", "subtree").get("/campaigns/v1/models").then()
                .body("items", hasSize(1));
        as(OFFICER, units.province()).queryParam("state", "draft,registered").queryParam("limit", 1).get("/campaigns/v1/models").then()
                .body("items.name", contains("Tổ tự quản")).header("Link", containsString("rel=\"next\""));
        as(OFFICER, units.province()).get("/campaigns/v1/models/count").then().body("count", equalTo(2));
        byte[] csv = as(OFFICER, units.province()).accept("text/csv").get("/campaigns/v1/models").then().statusCode(200).extract().asByteArray();
        assertThat(new String(csv, java.nio.charset.StandardCharsets.UTF_8)).startsWith("\ufeffUnit code,").contains("Đổi rác lấy quà")
                .hasLineCount(3);
        as(OFFICER, units.province()).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get("/campaigns/v1/models")
                .then().statusCode(200).header("Content-Disposition", containsString("models.xlsx"));
    }

    private Response step(String id, String step, UUID at, Map<String, Object> with) {
        return json(OFFICER, at).body(with).post("/campaigns/v1/models/" + id + "/" + step);
    }

    private Map<String, Object> at(String place, String name) {
        Map<String, Object> form = model(units.grassroots(), name);
        form.put("place", Map.of("text", place + " " + units.province()));
        return form;
    }

    private Map<String, Object> whole(UUID unit) {
        Map<String, Object> form = model(unit, "Tuyến đường hoa");
        form.putAll(Map.of("situation", "đường bẩn", "goals", "đường sạch", "content", "mỗi nhà một luống", "prospects", "mỗi năm thêm một tổ"));
        form.put("criteria", List.of("12 tuyến", "80% hộ tham gia"));
        form.put("outputs", List.of(Map.of("title", "tuyến đường", "quantity", 12, "measure", "tuyến", "proof", "ảnh trước và sau")));
        form.put("forces", List.of(Map.of("name", "Công đoàn", "role", "lead"), Map.of("name", "Đoàn thanh niên", "role", "taking-part")));
        form.put("resources", List.of(Map.of("kind", "money", "quantity", 5_000_000, "currency", "VND"), Map.of("kind", "workdays", "quantity", 40)));
        form.put("place", Map.of("code", "A-" + unit, "text", "Tổ 5", "latitude", 16.06, "longitude", 108.2));
        form.put("time", Map.of("starts", "2026-02-01", "ends", "2026-11-30", "schedule", "sơ kết tháng 6"));
        return form;
    }
}
