package org.doanket.membership.firm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.doanket.membership.Api;
import org.doanket.membership.statistics.Freezing;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FirmTest {

    private static final String CSV = "Cụm,Tên doanh nghiệp,Số lao động\nCụm 1,Công ty A,1.200\nCụm 1,Công ty B,\nCụm 2,Công ty C,80\n";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;

    @BeforeEach
    void tree() {
        tree = new Api.Tree();
    }

    @Test
    void takesASheetForEachClusterBelowItsTitle() throws IOException {
        load(tree.commune, "2026-05-01", SheetWriter.XLSX, workbook()).statusCode(200).body("firms", equalTo(3), "clusters", equalTo(2));
        list(tree.province, "").body("items.name", contains("Công ty A", "Công ty B", "Công ty C"), "items.cluster", contains("Cụm 1", "Cụm 1",
                "Khu công nghiệp Hòa Phú"), "items.workers", contains(120, null, 80), "items.code", contains("0101", null, null), "items[0].unitId",
                equalTo(tree.commune.toString()));
        list(tree.province, "&cluster=Cụm 1&limit=1").body("items.name", contains("Công ty A"), "next", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void holdsFromItsDayUntilTheNext() {
        load(tree.commune, "2026-01-01", SheetWriter.CSV, CSV).statusCode(200);
        load(tree.commune, "2026-03-01", SheetWriter.CSV, "cluster,name\nCụm 2,Công ty C\n").statusCode(200);
        list(tree.commune, "&asOf=2025-12-31").body("items", hasSize(0));
        list(tree.commune, "&asOf=2026-02-28").body("items", hasSize(3), "items[0].workers", equalTo(1_200));
        list(tree.commune, "").body("items.name", contains("Công ty C"));
        load(tree.commune, "2026-03-01", SheetWriter.CSV, CSV).statusCode(200);
        list(tree.commune, "").body("items", hasSize(3));
    }

    @Test
    void listsThemWhereTheirUnionStoodOnTheDay() {
        load(tree.commune, "2026-01-01", SheetWriter.CSV, CSV).statusCode(200);
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2026-06-15", "actNumber", "2"))
                .post("/units/" + tree.commune + "/moves").then().statusCode(200);

        list(tree.province, "&asOf=2026-06-14").body("items", hasSize(3));
        list(tree.elsewhere, "&asOf=2026-06-14").body("items", hasSize(0));
        Api.as("unit-officer", tree.province).get("/firms-without-union?unit=" + tree.province + "&asOf=2026-06-14").then().statusCode(200).body("items", hasSize(3));
        list(tree.province, "").body("items", hasSize(0));
        list(tree.elsewhere, "").body("items", hasSize(3));
    }

    @Test
    void isLoadedOnlyWhileNobodyCountsForGood() throws Exception {
        try (Connection counting = worker.getConnection()) {
            Sql.of("SELECT pg_advisory_lock(?)", FirmService.LISTS).run(counting);
            var loaded = CompletableFuture.supplyAsync(() -> load(tree.commune, "2026-01-01", SheetWriter.CSV, CSV).extract().statusCode());
            Thread.sleep(1_000);
            assertThat(loaded.isDone()).isFalse();
            Sql.of("SELECT pg_advisory_unlock(?)", FirmService.LISTS).run(counting);
            assertThat(loaded.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    @Test
    void namesEveryFaultByItsRowAndKeepsNothing() {
        load(tree.commune, "2026-01-01", SheetWriter.CSV, "cluster,name,workers\n,Công ty A,1\nCụm 1,,2\nCụm 1,Công ty B,many\ncum 1,CÔNG TY B,3\n")
                .statusCode(422).body("errors.pointer", containsInAnyOrder("/rows/2/cluster", "/rows/3/name", "/rows/4/workers", "/rows/5/name"),
                        "errors.code", containsInAnyOrder("cluster-missing", "name-missing", "unreadable-value", "firm-twice"));
        load(tree.commune, "2026-01-01", SheetWriter.CSV, "cụm,ghi chú\n1,2\n").statusCode(422).body("errors.code", contains("column-missing"));
        load(tree.commune, "2049-01-01", SheetWriter.CSV, CSV).statusCode(422).body("errors.pointer", contains("?asOf"));
        list(tree.commune, "").body("items", hasSize(0));
    }

    /** R4: the share is of firms, at each cluster and over all of them, and never the mean of shares. */
    @Test
    void saysInEachClusterHowManyFirmsHaveAUnion() throws IOException {
        card(tree.grassRoots, "CỤM 1");
        card(Api.unit("grass-roots-union", tree.commune), "Cụm 1");
        card(Api.unit("grass-roots-union", tree.commune), "Cụm 3");
        Api.unit("nghiep-doan", tree.commune);
        Api.unit("grass-roots-union", tree.sibling);
        load(tree.commune, "2026-01-01", SheetWriter.CSV, CSV).statusCode(200);
        load(tree.elsewhere, "2026-01-01", SheetWriter.CSV, CSV).statusCode(200);
        Freezing.freeze(tree.province, Freezing.CUT_OFF);
        load(tree.commune, "2026-06-01", SheetWriter.CSV, "cluster,name\nCụm 9,Công ty Mới\n").statusCode(200);
        load(tree.commune, "2026-05-31", SheetWriter.CSV, CSV).statusCode(409).body("code", equalTo("firm-list-counted"));

        String r4 = "/statistics/" + Freezing.CUT_OFF + "/returns/r4?unit=";
        Api.officer().get(r4 + tree.province).then().statusCode(200).body("items.size()", equalTo(5),
                "items.find { it.cluster == 'unknown' }.unions", equalTo(1), "items.find { it.cluster == 'Cụm 2' }.unionsPercent", equalTo(0.0f),
                "items.find { it.cluster == 'Cụm 3' }.unionsPercent", equalTo(100.0f), "items[1].unions", equalTo(2), "items[1].firmsWithoutUnion",
                equalTo(2), "items[1].unionsPercent", equalTo(50.0f), "items[1].workersWithoutUnion", equalTo(1_200), "items[4].cluster", nullValue(),
                "items[4].firms", equalTo(7), "items[4].unionsPercent", equalTo(57.14f));
        Api.officer().get(r4 + tree.sibling).then().body("items.cluster", contains("unknown", null));

        Map<String, List<List<String>>> sheets = sheets(Api.officer().header("Accept", SheetWriter.XLSX).get(r4 + tree.province).then().statusCode(200)
                .extract().asByteArray());
        assertThat(sheets.keySet()).containsExactly("R4", "Cụm 1", "Cụm 2");
        assertThat(sheets.get("R4").get(0)).containsExactly("Cluster", "Unions", "Without a union", "Firms in all", "With a union, %",
                "Workers of firms without a union");
        assertThat(sheets.get("Cụm 1")).hasSize(3);
        assertThat(sheets.get("Cụm 2").get(1)).startsWith("Công ty C");
    }

    @Test
    void access() {
        String path = Api.BASE + "/firms-without-union?unit=" + tree.commune;
        AccessMatrix.of("GET", path).roles("federation-officer", "unit-officer", "auditor", "campaign-officer").inside(tree.commune, tree.province)
                .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("PUT", path + "&asOf=2026-01-01").body(SheetWriter.CSV, () -> "cluster,name\nC1,Firm\n").roles("federation-officer", "unit-officer")
                .inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    private static void card(UUID unit, String cluster) {
        Api.officer().contentType("application/json").header("If-Match", "*").body(Map.of("validFrom", "2026-01-01", "cluster", cluster))
                .put("/units/" + unit + "/card").then().statusCode(200).body("cluster", equalTo(cluster));
    }

    private static ValidatableResponse load(UUID unit, String asOf, String type, String content) {
        return load(unit, asOf, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse load(UUID unit, String asOf, String type, byte[] content) {
        return Api.as("unit-officer", unit).config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type,
                ContentType.BINARY).appendDefaultContentCharsetToContentTypeIfUndefined(false))).contentType(type).body(content)
                .put("/firms-without-union?unit=" + unit + "&asOf=" + asOf).then();
    }

    private static ValidatableResponse list(UUID unit, String more) {
        return Api.officer().get("/firms-without-union?unit=" + unit + more).then().statusCode(200);
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.xlsx(bytes, "Cụm 1")) {
            sheet.row("DANH SÁCH DOANH NGHIỆP CHƯA CÓ CÔNG ĐOÀN");
            sheet.row();
            sheet.row("STT", "Tên doanh nghiệp", "Mã số thuế", "Số lao động");
            sheet.row(1, "Công ty A", "0101", 120);
            sheet.row(2, "Công ty B");
            sheet.next("Khu công nghiệp Hòa Phú");
            sheet.row("Tên đơn vị", "Lao động", "Địa chỉ");
            sheet.row("Công ty C", 80, "Lô 7");
        }
        return bytes.toByteArray();
    }

    private static Map<String, List<List<String>>> sheets(byte[] workbook) throws IOException {
        Path file = Files.createTempFile("r4", ".xlsx");
        try {
            Files.write(file, workbook);
            Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
            for (String name : SheetReader.names(file, SheetLimits.ROSTER)) {
                List<List<String>> rows = new ArrayList<>();
                try (SheetReader sheet = SheetReader.open(file, SheetLimits.ROSTER, name)) {
                    sheet.forEachRemaining(row -> rows.add(row.cells()));
                }
                sheets.put(name, rows);
            }
            return sheets;
        } finally {
            Files.delete(file);
        }
    }
}
