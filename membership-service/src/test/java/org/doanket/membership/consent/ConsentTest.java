package org.doanket.membership.consent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ConsentTest {

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Somebody somebody;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.commune);
    }

    @Test
    void presetsNothing() {
        mine().body("purpose", hasItems("contact", "publish-phone", "job-help", "photo"), "given", everyItem(equalTo(false)));
    }

    @Test
    void keepsTextTimeAndChannelOfEachGivingAndEachWithdrawal() {
        act("contact", 1, true).statusCode(200);
        act("contact", 1, true).statusCode(409).body("code", equalTo("consent-unchanged"));
        onPaper(false).statusCode(200);
        String contact = "find { it.purpose == 'contact' }";
        mine().body(contact + ".given", equalTo(false), contact + ".acts.given", contains(false, true), contact + ".acts.channel",
                contains("paper", "online"), contact + ".acts.textVersion", contains(1, 1), contact + ".acts.proof", contains("file 12", null),
                contact + ".acts.language", contains("en", "en"), contact + ".text", containsString("may call me"));
        onPaper(false).statusCode(409);
    }

    @Test
    void takesNoConsentToATextThatIsNotInUse() {
        act("contact", 2, true).statusCode(409).body("code", equalTo("consent-other-text"), "detail", containsString("version 1"));
        act("moon", 1, true).statusCode(422).body("errors[0].pointer", equalTo("/purpose"));
        act("contact", 1, false).statusCode(409).body("code", equalTo("consent-unchanged"));
        mine().body("find { it.purpose == 'contact' }.acts[0]", nullValue());
    }

    @Test
    void isAskedInTheWordingThatIsInUseAndNotInOneToCome() {
        Map<String, Object> wording = new java.util.HashMap<>(Map.of("purpose", "photo", "validFrom", "2047-01-01"));
        for (String language : java.util.List.of("vi", "en", "zh")) {
            wording.put(language, Map.of("name", "Photos", "text", "The union may publish photos of me until I object. " + language));
        }
        String id = word(wording).statusCode(201).body("textVersion", org.hamcrest.Matchers.greaterThan(1), "en.text", containsString("until I object. en")).extract().path("id");
        word(wording).statusCode(409).body("code", equalTo("rule-begin-taken"));
        mine().body("find { it.purpose == 'photo' }.textVersion", equalTo(1));
        act("photo", 2, true).statusCode(409);
        Api.officer().contentType("application/json").body(Map.of("why", "a slip")).post("/consent-wordings/" + id + "/cancellation").then().statusCode(200)
                .body("cancelledWhy", equalTo("a slip"));
        Api.officer().contentType("application/json").body(Map.of("why", "a slip")).post("/consent-wordings/" + id + "/cancellation").then().statusCode(409);
        wording.put("validFrom", "2020-01-01");
        word(wording).statusCode(422).body("errors.pointer", contains("/validFrom"));
        wording.put("purpose", "moon");
        word(wording).statusCode(422).body("errors.pointer", contains("/purpose"));
        String inUse = Api.officer().get("/consent-wordings").then().body("purpose", hasItems("contact", "photo")).extract()
                .path("find { it.purpose == 'contact' && it.textVersion == 1 }.id");
        Api.officer().contentType("application/json").body(Map.of("why", "a slip")).post("/consent-wordings/" + inUse + "/cancellation").then()
                .statusCode(409).body("code", equalTo("rule-begun-already"));
    }

    private static ValidatableResponse word(Map<String, Object> wording) {
        return Api.officer().contentType("application/json").body(wording).post("/consent-wordings").then();
    }

    @Test
    void letsNobodyRewriteAProof() {
        act("contact", 1, true).statusCode(200);
        assertThatThrownBy(() -> Sql.of("UPDATE consent_act SET given = false").run(worker)).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> Sql.of("DELETE FROM consent_act").run(worker)).hasStackTraceContaining("permission denied");
    }

    @Test
    void access() {
        boolean[] given = {false};
        AccessMatrix.of("GET", Api.BASE + "/me/consents").member(somebody.id).roles("member")
                .inside(tree.commune, tree.province, tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("POST", Api.BASE + "/me/consents").member(somebody.id).body(() -> Map.of("purpose", "photo", "textVersion", 1, "given",
                given[0] = !given[0])).roles("member").inside(tree.commune, tree.sibling, tree.elsewhere).check();
        int[] year = {2050};
        java.util.function.Supplier<Map<String, Object>> wording = () -> Map.of("purpose", "job-help", "validFrom", ++year[0] + "-01-01", "vi",
                Map.of("name", "a", "text", "b"), "en", Map.of("name", "a", "text", "b"), "zh", Map.of("name", "a", "text", "b"));
        AccessMatrix.of("GET", Api.BASE + "/consent-wordings").roles("federation-officer", "unit-officer", "auditor", "integration")
                .inside(tree.commune).answersEverybodyTheirOwn().check();
        String one = word(wording.get()).extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/consent-wordings/" + one).roles("federation-officer", "unit-officer", "auditor", "integration")
                .inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", Api.BASE + "/consent-wordings").body(wording::get).roles("federation-officer").atTheRoot()
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/consent-wordings/" + word(wording.get()).extract().path("id") + "/cancellation")
                .body(() -> Map.of("why", "a test")).roles("federation-officer").atTheRoot()
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        String consents = Api.BASE + "/members/" + somebody.id + "/consents";
        AccessMatrix.of("GET", consents).roles("federation-officer", "unit-officer").inside(tree.commune, tree.province)
                .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("POST", consents).body(() -> Map.of("purpose", "contact", "textVersion", 1, "given", given[0] = !given[0], "channel", "desk",
                "proof", "desk 3")).roles("federation-officer", "unit-officer").inside(tree.commune, tree.province)
                .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    private ValidatableResponse act(String purpose, int version, boolean given) {
        return somebody.calls().body(Map.of("purpose", purpose, "textVersion", version, "given", given)).post("/me/consents").then();
    }

    private ValidatableResponse onPaper(boolean given) {
        return somebody.officer().body(Map.of("purpose", "contact", "textVersion", 1, "given", given, "channel", "paper", "proof", "file 12"))
                .post("/members/" + somebody.id + "/consents").then();
    }

    private ValidatableResponse mine() {
        return somebody.calls().get("/me/consents").then().statusCode(200);
    }
}
