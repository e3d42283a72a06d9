package org.doanket.journeys;

import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A county town's circle: one place of each of eight kinds, found on the map by anybody, and what is counted at them by desks and by a device. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DingxiJourney {

    private static final String MARK = Suite.mark();
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1);
    private static final List<String> KINDS = List.of("reading-room", "canteen", "fitness-ground", "nursery", "lecture-room", "tool-room", "health-hut",
            "deliberation-station");

    private static String county;
    private static final List<String> POINTS = new ArrayList<>();

    @BeforeAll
    static void found() {
        Map<String, Object> unit = new HashMap<>(Map.of("code", "DX" + MARK, "name", "县总工会", "kind", "county-federation", "jurisdiction", "cn", "validFrom",
                "2020-01-01", "actNumber", "总工发〔2019〕" + MARK, "actDate", "2019-12-20", "territory", List.of()));
        county = once("federation-officer", "root").body(unit).post("/membership/v1/units").then().statusCode(201).extract().path("id");
        Suite.waitUntilKnown("map-editor", county, "/map/v1/visit-counters");
    }

    @Test
    @Order(1)
    void eightKindsOfPlacesAreOnTheMap() {
        for (int i = 0; i < KINDS.size(); i++) {
            Map<String, Object> site = Map.of("name", "职工之家 " + i, "address", "永定路 " + i + " 号", "position", Map.of("lat", 35.5800 + i * 0.0004, "lon", 104.6200),
                    "access", "open", "host", "own");
            POINTS.add(once("map-editor", county).body(Map.of("unitId", county, "site", site, "kind", KINDS.get(i), "name", "站点 " + MARK + i, "hours", "24/7",
                    "state", "open", "openedOn", "2025-01-01")).post("/map/v1/service-points").then().statusCode(201).extract().path("id"));
        }
        anybody().get("/map/v1/service-points?unit=" + county).then().statusCode(200).body("items", hasSize(8));
    }

    @Test
    @Order(2)
    void aDesksListThatIsSentTwiceCountsOnce() {
        List<Map<String, Object>> entries = new ArrayList<>();
        POINTS.forEach(point -> entries.add(Map.of("id", UUID.randomUUID().toString(), "point", point, "day", YESTERDAY.toString(), "visits", 100, "services", 5)));
        for (int expected : new int[] {8, 0}) {
            once("desk-clerk", county).body(Map.of("entries", entries)).post("/map/v1/visits").then().statusCode(200).body("taken", equalTo(expected));
        }
    }

    @Test
    @Order(3)
    void aDeviceAtTheDoorCountsByItsKey() {
        Map<String, Object> device = once("map-editor", county).body(Map.of("point", POINTS.get(0), "label", "门口")).post("/map/v1/visit-counters").then()
                .statusCode(201).extract().path("");
        anybody().contentType("application/json").body(Map.of("counter", device.get("id"), "key", device.get("key"), "readings",
                List.of(Map.of("number", 1, "day", YESTERDAY.toString(), "visits", 34)))).post("/map/v1/visit-counters/readings").then().statusCode(200);
    }

    @Test
    @Order(4)
    void everybodyReadsTheSums() {
        anybody().get("/map/v1/tallies/visits?scope=subtree&by=year&unit=" + county).then().statusCode(200).body("items[0].visits", equalTo(834))
                .body("items[0].services", equalTo(40));
        anybody().get("/map/v1/tallies/visits?split=kind&by=year&kind=reading-room&unit=" + county).then().body("items[0].visits", equalTo(134));
    }
}
