package org.doanket.membership.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.doanket.membership.Api;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The papers of the dossier, read as those read them who get them. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FoundingPaperTest {

    private Api.Tree tree;
    private Founders founders;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        founders = Founders.ready(tree.commune, "grass-roots-union", 6);
    }

    @Test
    void areThoseThatTheGuideAsksForEachByItself() throws IOException {
        founders.calls().header("Accept-Language", "vi").get(founders.path() + "/papers").then().statusCode(200).body("code", contains("request",
                "members", "applications", "cvs", "congress-minutes", "vote-count", "committee-minutes", "dossier"), "title", hasItem("BIÊN BẢN ĐẠI HỘI THÀNH LẬP"));
        assertThat(founders.read("request", "vi")).contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Kính gửi: ",
                "Số người có đơn gia nhập: 6, trong đó nữ: 4", "Chủ tịch", "Ủy ban Kiểm tra", "Đặng Thị Huyền Số 1", "Đặng Thị Huyền Số 3 Ban Chấp hành Ủy viên");
        assertThat(founders.read("members", "vi")).contains("Đặng Thị Huyền Số 6", "*********" + founders.nationalIds.get(5).substring(9),
                "01/04/1992", "Công nhân may").doesNotContain(founders.nationalIds.get(5));
        assertThat(founders.read("applications", "vi")).contains("Tôi tên là: Đặng Thị Huyền Số 4", "tự nguyện xin gia nhập", "NGƯỜI LÀM ĐƠN");
        assertThat(founders.read("cvs", "vi")).contains("Học nghề, Trường Trung cấp Kỹ thuật", "Được bầu: Chủ tịch – Ban Chấp hành")
                .doesNotContain("Huyền Số 4", "Huyền Số 6");
        assertThat(founders.read("congress-minutes", "vi")).contains("khai mạc hồi 08:00", "Có mặt 6 trên 6", "mọi người tự nguyện viết đơn",
                "2. Bầu Ban Chấp hành", "đối thoại ít nhất hai lần", "bế mạc hồi 10:30");
        assertThat(founders.read("vote-count", "vi")).contains("phát ra: 6; thu về: 6; hợp lệ: 5; không hợp lệ: 1", "Đặng Thị Huyền Số 4 1/5 20,00%",
                "Số lượng cần bầu: 3; trúng cử: 3");
        assertThat(founders.read("committee-minutes", "vi")).contains("họp phiên thứ nhất", "Có mặt 3 trên 3 ủy viên", "Thủ quỹ, kế toán");
    }

    @Test
    void areBoundAsOneThatIsTheSameAsLongAsTheDossierIs() throws IOException {
        byte[] whole = founders.pdf("dossier", "vi");
        assertThat(founders.pdf("dossier", "vi")).isEqualTo(whole);
        try (PDDocument document = Loader.loadPDF(whole)) {
            assertThat(document.getNumberOfPages()).as("an application has a page for each person").isGreaterThanOrEqualTo(12);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("HỒ SƠ ĐỀ NGHỊ CÔNG NHẬN – Công đoàn cơ sở Công ty May Phương Nam");
        }
        assertThat(Founders.text(whole)).contains("DANH SÁCH ĐOÀN VIÊN", "BIÊN BẢN KIỂM PHIẾU", "BIÊN BẢN PHIÊN HỌP THỨ NHẤT");
        founders.enter(Map.of());
        assertThat(founders.pdf("members", "vi")).isNotEqualTo(whole);
    }

    @Test
    void areInTheLanguageAskedForElseInThatOfTheJurisdiction() throws IOException {
        assertThat(founders.read("congress-minutes", "en")).contains("MINUTES OF THE FOUNDING CONGRESS", "Present: 6 of 6", "CỘNG HÒA XÃ HỘI");
        assertThat(founders.read("vote-count", "zh-CN")).contains("发出选票6张，收回6张，有效5张，无效1张。", "Đặng Thị Huyền Số 4");
        assertThat(founders.read("request", "*")).contains("Kính gửi");
    }

    @Test
    void speakChineseOfItsOwnForAChineseUnion() throws IOException {
        UUID town = chineseTown();
        Founders drivers = new Founders(town, "trade-union-of-new-trades", "定西市安定区货车司机行业工会");
        String[] names = {"王小明", "李一一", "张日月", "刘大伟", "陈静"};
        for (String name : names) {
            Map<String, Object> person = new LinkedHashMap<>(Map.of("fullName", name, "sex", "male", "appliedOn", Founders.TODAY.minusDays(20).toString(),
                    "initiator", true, "position", "货车司机", "address", "安定区永定路1号", "career", List.of(Map.of("when", "2019年至今", "what", "个体运输"))));
            drivers.people.add(drivers.calls().body(person).post(drivers.path() + "/people").then().statusCode(201).extract().path("id"));
        }
        Map<String, Object> congress = drivers.congress();
        congress.putAll(Map.of("name", "一", "place", "安定区工人文化宫", "agenda", List.of("听取筹备组工作报告"), "report", "筹备工作情况。", "resolution", "通过。"));
        drivers.set("congress", congress).statusCode(200);
        Map<String, Object> meeting = drivers.meeting();
        meeting.put("bodies", List.of(drivers.body("executive-committee", 3, 0, "chair"), drivers.body("audit-committee", 1, 3, "head")));
        drivers.set("first-meeting", meeting).statusCode(200);

        drivers.findings().body("code", hasItem("few-for-a-committee"), "find { it.code == 'few-for-a-committee' }.blocks", equalTo(false));
        String request = Founders.text(drivers.calls().header("Accept-Language", "*").get(drivers.path() + "/papers/request").then().statusCode(200)
                .header("Content-Language", "zh").extract().asByteArray());
        assertThat(request).contains("关于成立定西市安定区货车司机行业工会的请示", "《中华人民共和国工会法》", "妥否，请批示。", "现有会员5人，其中女会员0人。", "李一一", "张日月",
                "经费审查委员会").doesNotContain("CỘNG HÒA", "致：");
        assertThat(drivers.read("members", "zh")).contains("工会会员名册", "王小明", "货车司机");
        assertThat(drivers.read("members", "vi")).contains("DANH SÁCH HỘI VIÊN CÔNG HỘI", "王小明");

        drivers.act("submission", Map.of()).statusCode(200).body("answerDue", equalTo(null));
        String unit = drivers.recognise(Api.code()).statusCode(200).extract().path("foundedId");
        drivers.calls().get("/bodies?unit=" + unit).then().body("items.kind", hasItem("audit-committee"), "items", hasSize(2));
    }

    /** By the rule of China those count who were entitled to come, not the ballots alone. */
    @Test
    void countByTheBasisOfTheJurisdiction() {
        Founders drivers = new Founders(chineseTown(), "trade-union-of-new-trades", "外卖骑手行业工会");
        for (int i = 0; i < 9; i++) {
            drivers.people.add(drivers.calls().body(Map.of("fullName", "骑手" + i, "appliedOn", Founders.TODAY.minusDays(20).toString(), "initiator", true))
                    .post(drivers.path() + "/people").then().statusCode(201).extract().path("id"));
        }
        Map<String, Object> congress = drivers.congress();
        congress.put("present", 6);
        congress.put("ballots", Map.of("given", 6, "returned", 6, "valid", 6));
        congress.put("candidates", List.of(drivers.vote(0, 6), drivers.vote(1, 4), drivers.vote(2, 5)));
        drivers.set("congress", congress).statusCode(200);
        drivers.findings().body("find { it.code == 'seats-left' }.text", containsString("2 of 3"));
    }

    @Test
    void showNationalIdsWholeOnlyForAPurposeThatIsOnRecord() throws IOException {
        byte[] pdf = founders.calls().queryParam("purpose", "dossier for the archive").get(founders.path() + "/papers/members").then().statusCode(200)
                .header("Cache-Control", "no-store").extract().asByteArray();
        assertThat(Founders.text(pdf)).contains(founders.nationalIds.get(0));
        Api.as("auditor", tree.commune).get("/audit-trail").then().statusCode(200).body(
                "items.find { it.subjectId == '" + founders.id + "' && it.action == 'national-id-revealed' }.purpose", equalTo("dossier for the archive"));
        founders.calls().queryParam("purpose", "short").get(founders.path() + "/papers/members").then().statusCode(400);
    }

    @Test
    void waitForWhatTheySpeakOf() {
        Founders early = new Founders(tree.commune, "grass-roots-union", "Công đoàn cơ sở Sớm");
        early.enter(Map.of());
        early.calls().get(early.path() + "/papers").then().body("code", contains("members", "applications"));
        early.calls().get(early.path() + "/papers/dossier").then().statusCode(409).body("code", equalTo("founding-paper-too-early"));
        early.calls().get(early.path() + "/papers/applications").then().statusCode(200);
        early.calls().get(early.path() + "/papers/songs").then().statusCode(404);
    }

    @Test
    void sayNothingMoreOfSomebodyWhoWasForgotten() throws IOException {
        founders.act("submission", Map.of()).statusCode(200);
        String unit = founders.recognise(Api.code()).statusCode(200).extract().path("foundedId");
        UUID member = UUID.fromString(founders.calls().get(founders.path() + "/people").then().extract().path("[5].memberId"));
        Tokens own = Tokens.of("member").unit(UUID.fromString(unit)).member(member).subject("member-" + member);
        Api.with(own).get("/me/export").then().statusCode(200).body("sections.foundings[0].address", equalTo("Ngõ 5, phường Tân Thuận"));
        String asked = Api.with(own).contentType("application/json").body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201)
                .extract().path("id");
        founders.calls().body(Map.of("answer", "Accepted")).post("/data-requests/" + asked + "/acceptance").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> founders.calls().get("/data-requests/" + asked).then().extract().path("state").equals("erasing"));
        assertThat(founders.read("dossier", "vi")).contains("Đặng Thị Huyền Số 5").doesNotContain("Huyền Số 6", founders.nationalIds.get(5).substring(9));
    }

    private static UUID chineseTown() {
        Map<String, Object> town = Api.founding("town-union", null);
        town.put("jurisdiction", "cn");
        town.put("name", "定西市安定区永定路街道总工会");
        return UUID.fromString(Api.found(town).statusCode(201).extract().path("id"));
    }
}
