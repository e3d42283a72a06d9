package org.doanket.campaign;

import static org.doanket.campaign.Requests.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.doanket.campaign.rule.Rules;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Rules are read by everybody and set at the top of the tree alone. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RuleAccessTest {

    private static final String FEDERATION = "federation-officer";
    private static final String V1 = "/campaigns/v1/";
    private static final Map<String, Function<LocalDate, Map<String, Object>>> KINDS = Map.of("light-rules", Rules::lights, "reporting-rules", Rules::reporting,
            "meeting-rules", Rules::meeting, "interest-rules", Rules::interest, "petition-consents", Rules::consent);
    private static final Map<String, Object> WHY = Map.of("why", "x");

    @Inject
    Federation federation;

    private Federation.Units units;

    @Test
    void rulesAreSetAtTheTopAlone() {
        units = federation.found();
        KINDS.forEach((kind, body) -> {
            AccessMatrix.of("GET", V1 + kind).openToAll().check();
            AccessMatrix.of("GET", made(kind, body.apply(Rules.later()))).openToAll().check();
            top(AccessMatrix.of("POST", V1 + kind).body(() -> body.apply(Rules.later())));
            top(AccessMatrix.of("POST", () -> made(kind, body.apply(Rules.later())) + "/cancellation").body(() -> WHY));
        });
        AccessMatrix.of("GET", V1 + "words/activity-kind").openToAll().check();
        String word = made("words/activity-kind", Rules.word(Rules.later()));
        AccessMatrix.of("GET", word).openToAll().check();
        json(FEDERATION, units.province()).get(word.replace("activity-kind", "model-field")).then().statusCode(404);
        top(AccessMatrix.of("POST", V1 + "words/activity-kind").body(() -> Rules.word(Rules.later())));
        top(AccessMatrix.of("POST", () -> made("words/activity-kind", Rules.word(Rules.later())) + "/cancellation").body(() -> WHY));
        String clock = V1 + "clock-rules/vn/petition-answer/" + Rules.later();
        json(FEDERATION, units.province()).body(Map.of("days", 30, "working", true, "citation", "x", "verified", false)).put(clock).then().statusCode(200);
        top(AccessMatrix.of("POST", clock + "/cancellation").body(() -> WHY));
    }

    @Test
    void aUnitsRuleOfEvidenceIsReadByThoseAboveAndByThoseWhoKeepToIt() {
        units = federation.found();
        AccessMatrix.of("GET", made("evidence-rules", Map.of("unit", units.commune(), "step", "accept", "validFrom", Rules.later().toString(), "kinds",
                List.of("photo"), "citation", "HD"))).roles("campaign-officer", "unit-officer", FEDERATION)
                .inside(units.province(), units.commune(), units.grassroots()).outside(units.sibling(), units.stranger()).check();
    }

    @Test
    void aUnitsRuleOfEvidenceIsTakenBackByItsOfficersAndThoseAbove() {
        units = federation.found();
        AccessMatrix.of("POST", () -> made("evidence-rules", Map.of("unit", units.commune(), "step", "accept", "validFrom", Rules.later().toString(), "kinds",
                List.of("photo"), "citation", "HD")) + "/cancellation").body(() -> WHY).roles("campaign-officer", FEDERATION)
                .inside(units.commune(), units.province()).outside(units.grassroots(), units.sibling(), units.stranger()).check();
    }

    private String made(String kind, Map<String, Object> body) {
        return json(FEDERATION, units.province()).body(body).post(V1 + kind).then().statusCode(201).extract().header("Location");
    }

    private void top(AccessMatrix matrix) {
        matrix.roles(FEDERATION).inside(units.province()).outside(units.commune(), units.grassroots()).check();
    }
}
