package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rest of a member's file as columns of a sheet. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterProfileTest {

    private static final String HEADER = "Họ tên,Mã NV,Địa chỉ,Trình độ học vấn,Ngày bắt đầu hợp đồng,Ngày kết thúc hợp đồng,Tôn giáo,Đảng viên,Ngày vào Đảng\n";
    private static final String ROW = "Một,E1,12 Trần Phú,Đại học,01/02/2024,31/01/2027,Zoroastrian-canary,có,03/02/2011\n";
    private static final List<String> SEALED = List.of("partyJoinedOn", "partyMember", "religion");

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Rosters rosters;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        rosters = new Rosters(tree.grassRoots);
    }

    @Test
    void isReadFromTheSheetAndSealedWhereItIsSensitive() {
        String id = rosters.checked(HEADER + ROW);
        rosters.get(id, "").body("columns.field", contains("fullName", "externalId", "address", "education", "contractFrom", "contractTo", "religion",
                "partyMember", "partyJoinedOn"), "fresh", equalTo(1), "faulty", equalTo(0));
        rosters.get(id, "/rows").body("items[0].profile", equalTo(Map.of("address", "12 Trần Phú", "education", "university", "contractFrom", "2024-02-01",
                "contractTo", "2027-01-31")), "items[0].withheld", containsInAnyOrder(SEALED.toArray()));
        Api.as("integration", tree.grassRoots).get("/imports/" + id + "/rows").then().statusCode(200).body("items[0].profile", nullValue(),
                "items[0].withheld", nullValue());
        assertThat(kept("SELECT to_jsonb(r)::text || encode(r.profile_sealed, 'escape') FROM roster_row r WHERE import_id = '" + id + "'"))
                .contains("Trần Phú").doesNotContain("canary", "2011-02-03");

        rosters.commit(id);

        member().body("profile.address", equalTo("12 Trần Phú"), "profile.education", equalTo("university"), "profile.contractTo", equalTo("2027-01-31"),
                "withheld", containsInAnyOrder(SEALED.toArray()));
        assertThat(kept("SELECT to_jsonb(p)::text || encode(p.sealed, 'escape') FROM member_profile p WHERE member_id = '" + only() + "'"))
                .contains("Trần Phú").doesNotContain("canary", "2011-02-03");
        reveal("religion").body("religion", equalTo("Zoroastrian-canary"), "partyMember", equalTo(true), "partyJoinedOn", equalTo("2011-02-03"));
    }

    @Test
    void tellsUnchangedFromChangedInWhatIsSealedToo() {
        rosters.commit(rosters.checked(HEADER + ROW));
        rosters.get(rosters.checked(HEADER + ROW), "").body("unchanged", equalTo(1), "changed", equalTo(0));
        rosters.get(rosters.checked(HEADER + "Một,E1,,,,,,,\n"), "").body("unchanged", equalTo(1));
        rosters.get(rosters.checked(HEADER + "Một,E1,14 Trần Phú,,,,,,\n"), "").body("changed", equalTo(1));
        String id = rosters.checked(HEADER + "Một,E1,,,,,Other-canary,không,\n");
        rosters.get(id, "").body("changed", equalTo(1), "unchanged", equalTo(0));

        assertThat(rosters.commit(id).getInt("result.changed")).isEqualTo(1);

        member().body("version", equalTo(2), "profile.address", equalTo("12 Trần Phú"), "withheld", containsInAnyOrder(SEALED.toArray()));
        reveal("religion").body("religion", equalTo("Other-canary"), "partyMember", equalTo(false), "partyJoinedOn", equalTo("2011-02-03"));
        rosters.get(rosters.checked(HEADER + "Một,E1,,,,,Other-canary,no,\n"), "").body("unchanged", equalTo(1));
    }

    @Test
    void isAsItWasBeforeOnceTheImportIsUndone() {
        UUID bare = People.member(tree.grassRoots, Map.of("fullName", "Hai", "externalSource", "hr", "externalId", "E2"));
        rosters.commit(rosters.checked(HEADER + ROW));
        String id = rosters.checked(HEADER + "Một,E1,14 Lê Lợi,,,,Other-canary,,\nHai,E2,3 Lê Lợi,,,,Any-canary,,\n");
        rosters.get(id, "").body("changed", equalTo(2));
        rosters.commit(id);
        Api.officer().get("/members/" + bare).then().body("profile.address", equalTo("3 Lê Lợi"), "withheld", contains("religion"));

        assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");

        Api.officer().get("/members/" + bare).then().body("profile", nullValue());
        assertThat(kept("SELECT count(*)::text FROM member_profile WHERE member_id = '" + bare + "'")).isEqualTo("0");
        member().body("profile.address", equalTo("12 Trần Phú"), "withheld", containsInAnyOrder(SEALED.toArray()));
        reveal("religion").body("religion", equalTo("Zoroastrian-canary"));
    }

    @Test
    void isNotUndoneOnceTheProfileHasChangedSince() {
        rosters.commit(rosters.checked(HEADER + ROW));
        String id = rosters.checked(HEADER + "Một,E1,14 Lê Lợi,,,,,,\n");
        rosters.commit(id);
        rosters.officer().contentType("application/merge-patch+json").header("If-Match", "*").body("{\"profile\": {\"note\": \"x\"}}")
                .patch("/members/" + only()).then().statusCode(200);
        rosters.officer().post("/imports/" + id + "/undo").then().statusCode(409).body("code", equalTo("import-built-upon"));
    }

    @Test
    void namesTheFaultsOfItsCells() {
        String id = rosters.checked(HEADER + "A,,,lạ lùng,,,,maybe,\nB,," + "x".repeat(301) + ",,31/02/2024,01/01/3000,,,\nC,,,,01/02/2024,01/01/2024,,,\n");
        rosters.get(id, "/rows").body("items.faults.code", contains(List.of("unknown-profile-value", "neither-yes-nor-no"),
                List.of("too-long", "bad-day", "impossible-day"), List.of("before-begin")));
        String sheet = rosters.officer().header("Accept-Language", "vi").accept("text/csv").get("/imports/" + id + "/faults").asString();
        assertThat(sheet).contains("Là đảng viên: Không rõ", "Trình độ học vấn: ", "Hợp đồng đến hết ngày: ");
    }

    @Test
    void isWrittenByTheExportAsTheImportReadsItInEveryLanguage() {
        rosters.commit(rosters.checked(HEADER + ROW));
        for (String language : List.of("vi", "en", "zh")) {
            for (String type : List.of("text/csv", SheetWriter.XLSX)) {
                byte[] sheet = rosters.officer().header("Accept-Language", language).accept(type)
                        .get("/members?unit=" + tree.grassRoots + "&purpose=the yearly round of checks").then().statusCode(200).extract().asByteArray();
                String id = rosters.checked(type, sheet);
                rosters.get(id, "").body("unchanged", equalTo(1), "faulty", equalTo(0));
                rosters.get(id, "/rows").body("items[0].profile", equalTo(Map.of("address", "12 Trần Phú", "education", "university", "contractFrom",
                        "2024-02-01", "contractTo", "2027-01-31")), "items[0].withheld", equalTo(List.of()));
            }
        }
    }

    @Test
    void isMappedAsItWasToldAndRemembered() {
        String sheet = "Họ tên,Chỗ ở\nMột,5 Lê Lợi\n";
        String id = rosters.checked(sheet);
        rosters.get(id, "").body("columns.field", contains("fullName", null));
        rosters.checkedAgain(id, Map.of("Chỗ ở", "address"));
        rosters.get(rosters.checked(sheet), "/rows").body("items[0].profile.address", equalTo("5 Lê Lợi"));
    }

    private ValidatableResponse member() {
        return rosters.officer().get("/members/" + only()).then().statusCode(200);
    }

    private String only() {
        return rosters.officer().get("/members?unit=" + tree.grassRoots + "&q=Một").then().statusCode(200).extract().path("items[0].id");
    }

    private ValidatableResponse reveal(String field) {
        return rosters.officer().contentType("application/json").body(Map.of("fields", List.of(field, "partyMember", "partyJoinedOn"), "purpose",
                "to see what was sealed")).post("/members/" + only() + "/profile-reveals").then().statusCode(200);
    }

    private String kept(String select) {
        return Sql.of(select).first(worker, row -> row.getString(1)).orElseThrow();
    }
}
