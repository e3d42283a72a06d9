package org.doanket.campaign.panel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.another;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.pagewise;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.doanket.campaign.Federation;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Panels and contests, scored by the eight general criteria of models. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ContestTest {

    private static final String OFFICER = "campaign-officer";
    private static final String SET = "019400d8-0000-7000-8000-000000000002";
    private static final List<String> CODES = List.of("identity", "registered", "forces", "urgent", "agreed", "acknowledged", "spreads", "lasts");
    private static final List<Map<String, Object>> SCORERS = List.of(Map.of("subject", "tester", "chair", true), Map.of("subject", "another", "chair", false));

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void aPanelScoresModelsOnceEveryBallotIsCast() {
        String good = entered("Tốt");
        String fair = entered("Khá");
        String panel = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", rule(null), "scorers", SCORERS, "models",
                List.of(good, fair))).post("/campaigns/v1/panels").then().statusCode(201).extract().header("Location");
        as(OFFICER, units.province()).get("/campaigns/v1/panels?year=2026&q=hoi dong").then().body("items.title", contains("Hội đồng"));
        as(OFFICER, units.province()).get("/campaigns/v1/panels?year=2025").then().body("items", hasSize(0));
        as(OFFICER, units.province()).get("/campaigns/v1/panels?q=ban giam khao").then().body("items", hasSize(0));
        cast(panel, good, 10).then().statusCode(200).body("", hasSize(1));
        json(OFFICER, units.province()).body(Map.of("model", good, "points", List.of(Map.of("code", "lasts", "points", 11), Map.of("code", "moon", "points", 1))))
                .post(panel + "/ballots").then().statusCode(422).body("errors.pointer", hasItems("/points/0/points", "/points/1/code", "/points/identity"));
        cast(panel, fair, 5).then().statusCode(200);
        another(OFFICER, units.province()).body(ballot(good, 8)).post(panel + "/ballots").then().statusCode(200).body("scorer", contains("another"));
        as(OFFICER, units.province()).get(panel + "/ballots").then().body("items.scorer", contains("tester", "tester"));
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(409).body("code", equalTo("panel-ballots-missing"));
        another(OFFICER, units.province()).body(ballot(fair, 6)).post(panel + "/ballots").then().statusCode(200);
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(200).body("entries.model", contains(good, fair))
                .body("entries.score", contains(90, 55)).body("entries.place", contains(1, 2)).body("entries[0].passed", nullValue());
        cast(panel, fair, 10).then().statusCode(409);
        as(OFFICER, units.grassroots()).get("/campaigns/v1/models/" + good).then().body("panelScore", equalTo(90));
        as(OFFICER, units.province()).get(panel + "/ballots").then().body("items", hasSize(4));
        assertThat(pagewise(OFFICER, units.province(), panel + "/ballots")).hasSize(4).doesNotHaveDuplicates();
        // Its scorers see it wherever they hold their role, and others only where it is.
        as(OFFICER, units.grassroots()).get(panel).then().statusCode(200);
        given().header("Authorization", "Bearer " + Tokens.of(OFFICER).unit(units.grassroots()).subject("nobody").token()).get(panel).then().statusCode(404);
    }

    @Test
    void whoIsNoScorerCastsNoBallotAndAUnitsCriteriaScoreNoModel() {
        String one = entered("Một");
        String panel = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", rule(null), "scorers",
                List.of(Map.of("subject", "somebody", "chair", true)), "models", List.of(one))).post("/campaigns/v1/panels").then().statusCode(201).extract()
                .header("Location");
        cast(panel, one, 1).then().statusCode(403).body("code", equalTo("panel-not-a-scorer"));
        json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", Map.of("criteriaSet",
                "019400d8-0000-7000-8000-000000000001", "combination", "mean", "ties", List.of("criterion:nothing")), "scorers", SCORERS, "models", List.of(one)))
                .post("/campaigns/v1/panels").then().statusCode(422).body("errors.pointer", containsInAnyOrder("/rule/criteriaSet", "/rule/ties/0"));
    }

    @Test
    void nothingIsScoredThatIsADraftOrWithdrawn() {
        String stays = entered("Một");
        String goes = entered("Hai");
        Map<String, Object> form = model(units.grassroots(), "Bản nháp");
        form.put("draft", true);
        String draft = register(OFFICER, units.grassroots(), form).then().statusCode(201).body("state", equalTo("draft")).extract().path("id");
        Map<String, Object> panel = new HashMap<>(Map.of("unit", units.province(), "title", "Hội đồng", "rule", rule(2), "scorers",
                List.of(Map.of("subject", "tester", "chair", true))));
        panel.put("models", List.of(stays, draft));
        json(OFFICER, units.province()).body(panel).post("/campaigns/v1/panels").then().statusCode(422).body("errors.pointer", contains("/models/1"))
                .body("errors.code", contains("model-not-handed-in"));
        panel.put("models", List.of(stays, goes));
        String address = json(OFFICER, units.province()).body(panel).post("/campaigns/v1/panels").then().statusCode(201).extract().header("Location");
        cast(address, stays, 5).then().statusCode(200);
        cast(address, goes, 9).then().statusCode(200);
        json(OFFICER, units.grassroots()).post("/campaigns/v1/models/" + goes + "/withdraw").then().statusCode(200);
        cast(address, goes, 9).then().statusCode(409).body("code", equalTo("panel-model-over"));
        as(OFFICER, units.province()).get(address).then().body("entries.state", contains("registered", "withdrawn"));
        json(OFFICER, units.province()).post(address + "/closing").then().statusCode(200).body("entries.find { it.model == '" + stays + "' }.place", equalTo(1))
                .body("entries.find { it.model == '" + goes + "' }.place", nullValue());
        json(OFFICER, units.province()).body(panel).post("/campaigns/v1/panels").then().statusCode(422).body("errors.code", contains("model-not-handed-in"));
    }

    @Test
    void aContestGoesFromRoundToRoundWithThoseWhoPassed() {
        List<String> models = Stream.of("Một", "Hai", "Ba").map(this::entered).toList();
        String contest = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "name", "Hội thi Dân vận khéo", "year", 2026, "rounds", List.of(
                Map.of("title", "Sơ khảo", "rule", rule(1)), Map.of("title", "Chung khảo", "rule", rule(1))))).post("/campaigns/v1/contests").then().statusCode(201)
                .body("rounds.state", contains("waiting", "waiting")).extract().header("Location");
        open(contest, 2, Map.of("scorers", SCORERS)).then().statusCode(409).body("code", equalTo("contest-round-not-next"));
        open(contest, 1, Map.of("scorers", SCORERS)).then().statusCode(422).body("errors.pointer", hasItem("/models"));
        String first = open(contest, 1, Map.of("scorers", SCORERS, "models", models)).then().statusCode(200).extract().path("rounds[0].panel");
        score(first, models.get(0), 7, 9);
        score(first, models.get(1), 8, 8);
        score(first, models.get(2), 8, 8);
        json(OFFICER, units.province()).post("/campaigns/v1/panels/" + first + "/closing").then().statusCode(200)
                .body("entries.place", contains(1, 1, 3)).body("entries.passed", contains(true, true, false));
        String last = open(contest, 2, Map.of("scorers", SCORERS)).then().statusCode(200).extract().path("rounds[1].panel");
        score(last, models.get(1), 9, 9);
        score(last, models.get(2), 9, 8);
        json(OFFICER, units.province()).post("/campaigns/v1/panels/" + last + "/closing").then().statusCode(200).body("entries[0].model", equalTo(models.get(1)));
        as(OFFICER, units.province()).get(contest).then().body("state", equalTo("over")).body("rounds.state", contains("closed", "closed"));
        as(OFFICER, units.province()).queryParam("q", "dan van").get("/campaigns/v1/contests").then().body("items.state", contains("over"));
    }

    @Test
    void aScorerWhoFallsIllIsReplacedAndTheChairNeverEmpty() {
        String one = entered("Một");
        String panel = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", rule(null), "scorers",
                List.of(Map.of("subject", "ill", "chair", true), Map.of("subject", "tester", "chair", false)), "models", List.of(one)))
                .post("/campaigns/v1/panels").then().statusCode(201).extract().header("Location");
        cast(panel, one, 5).then().statusCode(200);
        replace(panel, Map.of("leaves", "stranger", "reason", "x")).then().statusCode(422).body("errors.code", contains("not-a-scorer"));
        replace(panel, Map.of("leaves", "ill", "reason", "nằm viện")).then().statusCode(422).body("errors.code", contains("chair-needed"));
        replace(panel, Map.of("leaves", "tester", "joins", "ill", "reason", "x")).then().statusCode(422).body("errors.code", contains("scores-already"));
        replace(panel, Map.of("leaves", "ill", "joins", "another", "reason", "nằm viện")).then().statusCode(200).body("scorers[0].subject", equalTo("another"))
                .body("scorers.chair", contains(true, false)).body("former.subject", contains("ill")).body("former.reason", contains("nằm viện"));
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(409).body("code", equalTo("panel-ballots-missing"));
        another(OFFICER, units.province()).body(ballot(one, 8)).post(panel + "/ballots").then().statusCode(200);
        // Who goes takes his ballots with him: the place of the chair alone is left.
        replace(panel, Map.of("leaves", "tester", "reason", "người nhà dự thi")).then().statusCode(200).body("entries.ballots", contains(1));
        cast(panel, one, 5).then().statusCode(403).body("code", equalTo("panel-not-a-scorer"));
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(200).body("entries.score", contains(80));
    }

    @Test
    void aRoundWhosePanelWasCancelledIsOpenedAnewAndACancelledContestNoMore() {
        String one = entered("Một");
        String contest = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "name", "Hội thi", "year", 2026, "rounds", List.of(
                Map.of("title", "Sơ khảo", "rule", rule(1))))).post("/campaigns/v1/contests").then().statusCode(201).extract().header("Location");
        Map<String, Object> round = Map.of("scorers", SCORERS, "models", List.of(one));
        String panel = "/campaigns/v1/panels/" + open(contest, 1, round).then().statusCode(200).extract().path("rounds[0].panel");
        cancel(panel).then().statusCode(200).body("state", equalTo("cancelled")).body("cancelledFor", equalTo("nhầm mô hình"));
        cast(panel, one, 5).then().statusCode(409).body("code", equalTo("panel-cancelled"));
        as(OFFICER, units.province()).get(contest).then().body("rounds.state", contains("waiting"));
        String anew = "/campaigns/v1/panels/" + open(contest, 1, round).then().statusCode(200).extract().path("rounds[0].panel");
        cancel(contest).then().statusCode(200).body("state", equalTo("cancelled"));
        as(OFFICER, units.province()).get(anew).then().body("state", equalTo("cancelled"));
        cancel(contest).then().statusCode(409).body("code", equalTo("contest-over"));
        open(contest, 1, round).then().statusCode(409).body("code", equalTo("contest-over"));
    }

    private Response replace(String panel, Map<String, Object> command) {
        return json(OFFICER, units.province()).body(command).post(panel + "/replacements");
    }

    private Response cancel(String address) {
        return json(OFFICER, units.province()).body(Map.of("reason", "nhầm mô hình")).post(address + "/cancellation");
    }

    private String entered(String name) {
        return register(OFFICER, units.grassroots(), model(units.grassroots(), name)).then().statusCode(201).extract().path("id");
    }

    private void score(String panel, String model, int chair, int other) {
        cast("/campaigns/v1/panels/" + panel, model, chair).then().statusCode(200);
        another(OFFICER, units.province()).body(ballot(model, other)).post("/campaigns/v1/panels/" + panel + "/ballots").then().statusCode(200);
    }

    private Response cast(String panel, String model, int points) {
        return json(OFFICER, units.province()).body(ballot(model, points)).post(panel + "/ballots");
    }

    private Response open(String contest, int number, Map<String, Object> command) {
        return json(OFFICER, units.province()).body(command).post(contest + "/rounds/" + number + "/opening");
    }

    private static Map<String, Object> ballot(String model, int points) {
        return Map.of("model", model, "points", CODES.stream().map(code -> Map.of("code", code, "points", points)).toList());
    }

    private static Map<String, Object> rule(Integer passing) {
        Map<String, Object> rule = new HashMap<>(Map.of("criteriaSet", SET, "combination", "mean", "ties", List.of("chair")));
        rule.put("passing", passing);
        return rule;
    }
}
