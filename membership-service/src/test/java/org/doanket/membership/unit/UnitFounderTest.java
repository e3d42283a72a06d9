package org.doanket.membership.unit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Somebody;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnitFounderTest {

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    @Test
    void isNamedAtTheFoundingAndSeenWithTheUnitAndInTheOwnExport() {
        Somebody somebody = new Somebody(tree.grassRoots);
        UUID other = People.member(tree.commune);
        UUID unit = UUID.fromString(Api.found(founding("2025-01-01", somebody.id, other)).statusCode(201).extract().path("id"));

        Api.officer().get("/units/" + unit + "/founders").then().statusCode(200).body("memberId", containsInAnyOrder(somebody.id.toString(), other.toString()));
        Api.officer().get("/units/" + tree.commune + "/founders").then().statusCode(200).body("$", empty());
        somebody.calls().get("/me/export").then().statusCode(200).body("sections.foundedUnits.unitId", contains(unit.toString()));
    }

    @Test
    void isNoForeignerByTheRuleThatTheRefusalCites() {
        UUID foreigner = People.foreigner(tree.grassRoots);
        Api.found(founding("2025-08-01", foreigner, People.member(tree.commune))).statusCode(422).body("code", equalTo("founder-barred"), "rule",
                containsString("neither founder nor officer"), "verified", equalTo(true));
    }

    @Test
    void wasAMemberWithThatRightOnTheDayOfTheFounding() {
        UUID newcomer = People.member(tree.commune, Map.of("joinedOn", "2025-03-01"));
        Api.found(founding("2025-02-28", newcomer)).statusCode(422).body("errors.code", contains("no-member-on-the-day"));
        UUID once = People.member(tree.commune, Map.of("category", "honorary"));
        Api.officer().contentType("application/json").body(Map.of("category", "employee", "since", "2025-06-01", "reason", "a test"))
                .post("/members/" + once + "/category-changes").then().statusCode(200);
        Api.found(founding("2025-05-31", once)).statusCode(422).body("code", equalTo("founder-barred"));
        Api.found(founding("2025-06-01", once)).statusCode(201);
    }

    @Test
    void isAPresentMemberWhomTheOfficerSees() {
        UUID left = People.member(tree.commune);
        People.setStatus(left, "left", "2024-01-01");
        Map<String, Object> body = founding("2025-01-01", left, People.member(tree.elsewhere), People.member(tree.commune));
        Api.as("federation-officer", tree.commune).contentType("application/json").body(body).post("/units").then().statusCode(422)
                .body("errors.pointer", contains("/founders", "/founders"), "errors.code", contains("unknown-member", "unknown-member"));
    }

    @Test
    void isOneOfAsManyAsTheRuleAsksForUnlessTheUnitAboveSaysWhyNot() {
        List<UUID> five = java.util.stream.Stream.generate(() -> People.member(tree.commune)).limit(5).toList();
        Map<String, Object> few = founding("2025-01-01", five.get(0), five.get(1));
        few.remove("exceptionReason");
        Api.found(few).statusCode(422).body("code", equalTo("unit-too-few-founders"), "rule", containsString("5"), "verified", equalTo(true));
        few.put("founders", five);
        Api.found(few).statusCode(201);
        String unit = Api.found(founding("2025-01-01", five.get(0), five.get(1))).statusCode(201).extract().path("id");
        Api.officer().get("/units/" + unit + "/history").then().body("[0].detail.exception", containsString("applied already"));
        Map<String, Object> above = founding("2025-01-01", five.get(0));
        above.put("kind", "commune-union");
        above.put("parentId", tree.province);
        above.remove("exceptionReason");
        Api.found(above).statusCode(201);
    }

    private Map<String, Object> founding(String on, UUID... founders) {
        Map<String, Object> body = Api.founding("grass-roots-union", tree.commune);
        body.put("validFrom", on);
        body.put("founders", List.of(founders));
        body.put("exceptionReason", "The others who work there have applied already");
        return body;
    }
}
