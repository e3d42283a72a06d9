package org.doanket.membership;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.application.Joining;
import org.doanket.membership.founding.Founders;
import org.doanket.membership.headcount.Headcounts;
import org.doanket.membership.statistics.Freezing;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Order(Fuzz.LAST)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    private static final String DAY = "2026-06-01";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private final Fuzz fuzz = new Fuzz();

    @Test
    void answersWhateverComes() {
        Api.Tree tree = new Api.Tree();
        Somebody somebody = new Somebody(tree.commune);
        post("/units", Api.founding("grass-roots-union", tree.commune));
        body("PUT", "/units/{id}/card", Map.of("validFrom", DAY, "ownership", "private-company", "founded", "1999", "extra", Map.of("Cụm", "Số 3")));
        post("/bodies", Map.of("unitId", tree.commune, "kind", "executive-committee", "basis", "elected", "seats", 3, "congress", "III", "congressOn", DAY,
                "actNumber", "01/BB-DH", "startsOn", DAY, "officers", List.of(Map.of("memberId", somebody.id, "position", "chair"))));
        congress(tree.commune, somebody.id);
        jobHelp(tree.commune);
        team(Api.unit("nghiep-doan", tree.commune));
        String period = Headcounts.period(tree.province, LocalDate.parse("2026-05-31"));
        body("POST", "/headcount-periods", Headcounts.opening(tree.province, LocalDate.parse("2026-05-31")));
        post("/headcount-reports", Headcounts.filing(period, tree.grassRoots, Headcounts.count(10, 5, 20, 9)));
        post("/reorganisations", Map.of("unitId", tree.province, "actNumber", "2/QD", "actDate", DAY, "effective", DAY, "steps",
                List.of(Map.of("action", "found", "code", "FZ0", "name", "Công đoàn Mới", "kind", "commune-union", "parent", code(tree.province)))));
        body("POST", "/members", Map.of("unitId", tree.commune, "fullName", "Trần Thị Mẫu", "joinedOn", "2020-01-01"));
        body("POST", "/members/{id}/status-changes", Map.of("status", "suspended", "since", DAY, "reason", "a test"));
        somebody.consents("job-help", true);
        body("POST", "/me/consents", Map.of("purpose", "job-help", "textVersion", 1, "given", true));
        body("POST", "/me/job-seeking", Map.of("trades", List.of("driver"), "wish", "Ca ngày"));
        post("/card-number-rules", Map.of("source", Map.of("jurisdiction", "vn", "validFrom", "2047-06-01", "citation", "a congress to come", "verified", false),
                "code", "fuzz", "pattern", "[0-9]{10}", "used", true));
        coming(tree, somebody);
        Founders.ready(tree.commune, "grass-roots-union", 6);
        Freezing.freeze(tree.province, Freezing.CUT_OFF);
        new Rosters(tree.commune).checked("Mã đoàn viên,Họ và tên,Ngày kết nạp\nT9,Nguyễn Thị Đào,2026-02-01\n");

        fuzz.at(tree.commune).member(somebody.id).jobs(worker)
                .rows("/membership/v1/open-jobs", "job_opening").rows("/membership/v1/me/transfers", "transfer").rows("/membership/v1/me/data-requests", "data_request")
                .rows("/membership/v1/foundings/{id}/people", "founding_person", "founding_id")
                .knows("paper", "members").has("/membership/v1/administrative-units/{jurisdiction}", "71", Map.of("jurisdiction", "vn"))
                .file("POST /membership/v1/imports", "Mã đoàn viên,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Ngày kết nạp\nT1,Nguyễn Thị Đào,1990-02-03,nữ,042990000901,"
                        + "2026-02-01\nT2,Trần Văn An,03/04/1991,nam,042890000902,2026-02-01\n")
                .file("PUT /membership/v1/administrative-units", "code,parent,name,level,area_km2,population\n71,,Tỉnh Mẫu,province,,\n71001,71,Phường Đông,commune,2.97,65023\n")
                .file("PUT /membership/v1/firms-without-union", "Cụm,Tên doanh nghiệp,Số lao động\nCụm 1,Công ty A,120\nCụm 2,Công ty B,80\n")
                .file("POST /membership/v1/reorganisations", "Việc,Mã,Tên,Loại,Cấp trên,Kế thừa,Nơi tiếp nhận\nthành lập,FZ1,Công đoàn Mới,commune-union,,,\n")
                .check();
    }

    /** People who come and go: by application, by transfer, and with what they ask of their own data. */
    private void coming(Api.Tree tree, Somebody somebody) {
        Joining joining = new Joining(tree.commune);
        post("/applications", joining.paper(Joining.nationalId()));
        String code = joining.code();
        String receipt = Joining.apply(code, Joining.person(Joining.nationalId())).statusCode(201).extract().path("receipt");
        fuzz.has("/membership/v1/application-forms", code, Map.of()).knows("receipt", receipt);
        body("POST", "/application-forms/{code}/submissions", Joining.form(Joining.person(Joining.nationalId())));
        body("POST", "/application-receipts", Map.of("receipt", receipt));
        body("POST", "/application-receipts/withdrawal", Map.of("receipt", receipt));
        Map<String, Object> again = Joining.form(Joining.person(Joining.nationalId()));
        again.put("receipt", receipt);
        body("POST", "/application-receipts/correction", again);
        post("/transfers", Map.of("kind", "leave", "memberId", People.member(tree.commune), "toUnitCode", code(tree.sibling), "movesOn", Headcounts.TODAY.toString()));
        body("POST", "/me/transfers", Map.of("toUnitCode", code(tree.sibling), "movesOn", Headcounts.TODAY.toString()));
        body("POST", "/me/data-requests", Map.of("kind", "objection", "reason", "My name goes round with birthday lists"));
        somebody.calls().body(Map.of("kind", "objection", "reason", "My name goes round with birthday lists")).post("/me/data-requests").then().statusCode(201);
        body("PATCH", "/units/{id}", Map.of("name", "Công đoàn Khác", "actNumber", "9/QD"));
    }

    private void congress(UUID unit, UUID member) {
        String congress = post("/congresses", Map.of("unitId", unit, "kind", "ordinary", "form", "delegates", "name", "IV", "plannedOn", DAY, "places", 400,
                "actNumber", "11/KH", "actDate", "2026-01-10"));
        Map<String, Object> naming = Map.of("basis", "elected", "fromUnitId", unit, "actNumber", "2/BB", "chosenOn", "2026-05-10", "memberIds", List.of(member));
        body("POST", "/congresses/{id}/delegates", naming);
        Api.officer().contentType("application/json").body(naming).post("/congresses/" + congress + "/delegates").then().statusCode(200);
        body("POST", "/congresses/{id}/delegates/{delegate}/withdrawal", Map.of("on", DAY, "reason", "ill"));
        body("POST", "/congresses/{id}/holding", Map.of("on", DAY, "minutesNumber", "5/BB", "absent", List.of()));
    }

    private void jobHelp(UUID unit) {
        String opening = post("/job-openings", Map.of("unitId", unit, "employer", "A", "title", "B", "trade", "driver", "headcount", 3, "contactName", "Bà Liên Hệ",
                "contactPhone", "0900 111 222", "openUntil", "2030-01-01", "payFrom", Map.of("amount", 6_000_000, "currency", "VND")));
        Api.officer().post("/job-openings/" + opening + "/publication").then().statusCode(200);
        String seeker = post("/job-seekers", Map.of("unitId", unit, "fullName", "Người A", "phone", "0900 333 444", "wish", Map.of("trades", List.of("driver"),
                "wish", "Ca ngày"), "consent", Map.of("textVersion", 1, "channel", "paper", "proof", "file 7")));
        post("/placements", Map.of("openingId", opening, "seekerId", seeker, "on", Headcounts.TODAY.toString()));
    }

    private void team(UUID guild) {
        String team = post("/teams", Map.of("unitId", guild, "name", "Đội xe ôm", "service", "motorbike-taxi", "hotline", "0299 3861 000", "foundedOn", DAY,
                "actNumber", "05/QD"));
        String in = post("/teams/{id}/members", team, Map.of("memberId", People.member(guild), "duty", "member", "joinedOn", DAY));
        post("/teams/{id}/handovers", team, Map.of("teamMemberId", in, "item", "Mũ", "serial", "M-17", "quantity", 1, "givenOn", DAY));
    }

    /** A good body that is sent once, so that there is something; and that the bad ones are made of. */
    private String post(String path, Map<String, ?> body) {
        return post(path, "", body);
    }

    private String post(String path, String id, Map<String, ?> body) {
        body("POST", path, body);
        return Api.officer().contentType("application/json").body(body).post(path.replace("{id}", id)).then().statusCode(201).extract().path("id");
    }

    private void body(String method, String path, Map<String, ?> body) {
        fuzz.body(method + ' ' + Api.BASE + path, body);
    }

    private static String code(UUID unit) {
        return Api.officer().get("/units/" + unit).then().statusCode(200).extract().path("code");
    }
}
