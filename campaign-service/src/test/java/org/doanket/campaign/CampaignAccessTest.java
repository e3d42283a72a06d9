package org.doanket.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint against everybody: the row belongs to the commune; the grass-roots unit below it is outside. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CampaignAccessTest {

    private static final String CAMPAIGN = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final String INTEGRATION = "integration";

    @Inject
    Federation federation;

    private Federation.Units units;
    private String model;
    private String plan;
    private String target;
    private String sheet;
    private int number;

    @BeforeEach
    void found() {
        units = federation.found();
        model = register(CAMPAIGN, units.commune(), model(units.commune(), "Mô hình")).then().statusCode(201).extract().header("Location");
        plan = json(CAMPAIGN, units.commune()).body(Map.of("unit", units.commune(), "name", "Kế hoạch", "year", 2026)).post("/campaigns/v1/action-plans")
                .then().statusCode(201).extract().header("Location");
        target = json(CAMPAIGN, units.commune()).body(Map.of("code", "T", "title", "T", "planned", 1, "unitOfMeasure", "x")).post(plan + "/targets")
                .then().statusCode(201).extract().header("Location");
        sheet = "/campaigns/v1/model-imports/" + Requests.as(CAMPAIGN, units.commune()).contentType("text/csv")
                .body("name,subjectKind,field\nMột,collective,economy\n").post("/campaigns/v1/model-imports").then().statusCode(202).extract().path("id");
    }

    @Test
    void readsModels() {
        for (String address : new String[] {model, "/campaigns/v1/models?unit=" + units.commune(), "/campaigns/v1/models/count?unit=" + units.commune(),
            "/campaigns/v1/tallies/models?unit=" + units.commune(), "/campaigns/v1/tallies/models/units?unit=" + units.commune()}) {
            matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
        }
        matrix("GET", model + "/history").roles(CAMPAIGN, UNIT, FEDERATION).check();
    }

    @Test
    void writesModels() {
        ownUnits("POST", "/campaigns/v1/models").body(() -> model(units.commune(), "Mô hình số " + ++number)).check();
        ownUnits("PATCH", model).body(() -> Map.of("goals", "x")).ifMatch("\"v2\"").check();
        ownUnits("PUT", model + "/holder-consent").body(() -> Map.of("agreed", true)).ifMatch("\"v2\"").check();
        AccessMatrix.of("POST", () -> fresh() + "/withdraw").body(Map::of).roles(CAMPAIGN, UNIT).inside(units.commune())
                .outside(units.grassroots(), units.sibling(), units.stranger()).check();
    }

    /** Each step of a model's life as the table of steps has it, tried in a state from which it can be taken. */
    @Test
    void takesSteps() {
        record Step(String name, String from, String[] roles, boolean judgedAbove) {
        }
        List<Step> steps = Sql.of("SELECT DISTINCT ON (name) name, from_state, roles, judged_above FROM model_transition WHERE jurisdiction = 'vn'")
                .list(federation.worker(), row -> new Step(row.getString(1), row.getString(2), (String[]) row.getArray(3).getArray(), row.getBoolean(4)));
        assertThat(steps).extracting(Step::name).contains("accept", "recognise", "withdraw");
        for (Step step : steps) {
            // What must be said with a step is left out, so most are refused for that and the state stays; else it is set back.
            AccessMatrix taking = AccessMatrix.of("POST", () -> inState(step.from()) + "/" + step.name()).body(Map::of).roles(step.roles());
            boolean ownOfficersToo = List.of(step.roles()).contains(UNIT);
            if (step.judgedAbove()) {
                taking.inside(units.province()).outside(units.commune());
            } else if (ownOfficersToo) {
                taking.inside(units.commune());
            } else {
                taking.inside(units.commune(), units.province());
            }
            taking.outside(units.grassroots(), units.sibling(), units.stranger()).check();
        }
    }

    private String inState(String state) {
        Sql.of("UPDATE good_practice_model SET state = ? WHERE id = ?::uuid", state, model.replaceAll(".*/", "")).run(federation.worker());
        return model;
    }

    @Test
    void importsModels() {
        AccessMatrix.of("GET", "/campaigns/v1/model-imports").roles(CAMPAIGN).inside(units.commune()).answersEverybodyTheirOwn().check();
        matrix("GET", sheet).roles(CAMPAIGN).check();
        matrix("GET", sheet + "/rows").roles(CAMPAIGN).check();
        matrix("POST", sheet + "/commit").body(Map::of).roles(CAMPAIGN).check();
        matrix("POST", sheet + "/undo").roles(CAMPAIGN).check();
        matrix("POST", "/campaigns/v1/model-imports?unit=" + units.commune()).body("text/csv", () -> "name,subjectKind,field\n").roles(CAMPAIGN).check();
    }

    @Test
    void tellsEverybodyItsWords() {
        AccessMatrix.of("GET", "/campaigns/v1/bindings").openToAll().check();
        AccessMatrix.of("GET", "/campaigns/v1/model-fields").openToAll().check();
    }

    @Test
    void setsDatesOfRegistration() {
        String window = "/campaigns/v1/registration-windows/" + units.commune() + "/2027";
        matrix("PUT", window).body(() -> Map.of("opens", "2027-01-01", "closes", "2027-12-31", "citation", "KH 1")).roles(CAMPAIGN, FEDERATION).check();
        matrix("GET", window).roles(CAMPAIGN, UNIT, FEDERATION).check();
        matrix("POST", window + "/cancellation").body(() -> Map.of("why", "x")).roles(CAMPAIGN, FEDERATION).check();
    }

    @Test
    void readsPlansAndTargets() {
        for (String address : new String[] {plan, plan + "/targets", target, "/campaigns/v1/action-plans?unit=" + units.commune(),
            "/campaigns/v1/targets?unit=" + units.commune()}) {
            matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
        }
        for (String address : new String[] {plan + "/offers", target + "/facts", target + "/progress", target + "/shares"}) {
            matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION).check();
        }
    }

    @Test
    void writesPlansAndTargets() {
        plans("POST", "/campaigns/v1/action-plans").body(() -> Map.of("unit", units.commune(), "name", "Kế hoạch", "year", 2026)).check();
        plans("PATCH", plan).body(() -> Map.of("name", "Khác")).ifMatch("\"v2\"").check();
        plans("POST", plan + "/targets").body(() -> Map.of("code", "T" + ++number, "title", "T", "planned", 1, "unitOfMeasure", "x")).check();
        plans("PATCH", target).body(() -> Map.of("planned", 2)).ifMatch("\"v1\"").check();
        plans("POST", target + "/progress").body(() -> Map.of("day", "2026-06-30", "value", 1)).check();
    }

    /** A unit's own officer writes for that unit alone, so from above only campaign officers do: those are tried elsewhere. */
    private AccessMatrix ownUnits(String method, String address) {
        return AccessMatrix.of(method, address).roles(CAMPAIGN, UNIT).inside(units.commune())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }

    private AccessMatrix plans(String method, String address) {
        return AccessMatrix.of(method, address).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }

    private AccessMatrix matrix(String method, String address) {
        return AccessMatrix.of(method, address).inside(units.commune(), units.province())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }

    private String fresh() {
        return register(CAMPAIGN, units.commune(), model(units.commune(), "Mô hình số " + ++number)).then().statusCode(201).extract().header("Location");
    }
}
