package org.doanket.campaign.word;

import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.campaign.Federation;
import org.doanket.campaign.Requests;
import org.doanket.campaign.rule.Rules;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What things may be called is a list of the jurisdiction, dated as its rules are. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class WordTest {

    private static final String FEDERATION = "federation-officer";
    private static final String OFFICER = "campaign-officer";
    private static final String V1 = "/campaigns/v1/";

    @Inject
    Federation federation;
    @Inject
    AgroalDataSource requests;

    private Federation.Units units;
    private int year = 2030;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void aNewKindOfActivityIsGivenFromItsDayOnAndStillCountedWhenItIsGivenNoMore() {
        LocalDate day = Rules.day();
        Map<String, Object> word = Rules.word(day);
        String code = (String) word.get("code");
        plan(code, day).then().statusCode(422).body("errors.pointer", contains("/kind")).body("errors.message", contains(containsString("volunteering")));
        String set = set("activity-kind", word).then().statusCode(201).body("inUse", equalTo(true)).body("label", equalTo("Cross-country run")).extract()
                .header("Location");
        plan(code, day.minusDays(1)).then().statusCode(422);
        plan(code, day).then().statusCode(201);
        word.put("inUse", false);
        word.putAll(Rules.from(day.plusDays(10), Map.of()));
        set("activity-kind", word).then().statusCode(201).body("inUse", equalTo(false));
        plan(code, day.plusDays(10)).then().statusCode(422);
        plan(code, day.plusDays(9)).then().statusCode(201);
        as(OFFICER, units.commune()).get(V1 + "tallies/activities?year=" + day.getYear() + "&unit=" + units.commune()).then().body("kind", hasItem(code));
        as(OFFICER, units.commune()).get(V1 + "words/activity-kind?jurisdiction=vn&asOf=" + day).then().body("items.find { it.code == '" + code + "' }.inUse", equalTo(true));
        as(OFFICER, units.commune()).get(V1 + "words/activity-kind?jurisdiction=cn").then().body("items.code", not(hasItem(code))).body("items.code", hasItems("visit", "other"));
        cancel(set).then().statusCode(200).body("source.cancelledWhy", equalTo("nhầm ngày"));
        cancel(set).then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        plan(code, day).then().statusCode(422);
    }

    @Test
    void whatHasBegunStaysAndWhatNeverBeganCannotEnd() {
        LocalDate day = Rules.day();
        Map<String, Object> word = Rules.word(day);
        set("partner-kind", word).then().statusCode(201);
        set("partner-kind", word).then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        cancel(V1 + "words/partner-kind/" + as(FEDERATION, units.province()).get(V1 + "words/partner-kind?jurisdiction=vn&asOf=" + day)
                .path("items.find { it.code == 'police' }.id")).then().statusCode(409).body("code", equalTo("rule-begun-already"));
        Map<String, Object> past = new HashMap<>(Rules.from(LocalDate.of(2026, 1, 1), Map.of("inUse", false, "competent", List.of("province"))));
        past.put("code", "never-there");
        past.put("labels", word.get("labels"));
        set("partner-kind", past).then().statusCode(422).body("errors.pointer", containsInAnyOrder("/source/validFrom", "/competent", "/code"));
        set("petition-topic", Rules.word(day)).then().statusCode(422).body("errors.pointer", contains("/competent"));
        set("moon-phase", word).then().statusCode(400);
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "partner", "Công an", "partnerKind", "moon", "title", "Phối hợp", "contents", List.of("x"),
                "signedOn", "2026-01-01")).post(V1 + "agreements").then().statusCode(422).body("errors.pointer", contains("/partnerKind"));
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "kind", "moon", "name", "x")).post(V1 + "post-channels").then().statusCode(422)
                .body("errors.pointer", contains("/kind"));
    }

    @Test
    void aListIsReadWholeSoItHasAnEnd() {
        LocalDate day = Rules.day();
        try {
            Sql.of("INSERT INTO word (id, jurisdiction, list, code, valid_from, in_use, position, label_vi, label_en, label_zh, citation, verified) "
                    + "SELECT uuidv7(), 'vn', 'channel-kind', 'many-' || n, ?, true, 50, 'x', 'x', 'x', 'many', false FROM generate_series(1, ?) n", day,
                    WordService.MOST)
                    .run(federation.worker());
            set("channel-kind", Rules.word(day)).then().statusCode(422).body("errors.pointer", contains("/code")).body("errors.code",
                    contains("words-too-many"));
        } finally {
            Sql.of("UPDATE word SET cancelled_at = now(), cancelled_why = 'x' WHERE citation = 'many'").run(requests);
        }
        set("channel-kind", Rules.word(day)).then().statusCode(201);
    }

    @Test
    void listsAreNarrowedByWhateverAWordMayBe() {
        for (String list : List.of("post-channels?kind=", "posts?kind=", "agreements?partnerKind=", "activities?kind=")) {
            as(OFFICER, units.commune()).get(V1 + list + "zalo-2-of-a-name-that-has-forty-letters0").then().statusCode(200).body("items", hasSize(0));
        }
    }

    /** What begins today cannot be set, so it is put there behind the API. */
    @Test
    void fieldsAndTopicsThatAreInUseNoMoreAreNotChosenAndKeepTheirNames() {
        LocalDate today = Zones.today(Clock.systemUTC(), "cn");
        Sql.of("UPDATE unit_ref SET jurisdiction = 'cn' WHERE path >= ? AND path < ?", federation.path(units.province()),
                federation.path(units.province()).replaceFirst("/$", "0")).run(federation.worker());
        String code = (String) Rules.word(today).get("code");
        put(code, today.minusDays(2), true);
        String model = model(code).then().statusCode(201).extract().path("id");
        petition(code, today).then().statusCode(201);
        supervision(code, today).then().statusCode(201);
        as(OFFICER, units.commune()).get(V1 + "model-fields?jurisdiction=cn").then().body("code", hasItem(code));
        as(OFFICER, units.commune()).get(V1 + "petition-topics?jurisdiction=cn").then().body("code", hasItem(code));
        as(OFFICER, units.commune()).get(V1 + "supervision-topics?jurisdiction=cn").then().body("code", hasItem(code));
        as(OFFICER, units.commune()).get(V1 + "supervision-topics").then().body("code", not(hasItem(code))).body("code", hasItem("safety"));
        put(code, today, false);
        model(code).then().statusCode(422);
        petition(code, today).then().statusCode(422).body("code", equalTo("petition-topic-unknown"));
        petition(code, today.minusDays(1)).then().statusCode(201);
        supervision(code, today).then().statusCode(422).body("code", equalTo("supervision-topic-unknown"));
        as(OFFICER, units.commune()).get(V1 + "model-fields?jurisdiction=cn").then().body("code", not(hasItem(code)));
        as(OFFICER, units.commune()).get(V1 + "models/" + model).then().body("field", equalTo(code));
        as(OFFICER, units.commune()).get(V1 + "tallies/models?unit=" + units.commune() + "&scope=subtree").then()
                .body("fields.find { it.field == '" + code + "' }.label", equalTo("Cross-country run"));
    }

    private Response model(String field) {
        Map<String, Object> form = Requests.model(units.commune(), "Mô hình " + System.nanoTime());
        form.put("field", field);
        return Requests.register(OFFICER, units.commune(), form);
    }

    private Response petition(String topic, LocalDate day) {
        return json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "receivedOn", day.toString(), "channel", "letter", "topic", topic, "subject", "x",
                "content", "x", "senderKind", "anonymous")).post(V1 + "petitions");
    }

    private Response supervision(String topic, LocalDate day) {
        String programme = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "year", ++year, "name", "CT"))
                .post(V1 + "supervision-programmes").then().statusCode(201).extract().header("Location");
        return json(OFFICER, units.commune()).body(Map.of("name", "x", "form", "visit", "topics", List.of(topic), "starts", day.toString(), "ends",
                day.plusDays(9).toString(), "team", List.of(Map.of("name", "x", "duty", "head")), "subjects", List.of(Map.of("name", "x"))))
                .post(programme + "/supervisions");
    }

    private void put(String code, LocalDate day, boolean inUse) {
        Sql.of("INSERT INTO word (id, jurisdiction, list, code, valid_from, in_use, position, label_vi, label_en, label_zh, competent, citation, verified) "
                + "SELECT uuidv7(), 'cn', l, ?, ?, ?, 50, 'Chạy việt dã', 'Cross-country run', '越野跑', CASE l WHEN 'petition-topic' THEN '{grass-roots}'::text[] END, "
                + "'Thử', false FROM unnest(ARRAY['model-field', 'petition-topic', 'supervision-topic']) l", code, day, inUse).run(federation.worker());
    }

    private Response plan(String kind, LocalDate day) {
        return json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "kind", kind, "name", "x", "startsAt", day + "T01:00:00Z", "endsAt",
                day + "T03:00:00Z")).post(V1 + "activities");
    }

    private Response set(String list, Map<String, Object> word) {
        return json(FEDERATION, units.province()).body(word).post(V1 + "words/" + list);
    }

    private Response cancel(String word) {
        return json(FEDERATION, units.province()).body(Map.of("why", "nhầm ngày")).post(word + "/cancellation");
    }
}
