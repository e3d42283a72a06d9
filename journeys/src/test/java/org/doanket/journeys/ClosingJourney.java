package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.balance;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A union is dissolved in the middle of a month: its books close by themselves, its money goes to the heir, and the counter-act brings both back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClosingJourney {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String MONTH = "2026-10";

    private static Federation federation;
    private static String act;

    @BeforeAll
    static void chargeAndCollect() {
        federation = new Federation();
        String roster = "Mã đoàn viên,Họ và tên,Ngày kết nạp,Loại đoàn phí\n" + Rosters.memberCode(federation, 1) + ",Nguyễn Văn An,2026-01-01,non-state-enterprise\n";
        Rosters.takeIn("unit-officer", federation.company, roster, SOON);
        Suite.waitUntilKnown("treasurer", federation.company, "/finance/v1/unit-months");
        Suite.waitUntilAllIsHeard();
        assertThat(ended(once("treasurer", federation.company).contentType("text/csv").body("member_code,si_salary\n" + Rosters.memberCode(federation, 1)
                + ",8000000\n").post("/finance/v1/pay-records?unit=" + federation.company + "&month=" + MONTH + "&mode=commit"), "treasurer", federation.company)
                .getInt("problems")).isZero();
        ended(once("treasurer", federation.company).body(Map.of("unit", federation.company, "month", MONTH, "mode", "post")).post("/finance/v1/dues-runs"),
                "treasurer", federation.company);
        assertThat(balance(federation.province, federation.company, "1388")).isEqualTo(40_000);
    }

    @Test
    @Order(1)
    void theActThatDissolvesTheUnionClosesItsBooksForTheHeir() {
        String sheet = "Việc,Mã,Tên,Loại,Cấp trên,Kế thừa\nGiải thể," + federation.code("D1") + ",,,," + federation.code("D3") + "\n";
        act = Acts.draft(federation.province, sheet, "9/QD-LDLD", "2026-11-15").extract().path("id");
        Acts.foreseen(federation.province, act);
        Acts.execute(federation.province, act);
        closing("closed");
        assertThat(balance(federation.province, federation.company, "1388")).isZero();
        assertThat(balance(federation.province, federation.companyElsewhere, "1388")).isEqualTo(40_000);
    }

    @Test
    @Order(2)
    void theHandOverHasItsSevenPartsAndNothingIsAskedForThereAnyMore() {
        String id = as("treasurer", federation.province).get("/finance/v1/unit-closings?unit=" + federation.company).then().statusCode(200).body("items", hasSize(1))
                .extract().path("items[0].id");
        as("auditor", federation.province).get("/finance/v1/unit-closings/" + id + "/hand-over").then().statusCode(200).body("code", hasSize(7));
        once("treasurer", federation.province).body(Map.of("unit", federation.company, "month", MONTH, "mode", "post")).post("/finance/v1/dues-runs").then()
                .statusCode(422).body("code", equalTo("unit-closing"));
    }

    @Test
    @Order(3)
    void theCounterActBringsUnionAndBooksBack() {
        String counter = once("federation-officer", federation.province).body(Map.of("actNumber", "10/QD-LDLD", "effective", "2026-11-20"))
                .post(Acts.PATH + "/" + act + "/counter-act").then().statusCode(201).extract().path("id");
        Acts.foreseen(federation.province, counter);
        Acts.execute(federation.province, counter);
        closing("undone");
        assertThat(balance(federation.province, federation.company, "1388")).isEqualTo(40_000);
        assertThat(balance(federation.province, federation.companyElsewhere, "1388")).isZero();
    }

    private static void closing(String state) {
        await().atMost(SOON).untilAsserted(() -> as("treasurer", federation.province).get("/finance/v1/unit-closings?unit=" + federation.company).then().statusCode(200)
                .body("items[0].state", equalTo(state)));
    }
}
