package org.doanket.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.another;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes out as a sheet: scores, reports, recommendations; to those alone who may read it otherwise too. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ScoreExportTest {

    private static final String OFFICER = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final String V1 = "/campaigns/v1/";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> CODES = List.of("identity", "registered", "forces", "urgent", "agreed", "acknowledged", "spreads", "lasts");
    private static final Map<String, Object> RULE = Map.of("criteriaSet", "019400d8-0000-7000-8000-000000000002", "combination", "mean", "passing", 1);
    private static final List<Map<String, Object>> SCORERS = List.of(Map.of("subject", "tester", "chair", true), Map.of("subject", "another", "chair", false));

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void scoresOfAPanelWithTheBallotsThatTheReaderMaySee() {
        String one = entered("=1+1");
        String two = entered("Vườn rau");
        String panel = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", RULE, "scorers", SCORERS, "models",
                List.of(one, two))).post(V1 + "panels").then().statusCode(201).extract().header("Location");
        score(panel, one, 5, 6);
        score(panel, two, 10, 9);
        assertThat(csv(panel)).as("two models, a blank line, a name, a head, own ballots").anyMatch(line -> line.contains("tester"))
                .noneMatch(line -> line.contains("another"));
        json(OFFICER, units.province()).post(panel + "/closing").then().statusCode(200);
        List<String> lines = csv(panel);
        assertThat(lines.get(1)).startsWith("1,Vườn rau").contains("95");
        assertThat(lines).filteredOn(line -> line.contains("another")).hasSize(16);
        assertThat(lines).noneMatch(line -> line.contains(",=1+1"));
        // Who scores a panel sees it wherever he is: another's, then.
        sheetOf(json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Hội đồng", "rule", RULE, "scorers", List.of(Map.of("subject",
                "another", "chair", true)), "models", List.of(one))).post(V1 + "panels").then().statusCode(201).extract().header("Location"), OFFICER, UNIT, FEDERATION);
    }

    @Test
    void scoresOfAContestRoundByRound() {
        List<String> models = List.of(entered("Một"), entered("Hai"));
        String contest = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "name", "Hội thi", "year", 2026, "rounds", List.of(
                Map.of("title", "Sơ khảo", "rule", RULE), Map.of("title", "Chung khảo", "rule", RULE)))).post(V1 + "contests").then().statusCode(201).extract()
                .header("Location");
        String first = V1 + "panels/" + json(OFFICER, units.province()).body(Map.of("scorers", SCORERS, "models", models)).post(contest + "/rounds/1/opening")
                .then().statusCode(200).extract().path("rounds[0].panel");
        score(first, models.get(0), 5, 6);
        score(first, models.get(1), 10, 9);
        json(OFFICER, units.province()).post(first + "/closing").then().statusCode(200);
        json(OFFICER, units.province()).body(Map.of("scorers", SCORERS)).post(contest + "/rounds/2/opening").then().statusCode(200);
        List<String> lines = csv(contest);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("1,Sơ khảo,1,Hai").endsWith(",95,x");
        assertThat(lines.get(3)).startsWith("2,Chung khảo,,Hai");
        sheetOf(contest, OFFICER, UNIT, FEDERATION, "integration");
    }

    @Test
    void reportsLineByLine() {
        String plan = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "name", "Kế hoạch", "year", 2025, "targets", List.of(
                Map.of("code", "T1", "title", "Kết nạp", "planned", 10, "unitOfMeasure", "người"), Map.of("code", "T2", "title", "Khác", "planned", 1,
                "unitOfMeasure", "x")))).post(V1 + "action-plans").then().statusCode(201).extract().header("Location");
        String report = json(OFFICER, units.commune()).body(Map.of("plan", plan.replaceAll(".*/", ""), "period", "year")).post(V1 + "progress-reports").then()
                .statusCode(201).extract().header("Location");
        String empty = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "name", "Trống", "year", 2025)).post(V1 + "action-plans").then()
                .statusCode(201).extract().header("Location");
        json(OFFICER, units.commune()).body(Map.of("plan", empty.replaceAll(".*/", ""), "period", "year")).post(V1 + "progress-reports").then().statusCode(201);
        assertThat(csv(report)).hasSize(3).anyMatch(line -> line.contains("T1,Kết nạp,người,10"));
        assertThat(csv(V1 + "progress-reports?unit=" + units.commune())).hasSize(4).anyMatch(line -> line.contains("Trống"));
        assertThat(csv(V1 + "progress-reports?state=accepted&unit=" + units.commune())).hasSize(1);
        sheetOf(report, OFFICER, UNIT, FEDERATION, "integration");
        sheetOf(V1 + "progress-reports?unit=" + units.commune(), OFFICER, UNIT, FEDERATION, "integration");
    }

    @Test
    void recommendationsAndWhatCameOfThem() {
        String programme = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "year", 2025, "name", "CT")).post(V1 + "supervision-programmes").then()
                .statusCode(201).extract().header("Location");
        json(OFFICER, units.commune()).body(Map.of("name", "x", "form", "visit", "topics", List.of("safety"), "starts", "2025-01-01", "ends", "2025-06-01", "team",
                List.of(Map.of("name", "x", "duty", "head")), "subjects", List.of(Map.of("name", "Công ty")))).post(programme + "/supervisions").then()
                .statusCode(201);
        json(OFFICER, units.commune()).post(programme + "/registration").then().statusCode(200);
        json(OFFICER, units.province()).body(Map.of()).post(programme + "/approval").then().statusCode(200);
        String supervision = V1 + "supervisions/" + as(OFFICER, units.commune()).get(V1 + "supervisions?unit=" + units.commune()).path("items[0].id");
        json(OFFICER, units.commune()).body(Map.of("heldOn", "2025-04-01", "minutes", "x")).post(supervision + "/sessions");
        json(OFFICER, units.commune()).body(Map.of("subject", 1, "topic", "safety", "kind", "violation", "severity", "minor", "text", "x"))
                .post(supervision + "/findings").then().statusCode(201);
        String finding = V1 + "findings/" + as(OFFICER, units.commune()).get(V1 + "findings?unit=" + units.commune()).path("items[0].id");
        json(OFFICER, units.commune()).body(Map.of("addressee", "Giám đốc", "text", "Trang bị mũ bảo hộ", "givenOn", "2025-04-02")).post(finding + "/recommendations")
                .then().statusCode(201);
        String list = V1 + "recommendations?unit=" + units.commune();
        assertThat(csv(list)).hasSize(2).anyMatch(line -> line.contains("Giám đốc,Trang bị mũ bảo hộ,2025-04-02"));
        assertThat(csv(list + "&state=refused")).hasSize(1);
        sheetOf(list, OFFICER, UNIT, FEDERATION, "integration");
    }

    private String entered(String name) {
        return register(OFFICER, units.grassroots(), model(units.grassroots(), name)).then().statusCode(201).extract().path("id");
    }

    private void score(String panel, String model, int chair, int other) {
        json(OFFICER, units.province()).body(ballot(model, chair)).post(panel + "/ballots").then().statusCode(200);
        another(OFFICER, units.province()).body(ballot(model, other)).post(panel + "/ballots").then().statusCode(200);
    }

    private static Map<String, Object> ballot(String model, int points) {
        return Map.of("model", model, "points", CODES.stream().map(code -> Map.of("code", code, "points", points)).toList());
    }

    private List<String> csv(String address) {
        byte[] bytes = as(OFFICER, units.province()).accept("text/csv").get(address).then().statusCode(200).extract().asByteArray();
        assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
        return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8).lines().toList();
    }

    private void sheetOf(String address, String... roles) {
        UUID[] outside = {units.grassroots(), units.stranger()};
        AccessMatrix.of("GET", address).accept(XLSX).roles(roles).inside(units.province()).outside(outside).check();
    }
}
