package org.doanket.journeys;

import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** After a storm a province collects money and rice on an account of its own, gives it out by the word of two, and shows everybody the sums. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReliefJourney {

    private static Federation federation;
    private static String drive;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("treasurer", federation.province, "/finance/v1/unit-months");
    }

    @Test
    @Order(1)
    void aDriveIsOpenedForATimeAndTakesMoneyAndGoods() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        drive = once("unit-officer", federation.province).body(Map.of("unit", federation.province, "name", "Bão số 3", "purpose", "Sửa nhà",
                "beneficiaries", "Người có nhà bị hư hại", "bankBin", "970436", "account", "7" + Math.abs(federation.mark.hashCode()), "holder", "LDLD TINH",
                "opensAt", now.minusHours(1).toString(), "closesAt", now.plusDays(30).toString())).post("/finance/v1/relief-drives").then().statusCode(201)
                .extract().path("id");
        give(cash(10_000_000), "Trần Thị Ủng Hộ");
        give(Map.of("kind", "goods", "goods", "gạo", "measure", "kg", "quantity", 120), null);
    }

    @Test
    @Order(2)
    void whatIsGivenOutAnotherPersonHasApproved() {
        Map<String, Object> body = new HashMap<>(Map.of("place", "Xã A", "gift", cash(6_000_000), "recipients", 12, "givenOn", "2026-09-20",
                "paidFrom", "1121"));
        String path = "/finance/v1/relief-drives/" + drive + "/distributions";
        String given = once("treasurer", federation.province).body(body).post(path).then().statusCode(201).extract().path("id");
        once("unit-officer", federation.province).body(Map.of()).post(path + "/" + given + "/approval").then().statusCode(200).body("state", equalTo("given"));
        body.put("gift", cash(4_000_001));
        String more = once("treasurer", federation.province).body(body).post(path).then().statusCode(201).extract().path("id");
        once("unit-officer", federation.province).body(Map.of()).post(path + "/" + more + "/approval").then().statusCode(409);
    }

    @Test
    @Order(3)
    void everybodySeesTheSumsAndNobodyWhoGave() {
        anybody().get("/finance/v1/relief-drives/" + drive).then().statusCode(200).body("received.kind", contains("cash", "goods"))
                .body("received[0].amount.amount", equalTo(10_000_000)).body("left.amount", equalTo(4_000_000)).body(not(containsString("Ủng Hộ")));
        as("auditor", federation.province).get("/finance/v1/relief-controls?unit=" + federation.province).then().statusCode(200)
                .body("items[0].isEqual", equalTo(true));
    }

    @Test
    @Order(4)
    void afterItsCloseNothingIsTakenInAndTheRuleIsNamed() {
        once("unit-officer", federation.province).body(Map.of("why", "Đã đủ")).post("/finance/v1/relief-drives/" + drive + "/closing").then().statusCode(200)
                .body("state", equalTo("closed"));
        once("treasurer", federation.province).body(gift(cash(1), null)).post("/finance/v1/contributions").then().statusCode(422)
                .body("code", equalTo("drive-not-open")).body("rule", containsString("93/2021"));
    }

    private static void give(Map<String, Object> gift, String donor) {
        once("treasurer", federation.province).body(gift(gift, donor)).post("/finance/v1/contributions").then().statusCode(201)
                .body("state", equalTo("received"));
    }

    private static Map<String, Object> gift(Map<String, Object> gift, String donor) {
        Map<String, Object> body = new HashMap<>(Map.of("unit", federation.province, "drive", drive, "channel", "desk", "gift", gift));
        if (donor != null) {
            body.put("donor", donor);
        }
        return body;
    }

    private static Map<String, Object> cash(long amount) {
        return Map.of("kind", "cash", "amount", Map.of("amount", amount, "currency", "VND"));
    }
}
