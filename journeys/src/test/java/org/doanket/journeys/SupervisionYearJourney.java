package org.doanket.journeys;

import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A commune union's year of supervision, from what it registers to what the people supervised for got; and a petition on the way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupervisionYearJourney {

    private static final String V1 = "/campaigns/v1/";

    private static Federation federation;
    private static String programme;
    private static String supervision;
    private static String recommendation;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("unit-officer", federation.commune, V1 + "supervision-programmes");
        Suite.waitUntilKnown("unit-officer", federation.company, V1 + "petitions");
    }

    @Test
    @Order(1)
    void itRegistersItsProgrammeAndTheProvinceApproves() {
        programme = commune().body(Map.of("unit", federation.commune, "year", 2025, "name", "Chương trình giám sát 2025", "basis", "Quyết định 217-QĐ/TW"))
                .post(V1 + "supervision-programmes").then().statusCode(201).extract().header("Location");
        supervision = commune().body(Map.of("name", "Giám sát thực hiện chế độ với người lao động", "planNumber", "124/KH", "form", "working-session", "topics",
                List.of("contracts", "wages-hours", "health-checks", "safety", "union-fund"), "starts", "2025-03-01", "ends", "2025-06-30", "selfReportDue", "2025-03-15",
                "team", List.of(Map.of("name", "Phó Chủ tịch", "duty", "head"), Map.of("name", "Ủy viên", "duty", "member")),
                "subjects", List.of(Map.of("name", "Công ty May Đoàn Kết", "unit", federation.company), Map.of("name", "Công ty Hai"))))
                .post(programme + "/supervisions").then().statusCode(201).extract().header("Location");
        commune().post(programme + "/registration").then().statusCode(200).body("registeredOn", notNullValue());
        once("campaign-officer", federation.province).post(programme + "/approval").then().statusCode(200).body("state", equalTo("approved"));
        as("campaign-officer", federation.province).get(V1 + "supervision-programmes/missing?year=2025&limit=200&unit=" + federation.province).then().statusCode(200)
                .body("items.unit", hasItem(federation.otherCommune));
    }

    @Test
    @Order(2)
    void theTeamSitsAndWritesDownWhatItFinds() {
        commune().body(Map.of("on", "2025-03-14")).post(supervision + "/subjects/1/self-report").then().statusCode(200);
        commune().body(Map.of("heldOn", "2025-04-02", "place", "Hội trường công ty", "present", 14, "minutes", "Nghe báo cáo, đối chiếu hồ sơ")).post(supervision + "/sessions").then()
                .statusCode(201).body("state", equalTo("running"));
        String finding = commune().body(Map.of("subject", 2, "topic", "union-fund", "kind", "violation", "severity", "serious", "persons", 85, "amount",
                Map.of("amount", 113_000_000, "currency", "VND"), "text", "Chậm đóng kinh phí công đoàn")).post(supervision + "/findings").then().statusCode(201).extract()
                .header("Location");
        recommendation = commune().body(Map.of("addressee", "Giám đốc Công ty Hai", "text", "Nộp đủ trước 30/6", "givenOn", "2025-04-14")).post(finding + "/recommendations").then()
                .statusCode(201).body("due", equalTo("2025-05-14")).body("overdue", equalTo(true)).extract().header("Location");
    }

    @Test
    @Order(3)
    void theFirmAnswersPaysAndTheYearIsCounted() {
        as("unit-officer", federation.commune).contentType("application/json").header("If-Match", "\"v1\"").body(Map.of("on", "2025-05-20", "accepted", true, "text", "Sẽ nộp"))
                .put(recommendation + "/answer").then().statusCode(200);
        as("unit-officer", federation.commune).contentType("application/json").header("If-Match", "\"v2\"").body(Map.of("on", "2025-06-28", "people", 85, "amount",
                Map.of("amount", 113_000_000, "currency", "VND"))).put(recommendation + "/result").then().statusCode(200).body("state", equalTo("carried-out"));
        commune().body(Map.of("on", "2025-07-01", "text", "Đã khắc phục")).post(supervision + "/conclusion").then().statusCode(200);
        commune().post(programme + "/closing").then().statusCode(200);
        as("campaign-officer", federation.province).get(V1 + "tallies/supervision?year=2025&scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("supervisions", equalTo(1)).body("subjects", equalTo(2)).body("serious", equalTo(1)).body("helped", equalTo(85))
                .body("recovered[0].amount", equalTo(113_000_000));
    }

    @Test
    @Order(4)
    void aPetitionGoesToWhomItConcernsAndItsSenderSeesTheEnd() {
        String petition = once("unit-officer", federation.company).body(Map.of("unit", federation.company, "receivedOn", "2026-02-12", "channel", "letter", "topic", "insurance",
                "subject", "Chậm đóng bảo hiểm", "content", "Công ty chậm đóng ba tháng", "senderKind", "person", "sender", Map.of("name", "Nguyễn Văn Đơn")))
                .post(V1 + "petitions").then().statusCode(201).body("routeDue", equalTo("2026-02-26")).extract().header("Location");
        once("unit-officer", federation.company).body(Map.of()).post(petition + "/routing").then().statusCode(200).body("unit", equalTo(federation.commune));
        commune().body(Map.of()).post(petition + "/routing").then().statusCode(200).body("state", equalTo("in-hand"));
        commune().body(Map.of("on", "2026-03-02", "outcome", "upheld", "text", "Công ty đã đóng đủ")).post(petition + "/answer").then().statusCode(200);
        commune().body(Map.of("on", "2026-03-05", "note", "Người gửi đồng ý")).post(petition + "/closing").then().statusCode(200);
        as("unit-officer", federation.company).get(petition).then().statusCode(200).body("state", equalTo("closed"));
        as("unit-officer", federation.otherCommune).get(petition).then().statusCode(404);
    }

    @Test
    @Order(5)
    void whatWasAgreedWithThePoliceIsReviewedByBothSides() {
        String agreement = commune().body(Map.of("unit", federation.commune, "partner", "Công an xã", "partnerKind", "police", "number", "03/CTPH", "title",
                "Phối hợp bảo đảm an ninh trật tự nơi làm việc", "contents", List.of("Họp mỗi tháng hai lần", "Trao đổi tin"), "signedOn", "2025-01-15",
                "reviewMonths", 6)).post(V1 + "agreements").then().statusCode(201).body("reviewOverdue", equalTo(true)).extract().header("Location");
        commune().body(Map.of("heldOn", "2025-07-10", "place", "Trụ sở xã", "assessment", "Thực hiện đúng", "nextSteps", "Thêm một tổ tự quản")).post(agreement + "/reviews")
                .then().statusCode(201).body("nextReviewDue", equalTo("2026-01-10"));
        as("campaign-officer", federation.province).get(V1 + "agreements?partnerKind=police&scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("items.number", hasItem("03/CTPH"));
        as("unit-officer", federation.otherCommune).get(agreement).then().statusCode(404);
    }

    private static RequestSpecification commune() {
        return once("unit-officer", federation.commune);
    }
}
