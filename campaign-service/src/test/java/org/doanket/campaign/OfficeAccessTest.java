package org.doanket.campaign;

import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.platform.id.Ids;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What officers do about plans, supervision, petitions and agreements, against everybody: the row belongs to the commune. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class OfficeAccessTest {

    private static final String CAMPAIGN = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final String INTEGRATION = "integration";
    private static final String V1 = "/campaigns/v1/";

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void handsPlansDownAndReportsOnThem() {
        String plan = make("action-plans", Map.of("unit", units.commune(), "name", "Kế hoạch", "year", 2025));
        String target = json(CAMPAIGN, units.commune()).body(Map.of("code", "T", "title", "T", "planned", 1, "unitOfMeasure", "x")).post(plan + "/targets").then()
                .statusCode(201).extract().header("Location");
        reads(target + "/allocation");
        writes("PUT", target + "/allocation", Map.of("shares", List.of(Map.of("unit", units.grassroots(), "planned", 1))), "\"v9\"");
        writes("POST", plan + "/handing-down", Map.of(), null);
        writes("POST", plan + "/adoption", Map.of("on", "2025-01-01"), null);
        String id = plan.replaceAll(".*/", "");
        String report = make("progress-reports", Map.of("plan", id, "period", "half-year"));
        writes("POST", V1 + "progress-reports", Map.of("plan", id, "period", "year"), null);
        reads(report + "/compilation");
        reads(V1 + "progress-reports/late?period=year&plan=" + id);
        readsWithIntegration(report);
        readsWithIntegration(V1 + "progress-reports?unit=" + units.commune());
        writes("PATCH", report, Map.of("summary", "x"), "\"v9\"");
        writes("POST", report + "/figures", Map.of(), null);
        writes("POST", report + "/submission", Map.of(), null);
        above("POST", report + "/return", Map.of("note", "x"));
        above("POST", report + "/acceptance", Map.of());
        writes("POST", V1 + "reminders", Map.of("plan", id, "period", "year"), null);
        reads(V1 + "reminders?unit=" + units.commune());
        String dates = V1 + "reporting-dates/" + units.commune() + "/2025/year";
        reads(dates);
        matrix("PUT", dates).body(() -> Map.of("cutOff", "2025-12-31", "due", "2026-01-05", "citation", "x")).roles(CAMPAIGN, FEDERATION).check();
    }

    @Test
    void supervises() {
        Map<String, Object> draft = Map.of("unit", units.commune(), "year", 2025, "name", "CT");
        writes("POST", V1 + "supervision-programmes", draft, null);
        String programme = V1 + "supervision-programmes/" + as(CAMPAIGN, units.commune()).get(V1 + "supervision-programmes?unit=" + units.commune()).path("items[0].id");
        readsWithIntegration(programme);
        readsWithIntegration(V1 + "supervision-programmes?unit=" + units.commune());
        reads(V1 + "supervision-programmes/missing?year=2025&unit=" + units.commune());
        writes("PUT", programme, draft, "\"v1\"");
        writes("POST", programme + "/supervisions", plan(), null);
        for (String step : List.of("registration", "closing")) {
            writes("POST", programme + "/" + step, Map.of(), null);
        }
        above("POST", programme + "/return", Map.of("note", "x"));
        json(CAMPAIGN, units.commune()).post(programme + "/registration").then().statusCode(200);
        above("POST", programme + "/approval", Map.of());
        String supervision = V1 + "supervisions/" + as(CAMPAIGN, units.commune()).get(V1 + "supervisions?unit=" + units.commune()).path("items[0].id");
        reads(supervision);
        readsWithIntegration(V1 + "supervisions?unit=" + units.commune());
        holdsPapers(supervision);
        writes("PUT", supervision, plan(), "\"v9\"");
        writes("POST", supervision + "/subjects/1/self-report", Map.of("on", "2025-03-01"), null);
        writes("POST", supervision + "/sessions", Map.of("heldOn", "2025-04-01", "minutes", "x"), null);
        Map<String, Object> found = Map.of("subject", 1, "topic", "safety", "kind", "violation", "severity", "minor", "text", "x");
        writes("POST", supervision + "/findings", found, null);
        String finding = V1 + "findings/" + as(CAMPAIGN, units.commune()).get(V1 + "findings?unit=" + units.commune()).path("items[0].id");
        readsWithIntegration(finding);
        readsWithIntegration(V1 + "findings?unit=" + units.commune());
        writes("POST", finding + "/recommendations", Map.of("addressee", "x", "text", "x", "givenOn", "2025-04-02"), null);
        String recommendation = V1 + "recommendations/" + as(CAMPAIGN, units.commune()).get(V1 + "recommendations?unit=" + units.commune()).path("items[0].id");
        readsWithIntegration(recommendation);
        readsWithIntegration(V1 + "recommendations?unit=" + units.commune());
        writes("PUT", recommendation + "/answer", Map.of("on", "2025-05-01", "accepted", true, "text", "x"), "\"v9\"");
        writes("PUT", recommendation + "/result", Map.of("on", "2025-05-01", "people", 1), "\"v9\"");
        writes("POST", supervision + "/conclusion", Map.of("on", "2025-06-01", "text", "x"), null);
        writes("POST", supervision + "/cancellation", Map.of("note", "x"), null);
        readsWithIntegration(V1 + "tallies/supervision?year=2025&unit=" + units.commune());
        AccessMatrix.of("GET", V1 + "supervision-topics").openToAll().check();
    }

    @Test
    void isSupervised() {
        Map<String, Object> plan = new HashMap<>(plan());
        plan.put("subjects", List.of(Map.of("name", "x", "unit", units.commune())));
        String programme = json(CAMPAIGN, units.province()).body(Map.of("unit", units.province(), "year", 2025, "name", "CT")).post(V1 + "supervision-programmes").then()
                .statusCode(201).extract().header("Location");
        String supervision = json(CAMPAIGN, units.province()).body(plan).post(programme + "/supervisions").then().statusCode(201).extract().header("Location");
        String ours = V1 + "supervision-subjects/" + supervision.replaceAll(".*/", "") + "/1";
        reads(ours);
        reads(V1 + "supervision-subjects?unit=" + units.commune());
        writes("POST", ours + "/self-report", Map.of("on", "2025-03-01"), null);
    }

    @Test
    void criticises() {
        Map<String, Object> draft = Map.of("unit", units.commune(), "title", "x", "askingBody", "x", "receivedOn", "2026-05-01", "form", "dialogue");
        String criticism = make("social-criticisms", draft);
        writes("POST", V1 + "social-criticisms", draft, null);
        holdsPapers(criticism);
        readsWithIntegration(criticism);
        readsWithIntegration(V1 + "social-criticisms?unit=" + units.commune());
        writes("PUT", criticism + "/opinion", Map.of("on", "2026-05-02", "text", "x"), "\"v9\"");
        writes("PUT", criticism + "/outcome", Map.of("on", "2026-05-02", "outcome", "accepted"), "\"v9\"");
    }

    @Test
    void answersPetitions() {
        Map<String, Object> body = new HashMap<>(Map.of("unit", units.commune(), "receivedOn", "2026-05-04", "channel", "letter", "topic", "other", "subject", "x", "content", "x",
                "senderKind", "person", "sender", Map.of("name", "x")));
        String petition = make("petitions", body);
        writes("POST", V1 + "petitions", body, null);
        for (String address : List.of(petition, V1 + "petitions?unit=" + units.commune(), petition + "/steps", petition + "/competence")) {
            reads(address);
        }
        holdsPapers(petition);
        writes("POST", petition + "/sender-reveals", Map.of("purpose", "Mời người gửi đơn đến làm việc"), null);
        String form = V1 + "petition-forms/" + units.commune();
        AccessMatrix.of("GET", form).openToAll().check();
        AccessMatrix.of("POST", form + "/submissions").body(() -> Map.of("topic", "other", "subject", "x", "content", "x", "anonymous", true)).openToAll().check();
        String receipt = json(CAMPAIGN, units.commune()).body(Map.of("topic", "other", "subject", "x", "content", "y", "anonymous", true)).post(form + "/submissions")
                .path("receipt");
        AccessMatrix.of("POST", V1 + "petition-receipts").body(() -> Map.of("receipt", receipt)).openToAll().check();
        matrix("GET", V1 + "me/petitions").roles("member").member(Ids.next()).answersEverybodyTheirOwn().check();
        writes("POST", petition + "/routing", Map.of("unit", units.commune()), null);
        writes("POST", petition + "/answer", Map.of("on", "2026-05-05", "outcome", "upheld", "text", "x"), null);
        writes("POST", petition + "/closing", Map.of("on", "2026-05-05", "note", "x"), null);
        writes("POST", petition + "/reopening", Map.of("on", "2026-05-05", "note", "x"), null);
        readsWithIntegration(V1 + "tallies/petitions?year=2026&unit=" + units.commune());
        readsWithIntegration(V1 + "tallies/petitions/units?year=2026&unit=" + units.commune());
        AccessMatrix.of("GET", V1 + "petition-topics").openToAll().check();
        AccessMatrix.of("GET", V1 + "clock-rules/vn").openToAll().check();
        AccessMatrix.of("GET", V1 + "holidays/vn?year=2026").openToAll().check();
        for (String rule : List.of("clock-rules/vn/petition-answer/2040-01-01", "holidays/vn/2040-01-03")) {
            AccessMatrix.of("PUT", V1 + rule).body(() -> rule.startsWith("clock") ? Map.of("days", 30, "working", true, "citation", "x", "verified", false)
                    : Map.of("worked", false, "citation", "x")).roles(FEDERATION).inside(units.province()).outside(units.commune(), units.grassroots()).check();
        }
    }

    @Test
    void reviewsAgreements() {
        Map<String, Object> body = Map.of("unit", units.commune(), "partner", "x", "partnerKind", "police", "title", "x", "contents", List.of("x"), "signedOn", "2026-01-01");
        String agreement = make("agreements", body);
        writes("POST", V1 + "agreements", body, null);
        holdsPapers(agreement);
        readsWithIntegration(agreement);
        readsWithIntegration(V1 + "agreements?unit=" + units.commune());
        reads(agreement + "/reviews");
        writes("POST", agreement + "/reviews", Map.of("heldOn", "2026-02-01", "assessment", "x"), null);
        writes("POST", agreement + "/end", Map.of("on", "2026-02-01", "why", "x"), null);
    }

    private String make(String collection, Map<String, Object> body) {
        return json(CAMPAIGN, units.commune()).body(body).post(V1 + collection).then().statusCode(201).extract().header("Location");
    }

    private static Map<String, Object> plan() {
        return Map.of("name", "x", "form", "visit", "topics", List.of("safety"), "starts", "2025-01-01", "ends", "2025-06-01", "team",
                List.of(Map.of("name", "x", "duty", "head")), "subjects", List.of(Map.of("name", "x")));
    }

    /** Asked from above: the unit itself is tried by what it writes. */
    private void reads(String address) {
        matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION).check();
    }

    private void readsWithIntegration(String address) {
        matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
    }

    /** From above only officers of campaigns and federations write for a unit: those are tried at the unit itself. */
    private void writes(String method, String address, Map<String, Object> body, String ifMatch) {
        AccessMatrix matrix = AccessMatrix.of(method, address).body(() -> body).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling());
        (ifMatch == null ? matrix : matrix.ifMatch(ifMatch)).check();
    }

    private void above(String method, String address, Map<String, Object> body) {
        AccessMatrix.of(method, address).body(() -> body).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.province())
                .outside(units.grassroots(), units.sibling()).check();
    }

    private AccessMatrix matrix(String method, String address) {
        return AccessMatrix.of(method, address).inside(units.province()).outside(units.grassroots(), units.sibling());
    }

    /** Papers of what the commune has made. */
    private void holdsPapers(String of) {
        AccessMatrix.of("POST", of + "/attachments?kind=photo").body("application/pdf", () -> PDF).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling()).check();
        reads(of + "/attachments");
        reads(of + "/attachments/" + as(CAMPAIGN, units.commune()).get(of + "/attachments").path("[0].id"));
    }
}
