package org.doanket.journeys;

import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.balance;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A Chinese county: dues that stay at the grass roots, the fund of which two fifths go up, and what small payers get back. Amounts are fen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CountyJourney {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MARK = Suite.mark();

    private static String county;
    private static String union;
    private static String employer;

    @BeforeAll
    static void found() {
        String province = found(null, "P", "provincial-federation", "省总工会");
        county = found(province, "C", "county-federation", "县总工会");
        union = found(county, "G", "grass-roots-union", "某某有限公司工会");
        Suite.waitUntilKnown("treasurer", union, "/finance/v1/unit-months");
    }

    @Test
    @Order(1)
    void duesAreHalfAPercentOfTheWageWithoutItsTailAndStayInTheUnion() {
        String roster = "会员编号,姓名,入会时间\nK" + MARK + "1,王小明,2020-03-01\n";
        Rosters.takeIn("unit-officer", union, roster, SOON);
        Suite.waitUntilAllIsHeard();
        // 4,238.00 yuan: the tail under ten is dropped, 4,230 at half a percent are 21.15.
        assertThat(ended(once("treasurer", union).contentType("text/csv").body("member_code,wage\nK" + MARK + "1,4238.00\n")
                .post("/finance/v1/pay-records?unit=" + union + "&month=2024-03&mode=commit"), "treasurer", union).getInt("problems")).isZero();
        ended(once("treasurer", union).body(Map.of("unit", union, "month", "2024-03", "mode", "post")).post("/finance/v1/dues-runs"), "treasurer", union);
        as("treasurer", union).get("/finance/v1/unit-months?unit=" + union + "&month=2024-03").then().statusCode(200)
                .body("items[0].assessed.amount", equalTo(2_115)).body("items[0].assessed.currency", equalTo("CNY"));
    }

    @Test
    @Order(2)
    void twoFifthsOfTheEmployersFundGoUp() {
        employer = once("treasurer", county).body(Map.of("unit", county, "union", union, "taxCode", "9" + Math.abs(MARK.hashCode()), "name", "某某有限公司",
                "validFrom", "2020-01-01")).post("/finance/v1/employers").then().statusCode(201).extract().path("id");
        once("treasurer", county).body(Map.of("employer", employer, "month", "2024-03", "payroll", yuan(100_000_000), "headCount", 100))
                .post("/finance/v1/fund-declarations").then().statusCode(201);
        once("treasurer", county).body(Map.of("employer", employer, "amount", yuan(2_000_000), "day", "2024-04-10", "from", "bank"))
                .post("/finance/v1/fund-receipts").then().statusCode(201);
        await().atMost(SOON).untilAsserted(() -> assertThat(balance(county, union, "3382")).isEqualTo(-800_000));
    }

    @Test
    @Order(3)
    void aSmallPayerGetsBackWhatWentUpInTheYearOfTheRule() {
        // 1,000,000 yuan of payroll owe 20,000, of which 8,000 went up: below the 10,000 a year of the rule, so all of it comes back.
        run("preview");
        assertThat(balance(county, union, "51121")).isZero();
        run("post");
        assertThat(balance(county, union, "51121")).isEqualTo(-800_000);
        run("post");
        assertThat(balance(county, union, "51121")).isEqualTo(-800_000);
    }

    private static void run(String mode) {
        ended(once("treasurer", county).body(Map.of("unit", county, "kind", "refund", "from", "2024-01", "to", "2024-12", "mode", mode))
                .post("/finance/v1/sharing-runs"), "treasurer", county);
    }

    private static Map<String, Object> yuan(long fen) {
        return Map.of("amount", fen, "currency", "CNY");
    }

    private static String found(String parent, String code, String kind, String name) {
        Map<String, Object> unit = new HashMap<>(Map.of("code", "K" + MARK + "-" + code, "name", name, "kind", kind, "jurisdiction", "cn",
                "validFrom", "2020-01-01", "actNumber", "总工发〔2019〕" + MARK, "actDate", "2019-12-20", "territory", List.of()));
        if (parent != null) {
            unit.put("parentId", parent);
        }
        return once("federation-officer", "root").body(unit).post("/membership/v1/units").then().statusCode(201).extract().path("id");
    }
}
