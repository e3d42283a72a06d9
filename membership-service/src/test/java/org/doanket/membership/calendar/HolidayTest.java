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
    void leavesThePastAsItWasCounted() {
        declare(ordinary(LocalDate.parse("2026-02-16"))).statusCode(422).body("errors.pointer", contains("/day"));
        given().get(Api.BASE + "/holidays?jurisdiction=vn&year=2026").then().statusCode(200).body("findAll { it.code == 'tet' }.size()", equalTo(5));
        given().get(Api.BASE + "/holidays?year=2026").then().statusCode(400);
    }

    @Test
    void isForTheTopOfTheTree() {
        Api.Tree tree = new Api.Tree();
        AccessMatrix.of("GET", Api.BASE + "/holidays?jurisdiction=vn&year=2026").openToAll().check();
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
