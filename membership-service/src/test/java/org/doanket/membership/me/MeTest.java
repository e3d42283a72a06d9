package org.doanket.membership.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member sees and takes along of what is kept of him. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MeTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Somebody somebody;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.grassRoots);
    }

    @Test
    void showsTheOwnFileInFullButForTheNationalId() {
        String tag = somebody.calls().get("/me").then().statusCode(200).body("id", equalTo(somebody.id.toString()), "fullName",
                equalTo("Trần Thị Của Mình"), "phone", equalTo(somebody.phone), "email", equalTo("mine@example.org"), "nationalId",
                equalTo("*********" + somebody.nationalId.substring(9)), "unitId", equalTo(tree.grassRoots.toString()), "statusName",
                equalTo("Active")).extract().header("ETag");
        somebody.calls().header("If-None-Match", tag).get("/me").then().statusCode(304);
        somebody.calls().get("/me/history").then().statusCode(200).body("fact", contains("member-admitted"));
    }

    @Test
    void showsTheOwnNationalIdOnRecord() {
        somebody.calls().post("/me/national-id-reveals").then().statusCode(200).header("Cache-Control", "no-store")
                .body("nationalId", equalTo(somebody.nationalId));
        assertThat(audited("national-id-revealed")).containsExactly("member-" + somebody.id);
    }

    @Test
    void goesByTheMemberOfTheTokenAloneHoweverFarItsUnitReaches() {
        Somebody other = new Somebody(tree.grassRoots);
        Api.with(Tokens.of("member").unit(tree.province).member(somebody.id)).get("/me").then().statusCode(200)
                .body("id", equalTo(somebody.id.toString()));
        Api.with(Tokens.of("member").unit(tree.province)).get("/me").then().statusCode(403).body("code", equalTo("token-names-no-member"));
        Api.with(Tokens.of("member").unit(tree.sibling).member(somebody.id)).get("/me").then().statusCode(200).body("id", equalTo(somebody.id.toString()));
        Api.with(Tokens.of("member").unit(tree.grassRoots).member(UUID.randomUUID())).get("/me").then().statusCode(404);
        somebody.calls().get("/members/" + other.id + "/card").then().statusCode(403);
    }

    @Test
    void staysTheOwnAfterATransferThoughTheTokenNamesTheUnitBefore() {
        somebody.consents("photo", true);
        String transfer = somebody.officer().body(Map.of("kind", "leave", "memberId", somebody.id, "toUnitCode", Acts.code(tree.sibling), "movesOn",
                LocalDate.now(Zones.of("vn")).toString())).post("/transfers").then().statusCode(201).extract().path("id");
        Api.as("unit-officer", tree.sibling).contentType("application/json").body(Map.of("decisionNumber", "1/QĐ")).post("/transfers/" + transfer + "/acceptance")
                .then().statusCode(200).body("state", equalTo("done"));

        somebody.calls().get("/me").then().statusCode(200).body("unitId", equalTo(tree.sibling.toString()));
        for (String page : List.of("history", "standing", "card", "consents", "data-requests", "transfers", "rights", "profile", "export")) {
            somebody.calls().get("/me/" + page).then().statusCode(200);
        }
        somebody.calls().get("/me/consents").then().body("find { it.purpose == 'photo' }.given", equalTo(true));
        somebody.consents("photo", false);
        String request = somebody.calls().body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        Api.as("unit-officer", tree.sibling).get("/data-requests/" + request).then().statusCode(200);
        Api.with(somebody.token()).get("/members/" + somebody.id).then().statusCode(403);
    }

    @Test
    void saysThatNothingIsKnownOfDuesBeforeFinanceHasSpoken() {
        somebody.calls().get("/me/standing").then().statusCode(200).body("memberId", equalTo(somebody.id.toString()), "paidUpTo", nullValue(),
                "toldAt", nullValue());
    }

    @Test
    void takesAllAlongThatIsKept() throws IOException {
        somebody.consents("contact", true);
        somebody.consents("job-help", true);
        somebody.calls().body(Map.of("trades", List.of("driver"), "wish", "Gần nhà")).post("/me/job-seeking").then().statusCode(201);
        somebody.calls().body(Map.of("kind", "correction", "corrections", Map.of("phone", "0912345678"))).post("/me/data-requests").then()
                .statusCode(201);

        somebody.calls().get("/me/export").then().statusCode(200).header("Cache-Control", "no-store")
                .body("sections.files[0].nationalId", equalTo(somebody.nationalId), "sections.files[0].phone", equalTo(somebody.phone),
                        "sections.history.fact", contains("member-admitted"), "sections.consents", hasSize(2),
                        "sections.dataRequests[0].corrections.phone", equalTo("0912345678"), "sections.jobSearches[0].wish", equalTo("Gần nhà"),
                        "sections.placements", hasSize(0), "parts.service", containsInAnyOrder("finance", "campaigns", "map"), "parts.href",
                        hasItem("/finance/v1/me/export"), "exportedAt", notNullValue());
        byte[] sheet = somebody.calls().accept(XLSX).get("/me/export").then().statusCode(200).extract().asByteArray();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
            assertThat(workbook.getFirstSheet().read()).extracting(row -> row.getCellText(0) + "." + row.getCellText(2) + "=" + row.getCellText(3))
                    .contains("files.nationalId=" + somebody.nationalId, "files.phone=" + somebody.phone, "consents.purpose=job-help",
                            "jobSearches.wish=Gần nhà");
        }
        assertThat(audited("own-data-exported")).hasSize(2).containsOnly("member-" + somebody.id);
    }

    @Test
    void takesOfficesAndTeamsAlong() {
        Api.officer().contentType("application/json").body(Map.of("unitId", tree.grassRoots, "kind", "women-committee", "basis", "elected", "seats", 3, "congress", "I",
                "congressOn", "2025-10-15", "actNumber", "1", "startsOn", "2025-10-15", "officers", List.of(Map.of("memberId", somebody.id, "position", "head"))))
                .post("/bodies").then().statusCode(201);
        String team = somebody.officer().body(Map.of("unitId", tree.grassRoots, "name", "Đội", "service", "carrying", "foundedOn", "2024-01-01")).post("/teams").then()
                .statusCode(201).extract().path("id");
        String part = somebody.officer().body(Map.of("memberId", somebody.id, "duty", "head", "joinedOn", "2024-08-01")).post("/teams/" + team + "/members").then()
                .statusCode(201).extract().path("id");
        somebody.officer().body(Map.of("teamMemberId", part, "item", "Mũ", "quantity", 1, "givenOn", "2024-08-02")).post("/teams/" + team + "/handovers").then()
                .statusCode(201);
        somebody.calls().body(Map.of("purpose", "name", "shown", "Chị Mình", "proof", "in the app", "givenOn", "2024-08-01")).post("/team-members/" + part + "/consents")
                .then().statusCode(200);
        somebody.calls().get("/me/export").then().statusCode(200).body("sections.offices.position", contains("head"), "sections.teamParts.team", contains("Đội"),
                "sections.teamHandovers.item", contains("Mũ"), "sections.teamConsents.purpose", contains("name"));
    }

    @Test
    void keepsWhatIsOthersOutOfAnExport() {
        Somebody other = new Somebody(tree.grassRoots);
        other.consents("photo", true);
        String all = somebody.calls().get("/me/export").then().statusCode(200).extract().asString();
        assertThat(all).contains(somebody.nationalId).doesNotContain(other.nationalId, other.phone, other.id.toString(), "photo");
        Api.as("auditor", tree.grassRoots).get("/audit-trail").then().body("items.action", hasItem("own-data-exported"));
    }

    private List<String> audited(String action) {
        return Sql.of("SELECT actor FROM audit_entry WHERE action = ? AND subject_id = ?", action, somebody.id.toString())
                .list(worker, row -> row.getString(1));
    }
}
