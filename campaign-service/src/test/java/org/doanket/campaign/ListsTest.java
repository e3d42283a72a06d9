package org.doanket.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

/** What every list promises: it is narrowed by what the thing listed has, and it comes by the page or has an end that is stated. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ListsTest {

    private static final String V1 = "/campaigns/v1/";
    private static final String OFFICER = "campaign-officer";
    private static final String UNITS = "unit scope year q";

    /** By what each list is narrowed: of unit subtree, state, field, kind (as it is called there), year and text what the thing listed has. */
    private static final Map<String, String> NARROWED = new TreeMap<>(Map.ofEntries(
            Map.entry("action-plans", UNITS + " state"), Map.entry("activities", UNITS + " state kind"), Map.entry("agreements", UNITS + " state partnerKind"),
            Map.entry("catalogue", UNITS + " state field kind"), Map.entry("compilations", UNITS + " state field kind"),
            Map.entry("contests", UNITS + " state field kind"), Map.entry("criteria-sets", UNITS + " subjectKind"), Map.entry("findings", UNITS
            + " kind topic"),
            Map.entry("me/petitions", "state topic year q"), Map.entry("meeting-series", UNITS + " state kind"), Map.entry("meetings", UNITS + " state kind"),
            Map.entry("model-imports", UNITS + " state"), Map.entry("models", UNITS + " state field kind"), Map.entry("movements", UNITS + " state field"),
            Map.entry("movements/{id}/choices", UNITS + " field"), Map.entry("movements/{id}/drives", "state"),
            Map.entry("movements/{id}/pledges", UNITS + " kind"), Map.entry("my-meetings", "state kind year q"), Map.entry("my-panels", "state kind year q"),
            Map.entry("panels", UNITS + " state field kind"), Map.entry("petitions", UNITS + " state topic"), Map.entry("post-channels",
            "unit scope state kind q"),
            Map.entry("posts", UNITS + " state kind"), Map.entry("progress-reports/late", "plan period q"), Map.entry("supervision-programmes/missing",
            "unit year q"),
            Map.entry("progress-reports", UNITS + " state period"),
            Map.entry("recognitions", UNITS + " revoked field kind"), Map.entry("recommendations", UNITS + " state"), Map.entry("reminders", UNITS + " period"),
            Map.entry("results", UNITS + " state field kind"), Map.entry("scoring-sheets", UNITS + " state"), Map.entry("social-criticisms", UNITS + " state"),
            Map.entry("supervision-programmes", UNITS + " state"), Map.entry("supervision-subjects", UNITS + " state topic form"),
            Map.entry("supervisions", UNITS + " state topic form"), Map.entry("targets", UNITS + " state binding")));

    /** Rules of a jurisdiction, what an operator sees, and what is part of one thing. */
    private static final String OTHER = ".*-rules(/\\{jurisdiction})?|model-transitions|petition-consents|words/.*|operations/.*|audit-trail|tallies/.*|votes"
            + "|[^/]+/\\{id}/.*";

    /** How long a list can be that comes whole. */
    private static final Map<String, String> WHOLE = Map.of(".*/attachments", "At most 30", "meetings/\\{id}/papers", "At most 100",
            "model-fields|petition-topics|supervision-topics", "at most 200", "bindings|recognition-levels", "which come with the installation",
            "holidays/.*", "", "tallies/(activities|posts)", "", "operations/(listeners|topics)", "");

    @Inject
    Federation federation;

    @Test
    void everyListIsNarrowedByWhatTheThingListedHas() throws IOException {
        Map<String, String> lacking = new TreeMap<>();
        TreeSet<String> unknown = new TreeSet<>(NARROWED.keySet());
        gets().forEach((path, get) -> {
            List<String> parameters = get.path("parameters").findValuesAsText("name");
            if (parameters.contains("cursor") && !NARROWED.containsKey(path) && !path.matches(OTHER)) {
                lacking.put(path, "is not in the table");
            } else if (NARROWED.containsKey(path)) {
                unknown.remove(path);
                List<String> wanted = new ArrayList<>(List.of(NARROWED.get(path).split(" ")));
                wanted.removeAll(parameters);
                if (!wanted.isEmpty()) {
                    lacking.put(path, wanted.toString());
                }
            }
        });
        assertThat(lacking).isEmpty();
        assertThat(unknown).isEmpty();
    }

    @Test
    void noListIsWithoutAnEnd() throws IOException {
        Map<String, String> endless = new TreeMap<>();
        gets().forEach((path, get) -> {
            if (get.at("/responses/200/content/application~1json/schema/type").asText().equals("array")) {
                String said = WHOLE.entrySet().stream().filter(bound -> path.matches(bound.getKey())).map(Map.Entry::getValue).findFirst().orElse("a page");
                if (!get.path("description").asText().contains(said)) {
                    endless.put(path, said);
                }
            }
        });
        assertThat(endless).isEmpty();
    }

    /** Each row: the list, what narrows it to the thing, and what leaves it out. */
    @Test
    void whatIsOfAnotherFieldKindStateYearOrNameIsNotListed() {
        Federation.Units units = federation.found();
        UUID at = units.commune();
        String one = register(OFFICER, units.grassroots(), model(units.grassroots(), "Tổ may tiết kiệm vải")).then().statusCode(201).extract().path("id");
        String compilation = made(at, "compilations", Map.of("unit", at, "year", 2026, "title", "Đợt một", "items", List.of(Map.of("model", one, "step",
                "return",
                "note", "x"))));
        register(OFFICER, units.grassroots(), model(units.grassroots(), "Tổ khác")).then().statusCode(201);
        Map<String, Object> rule = Map.of("criteriaSet", "019400d8-0000-7000-8000-000000000002", "combination", "mean", "passing", 1);
        List<Map<String, Object>> scorers = List.of(Map.of("subject", "lists-" + at, "chair", true));
        String judged = register(OFFICER, units.grassroots(), model(units.grassroots(), "Camera an ninh")).then().statusCode(201).extract().path("id");
        String panel = made(at, "panels", Map.of("unit", at, "title", "Hội đồng", "rule", rule, "scorers", scorers, "models", List.of(judged)));
        String contest = made(at, "contests", Map.of("unit", at, "name", "Hội thi", "year", 2026, "rounds", List.of(Map.of("title", "Vòng", "rule", rule))));
        json(OFFICER, at).body(Map.of("scorers", scorers, "models", List.of(judged))).post(V1 + "contests/" + contest + "/rounds/1/opening").then()
                .statusCode(200);
        String movement = made(at, "movements", Map.of("unit", at, "name", "Phong trào", "year", 2026, "starts", "2026-01-01", "ends", "2026-12-31", "contents",
                List.of(Map.of("code", "road", "title", "Làm đường", "field", "economy"), Map.of("code", "moon", "title", "Trung thu", "field", "security"))));
        json(OFFICER, at).post(V1 + "movements/" + movement + "/launch").then().statusCode(200);
        json(OFFICER, at).body(Map.of("unit", units.grassroots(), "contents", List.of("road"), "chosenOn", "2026-05-04")).post(V1 + "movements/" + movement + "/choices").then()
                .statusCode(200);
        String channel = made(at, "post-channels", Map.of("unit", at, "kind", "web", "name", "Trang"));
        String post = made(at, "posts", Map.of("unit", at, "title", "x", "body", "x", "publishAt", "2026-01-01T00:00:00Z", "channels", List.of(channel)));
        UUID member = Ids.next();
        String meeting = made(at, "meetings", Map.of("unit", at, "name", "Họp tổ", "kind", "team", "startsAt", "2026-05-04T01:00:00Z", "endsAt",
                "2026-05-04T03:00:00Z",
                "agenda", List.of(Map.of("title", "x"))));
        json(OFFICER, at).body(Map.of("people", List.of(Map.of("member", member, "name", "A", "capacity", "member", "votes", true))))
                .post(V1 + "meetings/" + meeting + "/invitations").then().statusCode(200);
        String petition = made(at, "petitions", Map.of("unit", at, "receivedOn", "2026-05-04", "channel", "letter", "topic", "other", "subject", "Xin hỏi",
                "content", "x",
                "senderKind", "person", "sender", Map.of("name", "Nguyễn Văn Mẫu", "member", member)));

        String[][] rows = {
            {"compilations", compilation, "state=returned", "state=registered"}, {"compilations", compilation, "field=economy", "field=security"},
            {"compilations", compilation, "kind=collective", "kind=individual"}, {"compilations", compilation, "step=return", "step=accept"},
            {"compilations", compilation, "year=2026&q=dot mot", "year=2025"},
            {"panels", panel, "kind=collective", "kind=individual"}, {"panels", panel, "field=economy", "field=security"}, {"panels", panel, "state=open",
            "state=closed"},
            {"contests", contest, "kind=collective", "kind=individual"}, {"contests", contest, "field=economy", "field=security"},
            {"movements", movement, "field=economy", "field=culture-society"}, {"movements", movement, "field=security&state=launched",
            "field=security&state=draft"},
            {"posts", post, "kind=web", "kind=zalo"}};
        Map<String, String> wrong = new HashMap<>();
        for (String[] row : rows) {
            String list = V1 + row[0] + "?unit=" + at + "&scope=subtree&";
            check(wrong, as(OFFICER, at), as(OFFICER, at), list, row[1], row[2], row[3]);
        }
        for (String[] row : new String[][] {{"field=economy", "field=security"}, {"q=lam duong", "q=trung thu"}, {"content=road", "content=moon"},
            {"year=2026", "year=2020"}}) {
            String list = V1 + "movements/" + movement + "/choices?";
            assertThat(as(OFFICER, at).get(list + row[0]).then().statusCode(200).extract().<List<String>>path("items.content")).as(row[0])
                    .containsExactly("road");
            assertThat(as(OFFICER, at).get(list + row[1]).then().statusCode(200).extract().<List<String>>path("items.content")).as(row[1]).isEmpty();
        }
        String mine = Tokens.of("member").unit(at).member(member).token();
        for (String[] row : new String[][] {{"my-meetings", meeting, "state=called&kind=team&year=2026&q=hop to", "state=open"}, {"my-meetings", meeting,
                "year=2026", "year=2025"},
            {"my-meetings", meeting, "q=hop to", "q=dai hoi"}, {"my-meetings", meeting, "kind=team", "kind=congress"}, {"me/petitions", petition,
            "state=received",
                "state=closed"}, {"me/petitions", petition, "topic=other&year=2026&q=xin hoi", "topic=policy"}, {"me/petitions", petition, "year=2026",
                "year=2025"},
            {"me/petitions", petition, "q=xin hoi", "q=kien nghi"}}) {
            check(wrong, bearer(mine), bearer(mine), V1 + row[0] + "?", row[1], row[2], row[3]);
        }
        String scorer = Tokens.of(OFFICER).unit(units.grassroots()).subject("lists-" + at).token();
        check(wrong, bearer(scorer), bearer(scorer), V1 + "my-panels?", panel, "kind=collective", "kind=individual");
        assertThat(wrong).isEmpty();
    }

    private static void check(Map<String, String> wrong, RequestSpecification first, RequestSpecification second, String list, String id, String with,
            String without) {
        List<String> found = first.get(list + with).then().statusCode(200).extract().path("items.id");
        if (!found.contains(id)) {
            wrong.put(list + with, "has not " + id);
        }
        List<String> left = second.get(list + without).then().statusCode(200).extract().path("items.id");
        if (left.contains(id)) {
            wrong.put(list + without, "has " + id);
        }
    }

    private static RequestSpecification bearer(String token) {
        return RestAssured.given().header("Authorization", "Bearer " + token);
    }

    private static String made(UUID at, String collection, Map<String, Object> body) {
        return json(OFFICER, at).body(body).post(V1 + collection).then().statusCode(201).extract().header("Location").replaceAll(".*/", "");
    }

    /** By what stands behind the version. */
    private static Map<String, JsonNode> gets() throws IOException {
        Map<String, JsonNode> gets = new TreeMap<>();
        new ObjectMapper().readTree(Path.of("../contracts/openapi/campaigns.json").toFile()).path("paths").fields().forEachRemaining(path -> {
            if (path.getKey().startsWith(V1) && path.getValue().has("get")) {
                gets.put(path.getKey().substring(V1.length()), path.getValue().path("get"));
            }
        });
        return gets;
    }
}
