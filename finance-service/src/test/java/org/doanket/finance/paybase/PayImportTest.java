package org.doanket.finance.paybase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PayImportTest {

    private static final String FAULTY = """
            code,si-salary,leave-kind,leave-from,leave-to,wage-region
            A,8000000,,,,I
            B,eight million,,,,
            C,7000000,holiday,2025-07-01,,
            D,,,,,
            A,9000000,,,,
            Z,9000000,,,,V
            ,9000000,unpaid-leave,2025-07-10,01/07/2025,
            """;

    private static final String PURPOSE = "to be put right and loaded again";

    @Inject
    Federation federation;

    @Test
    void namesEveryFaultOfEveryRowAndTakesOverTheRest() throws Exception {
        UUID unit = federation.unit(null, "vn");
        for (String code : new String[] {"A", "B", "C", "D"}) {
            federation.member(unit, code, "non-state-enterprise");
        }
        JsonPath job = Api.loadPay(unit, "2025-07", FAULTY);
        assertThat(job.getLong("result.rows")).isEqualTo(7);
        assertThat(job.getLong("problems")).isEqualTo(6);
        assertThat(job.getLong("result.taken")).isEqualTo(1);
        String id = payImport(unit);
        Api.as("treasurer", unit).get("/pay-records/imports/" + id + "/faulty-rows").then().statusCode(200)
                .body("items.number", contains(3, 4, 5, 6, 7, 8)).body("items.faults.code", contains(List.of("bad-amount"),
                        List.of("leave-incomplete"), List.of("no-pay"), List.of("member-twice"),
                        List.of("bad-region", "member-unknown"), List.of("member-missing", "leave-backwards")));
        String sheet = faults(unit, id, "text/csv").asString();
        assertThat(sheet.lines().toList()).hasSize(7).first().asString().endsWith("wage-region,Errors");
        assertThat(sheet).contains("B,eight million,,,,,Is no amount of money.");
        assertThat(faults(unit, id, SheetWriter.XLSX).asByteArray()).startsWith('P', 'K');
    }

    @Test
    void notesWhoLooksAtFaultyRowsAndGivesTheirSheetOnlyToThoseWhoSayWhatFor() throws Exception {
        UUID unit = federation.unit(null, "vn");
        Api.loadPay(unit, "2025-07", FAULTY);
        String address = "/pay-records/imports/" + payImport(unit);
        Api.as("auditor", unit).get(address).then().statusCode(200);
        assertThat(noted(unit, "pay-read", null)).as("counts tell nothing of pay").isZero();
        Api.as("auditor", unit).get(address + "/faulty-rows?limit=2").then().statusCode(200).body("items", hasSize(2));
        assertThat(noted(unit, "pay-read", null)).isOne();
        Api.as("auditor", unit).accept("text/csv").get(address + "/faults").then().statusCode(422).body("code", equalTo("purpose-missing"));
        Api.as("auditor", unit).accept("text/csv").queryParam("purpose", "short").get(address + "/faults").then().statusCode(400);
        assertThat(noted(unit, "pay-faults-exported", PURPOSE)).isZero();
        faults(unit, payImport(unit), "text/csv");
        assertThat(noted(unit, "pay-faults-exported", PURPOSE)).isOne();
    }

    @Test
    void writesWhatIsWrongBelowItsOwnHeadingAlsoWhereARowEndsEarly() throws Exception {
        UUID unit = federation.unit(null, "vn");
        federation.member(unit, "B", "non-state-enterprise");
        Api.loadPay(unit, "2025-07", "code,si-salary,leave-kind,leave-from,leave-to,wage-region\nB,eight million\n");
        assertThat(faults(unit, payImport(unit), "text/csv").asString()).contains("B,eight million,,,,,Is no amount of money.");
    }

    private static ExtractableResponse<Response> faults(UUID unit, String id, String type) {
        return Api.as("treasurer", unit).accept(type).queryParam("purpose", PURPOSE).get("/pay-records/imports/" + id + "/faults").then().statusCode(200)
                .extract();
    }

    private long noted(UUID unit, String action, String purpose) {
        return federation.number("SELECT count(*) FROM audit_entry WHERE action = ? AND unit_id = ? AND purpose IS NOT DISTINCT FROM ?::text", action, unit,
                purpose);
    }

    /** As the employers' fund and entries by hand do; the month of today is still going on. */
    @Test
    void takesNoPayOfAMonthToCome() throws Exception {
        UUID unit = federation.unit(null, "vn");
        YearMonth now = YearMonth.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        for (String mode : new String[] {"preview", "commit"}) {
            Api.treasurer(unit).contentType("text/csv").body("code,si-salary\nA,8000000\n".getBytes(StandardCharsets.UTF_8))
                    .post("/pay-records?unit=" + unit + "&mode=" + mode + "&month=" + now.plusMonths(1)).then().statusCode(422)
                    .body("code", equalTo("dues-in-future")).body("detail", containsString(now.plusMonths(1).toString()));
        }
        federation.member(unit, "A", "non-state-enterprise");
        assertThat(Api.loadPay(unit, now.toString(), "code,si-salary\nA,8000000\n").getLong("result.taken")).isOne();
        Api.treasurer(unit).body(Map.of("unit", unit, "month", now.plusMonths(1).toString(), "mode", "post")).post("/dues-runs").then().statusCode(422)
                .body("code", equalTo("dues-in-future"));
        assertThat(Api.runDues(unit, now.toString(), "post").getLong("result.total")).isEqualTo(40_000);
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ? AND month > ?", unit, now.atDay(1))).isZero();
    }

    @Test
    void supersedesAndNeverOverwrites() throws Exception {
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.member(unit, "A", "non-state-enterprise");
        Api.loadPay(unit, "2025-07", "code,si-salary\nA,8000000\n");
        assertThat(Api.loadPay(unit, "2025-07", "code,si-salary\nA,8000000\n").getLong("result.unchanged")).isOne();
        Api.runDues(unit, "2025-07", "post");
        assertThat(Api.loadPay(unit, "2025-07", "code,si-salary\nA,9000000\n").getLong("result.taken")).isOne();
        Api.as("auditor", unit).get("/pay-records?unit=" + unit + "&month=2025-07").then().body("items", hasSize(1))
                .body("items[0].version", equalTo(2)).body("items[0].siSalary.amount", equalTo(9_000_000));
        // The charge follows by its difference only; what was booked stays booked.
        assertThat(Api.runDues(unit, "2025-07", "post").getLong("result.changed")).isOne();
        assertThat(Api.balance(unit, "1388")).isEqualTo(45_000);
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", unit)).isEqualTo(2);
        assertThat(federation.number("SELECT count(*) FROM charge c JOIN member_ref m ON m.no = c.member_no WHERE m.id = ?", member)).isEqualTo(2);
    }

    @Test
    void takesTheChargeAlongWhenPayIsWithdrawn() throws Exception {
        UUID unit = federation.unit(null, "vn");
        federation.member(unit, "A", "non-state-enterprise");
        federation.member(unit, "B", "non-state-enterprise");
        Api.loadPay(unit, "2025-07", "code,si-salary\nA,8000000\nB,6000000\n");
        Api.runDues(unit, "2025-07", "post");
        assertThat(Api.balance(unit, "1388")).isEqualTo(70_000);
        JsonPath withdrawn = Api.loadPay(unit, "2025-07", "code,si-salary,withdrawn\nA,,yes\nB,6000000,maybe\nB,5000000,yes\n");
        assertThat(List.of(withdrawn.getLong("result.taken"), withdrawn.getLong("result.faulty"))).containsExactly(1L, 2L);
        Api.as("auditor", unit).get("/pay-records?unit=" + unit + "&month=2025-07").then().body("items.memberCode", contains("B"));
        assertThat(Api.loadPay(unit, "2025-07", "code,withdrawn\nA,yes\n").getLong("result.unchanged")).as("again").isOne();

        JsonPath run = Api.runDues(unit, "2025-07", "post");
        assertThat(List.of(run.getLong("result.changed"), run.getLong("result.problems"))).containsExactly(1L, 1L);
        assertThat(Api.balance(unit, "1388")).isEqualTo(30_000);
        assertThat(federation.text("SELECT concat_ws(' ', assessed, members, pay) FROM unit_month WHERE unit_id = ?", unit)).isEqualTo("30000 1 6000000");
        assertThat(Api.runDues(unit, "2025-07", "post").getLong("result.changed")).as("again").isZero();
        Api.loadPay(unit, "2025-07", "code,si-salary\nA,9000000\n");
        Api.runDues(unit, "2025-07", "post");
        assertThat(Api.balance(unit, "1388")).isEqualTo(75_000);
    }

    @Test
    void isUndoneWhileNoPostedRunHasWorkedWithIt() throws Exception {
        UUID unit = federation.unit(null, "vn");
        federation.member(unit, "A", "non-state-enterprise");
        federation.member(unit, "B", "non-state-enterprise");
        federation.member(unit, "C", "non-state-enterprise");
        Api.loadPay(unit, "2025-07", "code,si-salary\nA,8000000\n");
        String first = newest(unit);
        Api.loadPay(unit, "2025-07", "code,si-salary,leave-kind,leave-from,leave-to\nA,9000000,,,\nB,6000000,,,\nC,,si-benefit,2025-07-01,2025-08-31\n");
        String second = newest(unit);
        Api.runDues(unit, "2025-07", "preview");
        undo(unit, first).statusCode(409).body("code", equalTo("pay-import-followed")).body("payImport", equalTo(second));

        Api.done(unit, undo(unit, second));
        Api.as("auditor", unit).get("/pay-records/imports/" + second).then().body("state", equalTo("undone")).body("undoneBy", equalTo("tester"));
        Api.as("auditor", unit).get("/pay-records?unit=" + unit + "&month=2025-07").then().body("items.memberCode", contains("A"))
                .body("items[0].siSalary.amount", equalTo(8_000_000));
        undo(unit, second).statusCode(409).body("code", equalTo("pay-import-not-committed"));
        assertThat(Api.runDues(unit, "2025-07", "post").getMap("result")).extracting("total", "problems", "exempt").containsExactly(40_000, 2, 0);

        String run = federation.text("SELECT id::text FROM dues_run WHERE unit_id = ? ORDER BY no DESC LIMIT 1", unit);
        undo(unit, first).statusCode(409).body("code", equalTo("pay-import-used")).body("duesRun", equalTo(run)).body("detail", containsString("2025-07"));
        // What the run has not seen goes; the same absence said again counts again.
        Api.loadPay(unit, "2025-07", "code,leave-kind,leave-from,leave-to\nC,si-benefit,2025-07-01,2025-08-31\n");
        String third = newest(unit);
        Api.runDues(unit, "2025-08", "post");
        undo(unit, third).statusCode(409).body("code", equalTo("pay-import-used"));
        assertThat(Api.runDues(unit, "2025-07", "post").getLong("result.exempt")).isOne();
    }

    private static ValidatableResponse undo(UUID unit, String id) {
        return Api.treasurer(unit).post("/pay-records/imports/" + id + "/undo").then();
    }

    private String newest(UUID unit) {
        return federation.text("SELECT id::text FROM pay_import WHERE unit_id = ? ORDER BY no DESC LIMIT 1", unit);
    }

    @Test
    void previewsAndCommitsLater() throws Exception {
        UUID unit = federation.unit(null, "cn");
        federation.member(unit, "A", null);
        JsonPath preview = Api.done(unit, Api.treasurer(unit).contentType(SheetWriter.XLSX).body(workbook())
                .post("/pay-records?mode=preview&unit=" + unit + "&month=2025-07").then());
        assertThat(preview.getLong("result.rows")).isOne();
        String id = payImport(unit);
        Api.as("treasurer", unit).get("/pay-records?unit=" + unit + "&month=2025-07").then().body("items", hasSize(0));
        Api.done(unit, Api.treasurer(unit).post("/pay-records/imports/" + id + "/commit").then());
        Api.as("treasurer", unit).get("/pay-records?unit=" + unit + "&month=2025-07").then().body("items[0].wage.amount", equalTo(423_850));
        Api.treasurer(unit).post("/pay-records/imports/" + id + "/commit").then().statusCode(409).body("code", equalTo("pay-import-not-previewed"));
        assertThat(Api.runDues(unit, "2025-07", "post").getLong("result.total")).isEqualTo(2_115);
    }

    @Test
    void refusesASheetWithoutTheMembersCode() throws Exception {
        UUID unit = federation.unit(null, "vn");
        JsonPath job = Api.ended(unit, Api.treasurer(unit).contentType("text/csv").body("name,pay\nA,1\n".getBytes(StandardCharsets.UTF_8))
                .post("/pay-records?unit=" + unit + "&month=2025-07").then());
        assertThat(job.getString("failure")).isEqualTo("bad-sheet");
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.xlsx(out, "工资")) {
            sheet.row("会员编号", "工资");
            sheet.row("A", 4238.5);
        }
        return out.toByteArray();
    }

    private String payImport(UUID unit) {
        String[] id = new String[1];
        federation.transaction(connection -> id[0] = org.doanket.platform.sql.Sql.of("SELECT id FROM pay_import WHERE unit_id = ?", unit)
                .first(connection, row -> row.getString(1)).orElseThrow());
        return id[0];
    }
}
