package org.doanket.membership.congress;

import static org.awaitility.Awaitility.await;
import static org.doanket.membership.congress.Congresses.delegate;
import static org.doanket.membership.congress.Congresses.delegates;
import static org.doanket.membership.congress.Congresses.elect;
import static org.doanket.membership.congress.Congresses.get;
import static org.doanket.membership.congress.Congresses.holding;
import static org.doanket.membership.congress.Congresses.plan;
import static org.doanket.membership.congress.Congresses.planned;
import static org.doanket.membership.congress.Congresses.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CongressTest {

    private Api.Tree tree;
    private UUID member;
    private UUID other;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        member = People.member(tree.grassRoots, Map.of("sex", "female"));
        other = People.member(tree.commune);
    }

    @Test
    void isPlannedWithDelegatesAndHeld() {
        String congress = planned(tree.commune, 40);
        elect(congress, tree.grassRoots, member).statusCode(200).body("delegates.elected", equalTo(1), "delegates.women", equalTo(1), "version", equalTo(2));
        elect(congress, tree.commune, other).statusCode(200).body("delegates.elected", equalTo(2));
        UUID late = People.member(tree.grassRoots);
        send("/" + congress + "/delegates", delegates("appointed", null, late)).statusCode(200).body("delegates.appointed", equalTo(1));
        get("/" + congress + "/delegates?basis=elected").body("items.memberId", contains(member.toString(), other.toString()),
                "items.fromUnitId", contains(tree.grassRoots.toString(), tree.commune.toString()), "items.memberName", hasItem("Trần Thị Mẫu"));

        send("/" + congress + "/postponement", Map.of("plannedOn", "2025-09-01", "actNumber", "13/TB")).statusCode(200)
                .body("plannedOn", equalTo("2025-09-01"), "postponedAct", equalTo("13/TB"));
        send("/" + congress + "/holding", holding(List.of(delegate(congress, other)))).statusCode(200).body("state", equalTo("held"),
                "summoned", equalTo(3), "present", equalTo(2), "closedOn", equalTo(Congresses.DAY), "closedAct", equalTo("05/BB-DH"));
        get("/" + congress + "/delegates").body("items.attended", contains(true, false, true));

        send("/" + congress + "/cancellation", Congresses.cancellation()).statusCode(409).body("code", equalTo("congress-not-planned"));
        elect(congress, tree.grassRoots, late).statusCode(409).body("code", equalTo("congress-not-planned"));
    }

    @Test
    void refusesWhoMayNotStandAsADelegateAndCitesTheRule() {
        String congress = planned(tree.commune, 10);
        UUID honorary = People.member(tree.grassRoots, Map.of("category", "honorary"));
        UUID stranger = People.member(tree.sibling);
        UUID young = People.member(tree.grassRoots, Map.of("joinedOn", "2025-07-11"));
        UUID left = People.member(tree.grassRoots);
        People.setStatus(left, "left", "2025-08-01");
        elect(congress, tree.grassRoots, honorary, stranger, young, left, member, member, other).statusCode(422).body(
                "errors.pointer", contains("/memberIds/0", "/memberIds/1", "/memberIds/2", "/memberIds/3", "/memberIds/5", "/memberIds/6"),
                "errors.code", contains("delegate-barred", "no-member-of-the-unit", "no-member-on-the-day", "no-member-of-the-unit", "delegate-twice",
                        "no-member-of-the-unit"),
                "errors[0].message", containsString("Guide to the charter"));
        get("/" + congress + "/delegates").body("items", empty());
        UUID foreigner = People.foreigner(tree.grassRoots);
        elect(congress, tree.grassRoots, foreigner).statusCode(200); // holds no office, but may be a delegate
    }

    @Test
    void appointsNoMoreThanTheRulesShare() {
        String congress = planned(tree.commune, 34);
        send("/" + congress + "/delegates", delegates("appointed", null, member, other)).statusCode(422).body("code", equalTo("delegates-appointed"),
                "rule", containsString("Charter"), "verified", equalTo(false), "detail", containsString("1"));
        send("/" + congress + "/delegates", delegates("appointed", null, member)).statusCode(200);
        send("/" + congress + "/delegates", delegates("appointed", null, other)).statusCode(422);
        send("/" + congress + "/delegates", delegates("appointed", tree.commune, other)).statusCode(422).body("errors.code", contains("delegate-not-elected"));
    }

    @Test
    void byOfficeComesWhoHasASeatInTheCommitteeThatGoesOut() {
        UUID body = committee(tree.commune, other, "2020-05-01");
        String congress = planned(tree.commune, 10);
        send("/" + congress + "/delegates", delegates("office", null, other, member)).statusCode(422)
                .body("errors.pointer", contains("/memberIds/1"), "errors.code", contains("delegate-without-seat"));
        send("/" + congress + "/delegates", delegates("office", null, other)).statusCode(200).body("delegates.byOffice", equalTo(1));
        Map<String, Object> holding = holding(List.of());
        holding.put("bodyId", body);
        send("/" + congress + "/holding", holding).statusCode(200).body("bodyId", equalTo(body.toString()));
    }

    @Test
    void hasNoMoreDelegatesThanPlaces() {
        String congress = planned(tree.commune, 1);
        elect(congress, tree.commune, member, other).statusCode(409).body("code", equalTo("congress-no-place-left"));
        elect(congress, tree.commune, member).statusCode(200);
        elect(congress, tree.commune, other).statusCode(409);
        String path = "/" + congress + "/delegates/" + delegate(congress, member) + "/withdrawal";
        Map<String, Object> withdrawal = Map.of("on", "2025-07-20", "reason", "ill", "actNumber", "3");
        send(path, Map.of("on", "2025-07-09", "reason", "ill")).statusCode(422).body("errors.code", contains("delegate-before-named"));
        send(path, withdrawal).statusCode(200).body("delegates.elected", equalTo(0));
        send(path, withdrawal).statusCode(409).body("code", equalTo("delegate-withdrawn"));
        elect(congress, tree.commune, other).statusCode(200);
        get("/" + congress + "/delegates?state=all").body("items.withdrawReason", contains("ill", null));
        get("/" + congress + "/delegates").body("items.memberId", contains(other.toString()));
    }

    @Test
    void isNotHeldWithoutItsQuorum() {
        String congress = planned(tree.commune, 10);
        send("/" + congress + "/holding", holding(List.of())).statusCode(409).body("code", equalTo("congress-no-delegates"));
        elect(congress, tree.commune, member, other, People.member(tree.commune)).statusCode(200);
        String absent = delegate(congress, member);
        send("/" + congress + "/holding", holding(List.of(absent, absent, UUID.randomUUID()))).statusCode(422)
                .body("errors.pointer", contains("/absent/1", "/absent/2"), "errors.code.unique()", contains("no-delegate-of-the-congress"));
        send("/" + congress + "/holding", holding(List.of(absent, delegate(congress, other)))).statusCode(422)
                .body("code", equalTo("congress-without-quorum"), "rule", containsString("two thirds"));
        get("/" + congress + "/delegates").body("items.attended.unique()", contains(nullValue()));
        send("/" + congress + "/holding", holding(List.of(absent))).statusCode(200).body("present", equalTo(2));
    }

    @Test
    void inAGrassRootsUnionTheNumberOfMembersSaysWhoComes() {
        send("", plan(tree.grassRoots, "delegates", 30)).statusCode(422).body("code", equalTo("congress-by-delegates"), "rule", containsString("150"));
        Map<String, Object> consented = plan(tree.grassRoots, "delegates", 30);
        consented.put("consentAct", "44/CV-LDLD");
        String congress = send("", consented).statusCode(201).body("consentAct", equalTo("44/CV-LDLD")).extract().path("id");
        send("", plan(tree.grassRoots, "all", null)).statusCode(409).body("code", equalTo("congress-one-planned"));
        send("/" + congress + "/cancellation", Congresses.cancellation()).statusCode(200).body("state", equalTo("cancelled"));

        String all = send("", plan(tree.grassRoots, "all", null)).statusCode(201).body("places", nullValue(), "delegates", nullValue()).extract().path("id");
        elect(all, tree.grassRoots, member).statusCode(409).body("code", equalTo("congress-of-all-members"));
        send("/" + all + "/holding", holding(List.of())).statusCode(422).body("errors.pointer", contains("/present"));
        Map<String, Object> holding = holding(List.of());
        holding.put("present", 2);
        send("/" + all + "/holding", holding).statusCode(422).body("errors.code", contains("congress-more-than-members"));
        holding.put("present", 1);
        send("/" + all + "/holding", holding).statusCode(200).body("summoned", equalTo(1), "present", equalTo(1));
    }

    @Test
    void namesEachFaultOfAPlan() {
        Map<String, Object> plan = plan(tree.commune, "delegates", null);
        plan.putAll(Map.of("actDate", "2019-01-01", "plannedOn", "2018-01-01"));
        send("", plan).statusCode(422).body("errors.pointer", contains("/actDate", "/plannedOn", "/places"),
                "errors.code", contains("congress-before-the-unit", "congress-before-its-act", "not-null"));
        send("", plan(tree.commune, "all", 5)).statusCode(422).body("errors.code", contains("congress-without-places"));
        String congress = planned(tree.commune, 5);
        send("/" + congress + "/postponement", Map.of("plannedOn", "2025-05-31", "actNumber", "1")).statusCode(409)
                .body("code", equalTo("congress-before-its-act"));
        Map<String, Object> early = holding(List.of());
        elect(congress, tree.commune, member).statusCode(200);
        early.put("on", "2025-05-31");
        send("/" + congress + "/holding", early).statusCode(409).body("code", equalTo("congress-before-its-act"));
        elect(congress, tree.sibling, member).statusCode(422).body("errors.code", contains("no-unit-below"));
    }

    @Test
    void whoIsNoMemberAnyMoreIsNoDelegateEither() {
        String congress = planned(tree.province, 10);
        elect(congress, tree.commune, member, other).statusCode(200);
        Api.as("unit-officer", tree.grassRoots).contentType("application/json").body(Map.of("status", "left", "since", "2025-08-01", "reason", "own wish"))
                .post("/members/" + member + "/status-changes").then().statusCode(200);
        Api.officer().contentType("application/json").body(Map.of("category", "honorary", "since", "2025-08-02", "reason", "a post"))
                .post("/members/" + other + "/category-changes").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> get("/" + congress + "/delegates").body("items", empty()));
        get("/" + congress + "/delegates?state=all").body("items.withdrawReason", containsInAnyOrder("membership-over", "right-lost"),
                "items.withdrawnOn", containsInAnyOrder("2025-08-01", "2025-08-02"));
    }

    @Test
    void aCongressThatWasHeldMovesTheDayOnWhichTheNextIsDue() {
        committee(tree.commune, other, "2020-05-01");
        due("unit=" + tree.province).body("items.unitId", contains(tree.commune.toString()), "items[0].termEnds", equalTo("2025-05-01"),
                "items[0].congressId", nullValue());
        String congress = planned(tree.commune, 10);
        due("unit=" + tree.commune).body("items[0].congressId", equalTo(congress), "items[0].plannedOn", equalTo(Congresses.DAY));
        elect(congress, tree.commune, member).statusCode(200);
        send("/" + congress + "/holding", holding(List.of())).statusCode(200);
        due("unit=" + tree.province).body("items", empty());
        Api.as("unit-officer", tree.sibling).get("/congresses/due").then().statusCode(200).body("items.unitId", not(hasItem(tree.commune.toString())));
    }

    @Test
    void whatWasDueOnADayStaysWhateverIsHeldAndMovedLater() {
        UUID another = Api.unit("commune-union", tree.province);
        committee(another, People.member(another), "2020-05-01");
        String congress = planned(another, 10);
        elect(congress, another, People.member(another)).statusCode(200);
        String whole = "unit=" + tree.province + "&asOf=";
        for (int time = 0; time < 2; time++) {
            due(whole + "2024-04-01").body("items", empty());
            due(whole + "2025-05-31").body("items.unitId", contains(another.toString()), "items[0].termEnds", equalTo("2025-05-01"), "items[0].congressId",
                    nullValue());
            due(whole + "2025-06-01").body("items.unitId", contains(another.toString()), "items[0].congressId", equalTo(congress));
            due(whole + "2025-08-19&within=0").body("items.unitId", contains(another.toString()));
            if (time == 0) {
                send("/" + congress + "/holding", holding(List.of())).statusCode(200);
                Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2025-09-01", "actNumber", "9/QD"))
                        .post("/units/" + another + "/moves").then().statusCode(200);
            }
        }
        due(whole + "2025-08-20").body("items", empty());
        due("unit=" + another + "&asOf=2019-01-01").body("items", empty());
        Api.as("auditor", tree.elsewhere).get("/congresses/due?asOf=2025-08-01").then().statusCode(200).body("items", empty());
        Api.as("auditor", tree.province).get("/congresses/due?asOf=2025-08-01").then().statusCode(200).body("items.unitId", contains(another.toString()));
    }

    @Test
    void isListedByDay() {
        String first = planned(tree.commune, 10);
        Map<String, Object> extraordinary = plan(tree.commune, "delegates", 10);
        extraordinary.putAll(Map.of("kind", "extraordinary", "plannedOn", "2025-08-01"));
        String second = send("", extraordinary).statusCode(201).extract().path("id");
        get("?scope=subtree&unit=" + tree.province).body("items.id", contains(second, first));
        get("?unit=" + tree.commune + "&kind=ordinary").body("items.id", contains(first));
        get("?unit=" + tree.commune + "&limit=1").body("items.id", contains(second));
        get("?unit=" + tree.province).body("items", empty());
    }

    private static ValidatableResponse due(String query) {
        return get("/due?" + query);
    }

    /** Its term is over. */
    private static UUID committee(UUID unit, UUID chair, String startsOn) {
        Map<String, Object> body = new HashMap<>(Map.of("unitId", unit, "kind", "executive-committee", "basis", "elected", "seats", 3, "congress", "III, 2020-2025",
                "congressOn", startsOn, "actNumber", "01/BB-DH", "startsOn", startsOn, "officers", List.of(Map.of("memberId", chair, "position", "chair"))));
        return UUID.fromString(Api.officer().contentType("application/json").body(body).post("/bodies").then().statusCode(201).extract().path("id"));
    }
}
