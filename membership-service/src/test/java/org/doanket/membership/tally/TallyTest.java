package org.doanket.membership.tally;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TallyTest {

    private static final String[] READERS = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "integration"};

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        People.member(tree.grassRoots, Map.of("sex", "female"));
        People.member(tree.grassRoots, Map.of("sex", "male", "category", "honorary"));
        People.member(tree.sibling);
    }

    @Test
    void countsMembersBySexCategoryStatusAndKindOfUnit() {
        tally("members", tree.province, null).body("members", equalTo(3), "women", equalTo(1), "ofUnknownSex", equalTo(1),
                "byCategory.code", contains("employee", "honorary"), "byCategory.count", contains(2, 1), "byCategory[0].name", equalTo("Employee"),
                "byStatus.code", contains("active"), "byUnitKind.code", contains("grass-roots-union", "commune-union"), "byUnitKind[0].women", equalTo(1));
    }

    @Test
    void answersAsTheTreeStoodThatDay() {
        move(tree.grassRoots, tree.sibling, "2025-07-01");
        tally("members", tree.commune, "2025-06-30").body("members", equalTo(2), "asOf", equalTo("2025-06-30"));
        tally("members", tree.commune, "2025-07-01").body("members", equalTo(0), "byCategory", empty());
        tally("members", tree.sibling, "2025-06-30").body("members", equalTo(1));
        tally("members", tree.sibling, null).body("members", equalTo(3));
        tally("units", tree.commune, "2025-06-30").body("units", equalTo(2), "byKind.code", contains("commune-union", "grass-roots-union"));
        tally("units", tree.commune, null).body("units", equalTo(1));
        tally("members", tree.province, "2025-06-30").body("members", equalTo(3));
    }

    @Test
    void countsWhoWasThereThatDayWhereverHeIsNow() {
        UUID gone = People.member(tree.grassRoots, Map.of("joinedOn", "2024-01-01"));
        People.setStatus(gone, "left", "2025-03-01");
        tally("members", tree.grassRoots, "2023-12-31").body("members", equalTo(2));
        tally("members", tree.grassRoots, "2025-02-28").body("members", equalTo(3));
        tally("members", tree.grassRoots, "2025-03-01").body("members", equalTo(2));

        // The upper union of that day still knows how many it had, though it sees them no more.
        move(tree.grassRoots, tree.elsewhere, "2025-07-01");
        Api.as("unit-officer", tree.commune).get("/tallies/members?unit=" + tree.commune + "&asOf=2025-02-28").then().statusCode(200)
                .body("members", equalTo(3));
        Api.as("unit-officer", tree.commune).get("/tallies/members?unit=" + tree.grassRoots + "&asOf=2025-02-28").then().statusCode(404);
    }

    @Test
    void tellsForEachUnitBelowWhatItHasWithAllBelowIt() {
        tally("members/units", tree.province, null).body("items.size()", equalTo(2), "items.find { it.unit == '" + tree.commune + "' }.members", equalTo(2),
                "items.find { it.unit == '" + tree.commune + "' }.units", equalTo(2), "items.find { it.unit == '" + tree.sibling + "' }.members", equalTo(1));
        Api.officer().get("/tallies/members/units?limit=1&unit=" + tree.province).then().statusCode(200).body("items.size()", equalTo(1));
        tally("members/units", tree.grassRoots, null).body("items", empty());
    }

    @Test
    void knowsNoUnitOnADayBeforeItsFounding() {
        Api.officer().get("/tallies/members?asOf=2019-12-31&unit=" + tree.commune).then().statusCode(404);
    }

    @Test
    void theCountOfTheListToldAsOfADayIsTheOneOfTheTally() {
        UUID gone = People.member(tree.grassRoots, Map.of("joinedOn", "2024-01-01"));
        People.setStatus(gone, "left", "2025-03-01");
        move(tree.grassRoots, tree.elsewhere, "2025-07-01");
        count(tree.commune, "&scope=subtree&asOf=2023-12-31").body("count", equalTo(2));
        count(tree.commune, "&scope=subtree&asOf=2025-02-28").body("count", equalTo(3));
        count(tree.commune, "&scope=subtree&asOf=2025-02-28&category=honorary").body("count", equalTo(1));
        count(tree.commune, "&scope=subtree&asOf=2025-02-28&status=active").body("count", equalTo(3));
        count(tree.commune, "&asOf=2025-02-28").body("count", equalTo(0));
        count(tree.commune, "&scope=subtree&asOf=2025-07-01").body("count", equalTo(0));
        count(tree.commune, "&scope=subtree").body("count", equalTo(0));
        Api.as("unit-officer", tree.elsewhere).get("/members/count?unit=" + tree.grassRoots + "&asOf=2025-02-28").then().statusCode(200)
                .body("count", equalTo(3));
        Api.as("unit-officer", tree.commune).get("/members/count?asOf=2025-02-28").then().statusCode(200).body("count", equalTo(3));
        Api.as("unit-officer", tree.commune).get("/members/count?asOf=2019-12-31").then().statusCode(404);
        count(tree.province, "&scope=subtree&asOf=2025-02-28&q=tran mau").body("count", equalTo(1)); // the others are beyond its scope by now
        Api.as("unit-officer", tree.commune).get("/members/count?asOf=2025-02-28&status=left").then().statusCode(422)
                .body("errors.pointer", contains("?status"), "errors.code", contains("not-as-of"));
    }

    private static ValidatableResponse count(UUID unit, String query) {
        return Api.as("unit-officer", unit).get("/members/count?unit=" + unit + query).then().statusCode(200);
    }

    @Test
    void access() {
        for (String what : new String[] {"members", "members/units", "units"}) {
            AccessMatrix.of("GET", Api.BASE + "/tallies/" + what).roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
            AccessMatrix.of("GET", Api.BASE + "/tallies/" + what + "?unit=" + tree.commune).roles(READERS).inside(tree.commune, tree.province)
                    .outside(tree.grassRoots, tree.sibling, tree.elsewhere).check();
        }
    }

    private static ValidatableResponse tally(String what, UUID unit, String day) {
        return Api.officer().get("/tallies/" + what + "?unit=" + unit + (day == null ? "" : "&asOf=" + day)).then().statusCode(200);
    }

    private static void move(UUID unit, UUID parent, String from) {
        Api.officer().contentType("application/json").body(Map.of("parentId", parent, "from", from, "actNumber", "2/QD")).post("/units/" + unit + "/moves")
                .then().statusCode(200);
    }
}
