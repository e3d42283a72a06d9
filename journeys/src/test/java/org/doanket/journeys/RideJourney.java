package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A passenger telephones the guild's desk; a rider on duty hears of it on his telephone, says yes, and brings her there; the officers count the ride. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RideJourney {

    private static final String TEAMS = "/map/v1/ride-teams";
    private static final String RIDES = "/map/v1/rides";

    private static Federation federation;
    private static final String RIDER = UUID.randomUUID().toString();
    private static String team;
    private static String ride;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("desk-clerk", federation.guild, TEAMS);
    }

    private static RequestSpecification rider() {
        return as("member", federation.guild, RIDER).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }

    private static Map<String, Object> at(double lat, double lon) {
        return Map.of("lat", lat, "lon", lon);
    }

    @Test
    @Order(1)
    void aTeamHasItsFaresAndARiderGoesOnDuty() {
        team = once("unit-officer", federation.guild).body(Map.of("unitId", federation.guild, "name", "Đội xe ôm chất lượng cao", "offerSeconds", 120)).post(TEAMS).then()
                .statusCode(201).extract().path("id");
        once("unit-officer", federation.guild).body(Map.of("validFrom", "2024-01-01", "firstMetres", 2_000, "firstAmount", 12_000, "kmAmount", 5_000, "roundedTo", 1_000,
                "currency", "VND", "citation", "Nghị quyết của nghiệp đoàn")).post(TEAMS + "/" + team + "/fares").then().statusCode(200);
        once("desk-clerk", federation.guild).body(Map.of("memberId", RIDER, "name", "Thạch Văn Một")).post(TEAMS + "/" + team + "/riders").then().statusCode(200);
        rider().body(Map.of("onDuty", true, "position", at(21.0250, 105.8420))).post(TEAMS + "/" + team + "/riders/" + RIDER + "/presence").then().statusCode(200)
                .body("free", equalTo(true));
        rider().get(RIDES + "/mine").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    @Order(2)
    void thePassengerTelephonesAndTheRiderHearsOfIt() throws IOException, InterruptedException {
        HttpRequest stream = HttpRequest.newBuilder(URI.create(Suite.BASE + RIDES + "/mine/events")).timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + Suite.token("member", federation.guild, RIDER)).header("Accept", "text/event-stream").build();
        var answer = HttpClient.newHttpClient().send(stream, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (BufferedReader telephone = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(next(telephone)).contains("[]");
            ride = once("desk-clerk", federation.guild).body(Map.of("teamId", team, "contact", "0919 555 017", "pickupPlace", "Cổng chợ", "pickup", at(21.0245, 105.8412),
                    "destination", "Bến xe", "dropOff", at(21.0300, 105.8480))).post(RIDES).then().statusCode(201).body("state", equalTo("offered"))
                    .body("offer.riderId", equalTo(RIDER)).body("offer.method", notNullValue()).body("method", notNullValue()).extract().path("id");
            assertThat(next(telephone)).contains(ride).contains("\"state\":\"offered\"");
        }
        as("member", federation.guild, UUID.randomUUID().toString()).get(RIDES + "/mine").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    @Order(3)
    void heSaysYesFetchesHerAndBringsHerThere() {
        rider().post(RIDES + "/" + ride + "/acceptance").then().statusCode(200).body("state", equalTo("accepted"));
        rider().get(RIDES + "/" + ride + "/passenger").then().statusCode(200).body("contact", equalTo("0919 555 017")).body("destination", equalTo("Bến xe"))
                .body("lat", equalTo(21.0245f));
        rider().post(RIDES + "/" + ride + "/start").then().statusCode(200);
        rider().post(RIDES + "/" + ride + "/completion").then().statusCode(200).body("state", equalTo("completed")).body("offer", nullValue());
        rider().get(RIDES + "/mine").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    @Order(4)
    void theProvinceCountsIt() {
        as("federation-officer", federation.province).get("/map/v1/tallies/rides?by=year&split=team&scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("items.teamId", contains(team)).body("items[0].asked", equalTo(1)).body("items[0].completed", equalTo(1));
        as("unit-officer", federation.otherCommune).get("/map/v1/tallies/rides?unit=" + federation.guild).then().statusCode(404);
    }

    private static String next(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = stream.readLine();
        }
        return line;
    }
}
