package org.doanket.servicemap.ride;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.ride.RideDesk.RIDES;
import static org.doanket.servicemap.ride.RideDesk.TEAMS;
import static org.doanket.servicemap.ride.RideDesk.as;
import static org.doanket.servicemap.ride.RideDesk.asked;
import static org.doanket.servicemap.ride.RideDesk.call;
import static org.doanket.servicemap.ride.RideDesk.head;
import static org.doanket.servicemap.ride.RideDesk.rider;
import static org.doanket.servicemap.ride.RideDesk.team;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RideTest {

    @Inject
    MapApi api;
    @Inject
    RideClock rideClock;
    @Inject
    Clock clock;
    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;
    @Inject
    MeterRegistry meters;
    @TestHTTPResource
    URI server;

    private MapApi.Tree tree;
    private UUID unit;
    private String team;

    @BeforeEach
    void foundTeam() {
        tree = api.plant("vn");
        unit = tree.commune();
        team = team(unit);
    }

    @Test
    void theNearestIsAskedAndBringsThePassengerThere() {
        rider(unit, team, UUID.randomUUID(), 5);
        UUID near = rider(unit, team, UUID.randomUUID(), 1);
        // 3.3 km of latitude times 1.3: 4,337 m, of which 2,337 beyond the first at 5 000 a km.
        String ride = asked(unit, team).body("state", equalTo("offered")).body("offer.riderId", equalTo(near.toString())).body("metres", equalTo(4_337))
                .body("atMost.amount", equalTo(24_000)).body("price.amount", equalTo(24_000)).body("channel", equalTo("phone")).extract().path("id");
        String address = RIDES + "/" + ride;
        as("member", unit, near).get(address + "/passenger").then().statusCode(409);
        as("member", unit, UUID.randomUUID()).post(address + "/acceptance").then().statusCode(403).body("code", equalTo("ride-of-another"));
        as("member", unit, near).post(address + "/acceptance").then().statusCode(200).body("state", equalTo("accepted"));
        as("member", unit, near).get(address + "/passenger").then().statusCode(200).body("contact", equalTo("0919 555 017")).body("destination", equalTo("Bến xe"));
        as("member", unit, near).post(address + "/start").then().statusCode(200);
        head(unit).post(address + "/cancellation").then().statusCode(409).body("code", equalTo("ride-is-under-way"));
        as("member", unit, near).body(Map.of("kind", "breakdown", "note", "Thủng lốp")).post(address + "/incidents").then().statusCode(200);
        // What the desk writes down when the passenger complains of the rider is not for him to read.
        head(unit).body(Map.of("kind", "threat", "note", "Khách bị đe dọa")).post(address + "/incidents").then().statusCode(200);
        as("member", unit, near).post(address + "/completion").then().statusCode(200).body("incidents.kind", contains("breakdown", "threat"))
                .body("incidents.note", contains(nullValue(), nullValue())).body("track.state", contains("requested", "offered", "accepted", "under-way", "completed"));
        head(unit).get(address).then().statusCode(200).body("incidents.note", contains("Thủng lốp", "Khách bị đe dọa"));
        asked(unit, team).body("offer.riderId", equalTo(near.toString()));
    }

    @Test
    void aClerkWhoIsAMemberTooSetsOthersOnDuty() {
        UUID clerk = rider(unit, team, UUID.randomUUID(), 2);
        UUID other = rider(unit, team, UUID.randomUUID(), 1);
        String presence = TEAMS + "/" + team + "/riders/" + other + "/presence";
        for (String desk : List.of("desk-clerk", "unit-officer")) {
            given().header("Authorization", "Bearer " + Tokens.of(desk, "member").unit(unit).member(clerk).token()).contentType("application/json")
                    .body(Map.of("onDuty", false)).post(presence).then().statusCode(200).body("onDuty", equalTo(false));
        }
        as("member", unit, clerk).body(Map.of("onDuty", false)).post(presence).then().statusCode(403).body("code", equalTo("ride-of-another"));
    }

    @Test
    void whoDoesNotAnswerInTimeIsPassedOver() throws SQLException {
        UUID near = rider(unit, team, UUID.randomUUID(), 1);
        UUID next = rider(unit, team, UUID.randomUUID(), 2);
        String ride = asked(unit, team).body("offer.riderId", equalTo(near.toString())).extract().path("id");
        rideClock.sweep(clock.instant().plusSeconds(20));
        head(unit).get(RIDES + "/" + ride).then().body("offer.riderId", equalTo(near.toString()));
        rideClock.sweep(clock.instant().plusSeconds(31));
        head(unit).get(RIDES + "/" + ride).then().body("state", equalTo("offered")).body("offer.riderId", equalTo(next.toString()));
        as("member", unit, near).post(RIDES + "/" + ride + "/acceptance").then().statusCode(403);
        as("member", unit, next).post(RIDES + "/" + ride + "/refusal").then().statusCode(200).body("state", equalTo("requested")).body("offer", nullValue());
        swept(301, () -> head(unit).get(RIDES + "/" + ride).then().body("state", equalTo("unserved")));
    }

    @Test
    void whoWaitsGetsTheFirstWhoIsFreeAgain() {
        UUID only = rider(unit, team, UUID.randomUUID(), 1);
        String first = asked(unit, team).extract().path("id");
        String second = asked(unit, team).body("state", equalTo("requested")).extract().path("id");
        for (String deed : List.of("/acceptance", "/start", "/completion")) {
            as("member", unit, only).post(RIDES + "/" + first + deed).then().statusCode(200);
        }
        swept(0, () -> head(unit).get(RIDES + "/" + second).then().body("state", equalTo("offered")).body("offer.riderId", equalTo(only.toString())));
    }

    @Test
    void twoDesksNeverGiveOneRiderTwoRides() throws SQLException {
        UUID shared = UUID.randomUUID();
        rider(unit, team, shared, 1);
        UUID beside = tree.sibling();
        String other = team(beside);
        rider(beside, other, shared, 1);
        List<CompletableFuture<String>> calls = IntStream.range(0, 8).mapToObj(number -> CompletableFuture.supplyAsync(() ->
                (String) (number % 2 == 0 ? asked(unit, team) : asked(beside, other)).extract().path("state"), task -> new Thread(task).start())).toList();
        assertThat(calls.stream().map(CompletableFuture::join).filter("offered"::equals)).hasSize(1);
        try (Connection connection = worker.getConnection()) {
            assertThat(Sql.of("SELECT count(*) FROM ride WHERE rider_id = ? AND state IN ('offered', 'accepted', 'under-way')", shared)
                    .first(connection, row -> row.getInt(1))).contains(1);
        }
    }

    /** Desks call, riders refuse, offers run out and calls are sent again, all at once; at no moment does one rider have two rides, nor a ride two riders. */
    @Test
    void noRiderHasTwoRidesWhileOffersRunOutAndCallsAreSentAgain() throws SQLException {
        UUID beside = tree.sibling();
        String other = team(beside);
        List<UUID> shared = Stream.generate(UUID::randomUUID).limit(3).toList();
        shared.forEach(rider -> {
            rider(unit, team, rider, 1);
            rider(beside, other, rider, 1);
        });
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Integer> watched = CompletableFuture.supplyAsync(() -> watch(shared, isOver), task -> new Thread(task).start());
        List<CompletableFuture<String>> calls = IntStream.range(0, 10).mapToObj(number -> CompletableFuture.supplyAsync(() -> {
            UUID desk = number % 2 == 0 ? unit : beside;
            String key = UUID.randomUUID().toString();
            Map<String, Object> call = RideDesk.call(number % 2 == 0 ? team : other);
            String ride = head(desk).header("Idempotency-Key", key).body(call).post(RIDES).then().statusCode(201).extract().path("id");
            // The answer was lost: the same call once more is the same ride.
            head(desk).header("Idempotency-Key", key).body(call).post(RIDES).then().statusCode(201).body("id", equalTo(ride));
            UUID offered = Optional.ofNullable((String) head(desk).get(RIDES + "/" + ride).path("offer.riderId")).map(UUID::fromString).orElse(null);
            if (offered != null && number % 3 == 0) {
                as("member", desk, offered).post(RIDES + "/" + ride + "/refusal");
            } else if (offered != null && number % 3 == 1) {
                as("member", desk, offered).post(RIDES + "/" + ride + "/acceptance");
            }
            try {
                if (number % 4 == 0) {
                    rideClock.sweep(clock.instant().plusSeconds(31));
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            return ride;
        }, task -> new Thread(task).start())).toList();
        assertThat(calls.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
        isOver.set(true);
        assertThat(watched.join()).as("moments that were looked at").isPositive();
        try (Connection connection = worker.getConnection()) {
            assertThat(Sql.of("SELECT count(*) FROM ride r WHERE r.team_id IN (?::uuid, ?::uuid) AND (r.state IN ('offered', 'accepted', 'under-way')) IS DISTINCT FROM EXISTS "
                    + "(SELECT FROM rider_hold h WHERE h.ride_id = r.id AND h.member_id = r.rider_id)", team, other).first(connection, row -> row.getInt(1))).contains(0);
        }
    }

    private int watch(List<UUID> riders, AtomicBoolean isOver) {
        int moments = 0;
        try (Connection connection = worker.getConnection()) {
            while (!isOver.get()) {
                assertThat(Sql.of("SELECT rider_id FROM ride WHERE rider_id = ANY (?::uuid[]) AND state IN ('offered', 'accepted', 'under-way') GROUP BY rider_id "
                        + "HAVING count(*) > 1", (Object) Sql.column(riders, rider -> rider)).list(connection, row -> row.getString(1))).isEmpty();
                moments++;
            }
            return moments;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Neither desk sees the other's hold before it is committed: nothing but the key stands between them. */
    @Test
    void aDeskWaitsForTheOtherWhoHasTheSameRiderInHand() throws Exception {
        UUID shared = rider(unit, team, UUID.randomUUID(), 1);
        UUID beside = tree.sibling();
        UUID theirs = UUID.fromString(asked(beside, team(beside)).body("state", equalTo("requested")).extract().path("id"));
        CompletableFuture<String> ours;
        try (Connection other = worker.getConnection()) {
            other.setAutoCommit(false);
            Sql.of("INSERT INTO rider_hold (member_id, ride_id, unit_id) VALUES (?, ?, ?)", shared, theirs, beside).run(other);
            ours = CompletableFuture.supplyAsync(() -> asked(unit, team).extract().path("state"));
            assertThatThrownBy(() -> ours.get(700, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            other.commit();
            other.setAutoCommit(true);
        }
        assertThat(ours.get(20, TimeUnit.SECONDS)).isEqualTo("requested");
        head(beside).post(RIDES + "/" + theirs + "/cancellation").then().statusCode(200);
        swept(0, () -> head(unit).get(RIDES + "?team=" + team).then().body("items[0].state", equalTo("offered")));
    }

    @Test
    void thePriceIsAtMostThatOfTheTableOfThatDay() {
        Map<String, Object> dear = call(team);
        dear.put("priceAmount", 24_001);
        head(unit).body(dear).post(RIDES).then().statusCode(422).body("code", equalTo("ride-price-above-table")).body("atMost.amount", equalTo(24_000));
        Map<String, Object> cheap = call(team);
        cheap.put("priceAmount", 20_000);
        head(unit).body(cheap).post(RIDES).then().statusCode(201).body("price.amount", equalTo(20_000));
        as("unit-officer", unit, null).body(RideDesk.fare("2020-01-01")).post(TEAMS + "/" + team + "/fares").then().statusCode(409);
        Map<String, Object> tomorrow = RideDesk.fare("2199-01-01");
        tomorrow.put("firstAmount", 99_000);
        as("unit-officer", unit, null).body(tomorrow).post(TEAMS + "/" + team + "/fares").then().statusCode(200);
        asked(unit, team).body("atMost.amount", equalTo(24_000));
    }

    @Test
    void aFareBeyondAllMeasureIsRefusedAndNotFoundOutByEachCall() {
        for (String amount : List.of("firstAmount", "kmAmount")) {
            Map<String, Object> slip = RideDesk.fare("2021-01-01");
            slip.put(amount, 1_000_000_001L);
            as("unit-officer", unit, null).body(slip).post(TEAMS + "/" + team + "/fares").then().statusCode(400).body("errors.pointer", contains("/" + amount));
        }
        Map<String, Object> dearest = RideDesk.fare("2021-01-01");
        dearest.put("firstAmount", 1_000_000_000);
        dearest.put("kmAmount", 1_000_000_000);
        as("unit-officer", unit, null).body(dearest).post(TEAMS + "/" + team + "/fares").then().statusCode(200);
        asked(unit, team);
    }

    @Test
    void aFareBeyondAllMeasureThatWasOnRecordIsTakenBackAndTheRowBeforeHoldsAgain() throws SQLException, IOException {
        var config = ConfigProvider.getConfig();
        try (Connection owner = DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class), config.getValue("quarkus.flyway.password", String.class))) {
            owner.setAutoCommit(false);
            Sql.of("ALTER TABLE ride_fare DROP CONSTRAINT ride_fare_within_measure, NO FORCE ROW LEVEL SECURITY").run(owner);
            Sql.of("INSERT INTO ride_fare (id, team_id, unit_id, valid_from, first_metres, first_amount, km_amount, rounded_to, currency, citation) "
                    + "VALUES (gen_random_uuid(), ?::uuid, ?, '2021-01-01', 0, ?, 0, 1, 'VND', 'A slip')", team, unit, Long.MAX_VALUE).run(owner);
            try (var migration = RideTest.class.getResourceAsStream("/db/migration/V060__fares_within_measure.sql")) {
                Sql.of(new String(migration.readAllBytes(), StandardCharsets.UTF_8)).run(owner);
            }
            owner.commit();
        }
        asked(unit, team).body("atMost.amount", equalTo(24_000));
        Map<String, Object> anew = RideDesk.fare("2021-01-01");
        anew.put("firstAmount", 13_000);
        as("unit-officer", unit, null).body(anew).post(TEAMS + "/" + team + "/fares").then().statusCode(200);
        asked(unit, team).body("atMost.amount", equalTo(25_000));
    }

    @Test
    void whoIsOffDutyIsNotAskedAndNobodyKnowsWhereHeIs() throws SQLException {
        UUID member = rider(unit, team, UUID.randomUUID(), 1);
        as("member", unit, member).body(Map.of("onDuty", false)).post(TEAMS + "/" + team + "/riders/" + member + "/presence").then().statusCode(200)
                .body("onDuty", equalTo(false));
        asked(unit, team).body("state", equalTo("requested"));
        try (Connection connection = worker.getConnection()) {
            assertThat(Sql.of("SELECT latitude IS NULL FROM rider WHERE member_id = ?", member).first(connection, row -> row.getBoolean(1))).contains(true);
        }
        as("member", unit, UUID.randomUUID()).body(RideDesk.presence(1)).post(TEAMS + "/" + team + "/riders/" + member + "/presence").then().statusCode(403);
    }

    @Test
    void aRideCalledOffLetsTheRiderGo() {
        UUID member = rider(unit, team, UUID.randomUUID(), 1);
        String ride = asked(unit, team).extract().path("id");
        head(unit).post(RIDES + "/" + ride + "/cancellation").then().statusCode(200).body("state", equalTo("cancelled")).body("offer", nullValue());
        asked(unit, team).body("offer.riderId", equalTo(member.toString()));
    }

    @Test
    void whoHasLeftTheTeamIsAskedNoMoreUntilHeIsTakenInAgain() {
        UUID member = rider(unit, team, UUID.randomUUID(), 1);
        head(unit).post(TEAMS + "/" + team + "/riders/" + member + "/leaving").then().statusCode(200).body("riders.size()", equalTo(0));
        String inVain = asked(unit, team).body("state", equalTo("requested")).extract().path("id");
        // Else the clock gives him that one as soon as he is back.
        head(unit).post(RIDES + "/" + inVain + "/cancellation").then().statusCode(200);
        rider(unit, team, member, 1);
        asked(unit, team).body("offer.riderId", equalTo(member.toString()));
    }

    @Test
    void aRiderTakesAlongWhatHeWasOfferedAndNothingOfThePassenger() {
        UUID member = rider(unit, team, UUID.randomUUID(), 1);
        String ride = asked(unit, team).extract().path("id");
        String all = as("member", unit, member).get("/map/v1/me/export").then().statusCode(200).body("sections.rideOffers.ride", contains(ride),
                "sections.rideOffers[0].price.currency", equalTo("VND"), "sections.riders.name", contains("Thạch Văn 1")).extract().asString();
        assertThat(all).doesNotContain("0919 555 017", "Chợ Vĩnh Châu");
    }

    @Test
    void whoIsForgottenRidesUnderAPseudonym() throws SQLException {
        UUID member = rider(unit, team, UUID.randomUUID(), 1);
        assertThat(Erasures.receipt(listeners, worker, member).path("riders").asInt()).isEqualTo(1);
        asked(unit, team).body("state", equalTo("requested"));
        head(unit).get(TEAMS + "/" + team).then().body("riders.name", not(contains("Thạch Văn 1")));
    }

    @Test
    void theHeadsScreenShowsEachChange() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(TEAMS + "/" + team + "/events")).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Tokens.of("desk-clerk").unit(unit).token()).header("Accept", "text/event-stream").build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (BufferedReader screen = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(next(screen)).contains("\"rides\":[]");
            String ride = asked(unit, team).extract().path("id");
            assertThat(next(screen)).contains(ride).contains("\"state\":\"requested\"");
        }
    }

    @Test
    void aStreamEndsWithTheTokenThatOpenedIt() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(TEAMS + "/" + team + "/events")).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Tokens.of("desk-clerk").unit(unit).lasting(Duration.ofSeconds(3)).token()).build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"rides\":[]");
    }

    @Test
    void aRiderIsToldOfHisOfferAndOfNobodyElses() throws IOException, InterruptedException {
        UUID near = rider(unit, team, UUID.randomUUID(), 1);
        UUID far = rider(unit, team, UUID.randomUUID(), 5);
        as("member", unit, near).get(RIDES + "/mine").then().statusCode(200).body("items", hasSize(0));
        HttpRequest request = HttpRequest.newBuilder(server.resolve(RIDES + "/mine/events")).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Tokens.of("member").unit(unit).member(near).token()).header("Accept", "text/event-stream").build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (BufferedReader telephone = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(next(telephone)).contains("[]");
            String ride = asked(unit, team).extract().path("id");
            assertThat(next(telephone)).contains(ride).contains("\"state\":\"offered\"");
            as("member", unit, near).get(RIDES + "/mine").then().body("items.id", contains(ride)).body("items[0].offer.method", equalTo("estimate"));
            as("member", unit, far).get(RIDES + "/mine").then().body("items", hasSize(0));
            as("member", unit, near).post(RIDES + "/" + ride + "/refusal").then().statusCode(200);
            as("member", unit, far).get(RIDES + "/mine").then().body("items.id", contains(ride));
            assertThat(next(telephone)).contains("[]");
        }
        as("member", unit, null).get(RIDES + "/mine").then().statusCode(403);
        given().get(RIDES + "/mine/events").then().statusCode(401);
        for (String role : List.of("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor", "desk-clerk", "tips-officer", "integration")) {
            as(role, unit, near).get(RIDES + "/mine/events").then().statusCode(403);
        }
    }

    @Test
    void ridesAddUpByMonthYearAndTeam() {
        UUID only = rider(unit, team, UUID.randomUUID(), 1);
        String other = team(unit);
        String done = asked(unit, team).extract().path("id");
        for (String deed : List.of("/acceptance", "/start", "/completion")) {
            as("member", unit, only).post(RIDES + "/" + done + deed).then().statusCode(200);
        }
        as("member", unit, only).body(Map.of("kind", "dispute")).post(RIDES + "/" + done + "/incidents").then().statusCode(200);
        String calledOff = asked(unit, team).extract().path("id");
        head(unit).post(RIDES + "/" + calledOff + "/cancellation").then().statusCode(200);
        asked(unit, other);
        as("unit-officer", tree.province(), null).get("/map/v1/tallies/rides?by=year").then().statusCode(200).body("items", hasSize(1)).body("items[0].asked", equalTo(3))
                .body("items[0].completed", equalTo(1)).body("items[0].cancelled", equalTo(1)).body("items[0].unserved", equalTo(0)).body("items[0].metres", equalTo(4_337))
                .body("items[0].incidents", equalTo(1));
        as("federation-officer", tree.province(), null).get("/map/v1/tallies/rides?split=team&scope=subtree&unit=" + unit).then().statusCode(200)
                .body("items.asked.sum()", equalTo(3)).body("items.teamId", containsInAnyOrder(team, other));
        head(unit).get("/map/v1/tallies/rides?to=2020-01").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void whatIsWrittenOfAnIncidentGoesWithThePassenger() throws SQLException {
        String ride = asked(unit, team).extract().path("id");
        String incidents = RIDES + "/" + ride + "/incidents";
        head(unit).body(Map.of("kind", "threat", "note", "Khách bị đe dọa")).post(incidents).then().statusCode(200).body("incidents.note", contains("Khách bị đe dọa"));
        as("integration", unit, null).get(RIDES + "/" + ride).then().statusCode(200).body("incidents.kind", contains("threat")).body("incidents.note", contains(nullValue()));
        try (Connection connection = worker.getConnection()) {
            assertThat(Sql.of("SELECT n::text FROM ride_note n WHERE ride_id = ?::uuid", ride).first(connection, row -> row.getString(1)).orElseThrow())
                    .doesNotContain("Khách");
            Sql.of("DELETE FROM ride_passenger WHERE ride_id = ?::uuid", ride).run(connection);
            assertThat(Sql.of("SELECT FROM ride_note WHERE ride_id = ?::uuid", ride).list(connection, row -> 1)).isEmpty();
        }
        head(unit).get(RIDES + "/" + ride).then().statusCode(200).body("incidents.kind", contains("threat")).body("incidents.note", contains(nullValue()));
        head(unit).body(Map.of("kind", "other", "note", "Muộn")).post(incidents).then().statusCode(404);
        head(unit).body(Map.of("kind", "other")).post(incidents).then().statusCode(200).body("incidents.kind", contains("threat", "other"));
    }

    @Test
    void oneRideThatFailsKeepsNoneOfTheOthersWaiting() throws SQLException {
        String broken = asked(unit, team).body("state", equalTo("requested")).extract().path("id");
        String later = asked(unit, team).body("state", equalTo("requested")).extract().path("id");
        try (Connection connection = worker.getConnection()) {
            Sql.of("UPDATE ride_passenger SET sealed = ?::bytea WHERE ride_id = ?::uuid", "\\x00112233445566778899aabbccddeeff0011", broken).run(connection);
        }
        UUID only = rider(unit, team, UUID.randomUUID(), 1);
        double before = failures();
        swept(0, () -> head(unit).get(RIDES + "/" + later).then().body("offer.riderId", equalTo(only.toString())));
        assertThat(failures()).isGreaterThan(before);
        head(unit).post(RIDES + "/" + broken + "/cancellation").then().statusCode(200);
    }

    private double failures() {
        return meters.counter("doanket.rides.failed").count();
    }

    @Test
    void whoForgotToSignOffIsOffDutyAfterTwelveHoursAndWhereHeWasIsNotKept() throws SQLException {
        UUID member = rider(unit, team, UUID.randomUUID(), 1);
        try (Connection connection = worker.getConnection()) {
            Sql.of("UPDATE rider SET seen_at = seen_at - interval '13 hours' WHERE member_id = ?", member).run(connection);
            rideClock.sweep(clock.instant());
            assertThat(Sql.of("SELECT on_duty OR latitude IS NOT NULL OR longitude IS NOT NULL FROM rider WHERE member_id = ?", member)
                    .first(connection, row -> row.getBoolean(1))).contains(false);
        }
    }

    /** Put against everybody here: a matrix would read a stream to its end. */
    @Test
    void theHeadsScreenIsForTheDeskAndThoseAbove() {
        String screen = TEAMS + "/" + team + "/events";
        given().get(screen).then().statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.of("desk-clerk").unit(unit).forged()).get(screen).then().statusCode(401);
        for (String role : List.of("federation-officer", "treasurer", "auditor", "campaign-officer", "map-editor", "tips-officer", "member", "integration")) {
            as(role, unit, null).get(screen).then().statusCode(403);
        }
        for (UUID elsewhere : List.of(tree.sibling(), tree.grassRoots(), tree.elsewhere())) {
            head(elsewhere).get(screen).then().statusCode(404);
        }
    }

    /** Again where the service's own clock had the ride in hand just then. */
    private void swept(int secondsOn, Runnable expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rideClock.sweep(clock.instant().plusSeconds(secondsOn));
            expected.run();
        });
    }

    private static String next(BufferedReader screen) throws IOException {
        String line = screen.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = screen.readLine();
        }
        return line;
    }
}
