package org.doanket.campaign.plan;

import static org.awaitility.Awaitility.await;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.doanket.campaign.FactProducer;
import org.doanket.campaign.FactProducer.Told;
import org.doanket.campaign.Federation;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.EventContracts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that fill themselves: the same figures whatever the facts' order and number of deliveries. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BoundTargetTest {

    private static final String OFFICER = "campaign-officer";

    @Inject
    Federation federation;

    @Inject
    FactProducer producer;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void countsDuesByTheNewestWordOnEachMonthHoweverOftenAndInWhateverOrderItCame() {
        String target = target(units.province(), Map.of("code", "D1", "title", "Thu đoàn phí", "planned", 10_000_000, "binding", "dues-collected",
                "currency", "VND"));
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(0)).body("progress.sources", equalTo(0));
        UUID one = Ids.next();
        UUID two = Ids.next();
        UUID stranger = Ids.next();
        List<Told> facts = new ArrayList<>(List.of(
                dues(one, 2, units.grassroots(), "2026-05", 1_000_000, "VND"), dues(one, 4, units.grassroots(), "2026-05", 2_500_000, "VND"),
                dues(one, 5, units.grassroots(), "2026-05", 2_400_000, "VND"), dues(two, 1, units.sibling(), "2026-01", 1_600_000, "VND"),
                dues(Ids.next(), 1, units.sibling(), "2025-12", 9_000_000, "VND"), dues(Ids.next(), 1, units.sibling(), "2026-02", 700, "CNY"),
                dues(stranger, 1, units.stranger(), "2026-02", 5_000_000, "VND"),
                new Told("finance", "unit-month", "dues-assessed", one, 3, Map.of("unit", units.grassroots(), "month", "2026-05", "assessed",
                        Map.of("amount", 3_000_000, "currency", "VND")))));
        fiveTimesInAnyOrder(facts);
        arrived("dues-collected", one, 5);
        arrived("dues-collected", two, 1);
        arrived("dues-collected", stranger, 1);
        as(OFFICER, units.province()).get(target).then().statusCode(200).body("progress.actual", equalTo(4_000_000))
                .body("progress.percent", equalTo(40)).body("progress.met", equalTo(false)).body("progress.sources", equalTo(2))
                .body("progress.asOf", notNullValue());
        as(OFFICER, units.province()).queryParam("limit", 1).get(target + "/facts").then().body("items", hasSize(1))
                .body("items[0].value", equalTo(2_400_000)).body("items[0].day", equalTo("2026-05-01")).body("items[0].source", equalTo(one.toString()));
        String next = as(OFFICER, units.province()).queryParam("limit", 1).get(target + "/facts").path("next");
        as(OFFICER, units.province()).queryParam("limit", 1).queryParam("cursor", next).get(target + "/facts").then()
                .body("items[0].value", equalTo(1_600_000)).body("next", nullValue());
    }

    @Test
    void countsEachMemberOnceAndWhereTheUnitStandsNow() {
        String province = target(units.province(), Map.of("code", "M1", "title", "Kết nạp", "planned", 4, "binding", "members-admitted"));
        String sibling = target(units.sibling(), Map.of("code", "M1", "title", "Kết nạp", "planned", 1, "binding", "members-admitted"));
        List<UUID> members = List.of(Ids.next(), Ids.next(), Ids.next());
        List<Told> facts = new ArrayList<>();
        members.forEach(member -> facts.add(member("member-admitted", member, 1, units.grassroots(), "2026-03-08")));
        facts.add(member("member-changed", members.get(0), 2, units.grassroots(), "2026-03-08"));
        facts.add(member("member-transferred", members.get(1), 2, units.sibling(), "2026-03-08"));
        facts.add(member("member-admitted", Ids.next(), 1, units.grassroots(), "2025-12-31"));
        UUID undone = Ids.next();
        facts.add(member("member-admitted", undone, 1, units.grassroots(), "2026-04-01"));
        facts.add(new Told("membership", "member", "member-ended", undone, 2, Map.of("id", undone, "unitId", units.grassroots(), "since",
                "2026-04-01", "status", "import-undone")));
        fiveTimesInAnyOrder(facts);
        arrived("members-admitted", undone, 2);
        arrived("members-admitted", members.get(0), 2);
        arrived("members-admitted", members.get(1), 2);
        arrived("members-admitted", members.get(2), 1);
        as(OFFICER, units.province()).get(province).then().body("progress.actual", equalTo(3)).body("progress.percent", equalTo(75));
        as(OFFICER, units.sibling()).get(sibling).then().body("progress.actual", equalTo(1)).body("progress.met", equalTo(true));
        String tag = as(OFFICER, units.sibling()).get(sibling).header("ETag");
        as(OFFICER, units.sibling()).header("If-None-Match", tag).get(sibling).then().statusCode(304);
        federation.move(units.grassroots(), units.sibling());
        as(OFFICER, units.sibling()).header("If-None-Match", tag).get(sibling).then().statusCode(200).body("progress.actual", equalTo(3));
        as(OFFICER, units.province()).get(province).then().body("progress.actual", equalTo(3));
        federation.move(units.grassroots(), units.stranger());
        as(OFFICER, units.province()).get(province).then().body("progress.actual", equalTo(1));
        as(OFFICER, units.province()).get(province + "/facts").then().body("items", hasSize(1))
                .body("items.unit", everyItem(equalTo(units.sibling().toString())));
    }

    @Test
    void countsWhoWasHiredThroughTheUnionUntilItIsTakenBack() {
        String target = target(units.province(), Map.of("code", "V1", "title", "Giới thiệu việc làm", "planned", 2, "binding", "jobs-placed"));
        UUID kept = Ids.next();
        UUID annulled = Ids.next();
        fiveTimesInAnyOrder(new ArrayList<>(List.of(placement("job-placed", kept, 1, "hired"), placement("job-placed", annulled, 1, "hired"),
                placement("job-placement-annulled", annulled, 2, "annulled"))));
        arrived("jobs-placed", kept, 1);
        arrived("jobs-placed", annulled, 2);
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(1)).body("progress.percent", equalTo(50));
    }

    @Test
    void countsContributionsByTheirKindUntilTheyAreTakenBack() {
        String cash = target(units.province(), Map.of("code", "C1", "title", "Ủng hộ", "planned", 10_000_000, "binding", "contributions-cash", "currency", "VND"));
        String days = target(units.province(), Map.of("code", "C2", "title", "Ngày công", "planned", 63, "binding", "contributions-workdays"));
        String helped = target(units.province(), Map.of("code", "C3", "title", "Trợ cấp", "planned", 80, "binding", "grants-people"));
        UUID workdays = Ids.next();
        UUID taken = Ids.next();
        UUID grant = Ids.next();
        fiveTimesInAnyOrder(new ArrayList<>(List.of(sampled("finance", "contribution", "contribution-received", workdays, 1),
                told("finance", "contribution", "contribution-received", taken, 1, Map.of("kind", "cash", "on", "2026-03-14", "receiver", units.grassroots(),
                        "amount", Map.of("amount", 2_700_000, "currency", "VND"))),
                told("finance", "contribution", "contribution-received", Ids.next(), 1, Map.of("kind", "cash", "on", "2026-03-15", "receiver", units.stranger(),
                        "unit", units.grassroots(), "amount", Map.of("amount", 5_000_000, "currency", "VND"))),
                told("finance", "contribution", "contribution-reversed", taken, 2, Map.of("kind", "cash", "on", "2026-03-14", "receiver", units.grassroots(),
                        "amount", Map.of("amount", 2_700_000, "currency", "VND"))),
                sampled("finance", "contribution", "grant-paid", grant, 1))));
        arrived("contributions-workdays", workdays, 1);
        arrived("contributions-cash", taken, 2);
        arrived("grants-people", grant, 1);
        as(OFFICER, units.province()).get(days).then().body("progress.actual", equalTo(31.5f)).body("progress.percent", equalTo(50));
        as(OFFICER, units.province()).get(cash).then().body("progress.actual", equalTo(5_000_000)).body("progress.sources", equalTo(1));
        as(OFFICER, units.province()).get(helped).then().body("progress.actual", equalTo(40)).body("progress.percent", equalTo(50));
    }

    /** What the map is expected to tell: all of a unit's month so far, counts only. */
    @Test
    void countsWhatHappensAtServicePoints() {
        UUID june = Ids.next();
        UUID duty = Ids.next();
        UUID requests = Ids.next();
        UUID tips = Ids.next();
        UUID point = Ids.next();
        fiveTimesInAnyOrder(new ArrayList<>(List.of(activity("visits-counted", june, 1, Map.of("visits", 80_000, "services", 300)),
                activity("visits-counted", june, 2, Map.of("visits", 90_000, "services", 310)), activity("duty-reported", duty, 1, Map.of("duties", 9, "peopleHelped", 74,
                        "filesLodged", 31)), activity("request-answered", requests, 1, Map.of("answered", 12, "inTime", 11)),
                activity("tip-outcome-counted", tips, 1, Map.of("since", "2026-01", "tips", 33, "hotSpotsClosed", 6, "peopleHandled", 32, "accidentsSecured", 8,
                        "injuredCarried", 17)),
                told("map", "service-point", "point-opened", point, 1, Map.of("unitId", units.grassroots(), "openedOn", "2026-02-01", "state", "open")),
                told("map", "service-point", "point-changed", Ids.next(), 1, planned()))));
        arrived("visits", june, 2);
        arrived("files-lodged", duty, 1);
        arrived("requests-answered", requests, 1);
        arrived("injured-carried", tips, 1);
        arrived("points-opened", point, 1);
        Map<String, Integer> counts = new HashMap<>(Map.of("visits", 90_000, "services-rendered", 310, "duty-turns", 9, "people-helped", 74, "files-lodged", 31,
                "requests-answered", 12, "tips", 33, "hot-spots-closed", 6, "tip-people-handled", 32, "accidents-secured", 8));
        counts.putAll(Map.of("injured-carried", 17, "points-opened", 1));
        counts.forEach((binding, count) -> as(OFFICER, units.province()).get(target(units.province(), Map.of("code", binding, "title", binding, "planned", 1,
                "binding", binding))).then().body("progress.actual", equalTo(count)));
    }

    /** As the map tells of points of an import that was undone, and of duplicates merged into another point. */
    @Test
    void countsAPointNoMoreThatWasMergedOrWhoseImportWasUndone() {
        String target = target(units.province(), Map.of("code", "P1", "title", "Điểm phục vụ", "planned", 4, "binding", "points-opened"));
        UUID kept = Ids.next();
        UUID undone = Ids.next();
        UUID merged = Ids.next();
        UUID back = Ids.next();
        List<Told> facts = new ArrayList<>();
        List.of(kept, undone, merged, back).forEach(point -> facts.add(point("point-opened", point, 1, "2026-02-01", "open", null)));
        producer.tell(facts);
        List.of(kept, undone, merged, back).forEach(point -> arrived("points-opened", point, 1)); // by different partitions
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(4));
        facts.add(point("point-closed", kept, 2, "2026-02-01", "closed", null));
        facts.add(point("point-changed", undone, 2, null, "closed", null));
        facts.add(point("point-changed", merged, 2, null, "closed", kept));
        facts.add(point("point-closed", back, 2, null, "withdrawn", null));
        facts.add(point("point-opened", back, 3, "2026-05-01", "open", null));
        UUID neverOpened = Ids.next();
        facts.add(point("point-changed", neverOpened, 2, null, "closed", null));
        fiveTimesInAnyOrder(facts);
        arrived("points-opened", kept, 2);
        arrived("points-opened", undone, 2);
        arrived("points-opened", merged, 2);
        arrived("points-opened", back, 3);
        arrived("points-opened", neverOpened, 2);
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(2)).body("progress.sources", equalTo(2));
        as(OFFICER, units.province()).get(target + "/facts").then().body("items.source", containsInAnyOrder(kept.toString(), back.toString()));
    }

    private Told point(String name, UUID id, long version, String openedOn, String state, UUID mergedInto) {
        Map<String, Object> data = new HashMap<>(Map.of("unitId", units.grassroots(), "state", state));
        data.put("openedOn", openedOn);
        data.put("mergedInto", mergedInto);
        return told("map", "service-point", name, id, version, data);
    }

    private Told activity(String name, UUID id, long version, Map<String, Object> figures) {
        Map<String, Object> data = new HashMap<>(figures);
        data.put("unit", units.grassroots());
        data.put("month", "2026-06");
        return told("map", "activity", name, id, version, data);
    }

    private Map<String, Object> planned() {
        Map<String, Object> point = new HashMap<>(Map.of("unitId", units.grassroots(), "state", "planned"));
        point.put("openedOn", null);
        return point;
    }

    private static Told told(String service, String type, String name, UUID id, long version, Map<String, ?> data) {
        return new Told(service, type, name, id, version, data);
    }

    /** As its producer's contract has it, but for the unit. */
    private Told sampled(String service, String type, String name, UUID id, long version) {
        Map<String, Object> data = JsonPath.from(EventContracts.sample(service + "/" + name)).getMap("$");
        data.put("unit", units.grassroots());
        data.computeIfPresent("on", (key, any) -> "2026-03-14");
        return told(service, type, name, id, version, data);
    }

    @Test
    void isNotTypedInto() {
        String target = target(units.province(), Map.of("code", "M2", "title", "Kết nạp", "planned", 4, "binding", "members-admitted"));
        json(OFFICER, units.province()).body(Map.of("day", "2026-06-30", "value", 4)).post(target + "/progress").then().statusCode(409)
                .body("code", equalTo("target-bound"));
        json(OFFICER, units.province()).body(Map.of("code", "X", "title", "X", "planned", 1, "binding", "moon-landings"))
                .post(plan(units.province()) + "/targets").then().statusCode(422).body("code", equalTo("binding-unknown"));
        json(OFFICER, units.province()).body(Map.of("code", "X", "title", "X", "planned", 1, "binding", "dues-collected"))
                .post(plan(units.province()) + "/targets").then().statusCode(400).body("errors.pointer", hasItem("/currency"));
        as(OFFICER, units.province()).get("/campaigns/v1/bindings").then().statusCode(200).body("code", hasItem("members-admitted"));
    }

    private String plan(UUID unit) {
        return json(OFFICER, unit).body(Map.of("unit", unit, "name", "Kế hoạch hành động", "year", 2026)).post("/campaigns/v1/action-plans")
                .then().statusCode(201).extract().header("Location");
    }

    private String target(UUID unit, Map<String, Object> target) {
        return json(OFFICER, unit).body(target).post(plan(unit) + "/targets").then().statusCode(201).extract().header("Location");
    }

    private void fiveTimesInAnyOrder(List<Told> facts) {
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(facts, new Random(i));
            producer.tell(facts);
        }
    }

    private static Told dues(UUID source, long version, UUID unit, String month, long amount, String currency) {
        return new Told("finance", "unit-month", "dues-collected", source, version, Map.of("unit", unit, "month", month, "payments", 3,
                "collected", Map.of("amount", amount, "currency", currency)));
    }

    private static Told member(String name, UUID id, long version, UUID unit, String since) {
        return new Told("membership", "member", name, id, version, Map.of("id", id, "unitId", unit, "code", "M-" + id,
                "displayName", "Nguyễn Thị Hoa", "category", "employee", "status", "active", "since", since, "duesKind", "salary"));
    }

    private Told placement(String name, UUID id, long version, String state) {
        return new Told("membership", "placement", name, id, version, Map.of("id", id, "unitId", units.grassroots(), "openingId", Ids.next(), "trade",
                "driver", "area", "26737", "day", "2026-03-08", "state", state));
    }

    private void arrived(String binding, UUID source, long version) {
        await(binding + " of " + source + ", version " + version).atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(() -> Sql.of(
                "SELECT 1 FROM counted_fact WHERE binding = ? AND source = ? AND version >= ?", binding, source, version).first(federation.worker(), row -> true)
                .isPresent());
    }
}
