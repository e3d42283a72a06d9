package org.doanket.membership.administrative;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AdministrativeUnitTest {

    private static final String HEADER = "code,province_code,name,slug,area_km2_official,population,source_id,merged_from\n";

    @Test
    void takesATreeAndThenWhatATableKnowsBesides() {
        json(tree("71", "Tỉnh Mẫu", "71001", "Phường Đông", "71002", "Xã Tây")).statusCode(200)
                .body("added", equalTo(3), "changed", equalTo(0), "unchanged", equalTo(0));

        csv(HEADER + "71001,71,Phường Đông,dong,2.97,65023,x,\"Phường A, Xã B (phần còn lại, sau khi chia)\"\n71002,71,Xã Tây,tay,,,y,\n").statusCode(200)
                .body("added", equalTo(0), "changed", equalTo(1), "unchanged", equalTo(1));

        given().get("/membership/v1/administrative-units/vn/71001").then().statusCode(200).body("level", equalTo("commune"),
                "population", equalTo(65023), "areaKm2", equalTo(2.97f), "parentCode", equalTo("71"), "validFrom", equalTo("2025-07-01"),
                "mergedFrom", contains("Phường A", "Xã B (phần còn lại, sau khi chia)"));
        given().get("/membership/v1/administrative-units/vn/71002").then().body("population", nullValue());
    }

    @Test
    void changesNothingTheSecondTime() {
        List<Map<String, Object>> tree = tree("72", "Tỉnh Mẫu Hai", "72001", "Phường Bắc", "72002", "Xã Nam");
        csv("code,name\n72,Tỉnh Mẫu Hai\n").statusCode(200).body("added", equalTo(1));
        json(tree).body("added", equalTo(2), "unchanged", equalTo(1));
        json(tree).body("added", equalTo(0), "changed", equalTo(0), "unchanged", equalTo(3));
    }

    @Test
    void namesAllFaultsAndKeepsNothing() {
        csv(HEADER + "73001,73,Phường A,,a lot,,,\n73001,73,,,,,,\n,73,Phường C,,,many,,\n").statusCode(422).body("errors.pointer",
                containsInAnyOrder("/rows/2", "/rows/4", "/rows/3", "/rows/3", "/rows/4", "/rows/2", "/rows/3", "/rows/4"))
                .body("errors.findAll { it.pointer == '/rows/3' }.code", containsInAnyOrder("name-missing", "code-twice", "unknown-administrative-unit"));
        given().get("/membership/v1/administrative-units/vn/73001").then().statusCode(404).body("code", equalTo("not-found"));
        csv("mã,tên\n1,2\n").statusCode(422).body("errors.code", contains("column-missing"));
        json(Collections.singletonList(null)).statusCode(400);
        json(List.of(Map.of("Code", "74", "FullName", "Tỉnh", "Wards", List.of(Map.of("FullName", "Xã"))))).statusCode(422)
                .body("errors.pointer", contains("/0/Wards/0"));
    }

    @Test
    void isOpenToEverybodyToRead() {
        json(tree("75", "Tỉnh Mẫu Năm", "75001", "Phường Đức Thắng", "75002", "Xã Đức Thành"));
        given().get("/membership/v1/administrative-units?parent=75").then().statusCode(200).body("items.code", contains("75001", "75002"));
        given().get("/membership/v1/administrative-units?parent=75&q=duc thanh").then().body("items.code", contains("75002"));
        given().get("/membership/v1/administrative-units?level=province&q=mau nam").then().body("items.code", contains("75"));
        String next = given().get("/membership/v1/administrative-units?parent=75&limit=1").then().body("items", hasSize(1)).extract().path("next");
        given().get("/membership/v1/administrative-units?parent=75&limit=1&cursor=" + next).then().body("items.code", contains("75002"));
    }

    @Test
    void isLoadedByTheOfficerOfTheInstallationAlone() {
        Api.Tree tree = new Api.Tree();
        String body = "code,name\n76,Tỉnh\n";
        assertThat(put(Tokens.of("federation-officer").unit(tree.province), body)).isEqualTo(403);
        for (String role : List.of("unit-officer", "treasurer", "auditor", "member", "integration")) {
            assertThat(put(Tokens.of(role), body)).as(role).isEqualTo(403);
        }
        given().contentType("text/csv").body(body).put("/membership/v1/administrative-units?jurisdiction=vn").then().statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.of("federation-officer").forged()).contentType("text/csv").body(body)
                .put("/membership/v1/administrative-units?jurisdiction=vn").then().statusCode(401);
    }

    @Test
    void isWhatTerritoriesAreMadeOf() {
        csv("code,name,province_code,valid_from\n77,Tỉnh Mẫu Bảy,,1990-01-01\n77001,Phường Một,77,1990-01-01\n77002,Xã Hai,77,1990-01-01\n").statusCode(200);
        Map<String, Object> founding = Api.founding("commune-union", null);
        founding.put("territory", List.of("77002", "77001"));
        String id = Api.found(founding).statusCode(201).body("territory", contains("77001", "77002")).extract().path("id");
        Api.as("federation-officer", null).contentType("application/merge-patch+json").header("If-Match", "\"v1\"")
                .body(Map.of("territory", List.of("77001"), "from", "2025-07-01", "actNumber", "1")).patch("/units/" + id).then().statusCode(200)
                .body("territory", contains("77001"));
        Api.officer().get("/units/" + id + "?asOf=2025-06-30").then().body("territory", contains("77001", "77002"));
    }

    /** As on 2025-07-01: two communes become one, which bears the code of the first; of the second a part goes elsewhere. */
    @Test
    void tellsWhatItMeantOnEachDay() {
        merged("61");
        String one = "/membership/v1/administrative-units/vn/61001";
        given().get(one).then().body("name", equalTo("Phường Mới"), "validFrom", equalTo("2025-07-01"), "predecessors", contains("61001", "61002"),
                "population", equalTo(900));
        given().get(one + "?asOf=2025-06-30").then().body("name", equalTo("Phường Một"), "validTo", equalTo("2025-07-01"), "successors", contains("61001"),
                "population", equalTo(400));
        given().get("/membership/v1/administrative-units/vn/61002?asOf=2025-06-30").then().body("name", equalTo("Xã Hai"), "successors",
                contains("61001", "61003"));
        given().get("/membership/v1/administrative-units/vn/61002?asOf=2025-07-01").then().statusCode(404);
        given().get("/membership/v1/administrative-units?parent=61&asOf=2025-06-30").then().body("items.name", contains("Phường Một", "Xã Hai", "Xã Ba"));
        given().get("/membership/v1/administrative-units?parent=61&asOf=2025-07-01").then().body("items.name", contains("Phường Mới", "Xã Ba"));
        given().get("/membership/v1/administrative-units?parent=61&q=phuong mot").then().body("items", hasSize(0));
        merged("61").body("added", equalTo(0), "changed", equalTo(0), "unchanged", equalTo(5));
    }

    @Test
    void takesALinkBackThatATableNamesNoMore() {
        merged("68");
        csv("code,name,province_code,valid_from,predecessors\n68001,Phường Mới,68,2025-07-01,68001;68003\n").statusCode(200);
        given().get("/membership/v1/administrative-units/vn/68001").then().body("predecessors", contains("68001", "68003"));
        given().get("/membership/v1/administrative-units/vn/68002").then().body("successors", contains("68003"));
    }

    @Test
    void isTerritoryOnlyOnDaysOnWhichThereIsIt() {
        merged("62");
        Map<String, Object> founding = Api.founding("commune-union", null);
        founding.put("territory", List.of("62001", "62002"));
        String id = Api.found(founding).statusCode(201).extract().path("id");
        Api.officer().get("/units/" + id + "/territory?asOf=2025-06-30").then().statusCode(200).body("name", contains("Phường Một", "Xã Hai"),
                "stands", contains(true, true));
        Api.officer().get("/units/" + id + "/territory?asOf=2025-07-01").then().body("name", contains("Phường Mới", "Xã Hai"), "stands", contains(true, false),
                "[1].validTo", equalTo("2025-07-01"), "[1].successors", contains("62001", "62003"));
        Api.officer().get("/units/" + id + "/territory?asOf=2019-12-31").then().statusCode(404);

        change(id, Map.of("name", "Công đoàn khác", "from", "2025-08-01", "actNumber", "1")).statusCode(200);
        change(id, Map.of("territory", List.of("62001", "62003"), "from", "2025-08-02", "actNumber", "2")).statusCode(200);
        change(id, Map.of("territory", List.of("62001", "62002"), "from", "2025-08-03", "actNumber", "3")).statusCode(422)
                .body("errors.code", contains("administrative-unit-not-then"), "errors.pointer", contains("/territory"));
        Map<String, Object> late = Api.founding("commune-union", null);
        late.putAll(Map.of("territory", List.of("62002"), "validFrom", "2025-07-01"));
        Api.found(late).statusCode(422).body("errors[0].code", equalTo("administrative-unit-not-then"), "errors[0].message", containsString("2025-07-01"));
    }

    @Test
    void refusesDaysThatContradictEachOther() {
        merged("63");
        csv("code,name,province_code,valid_from,valid_to,predecessors,successors\n63001,Phường Một,63,1990-01-01,2025-07-02,,\n63002,Xã Hai,63,2000-01-01,1999-01-01,,\n"
                + "63003,Xã Ba,63,,,,63001\n63003,Xã Ba,63,1990-01-01,,63999,\n").statusCode(422)
                .body("errors.code", containsInAnyOrder("period-empty", "succession-without-day", "unknown-administrative-unit"));
        csv("code,name,province_code,valid_from,valid_to\n63001,Phường Một,63,1990-01-01,2025-07-02\n").statusCode(422)
                .body("errors.code", contains("period-overlaps"), "errors.pointer", contains("/rows/2"));
    }

    private static ValidatableResponse merged(String province) {
        return csv(("code,name,province_code,valid_from,valid_to,population,predecessors,successors\n%1$s,Tỉnh Mẫu,,1990-01-01,,,,\n"
                + "%1$s001,Phường Mới,%1$s,2025-07-01,,900,%1$s001;%1$s002,\n%1$s001,Phường Một,%1$s,1990-01-01,2025-07-01,400,,\n"
                + "%1$s002,Xã Hai,%1$s,1990-01-01,2025-07-01,,,%1$s003\n%1$s003,Xã Ba,%1$s,1990-01-01,,,,\n").formatted(province)).statusCode(200);
    }

    private static ValidatableResponse change(String unit, Map<String, Object> patch) {
        return Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(patch).patch("/units/" + unit).then();
    }

    @Test
    void kindsOfUnitsAreNamedInTheReadersLanguage() {
        given().header("Accept-Language", "vi").get("/membership/v1/unit-kinds?jurisdiction=vn").then().statusCode(200)
                .body("find { it.code == 'nghiep-doan' }.name", equalTo("Nghiệp đoàn cơ sở"), "find { it.code == 'nghiep-doan' }.level", equalTo("grass-roots"));
        given().header("Accept-Language", "zh-CN").get("/membership/v1/unit-kinds?jurisdiction=cn").then()
                .body("find { it.code == 'town-union' }.name", equalTo("乡镇（街道）工会"));
    }

    private static List<Map<String, Object>> tree(String code, String name, String... wards) {
        return List.of(Map.of("Code", code, "FullName", name, "NameEn", "passed over", "Wards",
                List.of(Map.of("Code", wards[0], "FullName", wards[1], "ProvinceCode", code),
                        Map.of("Code", wards[2], "FullName", wards[3], "ProvinceCode", code))));
    }

    private static ValidatableResponse json(List<Map<String, Object>> provinces) {
        return Api.officer().contentType("application/json").body(provinces)
                .put("/administrative-units?jurisdiction=vn&validFrom=2025-07-01").then();
    }

    private static ValidatableResponse csv(String table) {
        return Api.officer().contentType("text/csv").body(table.getBytes(StandardCharsets.UTF_8))
                .put("/administrative-units?jurisdiction=vn&validFrom=2025-07-01").then();
    }

    private static int put(Tokens token, String body) {
        return Api.with(token).contentType("text/csv").body(body).put("/administrative-units?jurisdiction=vn").statusCode();
    }
}
