package org.doanket.campaign;

import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A panel and a contest of the commune against everybody. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PanelAccessTest {

    private static final String CAMPAIGN = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final Map<String, Object> RULE = Map.of("criteriaSet", "019400d8-0000-7000-8000-000000000002", "combination", "mean", "passing", 1);
    private static final List<Map<String, Object>> SCORERS = List.of(Map.of("subject", "tester", "chair", true));

    @Inject
    Federation federation;

    private Federation.Units units;

    @Test
    void scoresAndCompetes() {
        units = federation.found();
        String model = register(CAMPAIGN, units.commune(), model(units.commune(), "Mô hình")).then().statusCode(201).extract().path("id");
        Map<String, Object> convene = Map.of("unit", units.commune(), "title", "Hội đồng", "rule", RULE, "scorers", SCORERS, "models", List.of(model));
        String panel = json(CAMPAIGN, units.commune()).body(convene).post("/campaigns/v1/panels").then().statusCode(201).extract().header("Location");
        matrix("POST", "/campaigns/v1/panels").body(() -> convene).roles(CAMPAIGN, FEDERATION).check();
        Map<String, Object> ofOthers = new HashMap<>(convene);
        ofOthers.put("scorers", List.of(Map.of("subject", "somebody", "chair", true)));
        String others = json(CAMPAIGN, units.commune()).body(ofOthers).post("/campaigns/v1/panels").then().statusCode(201).extract().header("Location");
        for (String address : new String[] {others, others + "/ballots", "/campaigns/v1/panels?unit=" + units.commune()}) {
            matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION).check();
        }
        scorers(panel + "/ballots").body(() -> Map.of("model", model, "points", List.of(Map.of("code", "moon", "points", 1))))
                .roles(CAMPAIGN, UNIT, FEDERATION).check();
        as(CAMPAIGN, units.commune()).contentType("application/pdf").body(PDF).post("/campaigns/v1/models/" + model + "/attachments?kind=photo").then().statusCode(201);
        String scored = "/campaigns/v1/my-panels/" + panel.replaceAll(".*/", "") + "/models/" + model;
        String paper = as(CAMPAIGN, units.commune()).get("/campaigns/v1/models/" + model + "/attachments").path("[0].id");
        for (String address : new String[] {"/campaigns/v1/my-panels", scored.replaceAll("models/.*", "criteria-set"), scored, scored + "/attachments", scored
                + "/attachments/" + paper}) {
            AccessMatrix.of("GET", address).inside(units.commune(), units.province(), units.grassroots(), units.sibling()).roles(CAMPAIGN, UNIT, FEDERATION).check();
        }
        scorers(panel + "/recusals").body(() -> Map.of("model", model, "reason", "x")).roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("POST", panel + "/replacements").body(() -> Map.of("leaves", "nobody", "reason", "x")).roles(CAMPAIGN, FEDERATION).check();
        matrix("POST", panel + "/closing").roles(CAMPAIGN, FEDERATION).check();
        Map<String, Object> announce = Map.of("unit", units.commune(), "name", "Hội thi", "year", 2026, "rounds", List.of(Map.of("title", "Vòng", "rule", RULE)));
        String contest = json(CAMPAIGN, units.commune()).body(announce).post("/campaigns/v1/contests").then().statusCode(201).extract().header("Location");
        matrix("POST", "/campaigns/v1/contests").body(() -> announce).roles(CAMPAIGN, FEDERATION).check();
        for (String address : new String[] {contest, "/campaigns/v1/contests?unit=" + units.commune()}) {
            matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, "integration").check();
        }
        matrix("POST", contest + "/rounds/1/opening").body(() -> Map.of("scorers", SCORERS)).roles(CAMPAIGN, FEDERATION).check();
        matrix("POST", panel + "/cancellation").body(() -> Map.of("reason", "x")).roles(CAMPAIGN, FEDERATION).check();
        matrix("POST", contest + "/cancellation").body(() -> Map.of("reason", "x")).roles(CAMPAIGN, FEDERATION).check();
    }

    /** Who scores does so from wherever he holds his role. */
    private AccessMatrix scorers(String address) {
        return AccessMatrix.of("POST", address).inside(units.commune(), units.province(), units.grassroots(), units.sibling());
    }

    private AccessMatrix matrix(String method, String address) {
        return AccessMatrix.of(method, address).inside(units.commune(), units.province())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }
}
