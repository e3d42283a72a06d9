package org.doanket.campaign.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.attachAll;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.campaign.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the evidence of a model to its certificate, and on to its copies. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RecognitionTest {

    private static final String OFFICER = "campaign-officer";
    private static final String MODELS = "/campaigns/v1/models/";
    private static final String RECOGNITIONS = "/campaigns/v1/recognitions";

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void evidenceIsWhatItsContentSaysAndStaysOnceItIsJudgedBy() {
        String id = selfAssessed("Bếp ăn yêu thương");
        String address = MODELS + id + "/attachments";
        as(OFFICER, units.grassroots()).contentType("application/pdf").queryParam("kind", "minutes").body("#!/bin/sh".getBytes(StandardCharsets.UTF_8))
                .post(address).then().statusCode(415).body("code", equalTo("attachment-of-unknown-type"));
        String file = as(OFFICER, units.grassroots()).contentType("application/octet-stream").queryParam("kind", "minutes")
                .queryParam("name", "biên bản/\"họp\".pdf").body(PDF).post(address).then().statusCode(201).body("mediaType", equalTo("application/pdf"))
                .body("name", equalTo("biên bản  họp .pdf")).body("size", equalTo(PDF.length)).extract().header("Location");
        assertThat(as(OFFICER, units.province()).get(file).then().statusCode(200).header("Content-Type", containsString("application/pdf"))
                .header("X-Content-Type-Options", equalTo("nosniff")).extract().asByteArray()).isEqualTo(PDF);
        as(OFFICER, units.sibling()).get(file).then().statusCode(404);
        as(OFFICER, units.grassroots()).delete(file).then().statusCode(428);
        as(OFFICER, units.grassroots()).header("If-Match", "\"v1\"").delete(file).then().statusCode(204);
        as(OFFICER, units.grassroots()).get(file).then().statusCode(404);
        attachAll(OFFICER, units.grassroots(), id);
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(200);
        String kept = as(OFFICER, units.grassroots()).get(address).then().body("kind", contains("achievement-report", "minutes", "request"))
                .extract().path("[0].id");
        as(OFFICER, units.grassroots()).header("If-Match", "\"v1\"").delete(address + "/" + kept).then().statusCode(409).body("code", equalTo("model-evidence-judged"));
    }

    @Test
    void eachLevelRecognisesByItselfAndTheNextOneAfterIt() {
        String id = proposed("Giờ đối thoại", "upper");
        step(id, "recognise", units.province(), decision("upper")).then().statusCode(403).body("code", equalTo("model-level-of-others"));
        step(id, "recognise", units.commune(), decision("province")).then().statusCode(403);
        step(id, "recognise", units.commune(), decision("moon")).then().statusCode(422).body("code", equalTo("model-level-unknown"));
        step(id, "recognise", units.commune(), Map.of("level", "upper", "decision", "15/QĐ", "decidedOn", "2099-01-01")).then().statusCode(422)
                .body("errors.pointer", contains("/decidedOn")).body("errors.code", contains("in-future"));
        step(id, "recognise", units.commune(), Map.of("level", "upper", "decision", "15/QĐ")).then().statusCode(200).body("state", equalTo("recognised"))
                .body("recognition.decidedOn", equalTo(java.time.LocalDate.now(org.doanket.platform.time.Zones.of("vn")).toString()));
        step(id, "propose", units.grassroots(), Map.of("level", "province")).then().statusCode(200);
        step(id, "recognise", units.province(), decision("province")).then().statusCode(200);
        as(OFFICER, units.grassroots()).get("/campaigns/v1/recognitions").then().statusCode(200).body("items.level", contains("province", "upper"))
                .body("items[0].by", equalTo(units.province().toString())).body("items[0].decision", equalTo("15/QĐ-LĐLĐ"));
        as(OFFICER, units.sibling()).get("/campaigns/v1/recognitions").then().body("items", hasSize(0));
    }

    @Test
    void takesARecognitionBackByAnotherDecision() {
        String id = proposed("Giờ đối thoại", "upper");
        step(id, "recognise", units.commune(), decision("upper")).then().statusCode(200);
        step(id, "propose", units.grassroots(), Map.of("level", "province")).then().statusCode(200);
        step(id, "recognise", units.province(), decision("province")).then().statusCode(200);
        List<String> made = as(OFFICER, units.grassroots()).get(RECOGNITIONS).path("items.id");
        revoke(made.get(0), units.commune(), "2026-11-21").then().statusCode(403).body("code", equalTo("recognition-of-others"));
        revoke(made.get(0), units.sibling(), "2026-11-21").then().statusCode(404);
        revoke(made.get(0), units.province(), "2026-11-19").then().statusCode(422).body("errors.code", contains("before-the-decision"));
        revoke(made.get(0), units.province(), "2099-01-01").then().statusCode(422).body("errors.code", contains("in-future"));

        revoke(made.get(0), units.province(), "2026-11-21").then().statusCode(200).body("revoked.decision", equalTo("16/QĐ-LĐLĐ"));
        revoke(made.get(0), units.province(), "2026-11-21").then().statusCode(409).body("code", equalTo("recognition-revoked"));
        as(OFFICER, units.grassroots()).get(MODELS + id).then().body("state", equalTo("recognised")).body("recognition.level", equalTo("upper"));
        as(OFFICER, units.grassroots()).get(RECOGNITIONS + "/" + made.get(0) + "/certificate").then().statusCode(409);
        as(OFFICER, units.grassroots()).get(RECOGNITIONS + "?revoked=false").then().body("items.level", contains("upper"));
        as(OFFICER, units.grassroots()).get(RECOGNITIONS + "?revoked=true").then().body("items.level", contains("province"));
        as(OFFICER, units.sibling()).get("/campaigns/v1/catalogue/" + id).then().statusCode(200).body("level.code", equalTo("upper"));

        revoke(made.get(1), units.province(), "2026-11-21").then().statusCode(200);
        as(OFFICER, units.grassroots()).get(MODELS + id).then().body("state", equalTo("not-recognised")).body("recognition", nullValue());
        as(OFFICER, units.sibling()).get("/campaigns/v1/catalogue/" + id).then().statusCode(404);
        step(id, "keep", units.grassroots(), Map.of()).then().statusCode(200);
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(200);
        step(id, "recognise", units.commune(), decision("upper")).then().statusCode(200).body("recognition.level", equalTo("upper"));
        as(OFFICER, units.grassroots()).get(RECOGNITIONS + "?revoked=false").then().body("items.level", contains("upper"));
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(200);
        step(id, "recognise", units.commune(), decision("upper")).then().statusCode(409).body("code", equalTo("already-exists"));
    }

    private static Response revoke(String recognition, UUID at, String on) {
        return json(OFFICER, at).body(Map.of("decision", "16/QĐ-LĐLĐ", "revokedOn", on, "reason", "Báo cáo không đúng")).post(RECOGNITIONS + "/" + recognition + "/revocation");
    }

    @Test
    void aStepChangesNeitherLevelNorResultsThatItDoesNotAskFor() {
        String id = selfAssessed("Loa phường");
        attachAll(OFFICER, units.grassroots(), id);
        step(id, "propose", units.grassroots(), Map.of("level", "upper", "results", "Tự khen")).then().statusCode(422)
                .body("errors.pointer", contains("/results")).body("errors.code", contains("not-of-its-kind"));
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(200).body("proposedLevel", equalTo("upper"))
                .body("recognition", nullValue());
        step(id, "recognise", units.commune(), decision("upper")).then().statusCode(200);
        json("unit-officer", units.grassroots()).body(Map.of("level", "central", "results", "Đã viết lại", "decidedOn", "2026-11-21"))
                .post(MODELS + id + "/keep").then().statusCode(422).body("errors.pointer", contains("/results", "/level", "/decidedOn"));
        step(id, "keep", units.grassroots(), Map.of("note", "Tiếp tục")).then().statusCode(200).body("recognition.level", equalTo("upper"));
    }

    @Test
    void keepsTheRecognitionThatItHasWhenAHigherLevelDeclines() {
        String id = proposed("Tiếng kẻng", "upper");
        step(id, "recognise", units.commune(), decision("upper")).then().statusCode(200);
        step(id, "propose", units.grassroots(), Map.of("level", "province")).then().statusCode(200).body("proposedLevel", equalTo("province"))
                .body("recognition.level", equalTo("upper"));
        step(id, "decline", units.province(), Map.of("note", "Chưa lan tỏa")).then().statusCode(200).body("recognition.level", equalTo("upper"));
        step(id, "keep", units.grassroots(), Map.of()).then().statusCode(200).body("recognition.level", equalTo("upper"))
                .body("recognition.decision", equalTo("15/QĐ-LĐLĐ"));
        as(OFFICER, units.grassroots()).get(MODELS).then().body("items.level", contains("upper")).body("items.proposedLevel", contains("province"));
    }

    @Test
    void aUnitRecognisesItsOwnModelsAtItsOwnLevelOnlyAtTheGrassRoots() {
        String id = proposed("Tủ sách", "grass-roots");
        step(id, "recognise", units.grassroots(), decision("grass-roots")).then().statusCode(200);
        String own = proposed("Của phường", "upper", units.commune());
        step(own, "recognise", units.commune(), decision("upper")).then().statusCode(403).body("code", equalTo("model-judged-above"));
    }

    @Test
    void oneDecisionRecognisesManyAndGivesEachItsCertificate() throws IOException {
        List<String> models = List.of(proposed("Một", "province"), proposed("Hai", "province"), proposed("Ba", "upper"));
        Map<String, Object> act = Map.of("level", "province", "decision", "77/QĐ-LĐLĐ", "decidedOn", "2026-11-20", "models", models);
        json(OFFICER, units.province()).body(act).post("/campaigns/v1/recognitions").then().statusCode(409)
                .body("code", equalTo("model-proposed-for-another-level"));
        as(OFFICER, units.province()).get("/campaigns/v1/recognitions").then().body("items", hasSize(0));
        Response made = json(OFFICER, units.province()).body(Map.of("level", "province", "decision", "77/QĐ-LĐLĐ", "decidedOn", "2026-11-20", "models",
                models.subList(0, 2))).post("/campaigns/v1/recognitions");
        made.then().statusCode(201).body("recognised.number", contains(1, 2)).body("recognised.modelName", contains("Một", "Hai"));
        as(OFFICER, units.province()).urlEncodingEnabled(false).get(made.header("Location")).then().statusCode(200).body("items", hasSize(2))
                .body("items.decision", everyItem(equalTo("77/QĐ-LĐLĐ")));
        byte[] one = as(OFFICER, units.grassroots()).get("/campaigns/v1/recognitions/" + made.path("recognised[0].id") + "/certificate").then()
                .statusCode(200).contentType("application/pdf").extract().asByteArray();
        byte[] both = as(OFFICER, units.province()).queryParam("by", units.province()).queryParam("decision", "77/QĐ-LĐLĐ")
                .get("/campaigns/v1/recognitions/certificates").then().statusCode(200).extract().asByteArray();
        assertThat(pages(one)).hasSize(1).first().asString().contains("Certificate", "Một", "77/QĐ-LĐLĐ");
        assertThat(pages(both)).hasSize(2).last().asString().contains("Hai");
        assertThat(as(OFFICER, units.province()).accept("text/csv").get("/campaigns/v1/recognitions").asString()).contains("77/QĐ-LĐLĐ").hasLineCount(3);
    }

    @Test
    void aModelSpreadsByCopiesThatNameTheirOrigin() {
        String origin = proposed("Camera an ninh", "province");
        Map<String, Object> copy = model(units.sibling(), "Camera an ninh ngõ");
        copy.put("origin", origin);
        register(OFFICER, units.sibling(), copy).then().statusCode(422).body("code", equalTo("model-origin-not-recognised"));
        step(origin, "recognise", units.province(), decision("province")).then().statusCode(200);
        String first = register(OFFICER, units.sibling(), copy).then().statusCode(201).body("origin", equalTo(origin)).extract().path("id");
        copy.put("unit", units.stranger());
        register(OFFICER, units.stranger(), copy).then().statusCode(201);
        as(OFFICER, units.sibling()).get(MODELS + first + "/family").then().statusCode(200).body("name", equalTo("Camera an ninh"))
                .body("size", equalTo(3)).body("asked", equalTo(false)).body("copies", hasSize(2)).body("copies[0].id", equalTo(first))
                .body("copies[0].asked", equalTo(true)).body("copies[1].name", nullValue());
        as(OFFICER, units.commune()).get(MODELS + first + "/family").then().statusCode(404);
        // It is recognised while it is proposed for more, and what was kept without a recognition is not.
        step(origin, "propose", units.grassroots(), Map.of("level", "central")).then().statusCode(200);
        copy.put("name", "Mắt thần khu phố");
        register(OFFICER, units.stranger(), copy).then().statusCode(201);
        String kept = proposed("Vườn rau sạch", "province");
        step(kept, "decline", units.province(), Map.of("note", "Chưa đủ")).then().statusCode(200);
        step(kept, "keep", units.grassroots(), Map.of()).then().statusCode(200).body("state", equalTo("kept"));
        copy.putAll(Map.of("name", "Vườn rau ngõ", "origin", kept));
        register(OFFICER, units.stranger(), copy).then().statusCode(422).body("code", equalTo("model-origin-not-recognised"));
    }

    @Test
    void aUnitDealsWithAllModelsBelowItByOneList() {
        String good = register(OFFICER, units.grassroots(), whole("Tốt")).then().statusCode(201).extract().path("id");
        String bad = register(OFFICER, units.grassroots(), model(units.grassroots(), "Thiếu")).then().statusCode(201).extract().path("id");
        Map<String, Object> list = Map.of("unit", units.commune(), "year", 2026, "title", "Đợt 1", "items", List.of(
                Map.of("model", good, "step", "accept"), Map.of("model", bad, "step", "return")));
        json(OFFICER, units.commune()).body(list).post("/campaigns/v1/compilations").then().statusCode(422).body("item", equalTo(1))
                .body("errors.pointer", contains("/note"));
        as(OFFICER, units.commune()).get(MODELS + good).then().body("state", equalTo("registered"));
        String made = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "year", 2026, "title", "Đợt 1", "items", List.of(
                Map.of("model", good, "step", "accept"), Map.of("model", bad, "step", "return", "note", "Chưa rõ kết quả")))).post("/campaigns/v1/compilations")
                .then().statusCode(201).body("items.state", contains("accepted", "returned")).extract().header("Location");
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "year", 2026, "title", "Ra mắt", "items", List.of(
                Map.of("model", good, "step", "launch", "note", "12 tuyến đường trước 2/9")))).post("/campaigns/v1/compilations").then().statusCode(201)
                .body("items.state", contains("running"));
        as(OFFICER, units.commune()).queryParam("launched", true).get("/campaigns/v1/models").then().body("items.id", contains(good));
        assertThat(as(OFFICER, units.province()).accept("text/csv").get(made).then().statusCode(200).extract().asString()).contains("Chưa rõ kết quả");
        as(OFFICER, units.commune()).queryParam("year", 2026).get("/campaigns/v1/compilations").then().body("items.title", contains("Ra mắt", "Đợt 1"));
        as(OFFICER, units.commune()).queryParam("q", "ra mat").get("/campaigns/v1/compilations").then().body("items.title", contains("Ra mắt"));
    }

    @Test
    void aUnitBelowAddsToThePapersThatAStepNeedsAndTakesNoneAway() {
        evidence(units.province(), "2026-01-01", List.of("photo"), "HD 12/LĐLĐ").then().statusCode(201);
        String id = selfAssessed("Quỹ vốn");
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(422).body("missing", contains("photo"))
                .body("rule", equalTo("HD 12/LĐLĐ"));
        evidence(units.commune(), "2026-01-02", List.of(), "HD 3").then().statusCode(422).body("code", equalTo("evidence-rule-looser"))
                .body("missing", contains("photo")).body("rule", equalTo("HD 12/LĐLĐ"));
        evidence(units.commune(), "2026-01-02", List.of("minutes", "photo"), "HD 3").then().statusCode(201);
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(422).body("missing", contains("minutes", "photo"));
        // What the unit above asks for later holds at once, whatever stands below.
        evidence(units.province(), "2026-01-03", List.of("photo", "request"), "HD 13/LĐLĐ").then().statusCode(201);
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(422).body("missing", contains("minutes", "photo", "request"))
                .body("rule", equalTo("HD 13/LĐLĐ; HD 3"));
        attachAll(OFFICER, units.grassroots(), id);
        as(OFFICER, units.grassroots()).contentType("application/pdf").queryParam("kind", "photo").body(PDF).post(MODELS + id + "/attachments").then()
                .statusCode(201);
        step(id, "propose", units.grassroots(), Map.of("level", "upper")).then().statusCode(200);
        as(OFFICER, units.grassroots()).queryParam("unit", units.grassroots()).get("/campaigns/v1/evidence-rules").then().statusCode(200)
                .body("items.citation[0]", equalTo("HD 3"));
    }

    private static Response evidence(UUID unit, String from, List<String> kinds, String citation) {
        return json(OFFICER, unit).body(Map.of("unit", unit, "step", "propose", "validFrom", from, "kinds", kinds, "citation", citation))
                .post("/campaigns/v1/evidence-rules");
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document));
            }
            return pages;
        }
    }

    private String proposed(String name, String level) {
        return proposed(name, level, units.grassroots());
    }

    private String proposed(String name, String level, UUID unit) {
        String id = register(OFFICER, unit, model(unit, name)).then().statusCode(201).extract().path("id");
        Sql.of("UPDATE good_practice_model SET state = 'self-assessed' WHERE id = ?::uuid", id).run(federation.worker());
        attachAll(OFFICER, unit, id);
        step(id, "propose", unit, Map.of("level", level)).then().statusCode(200);
        return id;
    }

    private String selfAssessed(String name) {
        String id = register(OFFICER, units.grassroots(), model(units.grassroots(), name)).then().statusCode(201).extract().path("id");
        Sql.of("UPDATE good_practice_model SET state = 'self-assessed' WHERE id = ?::uuid", id).run(federation.worker());
        return id;
    }

    private Map<String, Object> whole(String name) {
        Map<String, Object> form = model(units.grassroots(), name);
        form.putAll(Map.of("situation", "s", "goals", "g", "content", "c", "prospects", "p", "criteria", List.of("12 tuyến"),
                "outputs", List.of(Map.of("title", "tuyến đường")), "forces", List.of(Map.of("name", "Công đoàn", "role", "lead")),
                "resources", List.of(Map.of("kind", "workdays", "quantity", 40)), "place", Map.of("text", "Tổ " + units.grassroots()),
                "time", Map.of("starts", "2026-02-01")));
        return form;
    }

    private static Map<String, Object> decision(String level) {
        return Map.of("level", level, "decision", "15/QĐ-LĐLĐ", "decidedOn", "2026-11-20");
    }

    private static Response step(String id, String step, UUID at, Map<String, Object> with) {
        return json(OFFICER, at).body(with).post(MODELS + id + "/" + step);
    }
}
