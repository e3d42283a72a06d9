package org.doanket.campaign;

import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.another;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.attachAll;
import static org.doanket.campaign.Requests.finished;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evidence, recognitions, lists and scores against everybody; all of it belongs to the commune. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LifeAccessTest {

    private static final String CAMPAIGN = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final String INTEGRATION = "integration";

    @Inject
    Federation federation;

    private Federation.Units units;
    private String model;
    private int number;

    @BeforeEach
    void found() {
        units = federation.found();
        model = register(CAMPAIGN, units.commune(), model(units.commune(), "Mô hình")).then().statusCode(201).extract().header("Location");
    }

    @Test
    void handlesEvidence() {
        own("POST", model + "/attachments?kind=photo").body("application/pdf", () -> PDF).check();
        String file = attached();
        matrix("GET", model + "/attachments").roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("GET", file).roles(CAMPAIGN, UNIT, FEDERATION).check();
        AccessMatrix.of("DELETE", this::attached).ifMatch("\"v1\"").roles(CAMPAIGN, UNIT).inside(units.commune())
                .outside(units.grassroots(), units.sibling(), units.stranger()).check();
        matrix("GET", model + "/family").roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("GET", "/campaigns/v1/evidence-rules?unit=" + units.commune()).roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("POST", "/campaigns/v1/evidence-rules").body(() -> Map.of("unit", units.commune(), "step", "propose", "validFrom", "2026-01-01", "kinds",
                List.of("achievement-report", "minutes", "request"), "citation", "HD")).roles(CAMPAIGN, FEDERATION).check();
        AccessMatrix.of("GET", "/campaigns/v1/recognition-levels").openToAll().check();
    }

    @Test
    void recognises() {
        String id = model.replaceAll(".*/", "");
        Sql.of("UPDATE good_practice_model SET state = 'self-assessed' WHERE id = ?::uuid", id).run(federation.worker());
        attachAll(CAMPAIGN, units.commune(), id);
        json(CAMPAIGN, units.commune()).body(Map.of("level", "province")).post(model + "/propose").then().statusCode(200);
        Map<String, Object> act = Map.of("level", "province", "decision", "1/QD", "decidedOn", "2026-11-20", "models", List.of(id));
        String recognition = "/campaigns/v1/recognitions/" + json(CAMPAIGN, units.province()).body(act).post("/campaigns/v1/recognitions").then()
                .statusCode(201).extract().path("recognised[0].id");
        // Proposed anew for each try; where it may be recognised at all, the decision stands already.
        AccessMatrix.of("POST", "/campaigns/v1/recognitions").body(() -> {
            Sql.of("UPDATE good_practice_model SET state = 'proposed' WHERE id = ?::uuid", id).run(federation.worker());
            return act;
        }).roles(CAMPAIGN, FEDERATION).inside(units.province())
                .outside(units.commune(), units.grassroots(), units.sibling(), units.stranger()).check();
        matrix("GET", recognition).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
        matrix("GET", recognition + "/certificate").accept("application/pdf").roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("GET", "/campaigns/v1/recognitions/certificates?by=" + units.province() + "&decision=1/QD").accept("application/pdf")
                .roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("GET", "/campaigns/v1/recognitions?unit=" + units.commune()).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
        AccessMatrix.of("POST", recognition + "/revocation").body(() -> Map.of("decision", "2/QD", "revokedOn", "2026-11-21", "reason", "x"))
                .roles(CAMPAIGN, FEDERATION).inside(units.province()).outside(units.commune(), units.grassroots(), units.sibling(), units.stranger()).check();
    }

    @Test
    void compiles() {
        String made = json(CAMPAIGN, units.commune()).body(list()).post("/campaigns/v1/compilations").then().statusCode(201).extract().header("Location");
        AccessMatrix.of("POST", "/campaigns/v1/compilations").body(this::list).roles(CAMPAIGN, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling(), units.stranger()).check();
        matrix("GET", made).roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("GET", "/campaigns/v1/compilations?unit=" + units.commune()).roles(CAMPAIGN, UNIT, FEDERATION).check();
    }

    @Test
    void scores() {
        // By the level above: nobody is scored by what he laid down himself.
        String set = json(CAMPAIGN, units.province()).body(set(units.province())).post("/campaigns/v1/criteria-sets").then().statusCode(201).extract().path("id");
        matrix("POST", "/campaigns/v1/criteria-sets").body(() -> set(units.commune())).roles(CAMPAIGN, FEDERATION).check();
        everybody("GET", "/campaigns/v1/criteria-sets");
        AccessMatrix.of("GET", "/campaigns/v1/criteria-sets/" + set).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).inside(units.province(), units.grassroots())
                .outside(units.stranger()).check();
        Map<String, Object> grading = Map.of("unit", units.commune(), "criteriaSet", set, "year", 2026);
        finished(json(CAMPAIGN, units.commune()).body(grading).post("/campaigns/v1/gradings"), CAMPAIGN, units.commune());
        matrix("POST", "/campaigns/v1/gradings").body(() -> grading).roles(CAMPAIGN, FEDERATION).check();
        String sheet = "/campaigns/v1/scoring-sheets/" + as(CAMPAIGN, units.commune()).queryParam("unit", units.commune()).queryParam("criteriaSet", set)
                .get("/campaigns/v1/scoring-sheets").path("items[0].id");
        matrix("GET", sheet).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
        matrix("GET", "/campaigns/v1/scoring-sheets?unit=" + units.commune()).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
        own("PUT", sheet + "/lines").body(() -> Map.of("lines", List.of(Map.of("code", "a", "claimed", 5)))).ifMatch("\"v0\"").check();
        own("POST", sheet + "/attachments?criterion=a").body("application/pdf", () -> PDF).check();
        String file = as(CAMPAIGN, units.commune()).contentType("application/pdf").body(PDF).post(sheet + "/attachments?criterion=a").then().statusCode(201)
                .extract().header("Location");
        matrix("GET", sheet + "/attachments").roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("GET", file).roles(CAMPAIGN, UNIT, FEDERATION).check();
        own("POST", sheet + "/submission").check();
        above("POST", sheet + "/return").body(() -> Map.of("lines", List.of())).check();
        above("POST", sheet + "/grading").body(() -> Map.of("lines", List.of(Map.of("code", "a", "points", 5)))).check();
        own("POST", sheet + "/appeals").body(() -> Map.of("criterion", "a", "reason", "x")).check();
        Sql.of("UPDATE scoring_sheet SET state = 'graded' WHERE id = ?::uuid", sheet.replaceAll(".*/", "")).run(federation.worker());
        Sql.of("UPDATE scoring_line SET points = 5 WHERE sheet_id = ?::uuid", sheet.replaceAll(".*/", "")).run(federation.worker());
        String appeal = another(CAMPAIGN, units.commune()).body(Map.of("criterion", "a", "reason", "x")).post(sheet + "/appeals").then().statusCode(200)
                .extract().path("appeals[0].id");
        above("POST", sheet + "/appeals/" + appeal + "/decision").body(() -> Map.of("granted", true, "answer", "thiếu điểm")).check();
    }

    private String attached() {
        return as(CAMPAIGN, units.commune()).contentType("application/pdf").body(PDF).post(model + "/attachments?kind=photo").then().statusCode(201)
                .extract().header("Location");
    }

    private Map<String, Object> list() {
        String one = register(CAMPAIGN, units.grassroots(), model(units.grassroots(), "Mô hình số " + ++number)).then().statusCode(201).extract().path("id");
        return Map.of("unit", units.commune(), "year", 2026, "title", "Đợt", "items", List.of(Map.of("model", one, "step", "return", "note", "x")));
    }

    private static Map<String, Object> set(UUID unit) {
        return Map.of("unit", unit, "subjectKind", "unit", "year", 2026, "name", "Bộ", "total", 10, "citation", "HD", "groups", List.of(Map.of(
                "title", "Nhóm", "criteria", List.of(Map.of("code", "a", "title", "A", "points", 10, "how", "judged")))));
    }

    private void everybody(String method, String address) {
        AccessMatrix.of(method, address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).inside(units.commune(), units.stranger())
                .answersEverybodyTheirOwn().check();
    }

    private AccessMatrix own(String method, String address) {
        return AccessMatrix.of(method, address).roles(CAMPAIGN, UNIT).inside(units.commune())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }

    private AccessMatrix above(String method, String address) {
        return AccessMatrix.of(method, address).roles(CAMPAIGN, FEDERATION).inside(units.province())
                .outside(units.commune(), units.grassroots(), units.sibling(), units.stranger());
    }

    private AccessMatrix matrix(String method, String address) {
        return AccessMatrix.of(method, address).inside(units.commune(), units.province())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }
}
