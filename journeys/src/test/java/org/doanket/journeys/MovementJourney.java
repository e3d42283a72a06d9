package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Chiem Hoa: 76 unions choose at least one content of a movement, give more than 200 million dong and more than 2,400 days of work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MovementJourney {

    private static final int UNIONS = 76;
    private static final long EACH = 2_650_000;
    private static final double DAYS = 31.75;

    private static Federation federation;
    private static List<String> unions;
    private static String movement;

    @BeforeAll
    static void found() {
        federation = new Federation();
        unions = new ArrayList<>();
        for (int i = 0; i < UNIONS; i++) {
            unions.add(once(Federation.OFFICER, "root").body(Map.of("code", federation.code("CH" + i), "name", "CĐCS số " + i, "kind", "grass-roots-union",
                    "jurisdiction", "vn", "validFrom", "2020-01-01", "actNumber", "12/QĐ-" + federation.mark, "actDate", "2019-12-20", "territory", List.of(),
                    "parentId", federation.commune)).post("/membership/v1/units").then().statusCode(201).extract().path("id"));
        }
        Suite.waitUntilAllIsHeard();
    }

    @Test
    @Order(1)
    void theProvinceLaunchesAMovementAndEveryUnionChooses() {
        movement = once("campaign-officer", federation.province).body(Map.of("unit", federation.province, "name", "Chung sức xây dựng nông thôn mới", "year", 2026,
                "starts", "2026-01-01", "ends", "2026-12-31", "contents", List.of(Map.of("code", "road", "title", "Làm đường"),
                        Map.of("code", "homes", "title", "Xóa nhà tạm")))).post("/campaigns/v1/movements").then().statusCode(201).extract().path("id");
        once("campaign-officer", federation.province).post("/campaigns/v1/movements/" + movement + "/launch").then().statusCode(200);
        for (int i = 0; i < UNIONS; i++) {
            once("unit-officer", unions.get(i)).body(Map.of("unit", unions.get(i), "contents", i % 3 == 0 ? List.of("road", "homes") : List.of("road")))
                    .post("/campaigns/v1/movements/" + movement + "/choices").then().statusCode(200);
        }
        tally().then().statusCode(200).body("units", equalTo(UNIONS)).body("contents[0].units", equalTo(UNIONS));
    }

    @Test
    @Order(2)
    void moneyComesFromTheBooksAndDaysOfWorkFromTheUnions() {
        for (String union : unions) {
            once("treasurer", federation.province).body(Map.of("unit", federation.province, "giver", union, "movement", movement, "channel", "desk", "gift",
                    Map.of("kind", "cash", "amount", Map.of("amount", EACH, "currency", "VND")))).post("/finance/v1/contributions").then().statusCode(201);
            once("unit-officer", union).body(Map.of("movement", movement, "unit", union, "content", "road", "day", "2026-03-14", "result",
                    Map.of("kind", "workdays", "quantity", DAYS))).post("/campaigns/v1/results").then().statusCode(201);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> cash().equals(UNIONS * EACH));
        JsonPath tally = tally().then().extract().jsonPath();
        assertThat(cash()).isEqualTo(201_400_000).isGreaterThan(200_000_000);
        assertThat(tally.getDouble("results.find { it.total.kind == 'workdays' }.total.quantity")).isEqualTo(2_413)
                .isGreaterThan(2_400);
    }

    @Test
    @Order(3)
    void theLevelAboveChecksAndWhatItSendsBackCountsNoMore() {
        String result = as("campaign-officer", federation.province).queryParam("movement", movement).queryParam("kind", "workdays")
                .get("/campaigns/v1/results").then().statusCode(200).body("items.size()", greaterThan(0)).extract().path("items[0].id");
        once("campaign-officer", federation.province).body(Map.of("remark", "thiếu danh sách")).post("/campaigns/v1/results/" + result + "/return").then()
                .statusCode(200).body("state", equalTo("returned"));
        assertThat(tally().jsonPath().getDouble("results.find { it.total.kind == 'workdays' }.total.quantity"))
                .isEqualTo(2_413 - DAYS);
    }

    private static Long cash() {
        Number amount = tally().path("results.find { it.total.kind == 'cash' }?.total?.amount?.amount");
        return amount == null ? 0L : amount.longValue();
    }

    private static Response tally() {
        return as("campaign-officer", federation.province).get("/campaigns/v1/tallies/results?scope=subtree&movement=" + movement + "&unit=" + federation.province);
    }
}
