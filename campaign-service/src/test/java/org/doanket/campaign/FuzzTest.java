package org.doanket.campaign;

import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.attachAll;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.rule.Rules;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.fuzz.Alone;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Alone.class)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    private static final Map<String, Object> TARGET = Map.of("code", "OWN", "title", "Kết nạp", "unitOfMeasure", "người", "direction", "up", "aggregation", "sum",
            "planned", 10);

    private static final Map<String, Object> RULE = Map.of("criteriaSet", "019400d8-0000-7000-8000-000000000002", "combination", "mean", "passing", 1);
    private static final List<Map<String, Object>> SCORERS = List.of(Map.of("subject", "tester", "chair", true));
    private static final String V1 = "/campaigns/v1/";
    private static final String OFFICER = "campaign-officer";
    private static final Map<String, Object> SENT = Map.of("topic", "other", "subject", "x", "content", "x", "anonymous", true);

    @Inject
    Federation federation;

    private final Fuzz fuzz = new Fuzz();
    private final UUID member = Ids.next();

    @Test
    void answersWhateverComes() {
        Federation.Units units = federation.found();
        UUID unit = units.grassroots();
        meeting(units.commune());
        posted(units.commune());
        supervised(units);
        moved(units);
        recognised(units);
        judged(units.commune());
        ruled(units.province());
        fuzz.at(unit).member(member).jobs(federation.worker())
                .rows(V1 + "my-meetings/{id}/votes", "meeting_vote", "meeting_id").rows(V1 + "votes", "meeting_vote").rows(V1 + "results", "movement_result")
                .rows(V1 + "meetings/{id}/invitations", "invitation", "meeting_id").rows(V1 + "meetings/{id}/papers", "meeting_paper", "meeting_id")
                .knows("serial", "A".repeat(43))
                .except("POST " + V1 + "scoring-sheets/{id}/appeals/{appeal}/decision", "there is one only against a grading from above: ScoringTest")
                .body("PUT /campaigns/v1/targets/{id}/allocation", Map.of("shares", List.of(Map.of("unit", unit, "planned", 5))))
                .body("POST /campaigns/v1/my-meetings/{id}/votes/{vote}/ballot-paper", Map.of("blinded", "A".repeat(342)))
                .body("PATCH /campaigns/v1/models/{id}", Map.of("name", "Tổ may"))
                .body("PUT /campaigns/v1/models/{id}/holder-consent", Map.of("agreed", true))
                .body("POST /campaigns/v1/targets/{id}/progress", Map.of("day", "2026-05-01", "value", 3))
                .body("POST /campaigns/v1/models", Requests.model(unit, "Tổ may tiết kiệm vải"))
                .body("POST /campaigns/v1/action-plans", Map.of("unit", unit, "name", "Kế hoạch", "year", 2026, "targets", List.of(TARGET)))
                .body("POST /campaigns/v1/action-plans/{id}/targets", TARGET)
                .body("POST /campaigns/v1/movements", movement(unit))
                .body("PUT /campaigns/v1/movements/{id}", movement(unit))
                .body("POST /campaigns/v1/movements/{id}/choices", Map.of("unit", unit, "contents", List.of("road")))
                .body("POST /campaigns/v1/movements/{id}/choices/withdrawal", Map.of("unit", unit, "contents", List.of("road")))
                .body("POST /campaigns/v1/criteria-sets", Map.of("unit", unit, "subjectKind", "unit", "year", 2026, "name", "Bộ", "total", 10, "citation", "HD",
                        "groups", List.of(Map.of("title", "Nhóm", "criteria", List.of(Map.of("code", "a", "title", "A", "points", 10, "how", "judged"))))))
                .body("POST /campaigns/v1/gradings", Map.of("unit", unit, "criteriaSet", "019400d8-0000-7000-8000-000000000001", "year", 2026))
                .file("POST /campaigns/v1/models/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/results/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/scoring-sheets/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/petitions/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/supervisions/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/social-criticisms/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/agreements/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/activities/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/posts/{id}/attachments", "%PDF-1.7 minh chung")
                .body("POST /campaigns/v1/supervision-programmes", Map.of("unit", unit, "year", 2026, "name", "Chương trình"))
                .body("POST /campaigns/v1/supervision-programmes/{id}/supervisions", Map.of("name", "Giám sát", "form", "visit", "topics", List.of("safety"), "starts",
                        "2026-01-01", "ends", "2026-06-01", "team", List.of(Map.of("name", "A", "duty", "head")), "subjects", List.of(Map.of("name", "Công ty"))))
                .body("POST /campaigns/v1/petitions", Map.of("unit", unit, "receivedOn", "2026-05-04", "channel", "letter", "topic", "other", "subject", "x", "content",
                        "x", "senderKind", "person", "sender", Map.of("name", "Nguyễn Văn Mẫu")))
                .body("POST /campaigns/v1/agreements", Map.of("unit", unit, "partner", "Công an", "partnerKind", "police", "title", "Phối hợp", "contents",
                        List.of("x"), "signedOn", "2026-01-01"))
                .body("POST /campaigns/v1/meetings", Map.of("unit", unit, "name", "Họp", "kind", "team", "startsAt", "2026-05-04T01:00:00Z", "endsAt",
                        "2026-05-04T03:00:00Z", "agenda", List.of(Map.of("title", "x"))))
                .body("POST /campaigns/v1/meetings/{id}/invitations", Map.of("people", List.of(Map.of("member", member, "name", "A", "capacity", "member", "votes", true))))
                .body("POST /campaigns/v1/meeting-series", Map.of("unit", unit, "name", "x", "kind", "team", "monthDays", List.of(5, 20), "atTime", "08:00", "minutes", 60,
                        "starts", "2026-01-01"))
                .body("POST /campaigns/v1/activities", Map.of("unit", unit, "kind", "sport", "name", "x", "startsAt", "2026-05-04T01:00:00Z", "endsAt", "2026-05-04T03:00:00Z"))
                .file("POST /campaigns/v1/post-reach-imports", "post,channel,day,reach\n")
                .file("POST /campaigns/v1/model-imports", "unit,name,holder,subjectKind,field,year,registeredOn,place,latitude,longitude\n" + federation.code(unit)
                        + ",Từ bảng,Nguyễn Văn Mẫu,collective,economy,2026,2026-03-15,Tổ 5,16.06,108.2\n")
                .check();
    }

    /** Open, with a member who votes. */
    private void meeting(UUID unit) {
        String begin = OffsetDateTime.now(ZoneOffset.UTC).minusHours(1).toString();
        String end = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1).toString();
        String id = sent(unit, "meetings", Map.of("unit", unit, "name", "Họp", "kind", "team", "startsAt", begin, "endsAt", end, "agenda", List.of(Map.of("title", "x"))));
        String meeting = V1 + "meetings/" + id;
        json(OFFICER, unit).body(Map.of("people", List.of(Map.of("member", member, "name", "A", "capacity", "member", "votes", true),
                Map.of("name", "B", "capacity", "police", "votes", false, "organisation", "Công an xã")))).post(meeting + "/invitations").then().statusCode(200);
        String invitation = as(OFFICER, unit).get(meeting + "/invitations").path("items[0].id");
        as(OFFICER, unit).contentType("application/pdf").body(PDF).post(meeting + "/papers?name=x").then().statusCode(201);
        json(OFFICER, unit).body(Map.of()).post(meeting + "/invitations/" + invitation + "/presence").then().statusCode(200);
        json(OFFICER, unit).body(Map.of("chair", invitation, "secretary", invitation)).post(meeting + "/opening").then().statusCode(200);
        Map<String, Object> vote = Map.of("question", "x", "kind", "open", "options", List.of("a", "b"));
        json(OFFICER, unit).body(vote).post(V1 + "votes?meeting=" + id).then().statusCode(201);
        fuzz.body("POST " + V1 + "votes", vote).body("PUT " + V1 + "meetings/{id}/invitations/{invitation}/delegate", Map.of("name", "x", "office", "x"))
                .has(V1 + "my-meetings", id, Map.of()).has(V1 + "meetings/{id}/papers", as(OFFICER, unit).get(meeting + "/papers").path("[0].id"), Map.of("id", id))
                .has(V1 + "my-meetings/{id}/papers", as(OFFICER, unit).get(meeting + "/papers").path("[0].id"), Map.of("id", id));
    }

    /** Each kind of rule, far ahead. */
    private void ruled(UUID top) {
        Map.of("light-rules", Rules.lights(Rules.day()), "reporting-rules", Rules.reporting(Rules.day()), "meeting-rules", Rules.meeting(Rules.day()),
                "interest-rules", Rules.interest(Rules.day()), "model-transitions", Rules.transition(Rules.day()), "petition-consents", Rules.consent(Rules.day()),
                "evidence-rules", Map.of("unit", top, "step", "accept", "validFrom", Rules.day().toString(), "kinds", List.of("photo"), "citation", "HD"))
                .forEach((kind, body) -> {
                    fuzz.body("POST " + V1 + kind, body);
                    json("federation-officer", top).body(body).post(V1 + kind).then().statusCode(201);
                });
        Map<String, Object> word = Rules.word(Rules.day());
        fuzz.body("POST " + V1 + "words/{list}", word).knows("list", "activity-kind").has(V1 + "words/{list}", json("federation-officer", top).body(word)
                .post(V1 + "words/activity-kind").then().statusCode(201).extract().path("id"), Map.of("list", "activity-kind"));
    }

    private void posted(UUID unit) {
        String channel = sent(unit, "post-channels", Map.of("unit", unit, "kind", "web", "name", "x"));
        Map<String, Object> post = Map.of("unit", unit, "title", "x", "body", "x", "publishAt", "2026-01-01T00:00:00Z", "channels", List.of(channel));
        sent(unit, "posts", post);
        fuzz.body("PUT " + V1 + "posts/{id}", post);
    }

    private void supervised(Federation.Units units) {
        UUID unit = units.commune();
        String programme = V1 + "supervision-programmes/" + sent(unit, "supervision-programmes", Map.of("unit", unit, "year", 2025, "name", "CT"));
        json(OFFICER, unit).body(Map.of("name", "x", "form", "visit", "topics", List.of("safety"), "starts", "2025-01-01", "ends", "2025-06-01", "team",
                List.of(Map.of("name", "x", "duty", "head")), "subjects", List.of(Map.of("name", "x", "unit", unit)))).post(programme + "/supervisions").then().statusCode(201);
        json(OFFICER, unit).post(programme + "/registration").then().statusCode(200);
        json(OFFICER, units.province()).body(Map.of()).post(programme + "/approval").then().statusCode(200);
        String id = as(OFFICER, unit).get(V1 + "supervisions?unit=" + unit).path("items[0].id");
        fuzz.has(V1 + "supervision-subjects", id, Map.of()).has(V1 + "supervision-subjects/{id}", "1", Map.of("id", id));
        String supervision = V1 + "supervisions/" + id;
        json(OFFICER, unit).body(Map.of("heldOn", "2025-04-01", "minutes", "x")).post(supervision + "/sessions");
        Map<String, Object> found = Map.of("subject", 1, "topic", "safety", "kind", "violation", "severity", "minor", "text", "x");
        json(OFFICER, unit).body(found).post(supervision + "/findings").then().statusCode(201);
        String finding = V1 + "findings/" + as(OFFICER, unit).get(V1 + "findings?unit=" + unit).path("items[0].id");
        Map<String, Object> advised = Map.of("addressee", "x", "text", "x", "givenOn", "2025-04-02");
        json(OFFICER, unit).body(advised).post(finding + "/recommendations").then().statusCode(201);
        String receipt = json(OFFICER, unit).body(SENT).post(V1 + "petition-forms/" + unit + "/submissions").then().statusCode(201).extract().path("receipt");
        fuzz.has(V1 + "petition-forms", unit.toString(), Map.of()).body("POST " + V1 + "petition-forms/{unit}/submissions", SENT)
                .body("POST " + V1 + "petition-receipts", Map.of("receipt", receipt));
        fuzz.body("POST " + V1 + "supervisions/{id}/findings", found).body("POST " + V1 + "findings/{id}/recommendations", advised);
    }

    private void moved(Federation.Units units) {
        String movement = sent(units.commune(), "movements", movement(units.commune()));
        String address = V1 + "movements/" + movement;
        json(OFFICER, units.commune()).post(address + "/launch").then().statusCode(200);
        Map<String, Object> drive = Map.of("name", "Mái ấm", "purpose", "Sửa nhà", "beneficiaries", "Đoàn viên", "bankBin", "970436", "account", "0011", "holder", "LDLD",
                "opensAt", "2026-03-01T00:00:00Z", "closesAt", "2099-06-30T00:00:00Z");
        json(OFFICER, units.commune()).body(drive).post(address + "/drives").then().statusCode(201);
        Map<String, Object> result = Map.of("movement", movement, "unit", units.grassroots(), "day", "2026-04-01", "result", Map.of("kind", "workdays", "quantity", 2));
        sent(units.grassroots(), "results", result);
        Map<String, Object> pledge = Map.of("unit", units.grassroots(), "promised", Map.of("kind", "workdays", "quantity", 1));
        json(OFFICER, units.grassroots()).body(pledge).post(address + "/pledges").then().statusCode(201);
        fuzz.body("POST " + V1 + "movements/{id}/pledges", pledge).body("POST " + V1 + "movements/{id}/drives", drive).body("PUT " + V1 + "results/{id}",
                result);
    }

    private void recognised(Federation.Units units) {
        String model = register(OFFICER, units.commune(), model(units.commune(), "Mô hình")).then().statusCode(201).extract().path("id");
        Sql.of("UPDATE good_practice_model SET state = 'self-assessed' WHERE id = ?::uuid", model).run(federation.worker());
        attachAll(OFFICER, units.commune(), model);
        json(OFFICER, units.commune()).body(Map.of("level", "province")).post(V1 + "models/" + model + "/propose").then().statusCode(200);
        Map<String, Object> act = Map.of("level", "province", "decision", "1/QD", "decidedOn", "2026-11-20", "models", List.of(model));
        sent(units.province(), "recognitions", act);
        fuzz.body("POST " + V1 + "recognitions/{id}/revocation", Map.of("decision", "2/QD", "revokedOn", "2026-11-21", "reason", "x"));
        fuzz.knows("by", units.province().toString()).knows("decision", "1/QD").has(V1 + "catalogue", model, Map.of());
        String other = register(OFFICER, units.grassroots(), model(units.grassroots(), "Mô hình khác")).then().statusCode(201).extract().path("id");
        sent(units.commune(), "compilations", Map.of("unit", units.commune(), "year", 2026, "title", "Đợt", "items", List.of(Map.of("model", other, "step", "return", "note",
                "x"))));
    }

    private void judged(UUID unit) {
        String model = register(OFFICER, unit, model(unit, "Vườn rau sạch của trường")).then().statusCode(201).extract().path("id");
        String panel = sent(unit, "panels", Map.of("unit", unit, "title", "Hội đồng", "rule", RULE, "scorers", SCORERS, "models", List.of(model)));
        as(OFFICER, unit).contentType("application/pdf").body(PDF).post(V1 + "models/" + model + "/attachments?kind=photo").then().statusCode(201);
        fuzz.has(V1 + "my-panels", panel, Map.of()).has(V1 + "my-panels/{id}/models", model, Map.of("id", panel)).has(V1 + "my-panels/{id}/models/{model}/attachments",
                as(OFFICER, unit).get(V1 + "models/" + model + "/attachments").path("[0].id"), Map.of("id", panel, "model", model));
        fuzz.body("POST " + V1 + "panels/{id}/recusals", Map.of("model", model, "scorer", "tester", "reason", "x"));
        sent(unit, "contests", Map.of("unit", unit, "name", "Hội thi", "year", 2026, "rounds", List.of(Map.of("title", "Vòng", "rule", RULE))));
        fuzz.body("POST " + V1 + "contests/{id}/rounds/{number}/opening", Map.of("scorers", SCORERS)).body("POST " + V1 + "panels/{id}/ballots", Map.of("model", model,
                "points", List.of(Map.of("code", "moon", "points", 1)))).knows("number", "1");
    }

    /** A good body that is sent once, so that there is something; and that the bad ones are made of. */
    private String sent(UUID at, String collection, Map<String, Object> body) {
        fuzz.body("POST " + V1 + collection, body);
        return json(OFFICER, at).body(body).post(V1 + collection).then().statusCode(201).extract().header("Location").replaceAll(".*/", "");
    }

    private static Map<String, Object> movement(UUID unit) {
        return Map.of("unit", unit, "name", "Phong trào", "year", 2026, "starts", "2026-01-01", "ends", "2026-12-31", "contents",
                List.of(Map.of("code", "road", "title", "Làm đường")));
    }
}
