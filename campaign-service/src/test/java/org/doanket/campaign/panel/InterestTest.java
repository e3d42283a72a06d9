package org.doanket.campaign.panel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.campaign.Federation;
import org.doanket.campaign.Requests;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Tokens;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody scores what is his own, and a panel closes all the same. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class InterestTest {

    private static final String OFFICER = "campaign-officer";
    private static final String SET = "019400d8-0000-7000-8000-000000000002";
    private static final String MINE = "/campaigns/v1/my-panels";
    private static final List<String> CODES = List.of("identity", "registered", "forces", "urgent", "agreed", "acknowledged", "spreads", "lasts");

    @Inject
    Federation federation;
    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    AgroalDataSource requests;

    private final UUID member = Ids.next();
    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void nobodyScoresAModelOfTheUnitWhereHeHoldsHisRole() {
        String own = entered(units.province(), "Của tỉnh");
        String others = entered(units.commune(), "Của xã");
        String panel = panel(own, others);
        cast(panel, others, "chair", null).then().statusCode(200);
        cast(panel, own, "chair", null).then().statusCode(422).body("code", equalTo("panel-scorer-interested")).body("interest", equalTo("own-unit"))
                .body("rule", containsString("Doanket's own word"));
    }

    @Test
    void nobodyScoresAModelOfTheUnitOfWhichHeIsAMember() {
        String ofHisUnit = entered(units.commune(), "Của xã");
        String panel = panel(ofHisUnit);
        Sql.of("INSERT INTO counted_fact (binding, source, unit_id, day, value, version, fact_id, fact, at) VALUES ('members-admitted', ?, ?, '2024-01-01', 1, 1, ?, "
                + "'member-admitted', now())", member, units.commune(), Ids.next()).run(federation.worker());
        cast(panel, ofHisUnit, "chair", member).then().statusCode(422).body("interest", equalTo("own-unit"));
        cast(panel, ofHisUnit, "chair", Ids.next()).then().statusCode(200);
    }

    @Test
    void aPanelClosesWithoutTheBallotOfWhoStoodBack() {
        String held = held("Chị Mẫu");
        String other = entered(units.grassroots(), "Khác");
        String panel = panel(held, other);
        cast(panel, held, "second", member).then().statusCode(422).body("interest", equalTo("held"));
        cast(panel, other, "chair", null).then().statusCode(200);
        cast(panel, other, "second", member).then().statusCode(200);
        cast(panel, held, "chair", null).then().statusCode(200);
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(409).body("code", equalTo("panel-ballots-missing"));
        recuse(panel, held, "second").then().statusCode(200).body("recusals.scorer", contains("second")).body("recusals.model", contains(held));
        recuse(panel, held, "second").then().statusCode(409).body("code", equalTo("panel-recused-before"));
        cast(panel, held, "second", null).then().statusCode(409).body("code", equalTo("panel-recused-before"));
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(200).body("entries.score", contains(50, 50))
                .body("entries.place", contains(1, 1));
    }

    @Test
    void aScorerFromAUnitBelowCastsHisBallotAndSeesNothingElseOfThere() {
        String ofSibling = entered(units.sibling(), "Của xã bên");
        String own = entered(units.commune(), "Của xã");
        String panel = panel(ofSibling, own);
        asAt(units.commune(), "stranger").get(panel).then().statusCode(404);
        asAt(units.commune(), "second").get(panel).then().statusCode(200).body("entries.model", contains(ofSibling, own));
        asAt(units.commune(), "second").body(ballot(ofSibling)).post(panel + "/ballots").then().statusCode(200).body("model", contains(ofSibling));
        asAt(units.commune(), "second").get(panel + "/ballots").then().statusCode(200).body("items.scorer", contains("second"));
        asAt(units.commune(), "second").body(ballot(own)).post(panel + "/ballots").then().statusCode(422).body("interest", equalTo("own-unit"));
        asAt(units.commune(), "second").body(Map.of("model", own, "reason", "của đơn vị tôi")).post(panel + "/recusals").then().statusCode(200)
                .body("recusals.scorer", contains("second"));
        asAt(units.commune(), "second").body(Map.of("model", own, "scorer", "chair", "reason", "x")).post(panel + "/recusals").then().statusCode(403);
        asAt(units.commune(), "second").post(panel + "/closing").then().statusCode(404);
        asAt(units.commune(), "second").get("/campaigns/v1/models/" + ofSibling).then().statusCode(404);
        cast(panel, ofSibling, "chair", null).then().statusCode(200);
        cast(panel, own, "chair", null).then().statusCode(200);
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(200).body("entries.ballots", contains(2, 1));
    }

    @Test
    void aScorerFromAUnitBelowFindsHisPanelsAndReadsTheModelsThatHeScoresThere() throws SQLException {
        String juror = "juror-" + Ids.next();
        String ofSibling = entered(units.sibling(), "Của xã bên");
        String own = entered(units.commune(), "Của xã");
        String elsewhere = entered(units.sibling(), "Không dự thi");
        for (String model : List.of(ofSibling, elsewhere)) {
            as(OFFICER, units.sibling()).contentType("application/pdf").body(Requests.PDF).post("/campaigns/v1/models/" + model + "/attachments?kind=photo").then()
                    .statusCode(201);
        }
        String panel = panelWith(juror, ofSibling, own);
        String models = MINE + "/" + panel.replaceAll(".*/", "") + "/models/";
        asAt(units.commune(), juror).get(MINE + "?state=open&q=hoi dong").then().statusCode(200).body("items.id", contains(panel.replaceAll(".*/", "")))
                .body("items.models", contains(2)).body("items.cast", contains(0)).body("items.chair", contains(false)).body("items[0].unitName", notNullValue());
        asAt(units.commune(), "stranger").get(MINE).then().statusCode(200).body("items", hasSize(0));
        asAt(units.commune(), juror).get(models + ofSibling).then().statusCode(200).body("name", equalTo("Của xã bên")).body("steps", hasSize(0));
        String paper = asAt(units.commune(), juror).get(models + ofSibling + "/attachments").then().statusCode(200).body("", hasSize(1)).extract().path("[0].id");
        asAt(units.commune(), juror).get(models + ofSibling + "/attachments/" + paper).then().statusCode(200).contentType("application/pdf");
        for (String none : List.of(models + elsewhere, models + elsewhere + "/attachments", "/campaigns/v1/models/" + ofSibling, "/campaigns/v1/models/" + ofSibling
                + "/attachments", "/campaigns/v1/models/" + ofSibling + "/history")) {
            asAt(units.commune(), juror).get(none).then().statusCode(404);
        }
        for (String other : List.of(models + ofSibling, models + ofSibling + "/attachments", models + ofSibling + "/attachments/" + paper)) {
            asAt(units.commune(), "stranger").get(other).then().statusCode(404);
            asAt(units.stranger(), "stranger").get(other).then().statusCode(404);
        }
        asAt(units.commune(), juror).body(ballot(ofSibling)).post(panel + "/ballots").then().statusCode(200);
        recuse(panel, own, juror).then().statusCode(200);
        asAt(units.commune(), juror).get(models + own).then().statusCode(404);
        asAt(units.commune(), juror).get(MINE).then().body("items.models", contains(1)).body("items.cast", contains(1));
        seesWithinATransaction(ofSibling, juror, 1, 1, 1);
        json(OFFICER, units.province()).body(Map.of("leaves", juror, "joins", juror + "-2", "reason", "ốm")).post(panel + "/replacements").then().statusCode(200);
        asAt(units.commune(), juror).get(MINE).then().body("items", hasSize(0));
        for (String former : List.of(models + ofSibling, models + ofSibling + "/attachments", models + ofSibling + "/attachments/" + paper, panel)) {
            asAt(units.commune(), juror).get(former).then().statusCode(404);
        }
        seesWithinATransaction(ofSibling, juror, 1, 1, 0);
        asAt(units.commune(), juror + "-2").get(models + ofSibling).then().statusCode(200);
        json(OFFICER, units.province()).body(Map.of("reason", "x")).post(panel + "/cancellation").then().statusCode(200);
        asAt(units.commune(), juror + "-2").get(models + ofSibling).then().statusCode(404);
        asAt(units.commune(), juror + "-2").get(MINE).then().body("items.state", contains("cancelled"));
    }

    @Test
    void aScorerFromAnotherSubtreeReadsTheCriteriaThatHeScoresBy() {
        String juror = "juror-" + Ids.next();
        String set = json(OFFICER, units.sibling()).body(Map.of("unit", units.sibling(), "subjectKind", "model-collective", "year", 2026, "name",
                "Bộ của xã bên", "total", 10,
                "citation", "HD", "groups", List.of(Map.of("title", "Nhóm", "criteria", List.of(Map.of("code", "a", "title", "Tính mới", "points", 10, "how",
                "judged"))))))
                .post("/campaigns/v1/criteria-sets").then().statusCode(201).extract().path("id");
        String model = entered(units.sibling(), "Của xã bên");
        String panel = json(OFFICER, units.sibling()).body(Map.of("unit", units.sibling(), "title", "Hội đồng", "rule", Map.of("criteriaSet", set,
                "combination", "mean"),
                "scorers", List.of(Map.of("subject", juror, "chair", true)), "models", List.of(model))).post("/campaigns/v1/panels").then().statusCode(201)
                .extract()
                .header("Location");
        String criteria = MINE + "/" + panel.replaceAll(".*/", "") + "/criteria-set";
        asAt(units.commune(), juror).get("/campaigns/v1/criteria-sets/" + set).then().statusCode(404);
        asAt(units.commune(), juror).get(criteria).then().statusCode(200).body("id", equalTo(set)).body("groups[0].criteria[0].title", equalTo("Tính mới"));
        asAt(units.commune(), "stranger").get(criteria).then().statusCode(404);
        json(OFFICER, units.sibling()).body(Map.of("leaves", juror, "joins", juror + "-2", "reason", "ốm")).post(panel + "/replacements").then()
                .statusCode(200);
        asAt(units.commune(), juror).get(criteria).then().statusCode(404);
    }

    /** What row-level security lets through to somebody with no unit at all, once the service has named the model. */
    private void seesWithinATransaction(String model, String subject, int models, int papers, int panels) throws SQLException {
        try (Connection connection = requests.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Sql.of("SELECT set_config('doanket.scope_from', '|', true), set_config('doanket.scope_to', '|', true), set_config('doanket.panel_subject', ?, true), "
                        + "set_config('doanket.model_scored', ?, true)", subject, model).first(connection, row -> true);
                assertThat(Sql.of("SELECT (SELECT count(*) FROM good_practice_model) || ' ' || (SELECT count(*) FROM attachment) || ' ' "
                        + "|| (SELECT count(*) FROM panel)").first(connection, row -> row.getString(1))).contains(models + " " + papers + " " + panels);
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void nobodyBelowScoresAModelElsewhereThatHeHolds() {
        String held = held("Chị Mẫu");
        String panel = panel(held);
        given().header("Authorization", "Bearer " + Tokens.of(OFFICER).unit(units.sibling()).subject("second").member(member).token())
                .header("Accept-Language", "en").contentType("application/json").body(ballot(held)).post(panel + "/ballots").then().statusCode(422)
                .body("interest", equalTo("held"));
    }

    @Test
    void aBallotCastBeforeCountsNoLongerAndAModelIsNotLeftWithoutScorers() {
        String model = entered(units.grassroots(), "Một");
        String panel = panel(model);
        cast(panel, model, "chair", null).then().statusCode(200);
        cast(panel, model, "second", null).then().statusCode(200);
        asScorer("second", "unit-officer", null).body(Map.of("model", model, "scorer", "chair", "reason", "x")).post(panel + "/recusals").then().statusCode(403);
        asScorer("chair", "unit-officer", null).body(Map.of("model", model, "reason", "người nhà")).post(panel + "/recusals").then().statusCode(200)
                .body("entries.ballots", contains(1));
        recuse(panel, model, "second").then().statusCode(200);
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(409).body("code", equalTo("panel-nobody-scores"))
                .body("models", contains(model));
        json(OFFICER, units.province()).body(Map.of("leaves", "second", "joins", "third", "reason", "x")).post(panel + "/replacements").then().statusCode(200);
        cast(panel, model, "third", null).then().statusCode(200);
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(200).body("entries.ballots", contains(1));
    }

    @Test
    void whoIsForgottenHoldsHisModelUnderAPseudonymAndOthersAreToldOfItAnew() throws SQLException {
        String held = held("Chị Mẫu");
        Sql.of("UPDATE good_practice_model SET name = 'Vườn rau của Chị Mẫu' WHERE id = ?::uuid", held).run(federation.worker());
        int rows = Erasures.receipt(listeners, federation.worker(), member).path("models").asInt();
        assertThat(rows).isEqualTo(1);
        as(OFFICER, units.grassroots()).get("/campaigns/v1/models/" + held).then().body("holder", equalTo(Erasures.PSEUDONYM))
                .body("holderPublic", equalTo(false)).body("holderMember", equalTo(member.toString()))
                .body("name", equalTo("Vườn rau của " + Erasures.PSEUDONYM));
        List<ConsumerRecord<String, String>> told = await().atMost(Duration.ofSeconds(30)).until(
                () -> Contracts.told("model").stream().filter(fact -> fact.key().equals(held)).toList(), facts -> facts.size() >= 2);
        assertThat(told).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2");
        Contracts.check(told.get(1));
        assertThat(told.get(1).value()).contains("\"isPublic\":false").doesNotContain("Mẫu");
        as(OFFICER, units.grassroots()).queryParam("q", "chi mau").get("/campaigns/v1/models").then().body("items", hasSize(0)).body("next", nullValue());
    }

    private String held(String holder) {
        Map<String, Object> form = model(units.grassroots(), "Vườn rau");
        form.put("holder", holder);
        form.put("holderMember", member);
        form.put("holderPublic", true);
        return register(OFFICER, units.grassroots(), form).then().statusCode(201).extract().path("id");
    }

    private String entered(UUID unit, String name) {
        return register(OFFICER, unit, model(unit, name)).then().statusCode(201).extract().path("id");
    }

    private String panel(String... models) {
        return panelWith("second", models);
    }

    private String panelWith(String second, String... models) {
        return json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", Map.of("criteriaSet", SET, "combination", "mean",
                "ties", List.of("chair", "criterion:lasts")), "scorers", List.of(Map.of("subject", "chair", "chair", true), Map.of("subject", second, "chair",
                false)), "models", List.of(models))).post("/campaigns/v1/panels").then().statusCode(201).extract().header("Location");
    }

    private Response recuse(String panel, String model, String scorer) {
        return json(OFFICER, units.province()).body(Map.of("model", model, "scorer", scorer, "reason", "người giữ mô hình")).post(panel + "/recusals");
    }

    private Response cast(String panel, String model, String scorer, UUID as) {
        return asScorer(scorer, OFFICER, as).body(ballot(model)).post(panel + "/ballots");
    }

    private static Map<String, Object> ballot(String model) {
        return Map.of("model", model, "points", CODES.stream().map(code -> Map.of("code", code, "points", 5)).toList());
    }

    private static io.restassured.specification.RequestSpecification asAt(UUID unit, String subject) {
        return given().header("Authorization", "Bearer " + Tokens.of(OFFICER).unit(unit).subject(subject).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    private io.restassured.specification.RequestSpecification asScorer(String subject, String role, UUID as) {
        Tokens token = Tokens.of(role).unit(units.province()).subject(subject);
        return given().header("Authorization", "Bearer " + (as == null ? token : token.member(as)).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }
}
