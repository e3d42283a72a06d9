package org.doanket.campaign.post;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.doanket.campaign.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Posts, who approves them, who may read them, and how far they reached. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PostTest {

    private static final String OFFICER = "campaign-officer";
    private static final String POSTS = "/campaigns/v1/posts";

    @Inject
    Federation federation;

    private Federation.Units units;
    private String channel;

    @BeforeEach
    void found() {
        units = federation.found();
        channel = channel(Map.of("unit", units.commune(), "kind", "fan-page", "name", "Công đoàn xã", "address", "https://fb.example/cdx"));
    }

    @Test
    void isOutOnlyWhenASecondPersonHasApprovedItAndItsTimeHasCome() throws Exception {
        OffsetDateTime past = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1);
        String due = write(post("Bài <đã> \"duyệt\" & đến giờ\u0001", past));
        String later = write(post("Chưa đến giờ", past.plusDays(2)));
        String draft = write(post("Nháp", past));
        assertThat(titles("")).isEmpty();
        submit(due);
        json(OFFICER, units.commune()).post(due + "/approval").then().statusCode(409).body("code", equalTo("post-own-approval"));
        approve(due);
        submit(later);
        approve(later);
        as(OFFICER, units.commune()).get(due).then().body("published", equalTo(true));
        as(OFFICER, units.commune()).get(later).then().body("state", equalTo("approved")).body("published", equalTo(false));
        json(OFFICER, units.commune()).post(draft + "/approval").then().statusCode(409).body("code", equalTo("post-not-from"));
        assertThat(titles("")).containsExactly("Bài <đã> \"duyệt\" & đến giờ");
        assertThat(titles("?scope=subtree", units.province())).hasSize(1);
        assertThat(titles("", units.province())).isEmpty();
        // What is changed after it was approved is out no more.
        String tag = as(OFFICER, units.commune()).get(due).header("ETag");
        json(OFFICER, units.commune()).header("If-Match", tag).body(post("Khác", past)).put(due).then().statusCode(200).body("state", equalTo("draft"));
        assertThat(titles("")).isEmpty();
    }

    @Test
    void isReadByAnyFeedReaderAndAnyCalendar() throws Exception {
        OffsetDateTime past = OffsetDateTime.now(ZoneOffset.UTC).minusDays(1);
        Map<String, Object> body = post("Hội thao, 2026", past);
        body.put("link", "https://example.org/a?b=1&c=2");
        body.put("event", Map.of("starts", past.plusDays(5).toString(), "ends", past.plusDays(5).plusHours(3).toString(), "place", "Sân vận động; cổng 2"));
        String post = write(body);
        submit(post);
        approve(post);
        Response rss = given().get(feed("posts.rss"));
        rss.then().statusCode(200).header("Content-Type", containsString("application/rss+xml")).header("Cache-Control", containsString("public"));
        given().header("If-None-Match", rss.header("ETag")).get(feed("posts.rss")).then().statusCode(304);
        Element channelOf = (Element) parsed(rss.asByteArray()).getElementsByTagName("channel").item(0);
        for (String needed : List.of("title", "link", "description")) {
            assertThat(channelOf.getElementsByTagName(needed).item(0).getTextContent()).isNotBlank();
        }
        Element item = (Element) channelOf.getElementsByTagName("item").item(0);
        assertThat(item.getElementsByTagName("link").item(0).getTextContent()).isEqualTo("https://example.org/a?b=1&c=2");
        assertThat(OffsetDateTime.parse(item.getElementsByTagName("pubDate").item(0).getTextContent(), DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond())
                .isEqualTo(past.toEpochSecond());
        assertThat(((Element) item.getElementsByTagName("guid").item(0)).getAttribute("isPermaLink")).isEqualTo("false");
        String ics = given().get(feed("events.ics")).then().statusCode(200).header("Content-Type", containsString("text/calendar")).extract().asString();
        assertThat(ics.replace("\r\n ", "")).contains("SUMMARY:Hội thao\\, 2026\r\n", "LOCATION:Sân vận động\\; cổng 2\r\n", "UID:");
        json(OFFICER, units.commune()).body(Map.of("note", "Hoãn")).post(post + "/withdrawal").then().statusCode(200);
        assertThat(given().get(feed("events.ics")).asString()).doesNotContain("VEVENT");
        given().get("/campaigns/v1/feeds/" + UUID.randomUUID() + "/posts.rss").then().statusCode(404);
    }

    @Test
    void ofMoreEventsThanACalendarHoldsThoseToComeAreInIt() {
        Sql.of("INSERT INTO post (id, unit_id, title, body, publish_at, event_starts, event_ends, state, written_by, changed_at, version) SELECT uuidv7(), ?::uuid, "
                + "'Đã qua ' || n, 'x', now() - interval '100 days', now() - make_interval(days => 80, mins => n), now() - make_interval(days => 79, mins => n), "
                + "'approved', 'test', now(), 1 FROM generate_series(1, 501) n", units.commune()).run(federation.worker());
        OffsetDateTime past = OffsetDateTime.now(ZoneOffset.UTC).minusDays(1);
        Map<String, Object> body = post("Sắp tới", past);
        body.put("event", Map.of("starts", past.plusDays(9).toString(), "ends", past.plusDays(10).toString()));
        String post = write(body);
        submit(post);
        approve(post);
        String ics = given().get(feed("events.ics")).then().statusCode(200).extract().asString();
        assertThat(ics).contains("SUMMARY:Sắp tới\r\n", "SUMMARY:Đã qua 1\r\n").doesNotContain("SUMMARY:Đã qua 501\r\n");
        assertThat(ics.indexOf("Sắp tới")).as("in their order").isGreaterThan(ics.lastIndexOf("Đã qua"));
    }

    @Test
    void reachedNobodyYetOnADayToCome() {
        String post = write(post("Tháng Công nhân", OffsetDateTime.parse("2026-03-01T00:00:00Z")));
        LocalDate tomorrow = LocalDate.now(Zones.of("vn")).plusDays(1);
        json(OFFICER, units.commune()).body(Map.of("channel", id(channel), "day", tomorrow.toString(), "reach", 900)).post(post + "/reach").then().statusCode(422)
                .body("errors.pointer", contains("/day"));
        String sheet = "post,channel,day,reach\n" + id(post) + "," + id(channel) + "," + tomorrow + ",1500\n";
        as(OFFICER, units.commune()).contentType("text/csv").body(sheet.getBytes()).post("/campaigns/v1/post-reach-imports").then().statusCode(422)
                .body("errors.code", contains("in-future"));
    }

    @Test
    void countsHowFarItReachedByTheNewestDayOfEachChannel() {
        OffsetDateTime past = OffsetDateTime.parse("2026-03-01T00:00:00Z");
        String zalo = channel(Map.of("unit", units.commune(), "kind", "zalo", "name", "Zalo OA"));
        Map<String, Object> body = post("Tháng Công nhân", past);
        body.put("channels", List.of(id(channel), id(zalo)));
        String post = write(body);
        submit(post);
        approve(post);
        json(OFFICER, units.commune()).body(Map.of("channel", id(channel), "day", "2026-03-02", "reach", 900, "views", 400)).post(post + "/reach").then().statusCode(200);
        String sheet = "post,channel,day,reach,views,shares\n" + id(post) + "," + id(channel) + ",2026-03-09,1500,700,12\n" + id(post) + "," + id(zalo) + ",2026-03-09,300,,\n";
        as(OFFICER, units.commune()).contentType("text/csv").body(sheet.getBytes()).post("/campaigns/v1/post-reach-imports").then().statusCode(200).body("rows", equalTo(2));
        as(OFFICER, units.commune()).contentType("text/csv").body(sheet.getBytes()).post("/campaigns/v1/post-reach-imports").then().statusCode(200).body("rows", equalTo(2));
        as(OFFICER, units.commune()).get(post).then().body("reach.reach", containsInAnyOrder(1500, 300));
        as(OFFICER, units.province()).get("/campaigns/v1/tallies/posts?year=2026&scope=subtree&unit=" + units.province()).then().body("kind", contains("fan-page", "zalo"))
                .body("reach", contains(1500, 300)).body("views", contains(700, 0)).body("posts", contains(1, 1));
        as(OFFICER, units.commune()).contentType("text/csv").body(("post,channel,day,reach\n" + id(post) + "," + id(channel) + ",2026-13-01,viele\n" + UUID.randomUUID() + ","
                + id(channel) + ",2026-03-01,5\n").getBytes()).post("/campaigns/v1/post-reach-imports").then().statusCode(422).body("errors", hasSize(3));
        as(OFFICER, units.stranger()).contentType("text/csv").body(sheet.getBytes()).post("/campaigns/v1/post-reach-imports").then().statusCode(422);
        as(OFFICER, units.commune()).contentType("text/csv").body("a,b\n".getBytes()).post("/campaigns/v1/post-reach-imports").then().statusCode(422)
                .body("code", equalTo("reach-without-heading"));
        String open = "/campaigns/v1/post-channels?state=open&";
        as(OFFICER, units.commune()).get(open + "kind=fan-page&q=cong doan").then().statusCode(200).body("items", hasSize(1));
        as(OFFICER, units.commune()).get(open + "kind=radio").then().body("items", hasSize(0));
        json(OFFICER, units.commune()).post(channel + "/closing").then().statusCode(200).body("closed", equalTo(true));
        as(OFFICER, units.commune()).get(open + "kind=fan-page").then().body("items", hasSize(0));
        json(OFFICER, units.commune()).body(post("Sau khi đóng", past)).post(POSTS).then().statusCode(404);
    }

    private String channel(Map<String, Object> body) {
        return json(OFFICER, units.commune()).body(body).post("/campaigns/v1/post-channels").then().statusCode(201).extract().header("Location");
    }

    private Map<String, Object> post(String title, OffsetDateTime at) {
        return new HashMap<>(Map.of("unit", units.commune(), "title", title, "body", "Nội dung", "publishAt", at.toString(), "channels", List.of(id(channel))));
    }

    private String write(Map<String, Object> body) {
        return json(OFFICER, units.commune()).body(body).post(POSTS).then().statusCode(201).extract().header("Location");
    }

    private void submit(String post) {
        json(OFFICER, units.commune()).post(post + "/submission").then().statusCode(200);
    }

    private void approve(String post) {
        given().header("Authorization", "Bearer " + Tokens.of("federation-officer").unit(units.province()).subject("chief").token()).post(post + "/approval").then().statusCode(200);
    }

    private String feed(String file) {
        return "/campaigns/v1/feeds/" + units.commune() + "/" + file;
    }

    private List<String> titles(String query) throws Exception {
        return titles(query, units.commune());
    }

    private static List<String> titles(String query, UUID unit) throws Exception {
        var items = parsed(given().get("/campaigns/v1/feeds/" + unit + "/posts.rss" + query).then().statusCode(200).extract().asByteArray()).getElementsByTagName("item");
        return IntStream.range(0, items.getLength()).mapToObj(i -> ((Element) items.item(i)).getElementsByTagName("title").item(0).getTextContent()).toList();
    }

    private static Document parsed(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
