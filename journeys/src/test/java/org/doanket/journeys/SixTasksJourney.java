package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Thanh Hoa: a resolution becomes six tasks with their targets, goes down to 600 grass-roots unions and comes back as reports. Of last year, so that it is over. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SixTasksJourney {

    private static final String OFFICER = "campaign-officer";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int YEAR = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).getYear() - 1;
    private static final int UNIONS = 600;

    private static Federation federation;
    private static final List<String> UNION_IDS = new ArrayList<>();
    private static String plan;
    private static String communePlan;
    private static Map<String, String> targets;

    @BeforeAll
    static void found() {
        federation = new Federation();
        StringBuilder act = new StringBuilder("Việc,Mã,Tên,Loại,Cấp trên,Kế thừa\n");
        for (int i = 1; i <= UNIONS; i++) {
            act.append("Thành lập,").append(federation.code("T" + i)).append(",CĐCS số ").append(i).append(",grass-roots-union,").append(federation.code("X1")).append(",\n");
        }
        String id = Acts.draft(federation.province, act.toString(), "6/QD-LDLD", YEAR + "-01-02").extract().path("id");
        Acts.foreseen(federation.province, id);
        Acts.execute(federation.province, id);
        for (String cursor = ""; cursor != null; ) {
            var page = as("federation-officer", federation.province).queryParam("limit", 200)
                    .get("/membership/v1/units/" + federation.commune + "/subtree" + (cursor.isEmpty() ? "" : "?cursor=" + cursor)).then().statusCode(200).extract().jsonPath();
            page.getList("items", Map.class).stream().filter(unit -> String.valueOf(unit.get("code")).startsWith(federation.code("T"))).forEach(unit ->
                    UNION_IDS.add(String.valueOf(unit.get("id"))));
            cursor = page.getString("next");
        }
        assertThat(UNION_IDS).hasSize(UNIONS);
        Suite.waitUntilKnown(OFFICER, UNION_IDS.get(UNIONS - 1), "/campaigns/v1/models");
        Suite.waitUntilAllIsHeard();
    }

    @Test
    @Order(1)
    void theResolutionBecomesSixTasksWithTargets() {
        List<Map<String, Object>> tasks = List.of("Tuyên truyền, giáo dục", "Phát triển đoàn viên", "Đối thoại, thương lượng tập thể", "Thi đua, Dân vận khéo",
                "Kiểm tra, giám sát", "Phối hợp, an sinh").stream().map(title -> Map.<String, Object>of("title", title)).toList();
        plan = once(OFFICER, federation.province).body(Map.of("unit", federation.province, "name", "Chương trình hành động " + YEAR, "basis", "Nghị quyết Đại hội", "year", YEAR,
                "tasks", tasks, "targets", List.of(target("TT", 1, "Buổi tuyên truyền", "buổi", 1_300), bound(), target("TL", 3, "Thỏa ước mới", "bản", 700),
                        target("DV", 4, "Mô hình Dân vận khéo", "mô hình", 900), target("GS", 5, "Cuộc giám sát", "cuộc", 650), ratio())))
                .post("/campaigns/v1/action-plans").then().statusCode(201).body("tasks", hasSize(6)).body("targets", hasSize(6)).extract().header("Location");
        targets = targetsOf(federation.province, plan);
    }

    @Test
    @Order(2)
    void itGoesDownInSharesThatAddUpAndEachUnitMakesItItsOwn() {
        allocate(federation.province, targets.get("TL"), Map.of("shares", List.of(share(federation.commune, 650), share(federation.otherCommune, 49))), 422);
        for (Map.Entry<String, Integer> sum : Map.of("TT", 1_300, "KN", 1_400, "TL", 700, "DV", 900, "GS", 650).entrySet()) {
            allocate(federation.province, targets.get(sum.getKey()), Map.of("shares", List.of(share(federation.commune, sum.getValue() - 40), share(federation.otherCommune, 40))), 200);
        }
        allocate(federation.province, targets.get("BP"), Map.of("shares", List.of(ratioShare(federation.commune, 75, 6_000), ratioShare(federation.otherCommune, 80, 400))), 200);
        once(OFFICER, federation.province).post(plan + "/handing-down").then().statusCode(200).body("plans", equalTo(2)).body("targets", equalTo(12));
        communePlan = ownPlan(federation.commune);
        once("unit-officer", federation.commune).body(Map.of("actNumber", "08/KH-CĐP", "on", YEAR + "-02-10")).post(communePlan + "/adoption").then().statusCode(200);
        Map<String, String> own = targetsOf(federation.commune, communePlan);
        for (String code : List.of("TT", "KN", "TL", "DV", "GS")) {
            allocate(federation.commune, own.get(code), Map.of("shares", UNION_IDS.stream().map(union -> Map.of("unit", union, "weight", 1)).toList()), 200);
        }
        allocate(federation.commune, own.get("BP"), Map.of("shares", UNION_IDS.stream().map(union -> ratioShare(union, 75, 10)).toList()), 200);
        once(OFFICER, federation.commune).post(communePlan + "/handing-down").then().statusCode(200).body("plans", equalTo(UNIONS)).body("targets", equalTo(6 * UNIONS));
    }

    @Test
    @Order(3)
    void whatUnionsDoComesUpThroughBothLevelsAndMembersCountThemselves() {
        for (String union : UNION_IDS.subList(0, 5)) {
            Map<String, String> own = targetsOf(union, ownPlan(union));
            report(union, own.get("TL"), Map.of("day", YEAR + "-05-20", "value", 2));
            report(union, own.get("BP"), Map.of("day", YEAR + "-06-30", "numerator", 8, "denominator", 10));
        }
        Rosters.takeIn("federation-officer", federation.province, "Họ và tên,Mã đơn vị,Ngày kết nạp\nLê Thị Mới," + federation.code("T1") + "," + YEAR + "-03-08\nLê Văn Mới,"
                + federation.code("T2") + "," + YEAR + "-09-02\nLê Văn Cũ," + federation.code("T3") + ",2020-01-01\n", SOON);
        Suite.waitUntilAllIsHeard();
        as(OFFICER, federation.province).get("/campaigns/v1/targets/" + targets.get("KN")).then().statusCode(200).body("progress.actual", equalTo(2)).body("outlook.light", equalTo("red"));
        as(OFFICER, federation.province).get("/campaigns/v1/targets/" + targets.get("KN") + "/facts").then().statusCode(200).body("items", hasSize(2));
        as(OFFICER, federation.province).get("/campaigns/v1/targets/" + targets.get("TL")).then().body("progress.actual", equalTo(10));
        as(OFFICER, federation.province).get("/campaigns/v1/targets/" + targets.get("BP")).then().body("progress.actual", equalTo(80)).body("progress.numerator", equalTo(40));
    }

    @Test
    @Order(4)
    void halfYearReportsAreDraftedSentUpCompiledAndTheLateOnesReminded() {
        for (String union : UNION_IDS.subList(0, 3)) {
            String report = once("unit-officer", union).body(Map.of("plan", id(ownPlan(union)), "period", "half-year")).post("/campaigns/v1/progress-reports").then()
                    .statusCode(201).body("lines", hasSize(6)).body("lines.find { it.code == 'TL' }.actual", equalTo(2)).extract().header("Location");
            String tag = as("unit-officer", union).get(report).header("ETag");
            as("unit-officer", union).contentType("application/merge-patch+json;charset=UTF-8").header("If-Match", tag).body(Map.of("summary", "Cơ bản đạt", "difficulties", "Ít đơn hàng"))
                    .patch(report).then().statusCode(200);
            once("unit-officer", union).post(report + "/submission").then().statusCode(200).body("state", equalTo("submitted"));
        }
        String late = "/campaigns/v1/progress-reports/late?period=half-year&limit=200&plan=" + id(communePlan);
        as(OFFICER, federation.commune).get(late).then().statusCode(200).body("items", hasSize(200)).body("next", notNullValue());
        once(OFFICER, federation.commune).body(Map.of("plan", id(communePlan), "period", "half-year", "text", "Đề nghị gửi báo cáo")).post("/campaigns/v1/reminders").then()
                .statusCode(200).body("reminded", equalTo(UNIONS - 3));
        as(OFFICER, federation.commune).get(late).then().body("items.reminders", everyItem(equalTo(1)));
        String compiled = once(OFFICER, federation.commune).body(Map.of("plan", id(communePlan), "period", "half-year")).post("/campaigns/v1/progress-reports").then().statusCode(201)
                .extract().header("Location");
        as(OFFICER, federation.commune).get(compiled + "/compilation").then().statusCode(200).body("expected", equalTo(UNIONS)).body("sent", equalTo(3))
                .body("totals.find { it.code == 'TL' }.actual", equalTo(6)).body("totals.find { it.code == 'BP' }.numerator", equalTo(24))
                .body("voices.difficulties", contains("Ít đơn hàng", "Ít đơn hàng", "Ít đơn hàng"));
    }

    private static Map<String, Object> target(String code, int task, String title, String measure, int planned) {
        return Map.of("code", code, "task", task, "title", title, "unitOfMeasure", measure, "planned", planned);
    }

    private static Map<String, Object> bound() {
        return Map.of("code", "KN", "task", 2, "title", "Kết nạp đoàn viên", "planned", 1_400, "binding", "members-admitted");
    }

    private static Map<String, Object> ratio() {
        return Map.of("code", "BP", "task", 6, "title", "Đoàn viên được chăm lo", "unitOfMeasure", "%", "aggregation", "ratio", "planned", 75);
    }

    private static Map<String, Object> share(String unit, int planned) {
        return Map.of("unit", unit, "planned", planned);
    }

    private static Map<String, Object> ratioShare(String unit, int planned, int base) {
        return Map.of("unit", unit, "planned", planned, "base", base);
    }

    private static void allocate(String unit, String target, Map<String, Object> body, int status) {
        String at = "/campaigns/v1/targets/" + target + "/allocation";
        as(OFFICER, unit).contentType("application/json").header("If-Match", as(OFFICER, unit).get(at).header("ETag")).body(body).put(at).then().statusCode(status);
    }

    private static void report(String unit, String target, Map<String, Object> body) {
        as("unit-officer", unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json").body(body)
                .post("/campaigns/v1/targets/" + target + "/progress").then().statusCode(201);
    }

    private static Map<String, String> targetsOf(String unit, String of) {
        Map<String, String> ids = new HashMap<>();
        as(OFFICER, unit).get(of).then().statusCode(200).extract().jsonPath().getList("targets", Map.class).forEach(target ->
                ids.put(String.valueOf(target.get("code")), String.valueOf(target.get("id"))));
        return ids;
    }

    private static String ownPlan(String unit) {
        return "/campaigns/v1/action-plans/" + as(OFFICER, unit).get("/campaigns/v1/action-plans?year=" + YEAR + "&unit=" + unit).then().statusCode(200).extract()
                .path("items[0].id");
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
