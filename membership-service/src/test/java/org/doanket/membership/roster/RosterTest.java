package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterTest {

    private static final AtomicLong PEOPLE = new AtomicLong(1000);
    private static final String HEADER = "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Điện thoại,Mã NV,Ngày vào công đoàn\n";

    private Api.Tree tree;
    private Rosters rosters;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        rosters = new Rosters(tree.grassRoots);
    }

    @Test
    void takesNewMembersIn() {
        String one = nationalId();
        String id = rosters.checked(HEADER + "Nguyễn Thị Mẫu,5/3/1990,Nữ," + one + ",0912345678,E1,01/02/2020\nTrần Văn Mẫu,,Nam,,,E2,\n");

        rosters.get(id, "").body("state", equalTo("ready"), "fresh", equalTo(2), "faulty", equalTo(0),
                "columns.field", contains("fullName", "birthDate", "sex", "nationalId", "phone", "externalId", "joinedOn"));
        members().body("items", equalTo(List.of()));

        JsonPath job = rosters.commit(id);
        assertThat(job.getString("state")).isEqualTo("succeeded");
        assertThat(job.getInt("result.admitted")).isEqualTo(2);
        rosters.get(id, "").body("state", equalTo("committed"), "committedBy", equalTo("officer"));
        members().body("items.fullName", contains("Nguyễn Thị Mẫu", "Trần Văn Mẫu"))
                .body("items[0].nationalId", equalTo("*********" + one.substring(9)), "items[0].phone", equalTo("*******678"),
                        "items[0].birthDate", equalTo("1990-03-05"), "items[0].joinedOn", equalTo("2020-02-01"), "items[0].externalId", equalTo("E1"),
                        "items[0].category", equalTo("employee"), "items[0].duesKind", nullValue(), "items[0].status", equalTo("active"));
        String member = members().extract().path("items[0].id");
        rosters.officer().get("/members/" + member + "/history").then().statusCode(200)
                .body("fact", contains("member-admitted"), "[0].detail.import", equalTo(id), "[0].recordedBy", equalTo("officer"));
    }

    @Test
    void skipsTheTitleAndReadsChineseHeadings() {
        String id = rosters.checked("某某公司工会会员名册\n\n姓名,性别,出生日期,身份证号,工号\nNguyễn Văn Mẫu,男,1990-01-02," + nationalId() + ",7\n");
        rosters.get(id, "/rows").body("items.fullName", contains("Nguyễn Văn Mẫu"), "items.sex", contains("male"), "items.number", contains(4));
    }

    @Test
    void namesAllFaultsOfAllRows() {
        String twice = nationalId();
        String id = rosters.checked(HEADER + "A,31/02/1990,Nữ," + twice + ",,,\n,,x,123,abc,,\nB,,," + twice + ",,E1,\nC,,,,,E2,\n");

        rosters.get(id, "").body("fresh", equalTo(1), "faulty", equalTo(3));
        rosters.get(id, "/rows?state=faulty").body("items.number", contains(2, 3, 4))
                .body("items[0].faults.code", contains("bad-day"))
                .body("items[1].faults.code", containsInAnyOrder("name-missing", "bad-sex", "bad-national-id", "bad-phone"))
                .body("items[2].faults.code", contains("twice-in-sheet"), "items[2].faults[0].message", equalTo("Stands in row 2 already."));
        rosters.get(id, "/rows?state=new").body("items.fullName", contains("C"));
    }

    @Test
    void givesTheFaultyRowsBackAsTheSheetThatCame() throws IOException {
        String csv = "Danh sách\n" + HEADER + "A,31/02/1990,,,,,\nB,,,,,,\n=C,,x,,,,\n";
        String id = rosters.checked(csv);

        String faults = rosters.officer().header("Accept-Language", "vi").accept("text/csv").get("/imports/" + id + "/faults").then()
                .statusCode(200).contentType("text/csv").extract().asString();
        assertThat(faults.lines().toList()).hasSize(3);
        assertThat(faults).contains("Họ và tên").doesNotContain("\nB,").contains("\n'=C,,x,");

        byte[] xlsx = rosters.officer().accept(SheetWriter.XLSX).get("/imports/" + id + "/faults").then().statusCode(200).extract().asByteArray();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).getCellText(7)).isEqualTo("What is wrong");
            assertThat(rows.get(1).getCellText(7)).startsWith("Date of birth: Is no day");
        }
    }

    @Test
    void readsWorkbooksWithDates() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.xlsx(out, "Danh sách")) {
            sheet.row("DANH SÁCH ĐOÀN VIÊN");
            sheet.row("STT", "Họ và tên (*)", "Ngày sinh", "CCCD");
            sheet.row(1, "Lê Thị Mẫu", LocalDate.of(1988, 7, 6), nationalId());
        }
        String id = rosters.checked(SheetWriter.XLSX, out.toByteArray());
        rosters.get(id, "/rows").body("items.birthDate", contains("1988-07-06"), "items.state", contains("new"));
    }

    @Test
    void refusesASheetWithoutHeadings() {
        JsonPath accepted = rosters.officer().contentType("text/csv").body("1,2,3\n4,5,6\n").post("/imports?unit=" + tree.grassRoots).then()
                .statusCode(202).extract().jsonPath();
        assertThat(rosters.finished(accepted.getString("job")).getString("failure")).isEqualTo("roster-no-header");
        rosters.get(accepted.getString("id"), "").body("state", equalTo("unreadable"));
    }

    @Test
    void saysWhichHeadingsItFoundWhereItKnowsNoneOfThem() {
        JsonPath accepted = rosters.officer().contentType("text/csv").body("Staff list\nPerson,No\nMột,E1\nHai,E2\n").post("/imports?unit=" + tree.grassRoots
                + "&source=unheard-of").then().statusCode(202).extract().jsonPath();
        assertThat(rosters.finished(accepted.getString("job")).getString("failure")).isEqualTo("roster-no-header");
        String id = accepted.getString("id");
        rosters.get(id, "").body("state", equalTo("unreadable"), "columns.heading", contains("Person", "No"), "columns.field", everyItem(nullValue()));
        rosters.checkedAgain(id, Map.of("Person", "fullName", "No", "externalId"));
        rosters.get(id, "").body("state", equalTo("ready"), "fresh", equalTo(2), "columns.field", contains("fullName", "externalId"));
    }

    @Test
    void refusesASheetThatIsDamagedFarDown() {
        byte[] sheet = (HEADER + "Một,,,,,,\n".repeat(6_000) + "\"Hai,,,,,,\n").getBytes(StandardCharsets.UTF_8);
        JsonPath accepted = rosters.officer().contentType("text/csv").body(sheet).post("/imports?unit=" + tree.grassRoots).then()
                .statusCode(202).extract().jsonPath();
        assertThat(rosters.finished(accepted.getString("job")).getString("failure")).isEqualTo("bad-sheet");
        rosters.get(accepted.getString("id"), "").body("state", equalTo("unreadable"));
        assertThat(rosters.commit(rosters.checked(HEADER + "Ba,,,,,,\n")).getString("state")).isEqualTo("succeeded");
    }

    @Test
    void seesWhoIsInTheRegisterAlready() {
        String one = nationalId();
        String two = nationalId();
        rosters.commit(rosters.checked(HEADER + "Một,5/3/1990,Nữ," + one + ",0912345678,E1,\nHai,,," + two + ",,E2,\n"));

        String again = rosters.checked(HEADER + "Một,5/3/1990,Nữ," + one + ",0912345678,E1,\nHai Mới,,Nam," + two + ",0911111111,E2,\nBa,,,,,E3,\n");
        rosters.get(again, "").body("unchanged", equalTo(1), "changed", equalTo(1), "fresh", equalTo(1));
        rosters.commit(again);

        members().body("items.fullName", contains("Ba", "Hai Mới", "Một"))
                .body("items[1].phone", equalTo("*******111"), "items[1].version", equalTo(2), "items[2].version", equalTo(1));
    }

    @Test
    void tellsThatSomebodyIsRegisteredElsewhereAndNotWhere() {
        String one = nationalId();
        Rosters elsewhere = new Rosters(tree.elsewhere);
        elsewhere.commit(elsewhere.checked(HEADER + "Một,,," + one + ",,,\n"));
        Rosters commune = new Rosters(tree.commune);
        String other = nationalId();
        commune.commit(commune.checked(HEADER + "Hai,,," + other + ",,,\n"));

        String id = rosters.checked(HEADER + "Một,,," + one + ",,,\n");
        rosters.get(id, "/rows").body("items[0].faults.code", contains("registered-elsewhere"), "items[0].memberId", nullValue());
        String wide = commune.checked("Họ tên,CCCD,Mã CĐCS\nHai," + other + "," + code(tree.grassRoots) + "\nBa,,nowhere\nTư,," + code(tree.elsewhere) + "\n");
        commune.get(wide, "/rows").body("items.state", contains("moved", "faulty", "faulty"))
                .body("items.faults.code", contains(List.of(), List.of("unknown-unit-code"), List.of("unknown-unit-code")));
    }

    @Test
    void movesMembersToTheUnitThatTheSheetNames() {
        Rosters commune = new Rosters(tree.commune);
        UUID other = Api.unit("grass-roots-union", tree.commune);
        String one = nationalId();
        String header = "Họ tên,CCCD,Mã NV,Mã CĐCS\n";
        commune.commit(commune.checked(header + "Một," + one + ",E1," + code(tree.grassRoots) + "\nHai,,E2," + code(tree.grassRoots) + "\n"));

        String id = commune.checked(header + "Một," + one + ",E1," + code(other) + "\nHai Mới,,E2," + code(other) + "\n");
        commune.get(id, "").body("moved", equalTo(2), "fresh", equalTo(0));
        commune.get(id, "/rows?state=moved").body("items.movedFrom", contains(tree.grassRoots.toString(), tree.grassRoots.toString()),
                "items.unitId", contains(other.toString(), other.toString()));
        commune.commit(id);

        members().body("items", equalTo(List.of()));
        commune.officer().get("/members?unit=" + other).then().body("items.fullName", contains("Hai Mới", "Một"));
        String member = commune.officer().get("/members?unit=" + other).then().extract().path("items[1].id");
        commune.officer().get("/members/" + member + "/history").then().body("fact", contains("member-admitted", "member-transferred"))
                .body("[1].detail.unitId", contains(tree.grassRoots.toString(), other.toString()));

        commune.undo(id);
        members().body("items.fullName", contains("Hai", "Một"));
    }

    @Test
    void leavesMembersWhereTheyStandWhenTheSheetNamesNoUnit() {
        String one = nationalId();
        rosters.commit(rosters.checked(HEADER + "Một,,," + one + ",,,\n"));
        Rosters commune = new Rosters(tree.commune);
        commune.get(commune.checked("Họ tên,CCCD\nMột," + one + "\n"), "").body("unchanged", equalTo(1), "moved", equalTo(0));
    }

    @Test
    void seesTwoRowsAboutOneMember() {
        String one = nationalId();
        rosters.commit(rosters.checked(HEADER + "Một,,," + one + ",,E1,\n"));
        String id = rosters.checked(HEADER + "Một,,," + one + ",,,\nMột Hai,,,,,E1,\n");
        rosters.get(id, "/rows?state=faulty").body("items.number", contains(3), "items[0].faults.code", contains("same-member-twice"));
    }

    @Test
    void givesNoCardNumberToTwo() {
        String number = Api.code();
        org.doanket.membership.People.member(tree.elsewhere, Map.of("cardNumber", number));
        String id = rosters.checked("Họ và tên,Số thẻ\nMột," + number + "\nHai," + number + "-1\nBa," + number + "-1\nBốn," + number + "-2\n");
        rosters.get(id, "").body("columns.field", contains("fullName", "cardNumber"), "fresh", equalTo(2), "faulty", equalTo(2));
        rosters.get(id, "/rows?state=faulty").body("items.number", contains(2, 4), "items.faults.code.flatten()", contains("card-number-in-use", "twice-in-sheet"));
    }

    @Test
    void readsColumnsAsItWasToldAndRemembersItForTheSource() {
        String sheet = "Họ và tên,Mật danh,Chức vụ\nMột,C-1,Tổ trưởng\n";
        String id = rosters.checked(sheet);
        rosters.get(id, "").body("columns.field", contains("fullName", null, "position"));

        Map<String, String> told = new java.util.HashMap<>(Map.of("Mật danh", "cardNumber"));
        told.put("Chức vụ", null);
        rosters.checkedAgain(id, told);
        rosters.get(id, "").body("columns.field", contains("fullName", "cardNumber", null), "fresh", equalTo(1), "rows", equalTo(1));
        rosters.commit(id);
        members().body("items[0].cardNumber", equalTo("C-1"), "items[0].position", nullValue());

        rosters.get(rosters.checked(sheet.replace("C-1", "C-2")), "").body("columns.field", contains("fullName", "cardNumber", null), "fresh", equalTo(1));
        Rosters elsewhere = new Rosters(tree.elsewhere);
        elsewhere.get(elsewhere.checked(sheet), "").body("columns.field", contains("fullName", null, "position"));
        rosters.officer().contentType("application/json").body(Map.of("columns", Map.of("Họ và tên", "shoe"))).post("/imports/" + id + "/check").then()
                .statusCode(422).body("errors.code", contains("unknown-field"));
        rosters.officer().contentType("application/json").body(Map.of("columns", told)).post("/imports/" + id + "/check").then()
                .statusCode(409).body("code", equalTo("import-not-checkable"));
    }

    @Test
    void takesItsOwnExportForWhatItIsInEveryLanguage() {
        rosters.commit(rosters.checked(HEADER + "Nguyễn Thị Mẫu,5/3/1990,Nữ," + nationalId() + ",0912345678,E1,01/02/2020\nTrần Văn Mẫu,,Nam,,,E2,\n"));
        for (String language : List.of("vi", "en", "zh")) {
            for (String type : List.of("text/csv", SheetWriter.XLSX)) {
                byte[] sheet = rosters.officer().header("Accept-Language", language).accept(type)
                        .get("/members?unit=" + tree.grassRoots + "&purpose=the yearly round of checks").then().statusCode(200)
                        .extract().asByteArray();
                rosters.get(rosters.checked(type, sheet), "").body("unchanged", equalTo(2), "faulty", equalTo(0));
            }
        }
    }

    @Test
    void exportsNoSealedFieldWithoutAPurpose() {
        String one = nationalId();
        rosters.commit(rosters.checked(HEADER + "Một,,," + one + ",0912345678,E1,\n"));
        String closed = rosters.officer().accept("text/csv").get("/members?unit=" + tree.grassRoots).then().statusCode(200).extract().asString();
        assertThat(closed).contains("Một").doesNotContain(one).doesNotContain("912345678");
        String open = rosters.officer().accept("text/csv").get("/members?unit=" + tree.grassRoots + "&purpose=insurance list 2026").then()
                .statusCode(200).extract().asString();
        assertThat(open).contains(one);
        rosters.officer().accept("*/*").get("/members?unit=" + tree.grassRoots).then().contentType("application/json");
        Api.as("auditor", tree.grassRoots).get("/audit-trail").then().statusCode(200)
                .body("items.findAll { it.action == 'members-exported' }.purpose", containsInAnyOrder(nullValue(), equalTo("insurance list 2026")));
    }

    @Test
    void isUndoneAsIfItHadNeverCome() {
        String one = nationalId();
        String two = nationalId();
        rosters.commit(rosters.checked(HEADER + "Một,5/3/1990,Nữ," + one + ",0912345678,E1,\n"));
        String id = rosters.checked(HEADER + "Một Khác,,," + one + ",0999999999,E1,\nHai,,," + two + ",,E2,\n");
        rosters.commit(id);
        members().body("items.fullName", contains("Hai", "Một Khác"));

        assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");

        rosters.get(id, "").body("state", equalTo("undone"), "undoneBy", equalTo("officer"));
        members().body("items.fullName", contains("Một")).body("items[0].phone", equalTo("*******678"), "items[0].version", equalTo(3));
        rosters.officer().post("/imports/" + id + "/undo").then().statusCode(409).body("code", equalTo("import-not-committed"));
        rosters.commit(rosters.checked(HEADER + "Hai,,," + two + ",,E2,\n"));
        members().body("items.fullName", contains("Hai", "Một"));
    }

    @Test
    void isNotUndoneOnceSomethingWasBuiltOnIt() {
        String id = rosters.checked(HEADER + "Một,,,,,E1,\nHai,,,,,E2,\n");
        rosters.commit(id);
        String member = members().extract().path("items[0].id");
        rosters.officer().contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body(Map.of("position", "Tổ trưởng"))
                .patch("/members/" + member).then().statusCode(200);

        rosters.officer().post("/imports/" + id + "/undo").then().statusCode(409).body("code", equalTo("import-built-upon"))
                .body("detail", equalTo("What was built on its members since would be lost: changed members (1)."));
        members().body("items.size()", equalTo(2));
    }

    @Test
    void takesInWhatWasShownOrNothing() {
        String one = nationalId();
        String id = rosters.checked(HEADER + "Một,,," + one + ",,,\nHai,,," + nationalId() + ",,,\n");
        Rosters elsewhere = new Rosters(tree.elsewhere);
        elsewhere.commit(elsewhere.checked(HEADER + "Một,,," + one + ",,,\n"));

        JsonPath job = rosters.commit(id);

        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getString("failure")).isEqualTo("import-outdated");
        members().body("items", equalTo(List.of()));
        rosters.get(id, "").body("state", equalTo("ready"), "fresh", equalTo(1), "faulty", equalTo(1));
        assertThat(rosters.commit(id).getString("state")).isEqualTo("succeeded");
        members().body("items.fullName", contains("Hai"));
    }

    @Test
    void isCommittedOnce() {
        String id = rosters.checked(HEADER + "Một,,,,,E1,\n");
        rosters.officer().post("/imports/" + id + "/undo").then().statusCode(409);
        rosters.commit(id);
        rosters.officer().post("/imports/" + id + "/commit").then().statusCode(409).body("code", equalTo("import-not-ready"));
        rosters.officer().get("/imports").then().body("items.id", hasItem(id));
    }

    @Test
    void refusesMoreThanAMegabyteWhereASheetIsNotExpected() {
        byte[] large = ("{\"code\": \"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        Api.officer().contentType("application/json").body(large).post("/units").then().statusCode(413).body("code", equalTo("too-large"));
        String id = rosters.checked(HEADER + "Một,,,,,E1,\n" + ",,,,,,\n".repeat(200_000));
        rosters.get(id, "").body("fresh", equalTo(1));
    }

    private io.restassured.response.ValidatableResponse members() {
        return rosters.officer().get("/members?unit=" + tree.grassRoots).then().statusCode(200);
    }

    private static String code(UUID unit) {
        return Api.officer().get("/units/" + unit).then().extract().path("code");
    }

    private static String nationalId() {
        return Rosters.nationalId(PEOPLE.incrementAndGet());
    }
}
