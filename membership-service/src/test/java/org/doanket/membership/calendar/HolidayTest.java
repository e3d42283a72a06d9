package org.doanket.membership.calendar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class HolidayTest {

    /** A Monday of a year that no notice speaks of yet. */
    private static final LocalDate MONDAY = LocalDate.parse("2031-03-03");

    @Inject
    WorkingDayQueries calendar;

    @Test
    void movesTheClocksThatCountWorkingDays() {
        assertThat(calendar.after("vn", MONDAY.minusDays(3), 1)).isEqualTo(MONDAY);
        declare(day(MONDAY, false)).statusCode(200).body("day", hasItem("2031-03-03"));
        assertThat(calendar.after("vn", MONDAY.minusDays(3), 1)).isEqualTo(MONDAY.plusDays(1));
        declare(day(MONDAY.minusDays(2), true)).statusCode(200);
        assertThat(calendar.after("vn", MONDAY.minusDays(3), 1)).isEqualTo(MONDAY.minusDays(2));
        declare(day(MONDAY, null)).statusCode(400).body("errors.pointer", contains("/worked"));
        assertThat(calendar.after("vn", MONDAY.minusDays(3), 1)).isEqualTo(MONDAY.minusDays(2));
        declare(ordinary(MONDAY)).statusCode(200).body("findAll { !it.everyYear }.day", contains("2031-03-01"));
        declare(ordinary(MONDAY.minusDays(2))).statusCode(200).body("findAll { !it.everyYear }", empty());
    }

    @Test
    void knowsTheDaysOffOfEveryYearBeforeItsNoticeIsOut() {
        given().get(Api.BASE + "/holidays?jurisdiction=vn&year=2028").then().statusCode(200).body("findAll { it.everyYear }.day",
                contains("2028-01-01", "2028-01-03", "2028-04-30", "2028-05-01", "2028-05-02", "2028-09-02", "2028-09-04"));
        given().get(Api.BASE + "/holidays?jurisdiction=vn&year=2026").then().statusCode(200).body("findAll { it.day == '2026-01-01' }.everyYear",
                contains(false));
    }

    @Test
    void setsTheDaysOffOfEveryYearFromADayToComeOn() {
        String id = yearly(3, 4, "2034-01-01", true).statusCode(201).body("off", equalTo(true), "madeUp", equalTo(true)).extract().path("id");
        yearly(3, 4, "2034-01-01", true).statusCode(409).body("code", equalTo("rule-begin-taken"));
        yearly(2, 30, "2034-01-01", true).statusCode(422).body("errors.code", contains("no-day-of-every-year"));
        yearly(3, 4, "2020-01-01", true).statusCode(422).body("errors.pointer", contains("/source/validFrom"));
        yearly(3, 4, "2036-01-01", false).statusCode(201);
        days(2033).body("day", org.hamcrest.Matchers.not(hasItem("2033-03-04")));
        days(2034).body("findAll { it.everyYear }.day", org.hamcrest.Matchers.hasItems("2034-03-04", "2034-03-06"));
        days(2035).body("findAll { it.everyYear }.day", hasItem("2035-03-05"));
        days(2036).body("day", org.hamcrest.Matchers.not(hasItem("2036-03-04")));
        assertThat(calendar.isWorkingDay("vn", LocalDate.parse("2034-03-06"))).isFalse();
        assertThat(calendar.isWorkingDay("vn", LocalDate.parse("2036-03-04"))).isTrue();

        Api.officer().contentType("application/json").body(Map.of("why", "a slip")).post("/yearly-holidays/" + id + "/cancellation").then().statusCode(200);
        days(2034).body("day", org.hamcrest.Matchers.not(hasItem("2034-03-04")));
        given().get(Api.BASE + "/yearly-holidays?jurisdiction=vn&asOf=2026-01-01").then().body("items.month", contains(1, 4, 5, 9));
        assertThat(calendar.isWorkingDay("vn", LocalDate.parse("2029-01-01"))).isFalse();
    }

    private static ValidatableResponse days(int year) {
        return given().get(Api.BASE + "/holidays?jurisdiction=vn&year=" + year).then().statusCode(200);
    }

    private static ValidatableResponse yearly(int month, int day, String from, boolean off) {
        return Api.officer().contentType("application/json").body(rule(month, day, from, off)).post("/yearly-holidays").then();
    }

    private static Map<String, Object> rule(int month, int day, String from, boolean off) {
        return Map.of("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "a law to come", "verified", false), "month", month, "day", day, "off", off,
                "madeUp", true);
    }

    @Test
    void leavesThePastAsItWasCounted() {
        declare(ordinary(LocalDate.parse("2026-02-16"))).statusCode(422).body("errors.pointer", contains("/day"));
        given().get(Api.BASE + "/holidays?jurisdiction=vn&year=2026").then().statusCode(200).body("findAll { it.code == 'tet' }.size()", equalTo(5));
        given().get(Api.BASE + "/holidays?year=2026").then().statusCode(400);
    }

    @Test
    void isForTheTopOfTheTree() {
        Api.Tree tree = new Api.Tree();
        AccessMatrix.of("GET", Api.BASE + "/holidays?jurisdiction=vn&year=2026").openToAll().check();
        int[] year = {2050};
        String one = yearly(7, 7, "2050-01-01", true).extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/yearly-holidays").openToAll().check();
        AccessMatrix.of("GET", Api.BASE + "/yearly-holidays/" + one).openToAll().check();
        AccessMatrix.of("POST", Api.BASE + "/yearly-holidays").body(() -> rule(7, 7, ++year[0] + "-01-01", true)).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/yearly-holidays/" + yearly(7, 7, ++year[0] + "-01-01", true).extract().path("id") + "/cancellation")
                .body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", Api.BASE + "/holidays").body(() -> day(LocalDate.parse("2033-05-05"), false)).roles("federation-officer")
                .inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots).check();
    }

    private static Map<String, Object> ordinary(LocalDate day) {
        Map<String, Object> body = day(day, null);
        body.put("ordinary", true);
        return body;
    }

    private static Map<String, Object> day(LocalDate day, Boolean worked) {
        Map<String, Object> body = new HashMap<>(Map.of("jurisdiction", "vn", "day", day.toString(), "code", "a-test", "citation", "a notice"));
        body.put("worked", worked);
        return body;
    }

    private static ValidatableResponse declare(Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post("/holidays").then();
    }
}
