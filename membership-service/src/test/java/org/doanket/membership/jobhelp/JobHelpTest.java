package org.doanket.membership.jobhelp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.membership.AtOnce;
import org.doanket.membership.Somebody;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class JobHelpTest {

    @Inject
    AgroalDataSource requests;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private JobDesk desk;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        desk = new JobDesk(tree.commune);
    }

    @Test
    void showsAnOpeningToEverybodyOnlyOnceItWasChecked() {
        String title = "Tài xế xe tải " + tree.commune;
        String id = desk.enter(desk.opening("Công ty A", title, "driver", 2));
        open(title).body("items", hasSize(0));
        desk.calls().post("/job-openings/" + id + "/publication").then().statusCode(200).body("state", equalTo("published"));
        String seen = open("TAI XE xe tải " + tree.commune).body("items.id", contains(id), "items[0].vacancies", equalTo(2), "items[0].payFrom.amount",
                equalTo(6_000_000), "items[0].tradeName", equalTo("Driving")).extract().asString();
        assertThat(seen).doesNotContain("Liên Hệ", "0900111222", "tester");
        given().get(Api.BASE + "/open-jobs/" + id).then().statusCode(200).body("employer", equalTo("Công ty A"));
        given().header("Accept-Language", "zh").get(Api.BASE + "/open-jobs/trades").then().body("find { it.code == 'driver' }.name", equalTo("驾驶"));
        desk.calls().get("/job-openings/" + id).then().body("contactName", equalTo("Bà Liên Hệ"), "contactPhone", equalTo("0900111222"));

        desk.calls().body(Map.of("reason", "found somebody else")).post("/job-openings/" + id + "/closing").then().statusCode(200);
        given().get(Api.BASE + "/open-jobs/" + id).then().statusCode(404);
        String refused = desk.enter(desk.opening("Công ty B", title, "driver", 1));
        desk.calls().body(Map.of("reason", "pays below the minimum")).post("/job-openings/" + refused + "/refusal").then().statusCode(200);
        desk.calls().post("/job-openings/" + refused + "/publication").then().statusCode(409).body("code", equalTo("job-opening-state"));
        open(title).body("items", hasSize(0));
    }

    @Test
    void leavesWhatWasNotPublishedUnseenEvenByAForgetfulQuery() {
        desk.enter(desk.opening("Công ty A", "Bí mật", "driver", 2));
        String published = desk.published("Công ty A", "Công khai", "driver", 2);
        List<String> seen = io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().call(() ->
                Sql.of("SELECT id, title FROM open_job WHERE unit_id = ?", tree.commune).list(requests, row -> row.getString("id")));
        assertThat(seen).containsExactly(published);
    }

    @Test
    void narrowsThePublicListByTradeAndByAreaWithAllWithinIt() {
        Api.officer().contentType("application/json").body(List.of(Map.of("Code", "98", "FullName", "Tỉnh Việc Làm", "Wards",
                List.of(Map.of("Code", "98001", "FullName", "Phường Việc", "ProvinceCode", "98"))))).put("/administrative-units?jurisdiction=vn")
                .then().statusCode(200);
        String title = "Bảo vệ " + tree.commune;
        Map<String, Object> opening = desk.opening("Công ty A", title, "guard", 1);
        opening.put("area", "98001");
        String id = desk.enter(opening);
        desk.calls().post("/job-openings/" + id + "/publication").then().statusCode(200);
        given().queryParam("q", title).queryParam("trade", "guard").get(Api.BASE + "/open-jobs").then().body("items.id", contains(id));
        given().queryParam("q", title).queryParam("trade", "driver").get(Api.BASE + "/open-jobs").then().body("items", hasSize(0));
        given().queryParam("q", title).queryParam("area", "98").get(Api.BASE + "/open-jobs").then().body("items.id", contains(id));
        given().queryParam("q", title).queryParam("area", "97").get(Api.BASE + "/open-jobs").then().body("items", hasSize(0));
    }

    @Test
    void namesWhatIsWrongWithAnOpening() {
        Map<String, Object> opening = desk.opening("Công ty A", "X", "astronaut", 1);
        opening.putAll(Map.of("area", "99999", "contactPhone", "x", "openUntil", "2020-01-01", "payTo", Map.of("amount", 1, "currency", "CNY")));
        desk.calls().body(opening).post("/job-openings").then().statusCode(422).body("errors.pointer", containsInAnyOrder("/trade", "/area",
                "/contactPhone", "/openUntil", "/payTo"));
    }

    /** Put there by the database: a rule cannot be set for today, and no test waits for a day. */
    @Test
    void sortsByTheTradesOfTheDayAndLeavesWhatWasSortedUnderAnother() {
        String courier = desk.published("Công ty A", "Giao hàng " + tree.commune, "courier", 1);
        desk.calls().body(desk.opening("Công ty A", "X", "drone-pilot", 1)).post("/job-openings").then().statusCode(422).body("errors.pointer", contains("/trade"));
        Sql.of("INSERT INTO job_trade_code (code) VALUES ('drone-pilot') ON CONFLICT DO NOTHING").run(requests);
        Sql.of("INSERT INTO job_trade_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, is_used, citation, verified) VALUES "
                + "('vn', 'drone-pilot', current_date - 2, 'Phi công', 'Flying drones', '飞手', true, 'a test', false), "
                + "('vn', 'courier', current_date - 2, 'Phát hàng', 'Bringing parcels', '送货', false, 'a test', false)").run(requests);
        try {
            desk.enter(desk.opening("Công ty A", "Y", "drone-pilot", 1));
            desk.calls().body(desk.opening("Công ty A", "Z", "courier", 1)).post("/job-openings").then().statusCode(422);
            desk.calls().get("/job-openings/" + courier).then().statusCode(200).body("tradeName", equalTo("Bringing parcels"));
            given().header("Accept-Language", "en").get(Api.BASE + "/open-jobs/trades?jurisdiction=vn").then().statusCode(200)
                    .body("code", hasItem("drone-pilot"), "code", not(hasItem("courier")));
            given().header("Accept-Language", "en").get(Api.BASE + "/open-jobs/trades?jurisdiction=cn").then().body("code", hasItem("courier"), "code",
                    not(hasItem("drone-pilot")));
        } finally {
            Sql.of("UPDATE job_trade_rule SET cancelled_at = now() WHERE citation = 'a test'").run(requests);
        }
    }

    @Test
    void reportsTheFiguresOfAUnitAndAllBelowItForATime() {
        JobDesk below = new JobDesk(tree.grassRoots);
        String drivers = desk.published("Công ty A", "Tài xế", "driver", 5);
        desk.published("CÔNG TY  A", "Bảo vệ", "guard", 3);
        String couriers = below.published("Công ty B", "Giao hàng", "courier", 10);
        desk.enter(desk.opening("Công ty C", "Chưa kiểm tra", "other", 100));
        new JobDesk(tree.sibling).published("Công ty D", "Nơi khác", "other", 7);
        desk.hired(drivers, desk.takeIn("Người A"));
        String intent = desk.bring(drivers, desk.takeIn("Người B")).statusCode(201).extract().path("id");
        desk.step(intent, "intent").statusCode(200);
        below.bring(couriers, below.takeIn("Người C")).statusCode(201);
        String annulled = desk.hired(drivers, desk.takeIn("Người D"));
        desk.end(annulled, "annulment").statusCode(200);

        figures("").body("employers", equalTo(2), "posts", equalTo(3), "openings", equalTo(18), "contacts", equalTo(4), "intents", equalTo(1),
                "hired", equalTo(1));
        figures("&from=" + JobDesk.TODAY.minusDays(1) + "&to=" + JobDesk.TODAY.plusDays(1)).body("posts", equalTo(3), "hired", equalTo(1));
        figures("&to=2020-01-01").body("employers", equalTo(0), "posts", equalTo(0), "openings", equalTo(0), "contacts", equalTo(0), "hired", equalTo(0));
        Api.as("auditor", tree.province).get("/placements/figures").then().body("posts", equalTo(4), "openings", equalTo(25));
    }

    @Test
    void hiresNoMoreThanThereArePlaces() {
        String opening = desk.published("Công ty A", "Tài xế " + tree.commune, "driver", 1);
        String second = desk.bring(opening, desk.takeIn("Người B")).statusCode(201).extract().path("id");
        String first = desk.hired(opening, desk.takeIn("Người A"));
        desk.calls().get("/job-openings/" + opening).then().body("state", equalTo("filled"), "hired", equalTo(1));
        open("Tài xế " + tree.commune).body("items", hasSize(0));
        desk.step(second, "hiring").statusCode(409).body("code", equalTo("job-opening-full"));
        desk.step(first, "intent").statusCode(409).body("code", equalTo("placement-state"));
        desk.end(first, "annulment").statusCode(200).body("state", equalTo("annulled"));
        desk.step(second, "hiring").statusCode(200);
    }

    @Test
    void hiresNobodyTwiceAtTheSameTime() throws Exception {
        String seeker = desk.takeIn("Người A");
        List<String> placements = List.of(desk.bring(desk.published("Công ty A", "X", "driver", 2), seeker).statusCode(201).extract().path("id"),
                desk.bring(desk.published("Công ty B", "Y", "driver", 2), seeker).statusCode(201).extract().path("id"));
        AtomicInteger next = new AtomicInteger();
        List<ValidatableResponse> answers = AtOnce.twice(() -> desk.step(placements.get(next.getAndIncrement()), "hiring"));
        assertThat(answers).extracting(answer -> answer.extract().statusCode()).containsExactlyInAnyOrder(200, 409);
        assertThat(answers).extracting(answer -> (String) answer.extract().path("code")).contains("job-seeker-hired-already");

        String hired = answers.stream().filter(answer -> answer.extract().statusCode() == 200).findFirst().orElseThrow().extract().path("id");
        String other = placements.get(1 - placements.indexOf(hired));
        desk.calls().get("/job-seekers/" + seeker).then().body("state", equalTo("placed"));
        desk.step(other, "hiring").statusCode(409).body("code", equalTo("job-seeker-hired-already"));
        desk.calls().get("/placements/" + other).then().body("state", equalTo("contact"));
        desk.end(hired, "annulment").statusCode(200);
        desk.step(other, "hiring").statusCode(200);
    }

    @Test
    void hiresASeekerOfAnotherUnitWhomTheDeskDoesNotReach() {
        JobDesk beside = new JobDesk(tree.sibling);
        String seeker = beside.takeIn("Người A");
        String first = bringFromAbove(desk.published("Công ty A", "X", "driver", 1), seeker);
        String second = bringFromAbove(beside.published("Công ty B", "Y", "driver", 1), seeker);
        desk.calls().get("/job-seekers/" + seeker).then().statusCode(404);
        desk.step(first, "hiring").statusCode(200);
        beside.calls().get("/job-seekers/" + seeker).then().body("state", equalTo("placed"));
        beside.step(second, "hiring").statusCode(409).body("code", equalTo("job-seeker-hired-already"));
    }

    private static String bringFromAbove(String opening, String seeker) {
        return Api.officer().contentType("application/json").body(Map.of("openingId", opening, "seekerId", seeker, "on", JobDesk.TODAY.toString()))
                .post("/placements").then().statusCode(201).extract().path("id");
    }

    @Test
    void listsOpeningsAndPlacementsAsTheyStoodThatDayWhateverIsClosedAndMovedLater() {
        JobDesk below = new JobDesk(tree.grassRoots);
        String opening = below.published("Công ty A", "Tài xế", "driver", 1);
        String hired = below.hired(opening, below.takeIn("Người A"));
        String annulled = below.published("Công ty B", "Bảo vệ", "guard", 1);
        String taken = below.hired(annulled, below.takeIn("Người B"));
        below.end(taken, "annulment").statusCode(200);
        below.calls().body(Map.of("reason", "moved away")).post("/job-openings/" + annulled + "/closing").then().statusCode(200);
        Sql.of("UPDATE job_opening SET entered_at = '2025-04-01T03:00:00Z', checked_on = '2025-05-01', open_until = '2025-12-31' WHERE id = ANY (?::uuid[])",
                (Object) new String[] {opening, annulled}).run(worker);
        Sql.of("UPDATE job_opening SET ended_on = '2025-05-05' WHERE id = ?::uuid", annulled).run(worker);
        Sql.of("UPDATE placement SET contacted_on = '2025-05-02', hired_on = '2025-05-03' WHERE id = ANY (?::uuid[])", (Object) new String[] {hired, taken}).run(worker);
        Sql.of("UPDATE placement SET ended_on = '2025-05-04' WHERE id = ?::uuid", taken).run(worker);
        for (int time = 0; time < 2; time++) {
            openings("2025-03-31").body("items", hasSize(0));
            openings("2025-04-30").body("items.id", contains(annulled, opening), "items.state", contains("entered", "entered"), "items.hired", contains(0, 0));
            openings("2025-05-02").body("items.state", contains("published", "published"));
            openings("2025-05-03").body("items.state", contains("filled", "filled"), "items.hired", contains(1, 1));
            openings("2025-05-04").body("items.state", contains("published", "filled"), "items[0].reason", nullValue());
            openings("2025-05-05").body("items.state", contains("closed", "filled"), "items[0].reason", equalTo("moved away"));
            openings("2025-05-05&state=filled").body("items.id", contains(opening));
            placements("2025-05-01").body("items", hasSize(0));
            placements("2025-05-02").body("items.id", contains(taken, hired), "items.state", contains("contact", "contact"), "items.hiredOn", contains(nullValue(), nullValue()));
            placements("2025-05-03").body("items.state", contains("hired", "hired"));
            placements("2025-05-04&state=annulled").body("items.id", contains(taken), "items[0].reason", equalTo("never began"));
            Api.as("unit-officer", tree.sibling).get("/job-openings?asOf=2025-06-30").then().statusCode(200).body("items", hasSize(0));
            if (time == 0) {
                new Acts(tree.province, "2025-07-01").done(Acts.step("merge", Acts.code(tree.grassRoots), "into", Acts.code(Api.unit("grass-roots-union", tree.sibling))));
            }
        }
        openings("2025-06-30").body("items.contactName", contains("Bà Liên Hệ", null));
        openings("2025-07-01").body("items", hasSize(0));
        Api.as("unit-officer", tree.sibling).get("/job-openings?asOf=2025-07-01").then().body("items.id", contains(opening), "items[0].contactName",
                equalTo("Bà Liên Hệ"));
        desk.calls().get("/job-openings?asOf=2019-01-01").then().statusCode(200).body("items", hasSize(0));
    }

    private ValidatableResponse openings(String day) {
        return desk.calls().get("/job-openings?asOf=" + day).then().statusCode(200);
    }

    private ValidatableResponse placements(String day) {
        return desk.calls().get("/placements?asOf=" + day).then().statusCode(200);
    }

    @Test
    void bringsEachPairTogetherOnceAndOnlyWhoLooksForWork() {
        String opening = desk.published("Công ty A", "Tài xế", "driver", 3);
        String seeker = desk.takeIn("Người A");
        String placement = desk.bring(opening, seeker).statusCode(201).extract().path("id");
        desk.bring(opening, seeker).statusCode(409).body("code", equalTo("placement-open-already"));
        desk.calls().body(Map.of("on", "2020-01-01")).post("/placements/" + placement + "/intent").then().statusCode(422)
                .body("errors.code", contains("before-the-step-before"));
        desk.end(placement, "ending").statusCode(200).body("state", equalTo("ended"), "reason", equalTo("never began"));
        desk.bring(opening, seeker).statusCode(201);
        desk.calls().post("/job-seekers/" + seeker + "/withdrawal").then().statusCode(200);
        desk.bring(opening, seeker).statusCode(409).body("code", equalTo("job-seeker-state"));
        desk.bring(desk.enter(desk.opening("Công ty A", "X", "driver", 1)), desk.takeIn("Người B")).statusCode(409)
                .body("code", equalTo("job-opening-state"));
        new JobDesk(tree.sibling).bring(opening, seeker).statusCode(404);
    }

    @Test
    void showsASeekersPhoneOnlyForAPurposeAndForgetsItWithTheSeeker() {
        String id = desk.takeIn("Người Tìm Việc");
        desk.calls().get("/job-seekers?trade=driver&unit=" + tree.commune).then().body("items.id", contains(id), "items[0].phone",
                equalTo("*******444"), "items[0].fullName", equalTo("Người Tìm Việc"));
        desk.calls().get("/job-seekers?trade=guard&unit=" + tree.commune).then().body("items", hasSize(0));
        reveal(id).statusCode(200).body("phone", equalTo("0900333444"));
        Api.as("auditor", tree.commune).get("/audit-trail").then().body("items.action", hasItem("job-seeker-contact-revealed"));
        assertThat(stored(id)).doesNotContain("Người Tìm Việc", "0900333444");

        desk.calls().post("/job-seekers/" + id + "/withdrawal").then().statusCode(200).body("state", equalTo("withdrawn"), "fullName", nullValue());
        desk.calls().post("/job-seekers/" + id + "/withdrawal").then().statusCode(409);
        reveal(id).body("phone", nullValue());
        assertThat(stored(id)).doesNotContain("Ca ngày", "file 7");
    }

    @Test
    void takesAMemberInByTheOwnConsentAndLetsHimGoWithIt() {
        Somebody somebody = new Somebody(tree.commune);
        Map<String, Object> wish = Map.of("trades", List.of("driver", "courier"));
        somebody.calls().body(wish).post("/me/job-seeking").then().statusCode(409).body("code", equalTo("job-help-consent-missing"));
        somebody.consents("job-help", true);
        String id = somebody.calls().body(wish).post("/me/job-seeking").then().statusCode(201).body("phone", equalTo(somebody.phone)).extract().path("id");
        somebody.calls().body(wish).post("/me/job-seeking").then().statusCode(409).body("code", equalTo("job-seeker-already"));
        desk.calls().get("/job-seekers/" + id).then().body("memberId", equalTo(somebody.id.toString()), "state", equalTo("looking"));

        somebody.consents("job-help", false);
        desk.calls().get("/job-seekers/" + id).then().body("state", equalTo("withdrawn"), "fullName", nullValue(), "phone", nullValue());
        Map<String, Object> old = desk.seeker("Người A");
        old.put("consent", Map.of("textVersion", 2, "channel", "paper", "proof", "x"));
        desk.calls().body(old).post("/job-seekers").then().statusCode(409).body("code", equalTo("consent-other-text"));
    }

    @Test
    void whoHasGoneToAnotherUnitStillSeesAndEndsTheSearchThatHeBeganBefore() {
        for (boolean byConsent : List.of(true, false)) {
            Somebody somebody = new Somebody(tree.commune);
            somebody.consents("job-help", true);
            Map<String, Object> wish = Map.of("trades", List.of("driver"));
            String id = somebody.calls().body(wish).post("/me/job-seeking").then().statusCode(201).extract().path("id");
            String transfer = desk.calls().body(Map.of("kind", "leave", "memberId", somebody.id, "toUnitCode", Acts.code(tree.sibling), "movesOn",
                    JobDesk.TODAY.toString())).post("/transfers").then().statusCode(201).extract().path("id");
            Api.as("unit-officer", tree.sibling).contentType("application/json").body(Map.of("decisionNumber", "5/QĐ")).post("/transfers/" + transfer + "/acceptance")
                    .then().statusCode(200).body("state", equalTo("done"));

            somebody.calls().get("/me/job-seeking").then().statusCode(200).body("id", equalTo(id), "state", equalTo("looking"));
            somebody.calls().body(wish).post("/me/job-seeking").then().statusCode(409).body("code", equalTo("job-seeker-already"));
            if (byConsent) {
                somebody.consents("job-help", false);
            } else {
                somebody.calls().post("/me/job-seeking/withdrawal").then().statusCode(200).body("state", equalTo("withdrawn"));
                somebody.calls().post("/me/job-seeking/withdrawal").then().statusCode(409);
            }
            desk.calls().get("/job-seekers/" + id).then().statusCode(200).body("state", equalTo("withdrawn"), "fullName", nullValue(), "phone", nullValue());
        }
    }

    @Test
    void reportsTheFiguresAsTheyWereKnownAndTheTreeStoodThatDay() {
        JobDesk below = new JobDesk(tree.grassRoots);
        String opening = below.published("Công ty A", "Tài xế", "driver", 5);
        String hired = below.hired(opening, below.takeIn("Người A"));
        String annulled = below.hired(opening, below.takeIn("Người B"));
        below.end(annulled, "annulment").statusCode(200);
        String met = below.bring(opening, below.takeIn("Người C")).statusCode(201).extract().path("id");
        Sql.of("UPDATE job_opening SET checked_on = '2025-05-01' WHERE id = ?::uuid", opening).run(worker);
        Sql.of("UPDATE placement SET contacted_on = '2025-05-02', hired_on = hired_on - hired_on + date '2025-05-03' WHERE id = ANY (?::uuid[])",
                (Object) new String[] {hired, annulled, met}).run(worker);
        Sql.of("UPDATE placement SET ended_on = '2025-05-04' WHERE id = ?::uuid", annulled).run(worker);
        String into = Acts.code(Api.unit("grass-roots-union", tree.sibling));
        String act = new Acts(tree.province, "2025-07-01").done(Acts.step("merge", Acts.code(tree.grassRoots), "into", into));

        figures("&asOf=2025-04-30").body("posts", equalTo(0), "contacts", equalTo(0));
        figures("&asOf=2025-05-02").body("employers", equalTo(1), "posts", equalTo(1), "openings", equalTo(5), "contacts", equalTo(3), "hired", equalTo(0));
        figures("&asOf=2025-05-03").body("hired", equalTo(2));
        figures("&asOf=2025-05-04").body("hired", equalTo(1));
        figures("&asOf=2025-06-30").body("posts", equalTo(1), "contacts", equalTo(3), "hired", equalTo(1));
        figures("&asOf=2025-06-30&from=2025-05-03").body("posts", equalTo(0), "contacts", equalTo(0), "hired", equalTo(1));
        figures("&asOf=2025-07-01").body("posts", equalTo(0), "contacts", equalTo(0));
        Api.as("auditor", tree.sibling).get("/placements/figures?asOf=2025-06-30").then().statusCode(200).body("posts", equalTo(0), "contacts", equalTo(0));
        Api.as("auditor", tree.sibling).get("/placements/figures?asOf=2025-07-01").then().statusCode(200).body("posts", equalTo(1), "contacts", equalTo(1));

        Acts.done(Acts.counter(act, "2025-08-01"));
        figures("&asOf=2025-07-31").body("posts", equalTo(0));
        figures("&asOf=2025-08-01").body("posts", equalTo(1), "contacts", equalTo(3));
        figures("&asOf=2025-06-30").body("posts", equalTo(1), "contacts", equalTo(3));
        Api.as("auditor", tree.sibling).get("/placements/figures?asOf=2025-07-31").then().body("posts", equalTo(1), "contacts", equalTo(1));
    }

    @Test
    void tellsTheOthersThatSomebodyWasHiredAndNeverWho() {
        Somebody somebody = new Somebody(tree.commune);
        somebody.consents("job-help", true);
        String seeker = somebody.calls().body(Map.of("trades", List.of("driver"))).post("/me/job-seeking").then().statusCode(201).extract().path("id");
        String placement = desk.hired(desk.published("Công ty A", "Tài xế", "driver", 1), seeker);
        desk.end(placement, "annulment").statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> factsOf(placement).size() == 2);
        factsOf(placement).forEach(Contracts::check);
        assertThat(factsOf(placement)).extracting(fact -> TopicReader.header(fact, "ce_type")).containsExactly(
                "org.doanket.membership.job-placed.v1", "org.doanket.membership.job-placement-annulled.v1");
        assertThat(factsOf(placement)).extracting(ConsumerRecord::value).allMatch(fact -> fact.contains(tree.commune.toString()))
                .noneMatch(fact -> fact.contains(seeker) || fact.contains(somebody.id.toString()) || fact.contains(somebody.phone));
    }

    private static List<ConsumerRecord<String, String>> factsOf(String placement) {
        return Contracts.told("placement").stream().filter(fact -> placement.equals(TopicReader.header(fact, "ce_subject"))).toList();
    }

    private ValidatableResponse reveal(String seeker) {
        return desk.calls().body(Map.of("purpose", "call for an interview")).post("/job-seekers/" + seeker + "/contact-reveals").then();
    }

    private String stored(String seeker) {
        return Sql.of("SELECT job_seeker::text FROM job_seeker WHERE id = ?::uuid", seeker).first(worker, row -> row.getString(1)).orElseThrow();
    }

    private ValidatableResponse figures(String query) {
        return Api.as("campaign-officer", tree.province).get("/placements/figures?unit=" + tree.commune + query).then().statusCode(200);
    }

    private static ValidatableResponse open(String words) {
        return given().header("Accept-Language", "en").queryParam("q", words).get(Api.BASE + "/open-jobs").then().statusCode(200);
    }
}
