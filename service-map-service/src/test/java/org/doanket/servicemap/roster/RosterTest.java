package org.doanket.servicemap.roster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.roster.Desk.MONDAY;
import static org.doanket.servicemap.roster.Desk.ROSTERS;
import static org.doanket.servicemap.roster.Desk.TODAY;
import static org.doanket.servicemap.roster.Desk.clerk;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterTest {

    @Inject
    MapApi api;
    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private UUID unit;

    @BeforeEach
    void plantTree() {
        unit = api.plant("vn").commune();
    }

    private String duties(String roster) {
        return ROSTERS + "/" + roster + "/duties?from=" + TODAY + "&until=" + MONDAY.plusYears(1);
    }

    @Test
    void showsNoMoreDaysAtOnceThanAYearAndSomewhat() {
        String roster = clerk(unit).body(Desk.pattern(Desk.desk(unit), 4)).post(ROSTERS).then().statusCode(201).extract().path("id");
        clerk(unit).get(ROSTERS + "/" + roster + "/duties?from=1900-01-01&until=9999-12-31").then().statusCode(422).body("code", equalTo("roster-span-too-long"));
    }

    @Test
    void plansMondaysAndWednesdaysWithFourMembersAndSkipsHolidays() {
        // A season without holidays, so that there is one only, on the second Monday.
        LocalDate october = LocalDate.of(TODAY.getYear(), 10, 10);
        LocalDate monday = (october.isAfter(TODAY) ? october : october.plusYears(1)).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        Map<String, Object> pattern = Desk.pattern(Desk.desk(unit), 4);
        pattern.put("onHolidays", false);
        pattern.put("validFrom", monday.toString());
        String roster = clerk(unit).body(pattern).post(ROSTERS).then().statusCode(201).extract().path("id");
        Desk.pool(unit, roster, 6);
        String plan = ROSTERS + "/" + roster + "/plan";
        Map<String, Object> threeWeeks = Map.of("until", monday.plusWeeks(3).minusDays(1).toString());
        api.run(Sql.of("INSERT INTO holiday (jurisdiction, day, worked, code, citation) VALUES ('vn', ?, false, 'test', 'test')", monday.plusWeeks(1)));
        try {
            clerk(unit).body(threeWeeks).post(plan).then().statusCode(200).body("days", equalTo(5)).body("duties", equalTo(20)).body("missing", equalTo(0));
        } finally {
            api.run(Sql.of("DELETE FROM holiday WHERE code = 'test' AND day = ?", monday.plusWeeks(1)));
        }
        clerk(unit).get(ROSTERS + "/" + roster + "/duties").then().statusCode(200).body("items.missing", everyItem(equalTo(0)))
                .body("items.day", equalTo(Stream.of(0, 2, 9, 14, 16).map(days -> monday.plusDays(days).toString()).toList()));
        List<Integer> shares = clerk(unit).get(ROSTERS + "/" + roster).then().extract().path("people.duties");
        assertThat(shares).hasSize(6).allMatch(duties -> duties == 3 || duties == 4);
        clerk(unit).body(threeWeeks).post(plan).then().statusCode(409).body("code", equalTo("roster-planned-already"));
    }

    @Test
    void anAbsenceHandsTheTurnToWhoeverIsNext() {
        String roster = Desk.drawn(unit, 2);
        List<UUID> pool = Desk.pool(unit, roster, 3);
        Desk.plan(unit, roster, MONDAY.plusDays(2));
        String away = clerk(unit).get(duties(roster)).path("items[0].people[0].memberId");
        clerk(unit).body(Map.of("memberId", away, "firstDay", MONDAY.toString(), "lastDay", MONDAY.plusDays(1).toString()))
                .post(ROSTERS + "/" + roster + "/absences").then().statusCode(200);
        clerk(unit).get(duties(roster)).then().body("items[0].people.memberId", not(hasItem(away))).body("items[0].people.standsFor", hasItem(away))
                .body("items[0].missing", equalTo(0)).body("items[0].people.memberId", everyItem(in(pool.stream().map(UUID::toString).toList())));
        // With a second one away there is nobody left: told, and not papered over.
        String second = clerk(unit).get(duties(roster)).path("items[0].people[0].memberId");
        clerk(unit).body(Map.of("memberId", second, "firstDay", MONDAY.toString(), "lastDay", MONDAY.toString()))
                .post(ROSTERS + "/" + roster + "/absences").then().statusCode(200);
        clerk(unit).get(duties(roster)).then().body("items[0].missing", equalTo(1));
    }

    @Test
    void twoSwapTheirDays() {
        String roster = Desk.drawn(unit, 1);
        Desk.pool(unit, roster, 2);
        Desk.plan(unit, roster, MONDAY.plusDays(2));
        String first = clerk(unit).get(duties(roster)).path("items[0].people[0].memberId");
        String second = clerk(unit).get(duties(roster)).path("items[1].people[0].memberId");
        Map<String, Object> swap = Map.of("day", MONDAY.toString(), "memberId", first, "withMemberId", second, "withDay", MONDAY.plusDays(2).toString());
        clerk(unit).body(swap).post(ROSTERS + "/" + roster + "/swaps").then().statusCode(200);
        clerk(unit).get(duties(roster)).then().body("items[0].people[0].memberId", equalTo(second)).body("items[0].people[0].standsFor", equalTo(first))
                .body("items[1].people[0].memberId", equalTo(first));
        clerk(unit).body(swap).post(ROSTERS + "/" + roster + "/swaps").then().statusCode(409);
    }

    @Test
    void whoJoinsLateTakesTurnsAndDoesNotMakeUpForThePast() {
        String roster = Desk.drawn(unit, 1);
        Desk.pool(unit, roster, 2);
        Desk.plan(unit, roster, MONDAY.plusWeeks(4).minusDays(1));
        UUID late = Desk.pool(unit, roster, 1).get(0);
        Desk.plan(unit, roster, MONDAY.plusWeeks(7).minusDays(1));
        int duties = clerk(unit).get(ROSTERS + "/" + roster).path("people.find { it.memberId == '" + late + "' }.duties");
        assertThat(duties).isEqualTo(2);
    }

    @Test
    void whoLeftComesBackAndTakesTurnsFromThenOn() {
        String roster = Desk.drawn(unit, 1);
        List<UUID> pool = Desk.pool(unit, roster, 2);
        String back = ROSTERS + "/" + roster + "/people";
        clerk(unit).body(Map.of("memberId", pool.get(0), "name", "Thạch Thị Lan")).post(back).then().statusCode(409).body("code", equalTo("roster-person-known"));
        Desk.plan(unit, roster, MONDAY.plusWeeks(1).minusDays(1));
        clerk(unit).body("{}").post(back + "/" + pool.get(0) + "/leaving").then().statusCode(200);
        Desk.plan(unit, roster, MONDAY.plusWeeks(4).minusDays(1));
        String himself = "people.find { it.memberId == '" + pool.get(0) + "' }";
        clerk(unit).body(Map.of("memberId", pool.get(0), "name", "Thạch Thị Lan")).post(back).then().statusCode(200).body(himself + ".leftOn", nullValue())
                .body(himself + ".name", equalTo("Thạch Thị Lan"));
        Desk.plan(unit, roster, MONDAY.plusWeeks(7).minusDays(1));
        int duties = clerk(unit).get(ROSTERS + "/" + roster).path(himself + ".duties");
        assertThat(duties).isEqualTo(3);
    }

    @Test
    void anAbsenceThatWasNoneIsTakenBack() {
        String roster = Desk.drawn(unit, 1);
        UUID member = Desk.pool(unit, roster, 1).get(0);
        String absences = ROSTERS + "/" + roster + "/absences";
        String id = clerk(unit).body(Map.of("memberId", member, "firstDay", MONDAY.toString(), "lastDay", MONDAY.toString())).post(absences).then().statusCode(200)
                .body("people[0].absences[0].firstDay", equalTo(MONDAY.toString())).extract().path("people[0].absences[0].id");
        clerk(unit).header("If-Match", "\"v1\"").delete(absences + "/" + id).then().statusCode(412);
        clerk(unit).header("If-Match", "*").delete(absences + "/" + id).then().statusCode(204);
        clerk(unit).header("If-Match", "*").delete(absences + "/" + id).then().statusCode(404).body("code", equalTo("not-found"));
        Desk.plan(unit, roster, MONDAY);
        clerk(unit).get(duties(roster)).then().body("items[0].people.memberId", contains(member.toString()));
    }

    @Test
    void hisCalendarIsReadBySecretAddressAndEndsWhenHeLeaves() {
        String roster = Desk.drawn(unit, 1);
        UUID member = Desk.pool(unit, roster, 1).get(0);
        Desk.plan(unit, roster, MONDAY.plusDays(2));
        String feed = ROSTERS + "/" + roster + "/people/" + member + "/feed";
        String first = clerk(unit).post(feed).then().statusCode(200).extract().path("address");
        String address = clerk(unit).post(feed).then().statusCode(200).extract().path("address");
        given().get(first).then().statusCode(404);
        String calendar = given().get(address).then().statusCode(200).contentType("text/calendar").extract().asString();
        assertThat(calendar.split("BEGIN:VEVENT")).hasSize(3);
        assertThat(calendar).contains("SUMMARY:Trực bộ phận một cửa Mỹ Tú").doesNotContain("Đoàn viên 1");
        clerk(unit).body("{}").post(ROSTERS + "/" + roster + "/people/" + member + "/leaving").then().statusCode(200);
        given().get(address).then().statusCode(404);
        clerk(unit).get(duties(roster)).then().body("items.size()", equalTo(0));
    }

    @Test
    void takesItsOwnDutiesAlong() {
        String roster = Desk.drawn(unit, 1);
        UUID member = Desk.pool(unit, roster, 1).get(0);
        Desk.plan(unit, roster, MONDAY.plusDays(2));
        MapApi.as("member", unit, member).get("/map/v1/me/export").then().statusCode(200).body("sections.duties.day", contains(MONDAY.toString(),
                MONDAY.plusDays(2).toString()), "sections.rosterParts.name", contains("Đoàn viên 1"), "sections.rosterAbsences", hasSize(0));
    }

    @Test
    void whoIsForgottenStandsUnderAPseudonym() throws SQLException {
        String roster = Desk.drawn(unit, 1);
        UUID member = Desk.pool(unit, roster, 1).get(0);
        Desk.plan(unit, roster, MONDAY.plusDays(2));
        JsonNode receipt = Erasures.receipt(listeners, worker, member);
        assertThat(receipt.path("roster-people").asInt()).isEqualTo(1);
        assertThat(receipt.path("duties").asInt()).isEqualTo(2);
        clerk(unit).get(ROSTERS + "/" + roster).then().body("people[0].name", not(equalTo("Đoàn viên 1")));
    }

    @Test
    void thePatternIsEditedByWhoeverHasSeenIt() {
        String roster = Desk.drawn(unit, 4);
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "\"v9\"").body("{\"peoplePerDuty\": 3}").patch(ROSTERS + "/" + roster)
                .then().statusCode(412);
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body("{\"peoplePerDuty\": 3, \"weekdays\": [2]}")
                .patch(ROSTERS + "/" + roster).then().statusCode(200).body("peoplePerDuty", equalTo(3)).body("weekdays", equalTo(List.of(2)));
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"endsAt\": \"07:30\"}").patch(ROSTERS + "/" + roster)
                .then().statusCode(422).body("code", equalTo("duty-without-hours"));
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"startsAt\": \"22:00\", \"endsAt\": \"06:00\"}")
                .patch(ROSTERS + "/" + roster).then().statusCode(200).body("startsAt", equalTo("22:00:00")).body("endsAt", equalTo("06:00:00"));
    }

    private String nightly(String point, String starts, String ends) {
        Map<String, Object> pattern = Desk.pattern(point, 1);
        pattern.put("weekdays", List.of(1, 2, 3, 4, 5, 6, 7));
        pattern.put("startsAt", starts);
        pattern.put("endsAt", ends);
        return clerk(unit).body(pattern).post(ROSTERS).then().statusCode(201).extract().path("id");
    }

    @Test
    void aDutyOverMidnightIsPlannedFairlyAndGivenAwayWhereTheMorningAfterIsNotTheirs() {
        String roster = nightly(Desk.desk(unit), "22:00", "06:00");
        List<UUID> pool = Desk.pool(unit, roster, 3);
        Desk.plan(unit, roster, MONDAY.plusDays(8));
        List<Integer> shares = clerk(unit).get(ROSTERS + "/" + roster).then().extract().path("people.duties");
        assertThat(shares).containsExactly(3, 3, 3);
        // Away on the Wednesday: the night that begins on the Tuesday runs into it.
        String tuesday = clerk(unit).get(duties(roster)).path("items[1].people[0].memberId");
        clerk(unit).body(Map.of("memberId", tuesday, "firstDay", MONDAY.plusDays(2).toString(), "lastDay", MONDAY.plusDays(2).toString()))
                .post(ROSTERS + "/" + roster + "/absences").then().statusCode(200);
        clerk(unit).get(duties(roster)).then().body("items[1].people.memberId", not(hasItem(tuesday))).body("items[1].people.standsFor", contains(tuesday))
                .body("items.missing", everyItem(equalTo(0)));
        String instead = clerk(unit).get(duties(roster)).path("items[1].people[0].memberId");
        clerk(unit).body(Map.of("day", MONDAY.plusDays(1).toString(), "memberId", instead, "withMemberId", tuesday)).post(ROSTERS + "/" + roster + "/swaps").then()
                .statusCode(409).body("code", equalTo("cannot-stand-in"));
        UUID last = pool.get(2);
        String feed = clerk(unit).post(ROSTERS + "/" + roster + "/people/" + last + "/feed").then().extract().path("address");
        assertThat(given().get(feed).then().statusCode(200).extract().asString()).contains("T150000Z\r\nDTEND:").contains("T230000Z\r\n");
    }

    @Test
    void nobodyIsPlannedForAMorningElsewhereIntoWhichTheirNightGoesOn() {
        String nights = nightly(Desk.desk(unit), "22:00", "06:00");
        UUID watch = Desk.pool(unit, nights, 1).get(0);
        Desk.plan(unit, nights, MONDAY.plusDays(1));
        String early = nightly(Desk.desk(unit), "05:00", "09:00");
        clerk(unit).body(Map.of("memberId", watch, "name", "Đoàn viên 1", "joinedOn", TODAY.toString())).post(ROSTERS + "/" + early + "/people").then().statusCode(200);
        clerk(unit).body(Map.of("until", MONDAY.plusDays(3).toString())).post(ROSTERS + "/" + early + "/plan").then().statusCode(200).body("days", equalTo(4))
                .body("duties", equalTo(2)).body("missing", equalTo(2));
        clerk(unit).get(duties(early)).then().body("items.day", equalTo(List.of(MONDAY.toString(), MONDAY.plusDays(3).toString())));
    }

    private void alsoIn(String roster, UUID member) {
        clerk(unit).body(Map.of("memberId", member, "name", "Đoàn viên 1", "joinedOn", TODAY.toString())).post(ROSTERS + "/" + roster + "/people").then().statusCode(200);
    }

    /** Each would see a day on which that person is free before the other has planned it: here both wait, and one of them goes first. */
    @Test
    void whoIsInTwoPoolsStandsAtOneDeskThoughBothArePlannedInTheSameSecond() throws Exception {
        String here = Desk.drawn(unit, 1);
        UUID both = Desk.pool(unit, here, 1).get(0);
        String there = Desk.drawn(unit, 1);
        alsoIn(there, both);
        try (Connection beside = worker.getConnection()) {
            beside.setAutoCommit(false);
            Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('duties of ' || ?::uuid, 17))", both).run(beside);
            List<CompletableFuture<Integer>> plans = Stream.of(here, there).map(roster -> CompletableFuture.supplyAsync(() -> clerk(unit)
                    .body(Map.of("until", MONDAY.plusDays(2).toString())).post(ROSTERS + "/" + roster + "/plan").then().statusCode(200).extract().<Integer>path("duties"),
                    task -> new Thread(task).start())).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> plans.stream().anyMatch(CompletableFuture::isDone) || Sql.of("SELECT count(*) FROM pg_locks l "
                    + "JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory' AND NOT l.granted").first(worker, row -> row.getInt(1)).orElseThrow() == 2);
            assertThat(plans).noneMatch(CompletableFuture::isDone);
            beside.rollback();
            assertThat(plans.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(2);
        }
    }

    /** Neither of the two units sees the other's rosters. */
    @Test
    void whoIsOnDutyForAnotherUnitIsNotPlannedForTheSameHours() {
        MapApi.Tree tree = api.plant("vn");
        String here = Desk.drawn(tree.commune(), 1);
        UUID both = Desk.pool(tree.commune(), here, 1).get(0);
        Desk.plan(tree.commune(), here, MONDAY);
        String there = Desk.drawn(tree.sibling(), 1);
        clerk(tree.sibling()).body(Map.of("memberId", both, "name", "Đoàn viên 1", "joinedOn", TODAY.toString())).post(ROSTERS + "/" + there + "/people").then().statusCode(200);
        clerk(tree.sibling()).body(Map.of("until", MONDAY.plusDays(2).toString())).post(ROSTERS + "/" + there + "/plan").then().statusCode(200).body("days", equalTo(2))
                .body("duties", equalTo(1)).body("missing", equalTo(1));
        clerk(tree.sibling()).get(ROSTERS + "/" + here).then().statusCode(404);
    }

    @Test
    void hoursByWhichSomebodyWouldStandAtTwoDesksAtOnceAreRefused() {
        String morning = Desk.drawn(unit, 1);
        UUID both = Desk.pool(unit, morning, 1).get(0);
        Desk.plan(unit, morning, MONDAY);
        String night = nightly(Desk.desk(unit), "22:00", "06:00");
        alsoIn(night, both);
        clerk(unit).body(Map.of("until", MONDAY.toString())).post(ROSTERS + "/" + night + "/plan").then().statusCode(200);
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"endsAt\": \"07:00\"}").patch(ROSTERS + "/" + night).then().statusCode(200);
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"startsAt\": \"05:00\", \"endsAt\": \"07:31\"}").patch(ROSTERS + "/" + night)
                .then().statusCode(409).body("code", equalTo("duty-hours-clash")).body("detail", containsString(MONDAY.toString()));
        clerk(unit).get(ROSTERS + "/" + night).then().body("endsAt", equalTo("07:00:00"));
    }
}
