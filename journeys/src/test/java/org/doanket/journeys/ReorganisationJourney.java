package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A province ends a commune union and a guild and moves a company's union by one act, and takes it back by another. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReorganisationJourney {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MEMBERS = 200;

    private static Federation federation;
    private static String act;
    private static String successor;

    @BeforeAll
    static void foundAndFill() {
        federation = new Federation();
        StringBuilder roster = new StringBuilder("Họ và tên,Mã đơn vị,Ngày kết nạp\n");
        for (int i = 0; i < 2 * MEMBERS; i++) {
            roster.append("Nguyễn Văn An,").append(federation.code(i < MEMBERS ? "D1" : "D2")).append(",2021-03-01\n");
        }
        Rosters.takeIn("federation-officer", federation.province, roster.toString(), SOON);
    }

    @Test
    @Order(1)
    void theActIsDraftedFromASheetAndForeseen() {
        String sheet = "Việc,Mã,Tên,Loại,Cấp trên,Kế thừa\n"
                + "Thành lập," + federation.code("X9") + ",Công đoàn phường Chín,commune-union," + federation.code("P") + ",\n"
                + "Chuyển," + federation.code("D1") + ",,," + federation.code("X9") + ",\n"
                + "Giải thể," + federation.code("D2") + ",,,,\n"
                + "Giải thể," + federation.code("X1") + ",,,," + federation.code("X9") + "\n";
        act = Acts.draft(federation.province, sheet, "215/QD-LDLD", "2026-04-01")
                .body("steps", equalTo(4)).extract().path("id");
        as("federation-officer", federation.commune).get(Acts.PATH + "/" + act).then().statusCode(404);
        Acts.foreseen(federation.province, act).getMap("lines").forEach((what, count) -> assertThat(count).as("%s", what).isEqualTo(MEMBERS));
    }

    @Test
    @Order(2)
    void itIsExecutedAtOnceAndAllServicesKnowTheNewTree() {
        Acts.execute(federation.province, act);
        successor = as("federation-officer", federation.province).get("/membership/v1/units?code=" + federation.code("X9")).then().statusCode(200)
                .extract().path("items[0].id");
        as("unit-officer", successor).get("/membership/v1/members/count?unit=" + federation.company + "&status=active").then().statusCode(200)
                .body("count", equalTo(MEMBERS));
        as("federation-officer", federation.province).get("/membership/v1/members/count?unit=" + federation.guild + "&status=union-ended").then()
                .statusCode(200).body("count", equalTo(MEMBERS));
        await().atMost(SOON).untilAsserted(() -> as("treasurer", successor).get("/finance/v1/unit-months?unit=" + federation.company).then()
                .statusCode(200));
        as("federation-officer", federation.province).get("/membership/v1/units/" + federation.company + "?asOf=2026-03-31").then().statusCode(200)
                .body("parentId", equalTo(federation.commune));
    }

    @Test
    @Order(3)
    void theCounterActRestoresItAndWhatWasWas() {
        String counter = once("federation-officer", federation.province).body(Map.of("actNumber", "216/QD-LDLD", "effective", "2026-09-01"))
                .post(Acts.PATH + "/" + act + "/counter-act").then().statusCode(201).body("counterTo", equalTo(act)).extract().path("id");
        Acts.foreseen(federation.province, counter);
        Acts.execute(federation.province, counter);
        as("unit-officer", federation.commune).get("/membership/v1/members/count?unit=" + federation.guild + "&status=active").then().statusCode(200)
                .body("count", equalTo(MEMBERS));
        as("federation-officer", federation.province).get("/membership/v1/units/" + federation.commune).then().statusCode(200)
                .body("validTo", nullValue());
        as("federation-officer", federation.province).get("/membership/v1/units/" + federation.commune + "?asOf=2026-08-01").then().statusCode(404);
        await().atMost(SOON).untilAsserted(() -> as("treasurer", federation.commune).get("/finance/v1/unit-months?unit=" + federation.company).then()
                .statusCode(200));
    }
}
