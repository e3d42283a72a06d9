package org.doanket.membership.headcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.headcount.Headcounts.count;
import static org.doanket.membership.headcount.Headcounts.pending;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reported against the register as it was on the cut-off, whatever has happened since. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReconciliationTest {

    private static final String DAY = "2026-05-31";

    private Api.Tree tree;
    private String period;

    @BeforeEach
    void openPeriod() {
        tree = new Api.Tree();
        period = Headcounts.period(tree.province, LocalDate.parse(DAY));
    }

    @Test
    void countsTheRegisterAsOfTheCutOff() {
        admit(tree.grassRoots, "female", "2020-01-01");
        admit(tree.grassRoots, null, DAY);
        admit(tree.grassRoots, "male", "2026-06-01");
        status(admit(tree.grassRoots, "female", "2020-01-01"), "left", "2026-06-01");
        status(admit(tree.grassRoots, "female", "2020-01-01"), "left", DAY);
        String there = admit(tree.grassRoots, "male", "2020-01-01");
        status(there, "suspended", "2026-03-01");
        status(there, "retired", "2026-08-01");
        pending(period, tree.grassRoots, count(5, 2, 10, 5));

        rows("").body("items.unitId", contains(tree.grassRoots.toString())).body("items[0].reported", equalTo(5), "items[0].counted", equalTo(4),
                "items[0].countedWomen", equalTo(2), "items[0].countedOfNoSex", equalTo(1), "items[0].gap", equalTo(1), "items[0].womenGap", equalTo(0));
    }

    @Test
    void countsBelowAUnitWhatItReportsBelowIt() {
        UUID group = Api.unit("union-group", tree.grassRoots);
        admit(group, "female", "2020-01-01");
        admit(tree.grassRoots, "male", "2020-01-01");
        pending(period, tree.grassRoots, count(2, 1, 10, 5));
        rows("").body("items[0].counted", equalTo(2), "items[0].gap", equalTo(0));
        rows("?gaps=true").body("items", equalTo(List.of()));
    }

    @Test
    void countsWhereTheUnitStoodThen() {
        admit(tree.grassRoots, "female", "2020-01-01");
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2026-07-01", "actNumber", "2"))
                .post("/units/" + tree.grassRoots + "/moves").then().statusCode(200);
        Api.as("federation-officer", tree.province).get("/headcount-periods/" + period + "/reconciliation").then().statusCode(200)
                .body("items.unitId", contains(tree.grassRoots.toString())).body("items[0].counted", equalTo(1), "items[0].reported", nullValue());
        rows("?unit=" + tree.elsewhere).body("items", equalTo(List.of()));
    }

    @Test
    void countsAsWhatAMemberWasBeforeAnImportSaidOtherwise() {
        Rosters rosters = new Rosters(tree.grassRoots);
        rosters.commit(rosters.checked("Họ tên,Mã ngoài,Ngày vào công đoàn\nMột,E1,2020-01-01\n"));
        rosters.commit(rosters.checked("Họ tên,Mã ngoài,Loại đoàn viên,Loại hợp đồng\nMột,E1,foreign,indefinite\n"));
        String id = Api.officer().get("/members?unit=" + tree.grassRoots).then().body("items[0].category", equalTo("foreign")).extract().path("items[0].id");
        Api.officer().get("/members/" + id + "/history").then().body("[1].detail.category", contains("employee", "foreign"));
    }

    @Test
    void sumsGapsThatDoNotFillEachOther() {
        UUID second = Api.unit("grass-roots-union", tree.commune);
        UUID third = Api.unit("grass-roots-union", tree.sibling);
        admit(tree.grassRoots, "female", "2020-01-01");
        admit(tree.grassRoots, "female", "2020-01-01");
        pending(period, second, count(3, 0, 10, 5));
        pending(period, third, count(4, 0, 10, 5));

        Api.officer().get("/headcount-periods/" + period + "/reconciliation/sum?unit=" + tree.commune).then().statusCode(200)
                .body("units", equalTo(2), "reportingUnits", equalTo(1), "reported", equalTo(3), "counted", equalTo(2), "gap", equalTo(1),
                        "absoluteGap", equalTo(5), "unitsWithGap", equalTo(2));
        Api.officer().get("/headcount-periods/" + period + "/reconciliation/sum").then().body("units", equalTo(3), "reported", equalTo(7));
        ValidatableResponse first = rows("?limit=2");
        first.body("items.size()", equalTo(2));
        rows("?limit=2&cursor=" + first.extract().path("next")).body("items.size()", equalTo(1), "next", nullValue());
    }

    @Test
    void comesAsASheet() throws IOException {
        admit(tree.grassRoots, "female", "2020-01-01");
        String csv = Api.officer().header("Accept", SheetWriter.CSV).get("/headcount-periods/" + period + "/reconciliation").then().statusCode(200)
                .extract().asString();
        assertThat(csv).contains("Unit code,Unit,State,Members reported").contains(",missing,,,1,1,0,-1,-1");

        byte[] xlsx = Api.officer().header("Accept", SheetWriter.XLSX).header("Accept-Language", "vi")
                .get("/headcount-periods/" + period + "/reconciliation?gaps=true").then().statusCode(200).extract().asByteArray();
        Path file = Files.createTempFile("reconciliation", ".xlsx");
        try {
            Files.copy(new ByteArrayInputStream(xlsx), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            List<List<String>> rows = new ArrayList<>();
            try (SheetReader sheet = SheetReader.open(file, SheetLimits.ROSTER)) {
                sheet.forEachRemaining(row -> rows.add(row.cells()));
            }
            assertThat(rows).hasSize(2);
            assertThat(rows.get(0)).contains("Chênh lệch");
            assertThat(rows.get(1)).contains("chưa báo cáo", "-1");
        } finally {
            Files.delete(file);
        }
    }

    private ValidatableResponse rows(String query) {
        return Api.officer().get("/headcount-periods/" + period + "/reconciliation" + query).then().statusCode(200);
    }

    static String admit(UUID unit, String sex, String joined) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("unitId", unit, "fullName", "A", "joinedOn", joined));
        body.put("sex", sex);
        return Api.officer().contentType("application/json").body(body).post("/members").then().statusCode(201).extract().path("id");
    }

    static void status(String member, String status, String since) {
        Api.officer().contentType("application/json").body(Map.of("status", status, "since", since, "reason", "x"))
                .post("/members/" + member + "/status-changes").then().statusCode(200);
    }
}
