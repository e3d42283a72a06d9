package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A commune's one-stop desk is staffed by union members on Mondays and Wednesdays; and a rider tells the guild what he has seen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskJourney {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final LocalDate MONDAY = TODAY.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    private static final String ROSTERS = "/map/v1/rosters";
    private static final String TIPS = "/map/v1/tips";
    private static final String OUTCOMES = "/map/v1/tip-outcomes";

    private static Federation federation;
    private static String desk;
    private static String roster;
    private static final List<String> POOL = new ArrayList<>();

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("desk-clerk", federation.commune, ROSTERS);
        Suite.waitUntilKnown("tips-officer", federation.guild, TIPS);
        desk = once("map-editor", federation.commune).body(Map.of("unitId", federation.commune, "kind", "one-stop-desk", "name", "Bộ phận một cửa",
                "hours", "Mo-Fr 07:00-11:00,13:00-17:00", "state", "open", "openedOn", "2025-01-02", "site", Map.of("name", "Trụ sở xã Mỹ Tú",
                        "address", "Ấp Cầu Đồn", "position", Map.of("lat", 9.634, "lon", 105.816), "access", "open", "host", "partner")))
                .post("/map/v1/service-points").then().statusCode(201).extract().path("id");
    }

    @Test
    @Order(1)
    void fourMembersStandThereOnMondaysAndWednesdays() {
        roster = once("desk-clerk", federation.commune).body(Map.of("pointId", desk, "name", "Trực hỗ trợ thủ tục", "weekdays", List.of(1, 3),
                "startsAt", "07:30", "endsAt", "11:00", "peoplePerDuty", 4, "validFrom", MONDAY.toString())).post(ROSTERS).then().statusCode(201)
                .extract().path("id");
        for (int i = 1; i <= 10; i++) {
            String member = UUID.randomUUID().toString();
            once("desk-clerk", federation.commune).body(Map.of("memberId", member, "name", "Đoàn viên Số " + i)).post(ROSTERS + "/" + roster + "/people")
                    .then().statusCode(200);
            POOL.add(member);
        }
        once("desk-clerk", federation.commune).body(Map.of("until", MONDAY.plusWeeks(5).toString())).post(ROSTERS + "/" + roster + "/plan").then()
                .statusCode(200).body("missing", equalTo(0));
        List<Integer> shares = as("unit-officer", federation.province).get(ROSTERS + "/" + roster).then().statusCode(200).extract().path("people.duties");
        int most = shares.stream().mapToInt(Integer::intValue).max().orElseThrow();
        assertThat(shares).hasSize(10).allMatch(duties -> duties >= most - 1);
    }

    @Test
    @Order(2)
    void whoFallsIllIsStoodInForAndEverybodyHasItInHisTelephone() {
        Map<String, Object> first = as("desk-clerk", federation.commune).get(duties()).then().statusCode(200).extract().path("items[0]");
        String day = (String) first.get("day");
        String ill = as("desk-clerk", federation.commune).get(duties()).path("items[0].people[0].memberId");
        once("desk-clerk", federation.commune).body(Map.of("memberId", ill, "firstDay", day, "lastDay", day)).post(ROSTERS + "/" + roster + "/absences")
                .then().statusCode(200);
        as("desk-clerk", federation.commune).get(duties()).then().body("items[0].people.memberId", not(hasItem(ill)))
                .body("items[0].people.standsFor", hasItem(ill)).body("items.missing", everyItem(equalTo(0)));
        String calendar = once("desk-clerk", federation.commune).post(ROSTERS + "/" + roster + "/people/" + ill + "/feed").then().statusCode(200)
                .extract().path("address");
        anybody().get(calendar).then().statusCode(200).body(containsString("BEGIN:VCALENDAR")).body(not(containsString(day.replace("-", "") + "T003000Z")));
    }

    @Test
    @Order(3)
    void theDayIsReportedInCounts() {
        once("desk-clerk", federation.commune).body(Map.of("pointId", desk, "rosterId", roster, "day", TODAY.toString(), "peopleOnDuty", 4, "peopleHelped", 31,
                "filed", Map.of("certified-copy", 12, "civil-status", 5))).post("/map/v1/duty-reports").then().statusCode(201);
        as("federation-officer", federation.province).get("/map/v1/duty-reports/total?scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("peopleHelped", equalTo(31)).body("filedOnline", equalTo(17));
    }

    @Test
    @Order(4)
    void aRiderTellsTheGuildAndNobodyAboveReadsIt() {
        once("tips-officer", federation.guild).post("/map/v1/tip-rooms").then().statusCode(201);
        String tip = anybody().contentType("application/json").body(Map.of("unitId", federation.guild, "kind", "hot-spot", "text", "Tụ tập sau bến xe lúc nửa đêm"))
                .post(TIPS).then().statusCode(201).extract().path("id");
        for (String other : List.of(federation.commune, federation.province, federation.company)) {
            Suite.waitUntilKnown("tips-officer", other, TIPS);
            as("tips-officer", other).get(TIPS + "/" + tip).then().statusCode(404);
        }
        as("unit-officer", federation.guild).get(TIPS + "/" + tip).then().statusCode(403);
        as("tips-officer", federation.guild).get(TIPS + "/" + tip).then().statusCode(200).body("text", containsString("bến xe"));
        once("tips-officer", federation.guild).body(Map.of("authority", "Công an phường Một")).post(TIPS + "/" + tip + "/handover").then().statusCode(200)
                .body("state", equalTo("handed-over"));
    }

    @Test
    @Order(5)
    void whatCameOfItIsToldOnceEnoughPeopleStandBehindIt() {
        anybody().get(OUTCOMES + "/total?unit=" + federation.guild).then().statusCode(200).body("tips", equalTo(0));
        String month = TODAY.toString().substring(0, 7);
        once("tips-officer", federation.guild).body(Map.of("month", month, "tips", 32, "hotSpotsClosed", 6, "peopleCaught", 32, "accidentsSecured", 8,
                "injuredCarried", 17)).post(OUTCOMES).then().statusCode(200).body("withheld.tips", equalTo(0));
        anybody().get(OUTCOMES + "/total?scope=subtree&unit=" + federation.province).then().statusCode(200).body("tips", equalTo(33))
                .body("hotSpotsClosed", equalTo(6)).body("peopleCaught", equalTo(32)).body("accidentsSecured", equalTo(8)).body("injuredCarried", equalTo(17));
    }

    private static String duties() {
        return ROSTERS + "/" + roster + "/duties?from=" + MONDAY + "&until=" + MONDAY.plusWeeks(5);
    }
}
