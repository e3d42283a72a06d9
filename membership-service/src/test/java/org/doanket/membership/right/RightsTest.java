package org.doanket.membership.right;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Somebody;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RightsTest {

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    @Test
    void areAllThereForAnEmployeeAndEachSaysWhereItStands() {
        rights(People.member(tree.grassRoots), "").body("category", equalTo("employee"), "status", equalTo("active"), "rights.held", everyItem(equalTo(true)),
                "rights.citation", everyItem(notNullValue()), "rights.code", hasItems("take-part", "found-unit", "stand-for-office", "vote-on-organisation"),
                "rights.code", org.hamcrest.Matchers.not(hasItem("join")));
    }

    @Test
    void letAForeignerNeitherStandNorFoundAndTheRuleIsCited() {
        rights(People.foreigner(tree.grassRoots), "").body(held("stand-for-office"), equalTo(false), held("found-unit"), equalTo(false),
                held("elect"), equalTo(true), held("take-part"), equalTo(true), "rights.find { it.code == 'found-unit' }.because", equalTo("category"),
                "rights.find { it.code == 'found-unit' }.citation", containsString("2024"),
                "rights.find { it.code == 'found-unit' }.verified", equalTo(true));
    }

    @Test
    void leaveAnHonoraryMemberEverythingButVotesAndOffices() {
        rights(People.member(tree.grassRoots, Map.of("category", "honorary")), "").body("rights.findAll { it.held }.code", equalTo(List.of("take-part")));
    }

    @Test
    void letAForeignerBeADelegateButNoHonoraryMember() {
        rights(People.foreigner(tree.grassRoots), "").body(held("stand-as-delegate"), equalTo(true));
        rights(People.member(tree.grassRoots, Map.of("category", "honorary")), "").body(held("stand-as-delegate"), equalTo(false),
                "rights.find { it.code == 'stand-as-delegate' }.citation", containsString("elect delegates"));
    }

    @Test
    void areThoseOfTheDayThatIsAskedFor() {
        UUID member = People.member(tree.grassRoots);
        Api.officer().contentType("application/json").body(Map.of("category", "honorary", "since", "2025-03-01", "reason", "director now"))
                .post("/members/" + member + "/category-changes").then().statusCode(200);

        rights(member, "").body("category", equalTo("honorary"), held("elect"), equalTo(false));
        rights(member, "?asOf=2025-02-28").body("category", equalTo("employee"), "asOf", equalTo("2025-02-28"), held("elect"), equalTo(true));
        rights(member, "?asOf=2025-03-01").body(held("elect"), equalTo(false));
        rights(member, "?asOf=2019-12-31").body("category", nullValue(), "rights.held", everyItem(equalTo(false)),
                "rights.because", everyItem(equalTo("no-membership")));
    }

    @Test
    void endWithTheMembershipAndAreAnsweredAllTheSame() {
        UUID member = People.member(tree.grassRoots);
        People.setStatus(member, "left", "2024-05-01");

        rights(member, "").body("status", equalTo("left"), "rights.held", everyItem(equalTo(false)), "rights.because", everyItem(equalTo("no-membership")));
        rights(member, "?asOf=2024-04-30").body("status", equalTo("active"), "rights.held", everyItem(equalTo(true)));
    }

    @Test
    void leaveWhoIsKeptInChinaWithoutAVote() {
        UUID union = chineseUnion();
        UUID member = People.member(union);
        People.setStatus(member, "kept", "2024-05-01");

        rights(member, "").body(held("vote-on-organisation"), equalTo(false), held("elect"), equalTo(false), held("take-part"), equalTo(true),
                "rights.find { it.code == 'elect' }.because", equalTo("status"));
    }

    @Test
    void areSeenByTheMemberHimself() {
        new Somebody(tree.grassRoots).calls().get("/me/rights").then().statusCode(200).body("rights.held", everyItem(equalTo(true)));
    }

    @Test
    void restOnRulesThatHaveDays() {
        String foreignersJoin = "items.find { it.right == 'join' && it.subject == 'foreign' }.held";
        rules("&jurisdiction=vn&asOf=2025-06-30").body(foreignersJoin, equalTo(false));
        rules("&jurisdiction=vn&asOf=2025-07-01").body(foreignersJoin, equalTo(true), "items.jurisdiction", everyItem(equalTo("vn")));
        for (String right : List.of("found-unit", "stand-for-office")) {
            String ofForeigners = "items.find { it.right == '" + right + "' && it.subject == 'foreign' }.";
            rules("&jurisdiction=vn&asOf=2025-06-30").body(ofForeigners + "held", equalTo(false), ofForeigners + "verified", equalTo(false));
            rules("&jurisdiction=vn&asOf=2025-07-01").body(ofForeigners + "held", equalTo(false), ofForeigners + "verified", equalTo(true),
                    ofForeigners + "validFrom", equalTo("2025-07-01"));
        }
        rules("").body("items.jurisdiction", hasItems("vn", "cn"), "items.citation", everyItem(notNullValue()));
    }

    @Test
    void changeFromADayToComeOnAndAreTakenBackBeforeIt() {
        String id = set(setting("2047-01-01", "honorary", true)).statusCode(201).header("Location", startsWith(Api.BASE + "/right-rules/"))
                .body("held", equalTo(true), "rightName", equalTo("Nominate")).extract().path("id");
        set(setting("2047-01-01", "honorary", false)).statusCode(409).body("code", equalTo("rule-begin-taken"));
        UUID member = People.member(tree.grassRoots, Map.of("category", "honorary"));
        rights(member, "?asOf=2046-12-31").body(held("nominate"), equalTo(false));
        rights(member, "?asOf=2047-01-01").body(held("nominate"), equalTo(true), "rights.find { it.code == 'nominate' }.citation", equalTo("a congress to come"));

        cancel(id).statusCode(200).body("cancelledWhy", equalTo("a test"));
        cancel(id).statusCode(409).body("code", equalTo("rule-cancelled-already"));
        rights(member, "?asOf=2047-01-01").body(held("nominate"), equalTo(false));
        String begun = rules("&jurisdiction=vn&asOf=2026-01-01").extract().path("items.find { it.right == 'nominate' && it.subject == 'honorary' }.id");
        cancel(begun).statusCode(409).body("code", equalTo("rule-begun-already"));
        cancel(UUID.randomUUID().toString()).statusCode(404);
        Map<String, Object> wrong = setting("2020-01-01", "nobody", true);
        wrong.put("right", "fly");
        set(wrong).statusCode(422).body("errors.pointer", containsInAnyOrder("/source/validFrom", "/right", "/subject"));
    }

    @Test
    void areSetAtTheTopOfTheTreeAlone() {
        int[] year = {2050};
        String one = set(setting("2050-01-01", "informal", true)).statusCode(201).extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/right-rules/" + one).roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "integration").inside(tree.province).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", Api.BASE + "/right-rules").body(() -> setting(++year[0] + "-01-01", "informal", true))
                .roles("federation-officer").inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/right-rules/" + set(setting(++year[0] + "-01-01", "informal", true)).extract().path("id") + "/cancellation")
                .body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
    }

    private static Map<String, Object> setting(String from, String category, boolean held) {
        return new HashMap<>(Map.of("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "a congress to come", "verified", false),
                "right", "nominate", "ground", "category", "subject", category, "held", held));
    }

    private static ValidatableResponse set(Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post("/right-rules").then();
    }

    private static ValidatableResponse cancel(String id) {
        return Api.officer().contentType("application/json").body(Map.of("why", "a test")).post("/right-rules/" + id + "/cancellation").then();
    }

    private static UUID chineseUnion() {
        Map<String, Object> federation = Api.founding("provincial-federation", null);
        federation.put("jurisdiction", "cn");
        Map<String, Object> union = Api.founding("grass-roots-union", UUID.fromString(Api.found(federation).statusCode(201).extract().path("id")));
        union.put("jurisdiction", "cn");
        return UUID.fromString(Api.found(union).statusCode(201).extract().path("id"));
    }

    private static String held(String right) {
        return "rights.find { it.code == '" + right + "' }.held";
    }

    private static ValidatableResponse rights(UUID member, String query) {
        return Api.officer().get("/members/" + member + "/rights" + query).then().statusCode(200);
    }

    private static ValidatableResponse rules(String query) {
        return Api.officer().get("/right-rules?limit=200" + query).then().statusCode(200);
    }
}
