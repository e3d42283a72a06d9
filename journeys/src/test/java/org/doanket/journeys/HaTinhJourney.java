package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Federation.OFFICER;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Ha Tinh's summer of 2025 as its officer lives through it: 1,473 unions with 72,059 members before, 442 with 37,253 after. In a tenth of its
 * size, because membership-service has the act in full among its tests; in full with --chaos.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HaTinhJourney {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int PART = Boolean.getBoolean("doanket.chaos") ? 1 : 10;
    private static final int UPPER = 15;
    private static final int STATE_PAID = 1_031 / PART;
    private static final int STATE_PAID_MEMBERS = 34_806 / PART;
    private static final int OTHERS = 442 / PART;
    private static final int OTHERS_MEMBERS = 37_253 / PART;
    private static final String SHEET = "Việc,Mã,Tên,Loại,Cấp trên,Kế thừa\n";

    private static final String MARK = "H" + Suite.mark();
    private static String province;
    private static String act;

    @BeforeAll
    static void foundTheFederation() {
        String confederation = Federation.found(null, MARK + "-C", "confederation", "Tổng Liên đoàn thử " + MARK, "2010-01-01");
        province = Federation.found(confederation, MARK + "-P", "provincial-federation", "Liên đoàn Lao động tỉnh thử " + MARK, "2010-01-01");
    }

    @Test
    @Order(1)
    void allItsUnionsAreFoundedByOneSheet() {
        StringBuilder sheet = new StringBuilder(SHEET);
        for (int i = 0; i < UPPER; i++) {
            sheet.append("Thành lập,").append(code("U", i)).append(",Liên đoàn Lao động huyện ").append(i).append(",district-federation,")
                    .append(MARK).append("-P,\n");
        }
        for (int i = 0; i < STATE_PAID + OTHERS; i++) {
            sheet.append("Thành lập,").append(union(i)).append(",CĐCS số ").append(i).append(",grass-roots-union,").append(code("U", i % UPPER)).append(",\n");
        }
        String founding = Acts.draft(province, sheet.toString(), "1/QD-LDLD", "2013-06-01").body("steps", equalTo(UPPER + STATE_PAID + OTHERS))
                .extract().path("id");
        Acts.foreseen(province, founding);
        Acts.execute(province, founding);
    }

    @Test
    @Order(2)
    void allItsMembersComeByOneRoster() {
        StringBuilder roster = new StringBuilder("Họ và tên,Mã đơn vị,Ngày kết nạp\n");
        fill(roster, 0, STATE_PAID, STATE_PAID_MEMBERS);
        fill(roster, STATE_PAID, OTHERS, OTHERS_MEMBERS);
        Rosters.takeIn(OFFICER, province, roster.toString(), LONG);
        assertThat(members("active")).isEqualTo(STATE_PAID_MEMBERS + OTHERS_MEMBERS);
    }

    @Test
    @Order(3)
    void theActOfTheFirstOfJulyIsForeseenAsItCameOut() {
        StringBuilder sheet = new StringBuilder(SHEET);
        for (int i = 0; i < STATE_PAID; i++) {
            sheet.append("Giải thể,").append(union(i)).append(",,,,\n");
        }
        for (int i = STATE_PAID; i < STATE_PAID + OTHERS; i++) {
            sheet.append("Chuyển,").append(union(i)).append(",,,").append(MARK).append("-P,\n");
        }
        for (int i = 0; i < UPPER; i++) {
            sheet.append("Giải thể,").append(code("U", i)).append(",,,,").append(MARK).append("-P\n");
        }
        act = Acts.draft(province, sheet.toString(), "2/QD-LDLD", "2025-07-01").extract().path("id");
        JsonPath foreseen = Acts.foreseen(province, act);
        assertThat(foreseen.getMap("units")).containsEntry("ended", UPPER + STATE_PAID).containsEntry("moved", OTHERS);
        assertThat(foreseen.getMap("lines")).isEqualTo(Map.of("members-end", STATE_PAID_MEMBERS, "members-move", OTHERS_MEMBERS));
    }

    @Test
    @Order(4)
    void itIsExecutedAndAllServicesKnowWhoIsLeft() {
        Acts.execute(province, act);
        assertThat(members("active")).isEqualTo(OTHERS_MEMBERS);
        assertThat(members("union-ended")).isEqualTo(STATE_PAID_MEMBERS);
        String moved = unit(union(STATE_PAID), "").getString("items[0].id");
        assertThat(unit(union(STATE_PAID), "").getString("items[0].parentId")).isEqualTo(province);
        assertThat(unit(union(STATE_PAID), "&asOf=2025-06-30").getString("items[0].parentId")).isNotEqualTo(province);
        assertThat(unit(union(0), "&asOf=2025-07-01").getList("items")).isEmpty();
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> as("treasurer", moved)
                .get("/finance/v1/unit-months?unit=" + moved).then().statusCode(200));
    }

    @Test
    @Order(5)
    void whoseUnionEndedKeepsHisFileAndHisSeniority() {
        String ended = unit(union(0), "&asOf=2025-06-30").getString("items[0].id");
        String member = as(OFFICER, province).get("/membership/v1/members?unit=" + ended + "&status=union-ended&limit=1").then().statusCode(200)
                .extract().path("items[0].id");
        JsonPath file = as(OFFICER, province).get("/membership/v1/members/" + member).then().statusCode(200).body("status", equalTo("union-ended"))
                .extract().jsonPath();
        assertThat(file.getString("joinedOn")).isEqualTo("2020-01-02");
    }

    @Test
    @Order(6)
    void theCounterActBringsBackEveryUnionAndEveryMember() {
        String counter = once(OFFICER, province).body(Map.of("actNumber", "3/QD-LDLD", "effective", "2026-01-01"))
                .post(Acts.PATH + "/" + act + "/counter-act").then().statusCode(201).extract().path("id");
        Acts.foreseen(province, counter);
        Acts.execute(province, counter);
        assertThat(members("active")).isEqualTo(STATE_PAID_MEMBERS + OTHERS_MEMBERS);
        assertThat(unit(union(0), "").getList("items")).hasSize(1);
        assertThat(unit(union(0), "&asOf=2025-12-31").getList("items")).as("what was, was").isEmpty();
    }

    private static String code(String letter, int number) {
        return MARK + "-" + letter + number;
    }

    private static String union(int number) {
        return number < STATE_PAID ? code("N", number) : code("D", number - STATE_PAID);
    }

    /** As evenly as whole people can be. */
    private static void fill(StringBuilder roster, int first, int unions, int members) {
        for (int i = 0; i < members; i++) {
            roster.append("Nguyễn Văn An,").append(union(first + i % unions)).append(",2020-01-02\n");
        }
    }

    private static JsonPath unit(String code, String more) {
        return as(OFFICER, province).get("/membership/v1/units?code=" + code + more).then().statusCode(200).extract().jsonPath();
    }

    private static int members(String status) {
        return as(OFFICER, province).get("/membership/v1/members/count?unit=" + province + "&scope=subtree&status=" + status).then()
                .statusCode(200).extract().path("count");
    }
}
