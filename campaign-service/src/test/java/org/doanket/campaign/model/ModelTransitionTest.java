package org.doanket.campaign.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.campaign.Federation;
import org.doanket.campaign.rule.Rules;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of a model's life are rules with a day. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ModelTransitionTest {

    private static final String TRANSITIONS = "/campaigns/v1/model-transitions";
    private static final String FEDERATION = "federation-officer";
    private static final Map<String, Object> WHY = Map.of("why", "typed wrong");

    @Inject
    Federation federation;

    @Inject
    ModelRuleQueries rules;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void aStepIsSetFromADayToComeOnAndTakenBackBeforeIt() {
        LocalDate day = Rules.day();
        String asOf = TRANSITIONS + "?limit=200&jurisdiction=vn&asOf=" + day;
        String id = json(FEDERATION, units.province()).body(Rules.transition(day)).post(TRANSITIONS).then().statusCode(201).body("allowed", equalTo(false))
                .body("step", equalTo("launch")).extract().path("id");
        json(FEDERATION, units.province()).body(Rules.transition(day)).post(TRANSITIONS).then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        String itself = "items.find { it.step == 'launch' && it.from == 'accepted' }";
        as(FEDERATION, units.province()).get(asOf).then().body(itself + ".id", equalTo(id)).body("items.step", hasItem("recognise"));
        json(FEDERATION, units.province()).body(WHY).post(TRANSITIONS + "/" + id + "/cancellation").then().statusCode(200);
        as(FEDERATION, units.province()).get(asOf).then().body("items.id", not(hasItem(id))).body(itself + ".step", equalTo("launch"));
    }

    @Test
    void namesEveryStepAndStateThatThereIsNot() {
        Map<String, Object> rule = Rules.from(Rules.day(), Map.of("step", "fly", "from", "accepted", "to", "moon", "allowed", true, "roles",
                List.of("campaign-officer"), "judgedAbove", true, "inputs", List.of(), "boxes", List.of()));
        json(FEDERATION, units.province()).body(rule).post(TRANSITIONS).then().statusCode(422).body("errors.pointer", containsInAnyOrder("/step", "/to"));
    }

    @Test
    void nothingLeadsOutOfAStateInWhichAModelIsOverAndWhatLeadsThereTellsOthersSo() {
        Map<String, Object> rule = new HashMap<>(Rules.from(Rules.day(), Map.of("step", "start", "from", "stopped", "to", "running", "allowed", true, "roles",
                List.of("campaign-officer"), "judgedAbove", false, "inputs", List.of(), "boxes", List.of())));
        json(FEDERATION, units.province()).body(rule).post(TRANSITIONS).then().statusCode(422).body("errors.pointer", contains("/from"));
        rule.putAll(Map.of("step", "decline", "from", "proposed", "to", "withdrawn"));
        String id = json(FEDERATION, units.province()).body(rule).post(TRANSITIONS).then().statusCode(201).extract().path("id");
        assertThat(Sql.of("SELECT fact FROM model_transition WHERE id = ?::uuid", id).first(federation.worker(), row -> row.getString(1))).contains("model-stopped");
        json(FEDERATION, units.province()).body(WHY).post(TRANSITIONS + "/" + id + "/cancellation").then().statusCode(200);
    }

    @Test
    void aStepThatIsNotAllowedAnyMoreIsNone() {
        assertThat(rules.stepsFrom("cn", "recognised")).extracting(ModelTransition::step).contains("spread");
        Sql.of("INSERT INTO model_transition (id, jurisdiction, name, from_state, to_state, roles, fact, valid_from, allowed, citation, verified) "
                + "SELECT uuidv7(), jurisdiction, name, from_state, to_state, roles, fact, '2021-01-01', false, 'a test', false FROM model_transition "
                + "WHERE jurisdiction = 'cn' AND name = 'spread' AND from_state = 'recognised'").run(federation.worker());
        try {
            assertThat(rules.stepsFrom("cn", "recognised")).extracting(ModelTransition::step).contains("propose").doesNotContain("spread");
        } finally {
            Sql.of("DELETE FROM model_transition WHERE citation = 'a test'").run(federation.worker());
        }
    }

    @Test
    void aModelIsOverInThoseStatesThatNoStepLeadsOutOf() {
        String id = register("campaign-officer", units.commune(), model(units.commune(), "Tổ tự quản")).then().statusCode(201).extract().path("id");
        for (String jurisdiction : List.of("vn", "cn")) {
            List<String> states = Sql.of("SELECT from_state FROM model_transition WHERE jurisdiction = ? UNION SELECT to_state FROM model_transition WHERE "
                    + "jurisdiction = ?", jurisdiction, jurisdiction).list(federation.worker(), row -> row.getString(1));
            assertThat(states).contains("draft", "kept", "stopped", "withdrawn");
            for (String state : states) {
                boolean isOver = Sql.of("UPDATE good_practice_model SET state = ? WHERE id = ?::uuid RETURNING is_over", state, id)
                        .first(federation.worker(), row -> row.getBoolean(1)).orElseThrow();
                assertThat(isOver).as(state).isEqualTo(rules.stepsFrom(jurisdiction, state).isEmpty());
            }
        }
    }

    @Test
    void isSetAtTheTopOfItsTreeOnly() {
        AccessMatrix.of("GET", TRANSITIONS).openToAll().check();
        AccessMatrix.of("GET", json(FEDERATION, units.province()).body(Rules.transition(Rules.later())).post(TRANSITIONS).then().statusCode(201).extract()
                .header("Location")).openToAll().check();
        AccessMatrix.of("POST", TRANSITIONS).body(() -> Rules.transition(Rules.day())).roles(FEDERATION).inside(units.province())
                .outside(units.commune(), units.grassroots()).check();
        AccessMatrix.of("POST", () -> TRANSITIONS + "/" + json(FEDERATION, units.province()).body(Rules.transition(Rules.day())).post(TRANSITIONS).then()
                .statusCode(201).extract().path("id") + "/cancellation").body(() -> WHY).roles(FEDERATION).inside(units.province())
                .outside(units.commune(), units.grassroots()).check();
    }
}
