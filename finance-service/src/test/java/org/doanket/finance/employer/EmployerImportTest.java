package org.doanket.finance.employer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.fund.Employers;
import org.doanket.platform.job.Housekeeping;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class EmployerImportTest {

    @Inject
    Federation federation;
    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.commune();
    }

    @Test
    void looksAtASheetAndThenTakesItOverOnce() throws Exception {
        String one = Employers.taxCode();
        String two = Employers.taxCode();
        String union = federation.text("SELECT code FROM unit_ref WHERE id = ?", tree.unit());
        String sheet = "Mã số thuế;Tên doanh nghiệp;Loại hình;Mã công đoàn;Từ ngày\n" + one + ";Công ty Một;fdi;" + union
                + ";2020-01-01\n" + two
                + ";Công ty Hai;;;2021-05-01\n";
        JsonPath preview = load("preview", sheet);
        assertThat(preview.getLong("result.added")).isEqualTo(2);
        Api.as("auditor", unit).get("/employers").then().body("items", hasSize(0));
        String id = latest();
        Api.done(unit, Api.treasurer(unit).post("/employer-imports/" + id + "/commit").then());
        Api.as("auditor", unit).get("/employers?text=cong ty mot").then().body("items", hasSize(1)).body("items[0].group", equalTo("fdi"))
                .body("items[0].union", equalTo(tree.unit().toString()));
        Api.as("auditor", unit).get("/employers?text=" + two).then().body("items[0].union", nullValue());
        Api.treasurer(unit).post("/employer-imports/" + id + "/commit").then().statusCode(409).body("code",
                equalTo("employer-import-not-previewed"));

        JsonPath again = load("commit", "tax code,name,valid from\n" + one + ",Company One,2024-01-01\n" + two + ",Công ty "
                + "Hai,2024-01-01\n");
        assertThat(List.of(again.getLong("result.added"), again.getLong("result.changed"), again.getLong("result.unchanged")))
                .containsExactly(0L, 1L, 1L);
        String known = Api.as("auditor", unit).get("/employers?text=" + one).then().body("items[0].name", equalTo("Company One"))
                .extract().path("items[0].id");
        Api.as("auditor", unit).get("/employers/" + known + "/history").then().body("items.name", contains("Company One", "Công ty Một"))
                .body("items[0].union", equalTo(tree.unit().toString())).body("items[0].group", equalTo("fdi"));
    }

    @Test
    void namesEveryFaultOfEveryRowAndTakesOverTheRest() throws Exception {
        String elsewhere = Employers.taxCode();
        Employers.register(tree.elsewhere(), null, Map.of("taxCode", elsewhere));
        String known = Employers.taxCode();
        Employers.register(unit, null, Map.of("taxCode", known));
        String union = federation.text("SELECT code FROM unit_ref WHERE id = ?", tree.unit());
        String good = Employers.taxCode();
        JsonPath job = load("commit", "tax code,name,group,union,valid from\n" + good + ",Good,,,\n" + good + ",Twice,,,\n" + elsewhere
                + ",Theirs,,,\n"
                + known + ",Công ty May Mặc,," + union + ",2009-01-01\n" + "x,,F DI,U-0,2077-01-01\n" + Employers.taxCode()
                + ",Day,,,soon\n"
                + known.substring(0, known.length() - 1) + "X,Y,,U-0,\n");
        assertThat(List.of(job.getLong("result.rows"), job.getLong("result.faulty"), job.getLong("result.added"))).containsExactly(7L,
                6L, 1L);
        Api.as("auditor", unit).get("/employer-imports/" + latest() + "/faulty-rows").then().statusCode(200).body("items.number",
                contains(3, 4, 5, 6, 7, 8))
                .body("items.faults.code", contains(List.of("employer-twice"), List.of("employer-elsewhere"), List.of("union-by-founding"),
                List.of("bad-tax-code", "bad-name", "bad-group", "day-in-future", "union-unknown"), List.of("bad-day"),
                                List.of("union-unknown")))
                .body("items[0].faults[0].message", equalTo("The tax code stands in the file twice."));
        JsonPath none = Api.ended(unit, post("commit", "name\nA\n"));
        assertThat(none.getString("failure")).isEqualTo("bad-sheet");
    }

    @Test
    void keepsASheetThatNobodyTookOverForNinetyDays() throws Exception {
        load("preview", "tax code,name\nx,A\n");
        UUID id = UUID.fromString(latest());
        housekeeping.removeWhatIsDue();
        assertThat(federation.number("SELECT count(*) FROM sheet_import WHERE id = ?", id)).isOne();
        Age.of(worker, "sheet_import", id, 91);
        housekeeping.removeWhatIsDue();
        assertThat(federation.number("SELECT count(*) FROM sheet_import i FULL JOIN upload u ON u.id = i.id WHERE coalesce(i.id, "
                + "u.id) = ?", id)).isZero();
    }

    @Test
    void opensSheetsToTheRightPeopleOnly() throws Exception {
        load("preview", "tax code,name\nx,A\n");
        String id = latest();
        own("GET", "/employer-imports/" + id, "treasurer", "auditor", "unit-officer").check();
        own("GET", "/employer-imports/" + id + "/faulty-rows", "treasurer", "auditor", "unit-officer").check();
        own("POST", "/employer-imports?unit=" + unit, "treasurer", "unit-officer").body("text/csv", () -> "tax code,name\nx,A\n").check();
        own("POST", "/employer-imports/" + id + "/commit", "treasurer", "unit-officer").check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.province()).outside(tree.unit(), tree.elsewhere());
    }

    private JsonPath load(String mode, String sheet) throws Exception {
        return Api.done(unit, post(mode, sheet));
    }

    private ValidatableResponse post(String mode, String sheet) {
        return Api.treasurer(unit).contentType("text/csv").body(sheet.getBytes(StandardCharsets.UTF_8)).post("/employer-imports?unit="
                + unit + "&mode=" + mode)
                .then();
    }

    private String latest() {
        return federation.text("SELECT id::text FROM sheet_import WHERE unit_id = ? ORDER BY no DESC LIMIT 1", unit);
    }
}
