package org.doanket.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.application.Joining;
import org.doanket.membership.founding.Founders;
import org.doanket.membership.jobhelp.JobDesk;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

/**
 * Every table that names a person is told of in the own export and looked after when the person is forgotten: found by the catalogue, so that one that
 * comes later is not passed over.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PersonalTablesTest {

    /** Stands in every text of the person's that somebody can write. */
    private static final String CANARY = "Zqtrace" + Long.toString(System.nanoTime(), 36);
    private static final String TODAY = Joining.TODAY.toString();

    /** The section of the export that tells of a table. */
    private static final Map<String, String> TOLD = Map.ofEntries(Map.entry("member", "files"), Map.entry("member_event", "history"),
            Map.entry("member_profile", "profiles"), Map.entry("member_reminder", "reminders"), Map.entry("member_return", "returns"),
            Map.entry("member_standing", "standings"), Map.entry("consent_act", "consents"), Map.entry("data_request", "dataRequests"),
            Map.entry("application", "applications"), Map.entry("transfer", "transfers"), Map.entry("founding_person", "foundings"),
            Map.entry("unit_founder", "foundedUnits"), Map.entry("officer", "offices"), Map.entry("role_binding", "roles"),
            Map.entry("team_member", "teamParts"), Map.entry("job_seeker", "jobSearches"), Map.entry("congress_delegate", "congressDelegations"),
            Map.entry("reorganisation_member", "reorganisations"), Map.entry("roster_row", "imports"));

    private static final Map<String, String> NOT_TOLD = Map.of("member_word", "the words of the name in the file", "person_key", "a key",
            "team_card", "what the consents say, sealed", "statistic_chair", "frozenLists; FrozenReturnsTest tries it");

    /** Where the canary may be still. */
    private static final Map<String, String> KEPT = Map.of("role_binding", "by the account a role that has ended is refused",
            "idempotency_record", "answers are kept for seven days, for those who ask again", "job_opening", "an employer's, and nobody's file");

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private UUID member;

    @Test
    void everyTableThatNamesAPersonIsKnown() {
        Set<String> known = new HashSet<>(TOLD.keySet());
        known.addAll(NOT_TOLD.keySet());
        assertThat(naming().keySet()).as("tables that name a person: say of them in the export, and take the person out").isEqualTo(known);
    }

    @Test
    void tellsOfEachToWhoHasMovedSinceAndForgetsHimInEach() {
        beSomebodyEverywhere();
        naming().forEach((table, column) -> assertThat(!TOLD.containsKey(table) || Sql.of("SELECT 1 FROM " + table + " WHERE " + column + " = ? LIMIT 1", member)
                .first(worker, row -> true).isPresent()).as("there is something in %s", table).isTrue());

        assertThat(unitNow()).as("moved").isEqualTo(tree.sibling);
        JsonPath export = calls(tree.sibling).get("/me/export").then().statusCode(200).extract().jsonPath();
        Map<String, List<?>> sections = export.getMap("sections");
        assertThat(TOLD.values()).allSatisfy(section -> assertThat(sections.get(section)).as(section).isNotEmpty());
        assertThat(export.getString("sections.jobSearches[0].wish")).contains(CANARY);
        assertThat(export.getString("sections.transfers[0].note")).contains(CANARY);
        assertThat(export.getString("sections.placements[0].reason")).contains(CANARY);
        assertThat(export.getString("sections.applications[0].person.fullName")).contains(CANARY);
        assertThat(export.getString("sections.congressDelegations[0].withdrawReason")).contains(CANARY);

        assertThat(withCanary()).as("tables with something to forget").contains("member", "officer", "team_member", "team_consent", "congress_delegate",
                "placement", "reorganisation_member", "transfer");
        erase();
        assertThat(withCanary()).as("tables that still name who is forgotten").isSubsetOf(KEPT.keySet());
    }

    /** Tables with a column that is a member's or a person's id; and which. */
    private Map<String, String> naming() {
        Map<String, String> tables = new HashMap<>(Map.of("member", "id"));
        Sql.of("SELECT c.relname, min(a.attname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
                + "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
                + "AND a.attname IN ('member_id', 'person_id', 'former_id', 'match_id') GROUP BY 1")
                .list(worker, row -> tables.put(row.getString(1), row.getString(1).equals("roster_row") ? "match_id"
                        : row.getString(1).equals("member_return") ? "member_id" : row.getString(2)));
        tables.remove("erased_person");
        return tables;
    }

    private Set<String> withCanary() {
        Set<String> found = new HashSet<>();
        List<String> tables = Sql.of("SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' "
                + "AND has_table_privilege(c.oid, 'SELECT')").list(worker, row -> row.getString(1));
        for (String table : tables) {
            Sql.of("SELECT 1 FROM " + table + " t WHERE t::text ILIKE ? LIMIT 1", '%' + CANARY + '%').list(worker, row -> found.add(table));
        }
        return found;
    }

    private void beSomebodyEverywhere() {
        tree = new Api.Tree();
        apply();
        keepTheFile();
        lookForWork();
        holdOffices();
        beInATeam();
        beADelegate();
        standInSheetsAndActs();
        move();
    }

    private void apply() {
        Joining joining = new Joining(tree.grassRoots);
        Map<String, Object> person = Joining.person(Rosters.nationalId(720_500_000));
        person.putAll(Map.of("fullName", "Lê " + CANARY, "email", CANARY + "@example.org", "position", CANARY));
        Joining.apply(joining.code(), person).statusCode(201);
        member = UUID.fromString(joining.admits(joining.newest()).statusCode(200).extract().path("memberId"));
    }

    private void keepTheFile() {
        officer().contentType("application/merge-patch+json").header("If-Match", "*").body(Map.of("profile", Map.of("address", CANARY))).patch("/members/" + member)
                .then().statusCode(200);
        officer().body(Map.of("on", TODAY, "channel", "letter")).post("/members/" + member + "/reminders").then().statusCode(200);
        calls(tree.grassRoots).body(Map.of("purpose", "job-help", "textVersion", 1, "given", true)).post("/me/consents").then().statusCode(200);
        calls(tree.grassRoots).body(Map.of("kind", "correction", "corrections", Map.of("fullName", "Lê " + CANARY + " Hai"))).post("/me/data-requests").then().statusCode(201);
        Map<String, Object> founding = Api.founding("commune-union", tree.province);
        founding.putAll(Map.of("validFrom", TODAY, "founders", List.of(member)));
        Api.found(founding).statusCode(201);
        String founded = Founders.ready(tree.commune, "grass-roots-union", 5).id;
        Sql.of("UPDATE founding_person SET member_id = ? WHERE founding_id = ? AND number = 1", member, UUID.fromString(founded)).run(worker);
        Sql.of("INSERT INTO member_standing (member_id, told_at) VALUES (?, now())", member).run(worker);
        Sql.of("INSERT INTO member_return (member_id, seniority_from, citation, verified) VALUES (?, '2020-01-01', 'a test', false)", member).run(worker);
    }

    private void lookForWork() {
        String seeker = calls(tree.grassRoots).body(Map.of("trades", List.of("driver"), "wish", CANARY)).post("/me/job-seeking").then().statusCode(201).extract()
                .path("id");
        JobDesk desk = new JobDesk(tree.grassRoots);
        String placement = desk.bring(desk.published("Công ty A", "Tài xế", "driver", 2), seeker).statusCode(201).extract().path("id");
        desk.calls().body(Map.of("on", TODAY, "reason", CANARY)).post("/placements/" + placement + "/ending").then().statusCode(200);
    }

    private void holdOffices() {
        String body = post("/bodies", Map.of("unitId", tree.grassRoots, "kind", "executive-committee", "basis", "elected", "seats", 3, "actNumber", "1", "startsOn",
                TODAY, "officers", List.of(Map.of("memberId", member, "position", "chair", "account", CANARY))));
        String office = Api.officer().get("/officers?body=" + body).then().extract().path("items[0].id");
        Api.officer().contentType("application/json").body(Map.of("on", TODAY, "reason", CANARY, "actNumber", "2")).post("/officers/" + office + "/ending").then()
                .statusCode(200);
    }

    private void beInATeam() {
        String team = post("/teams", Map.of("unitId", tree.grassRoots, "name", "Đội", "service", "carrying", "foundedOn", "2024-01-01"));
        String part = post("/teams/" + team + "/members", Map.of("memberId", member, "duty", "head", "joinedOn", TODAY));
        post("/teams/" + team + "/handovers", Map.of("teamMemberId", part, "item", "Mũ", "quantity", 1, "givenOn", TODAY));
        calls(tree.grassRoots).body(Map.of("purpose", "name", "shown", CANARY, "proof", CANARY, "givenOn", TODAY)).post("/team-members/" + part + "/consents").then()
                .statusCode(200);
        officer().body(Map.of("on", TODAY, "reason", CANARY)).post("/team-members/" + part + "/leaving").then().statusCode(200);
    }

    private void beADelegate() {
        String congress = post("/congresses", Map.of("unitId", tree.commune, "kind", "ordinary", "form", "delegates", "name", "IV", "plannedOn", TODAY, "places", 9,
                "actNumber", "1", "actDate", TODAY));
        Api.officer().contentType("application/json").body(Map.of("basis", "elected", "fromUnitId", tree.grassRoots, "actNumber", "2", "chosenOn", TODAY,
                "memberIds", List.of(member))).post("/congresses/" + congress + "/delegates").then().statusCode(200);
        String delegate = Api.officer().get("/congresses/" + congress + "/delegates").then().extract().path("items[0].id");
        Api.officer().contentType("application/json").body(Map.of("on", TODAY, "reason", CANARY))
                .post("/congresses/" + congress + "/delegates/" + delegate + "/withdrawal").then().statusCode(200);
    }

    private void standInSheetsAndActs() {
        String code = Api.officer().get("/members/" + member).then().extract().path("code");
        new Rosters(tree.grassRoots).checked("Mã đoàn viên,Họ và tên,Ngày kết nạp\n" + code + ",Lê " + CANARY + "," + TODAY + "\n");
        UUID act = UUID.fromString(new Acts(tree.province, TODAY).draft(Acts.step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling))));
        Sql.of("INSERT INTO reorganisation_member (reorganisation_id, member_id, fact, unit_before, unit_after, status_before, reason_before) "
                + "VALUES (?, ?, 'member-transferred', ?, ?, 'active', ?)", act, member, tree.grassRoots, tree.sibling, CANARY).run(worker);
    }

    private void move() {
        String transfer = officer().body(Map.of("kind", "leave", "memberId", member, "toUnitCode", Acts.code(tree.sibling), "movesOn", TODAY, "note", CANARY))
                .post("/transfers").then().statusCode(201).extract().path("id");
        Api.as("unit-officer", tree.sibling).contentType("application/json").body(Map.of("decisionNumber", "05/QĐ")).post("/transfers/" + transfer + "/acceptance")
                .then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> unitNow().equals(tree.sibling));
    }

    private void erase() {
        String id = calls(tree.sibling).body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        Api.officer().contentType("application/json").body(Map.of("answer", "Accepted")).post("/data-requests/" + id + "/acceptance").then().statusCode(200)
                .body("state", equalTo("erasing"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> Api.officer().get("/data-requests/" + id).then().statusCode(200)
                .body("receipts.service", contains("membership")));
    }

    private UUID unitNow() {
        return UUID.fromString(Api.officer().get("/members/" + member).then().statusCode(200).extract().path("unitId"));
    }

    private RequestSpecification calls(UUID unit) {
        return Api.with(Tokens.of("member").unit(unit).member(member).subject("member-" + member)).contentType("application/json");
    }

    private RequestSpecification officer() {
        return Api.as("unit-officer", tree.grassRoots).contentType("application/json");
    }

    private static String post(String path, Map<String, ?> body) {
        return Api.officer().contentType("application/json").body(body).post(path).then().statusCode(201).extract().path("id");
    }
}
