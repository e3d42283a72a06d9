package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of a member's file that not everybody who sees the member may see. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberProfileTest {

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Somebody somebody;
    private String path;

    @BeforeEach
    void fillIn() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.grassRoots);
        path = "/members/" + somebody.id;
        patch("{\"profile\": {\"address\": \"12 Trần Phú\", \"maritalStatus\": \"married\", \"religion\": \"Zoroastrian-canary\", "
                + "\"partyMember\": true, \"partyJoinedOn\": \"2011-02-03\", \"socialInsuranceNumber\": \"7912345678\"}}").statusCode(200);
    }

    @Test
    void hasTheFieldsThatTheTableClassifies() {
        List<String> fields = Arrays.stream(MemberProfile.class.getRecordComponents()).map(RecordComponent::getName).toList();
        Api.officer().get("/profile-fields").then().statusCode(200).body("code", containsInAnyOrder(fields.toArray()),
                "find { it.code == 'religion' }.dataClass", equalTo("sensitive"), "find { it.code == 'address' }.dataClass", equalTo("file"),
                "find { it.code == 'maritalStatus' }.words.code", contains("single", "married", "divorced", "widowed"));
    }

    @Test
    void isSeenByOfficersWithoutWhatIsSensitiveAndByOthersNotAtAll() {
        Api.as("unit-officer", tree.grassRoots).get(path).then().statusCode(200).body("profile.address", equalTo("12 Trần Phú"), "profile.religion",
                nullValue(), "withheld", contains("partyJoinedOn", "partyMember", "religion", "socialInsuranceNumber"));
        for (String role : List.of("treasurer", "integration")) {
            Api.as(role, tree.grassRoots).get(path).then().statusCode(200).body("profile", nullValue(), "withheld", nullValue());
        }
        assertThat(Api.officer().get("/members?unit=" + tree.grassRoots).asString()).doesNotContain("Trần Phú", "religion");
        somebody.calls().get("/me/profile").then().statusCode(200).body("profile.address", equalTo("12 Trần Phú"), "withheld.size()", equalTo(4));
    }

    @Test
    void isSealedWhereItIsSensitive() {
        String kept = Sql.of("SELECT to_jsonb(p)::text || encode(p.sealed, 'escape') FROM member_profile p WHERE member_id = ?", somebody.id)
                .first(worker, row -> row.getString(1)).orElseThrow();
        assertThat(kept).contains("Trần Phú").doesNotContain("Zoroastrian", "7912345678", "2011-02-03");
    }

    @Test
    void showsSensitiveFieldsOnlyForAPurposeThatIsOnRecord() {
        reveal(Set.of("religion"), "short").statusCode(400);
        reveal(Set.of("address"), "pilgrimage list 2026").statusCode(422).body("errors.pointer", contains("/fields"));
        reveal(Set.of("religion", "partyMember", "partyCell"), "pilgrimage list 2026").statusCode(200).header("Cache-Control", "no-store")
                .body("religion", equalTo("Zoroastrian-canary"), "partyMember", equalTo(true), "$", org.hamcrest.Matchers.aMapWithSize(2));

        Api.as("auditor", tree.grassRoots).get("/audit-trail").then().statusCode(200).body(
                "items.find { it.subjectId == '" + somebody.id + "' && it.action == 'profile-revealed' }.purpose",
                equalTo("partyCell, partyMember, religion: pilgrimage list 2026"));
    }

    @Test
    void isChangedFieldByFieldAndHistorySaysOfSensitiveOnesOnlyThatTheyChanged() {
        patch("{\"profile\": {\"address\": null, \"religion\": \"Other-canary\"}}").statusCode(200).body("profile.maritalStatus", equalTo("married"),
                "profile.address", nullValue());
        String history = Api.officer().get(path + "/history").then().statusCode(200)
                .body("[2].detail.'profile.address'", contains("12 Trần Phú", null), "[2].detail.'profile.religion'", equalTo("changed"),
                        "[2].detail.size()", equalTo(2)).extract().asString();
        assertThat(history).doesNotContain("canary");
        patch("{\"profile\": {\"maritalStatus\": \"happy\", \"contractFrom\": \"2025-01-01\", \"contractTo\": \"2024-01-01\"}}").statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/profile/maritalStatus", "/profile/contractTo"));
        patch("{\"profile\": {\"noSuchField\": 1}}").statusCode(400);
        reveal(Set.of("religion"), "pilgrimage list 2026").body("religion", equalTo("Other-canary"));
        patch("{\"profile\": null}").statusCode(200).body("profile.maritalStatus", nullValue(), "withheld", equalTo(List.of()));
    }

    @Test
    void staysHiddenWhenAFieldBecomesSensitiveLater() {
        Sql.of("UPDATE member_profile SET plain = plain || '{\"ethnicity\": \"Kinh\"}' WHERE member_id = ?", somebody.id).run(worker);
        Api.officer().get(path).then().body("profile.ethnicity", nullValue(), "withheld", org.hamcrest.Matchers.hasItem("ethnicity"));
        reveal(Set.of("ethnicity"), "statistics 2026/06").body("ethnicity", equalTo("Kinh"));
    }

    @Test
    void isInTheOwnExportWhole() {
        somebody.calls().get("/me/export").then().statusCode(200).body("sections.profiles[0].religion", equalTo("Zoroastrian-canary"),
                "sections.profiles[0].address", equalTo("12 Trần Phú"), "sections.profiles[0].socialInsuranceNumber", equalTo("7912345678"));
    }

    @Test
    void isInTheOfficersSheetForAPurposeButForWhatIsSensitive() {
        String sheet = Api.as("unit-officer", tree.grassRoots).accept("text/csv").get("/members?purpose=insurance-list").then().statusCode(200)
                .extract().asString();
        assertThat(sheet).contains("Marital status", "Married", "12 Trần Phú").doesNotContain("canary", "7912345678", "Religion");
        assertThat(Api.as("treasurer", tree.grassRoots).accept("text/csv").get("/members").then().statusCode(200).extract().asString())
                .doesNotContain("Trần Phú", "Marital");
    }

    @Test
    void leavesNothingWhenThePersonIsForgotten() {
        String request = somebody.calls().body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        somebody.officer().body(Map.of()).post("/data-requests/" + request + "/acceptance").then().statusCode(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> count("member_profile WHERE member_id = ?") == 0);
        Api.officer().get(path).then().statusCode(200).body("profile", nullValue(), "status", equalTo("left"));
        assertThat(Api.officer().get(path + "/history").asString()).doesNotContain("Trần Phú");
        reveal(Set.of("religion"), "pilgrimage list 2026").statusCode(409).body("code", equalTo("member-forgotten"));
    }

    @Test
    void isNothingThatTheOthersAreTold() {
        await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("member").stream()
                .filter(fact -> somebody.id.toString().equals(TopicReader.header(fact, "ce_subject"))).count() == 2);
        assertThat(Contracts.told("member")).noneMatch(fact -> fact.value().contains("canary") || fact.value().contains("Trần Phú"));
    }

    private long count(String rows) {
        return Sql.of("SELECT count(*) FROM " + rows, somebody.id).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    private ValidatableResponse patch(String body) {
        return Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(body).patch(path).then();
    }

    private ValidatableResponse reveal(Set<String> fields, String purpose) {
        return Api.officer().contentType("application/json").body(Map.of("fields", fields, "purpose", purpose)).post(path + "/profile-reveals").then();
    }
}
