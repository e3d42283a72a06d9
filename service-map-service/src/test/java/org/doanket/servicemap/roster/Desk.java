package org.doanket.servicemap.roster;

import static io.restassured.RestAssured.given;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;

import io.restassured.specification.RequestSpecification;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.time.Zones;
import org.doanket.testing.Tokens;

/** My Tu's one-stop desk as its clerk uses it. */
final class Desk {

    static final String ROSTERS = "/map/v1/rosters";
    static final String REPORTS = "/map/v1/duty-reports";
    static final LocalDate TODAY = LocalDate.now(Zones.of("vn"));
    static final LocalDate MONDAY = TODAY.with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    private Desk() {
    }

    static RequestSpecification clerk(UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of("desk-clerk").unit(unit).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    static String desk(UUID unit) {
        Map<String, Object> desk = point(unit);
        desk.put("kind", "one-stop-desk");
        return registered(unit, desk);
    }

    /** Monday and Wednesday, so many members. */
    static Map<String, Object> pattern(String point, int people) {
        Map<String, Object> roster = new LinkedHashMap<>();
        roster.put("pointId", point);
        roster.put("name", "Trực bộ phận một cửa Mỹ Tú");
        roster.put("weekdays", List.of(1, 3));
        roster.put("startsAt", "07:30");
        roster.put("endsAt", "11:30");
        roster.put("peoplePerDuty", people);
        // Whenever these tests run: only the one about holidays is to meet one.
        roster.put("onHolidays", true);
        roster.put("validFrom", MONDAY.toString());
        return roster;
    }

    static String drawn(UUID unit, int people) {
        return clerk(unit).body(pattern(desk(unit), people)).post(ROSTERS).then().statusCode(201).extract().path("id");
    }

    static List<UUID> pool(UUID unit, String roster, int size) {
        List<UUID> members = new ArrayList<>();
        for (int number = 1; number <= size; number++) {
            UUID member = UUID.randomUUID();
            clerk(unit).body(Map.of("memberId", member, "name", "Đoàn viên " + number, "joinedOn", TODAY.toString())).post(ROSTERS + "/" + roster + "/people")
                    .then().statusCode(200);
            members.add(member);
        }
        return members;
    }

    static void plan(UUID unit, String roster, LocalDate until) {
        clerk(unit).body(Map.of("until", until.toString())).post(ROSTERS + "/" + roster + "/plan").then().statusCode(200);
    }

    static Map<String, Object> report(String point, LocalDate day) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("pointId", point);
        report.put("day", day.toString());
        report.put("peopleOnDuty", 4);
        report.put("peopleHelped", 27);
        report.put("filed", Map.of("certified-copy", 9, "civil-status", 4));
        return report;
    }
}
