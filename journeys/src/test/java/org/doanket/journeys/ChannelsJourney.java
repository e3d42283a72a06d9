package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Thanh Hoa: what the union does is told on its web site, its fan page, YouTube and Zalo, and it counts whom it reached. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChannelsJourney {

    private static final String V1 = "/campaigns/v1/";
    private static final List<String> KINDS = List.of("web", "fan-page", "youtube", "zalo");
    private static final OffsetDateTime OUT = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).minusMinutes(1);

    private static Federation federation;
    private static final List<String> CHANNELS = new ArrayList<>();
    private static String post;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("campaign-officer", federation.commune, V1 + "posts");
    }

    @Test
    @Order(1)
    void aPostGoesOutWhenASecondPersonHasApprovedIt() {
        for (String kind : KINDS) {
            CHANNELS.add(id(once("campaign-officer", federation.commune).body(Map.of("unit", federation.commune, "kind", kind, "name", "Kênh " + kind)).post(V1 + "post-channels")
                    .then().statusCode(201).extract().header("Location")));
        }
        post = once("campaign-officer", federation.commune).body(Map.of("unit", federation.commune, "title", "Hội thao công nhân", "body", "Mời đoàn viên tham gia", "publishAt",
                OUT.toString(), "channels", CHANNELS, "event", Map.of("starts", OUT.plusDays(7).toString(), "ends", OUT.plusDays(7).plusHours(3).toString(), "place",
                        "Sân vận động"))).post(V1 + "posts").then().statusCode(201).extract().header("Location");
        once("campaign-officer", federation.commune).post(post + "/submission").then().statusCode(200);
        anybody().get(feed("posts.rss")).then().statusCode(200).body(not(containsString("Hội thao")));
        once("campaign-officer", federation.commune).post(post + "/approval").then().statusCode(409).body("code", equalTo("post-own-approval"));
        once("federation-officer", federation.province).post(post + "/approval").then().statusCode(200).body("published", equalTo(true));
    }

    @Test
    @Order(2)
    void anyFeedReaderAndAnyCalendarReadsIt() {
        anybody().get(feed("posts.rss")).then().statusCode(200).header("Content-Type", containsString("application/rss+xml")).body(
                "rss.channel.item.title", equalTo("Hội thao công nhân"));
        String calendar = anybody().get(feed("events.ics")).then().statusCode(200).header("Content-Type", containsString("text/calendar")).extract().asString();
        assertThat(calendar).startsWith("BEGIN:VCALENDAR\r\n").contains("SUMMARY:Hội thao công nhân\r\n", "LOCATION:Sân vận động\r\n").endsWith("END:VCALENDAR\r\n");
    }

    @Test
    @Order(3)
    void howFarItReachedIsEnteredOrTakenFromTheSheetOfAChannel() {
        String day = OUT.minusDays(1).toLocalDate().toString();
        once("campaign-officer", federation.commune).body(Map.of("channel", CHANNELS.get(0), "day", day, "reach", 1_200, "views", 900)).post(post + "/reach").then().statusCode(200);
        StringBuilder sheet = new StringBuilder("post,channel,day,reach,views,shares\n");
        CHANNELS.subList(1, 4).forEach(channel -> sheet.append(id(post)).append(',').append(channel).append(',').append(day).append(",3000,1500,20\n"));
        as("campaign-officer", federation.commune).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("text/csv")
                .body(sheet.toString().getBytes(StandardCharsets.UTF_8)).post(V1 + "post-reach-imports").then().statusCode(200).body("rows", equalTo(3));
        as("campaign-officer", federation.province).get(V1 + "tallies/posts?scope=subtree&unit=" + federation.province + "&year=" + OUT.plusHours(7).getYear()).then()
                .statusCode(200).body("kind", containsInAnyOrder(KINDS.toArray())).body("reach.sum()", equalTo(10_200)).body("posts.max()", equalTo(1));
    }

    private static String feed(String file) {
        return V1 + "feeds/" + federation.commune + "/" + file;
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
