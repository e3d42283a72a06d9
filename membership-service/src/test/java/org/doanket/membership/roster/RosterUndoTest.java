package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.member.MemberUndoService;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the way of taking an import back, and that whatever fails leaves a way on. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterUndoTest {

    private static final String THREE = "Họ tên,Mã NV,Ngày vào công đoàn\nMột,E1,01/02/2020\nHai,E2,01/02/2020\nBa,E3,01/02/2020\n";

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
    void isNotUndoneOnceItsMembersHoldOffice() {
        String id = committed(rosters, THREE);
        committee(tree.grassRoots, members(tree.grassRoots));

        undo(rosters, id).statusCode(409).body("code", equalTo("import-built-upon"), "builtUpon", equalTo(Map.of("officers", 3)),
                "detail", equalTo("What was built on its members since would be lost: offices (3)."));
        rosters.get(id, "").body("state", equalTo("committed"));
    }

    @Test
    void isNotUndoneOnceItsMembersAreInATeam() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);
        Rosters drivers = new Rosters(guild);
        String id = committed(drivers, THREE);
        String team = post("/teams", Map.of("unitId", guild, "name", "Đội xe ôm", "service", "motorbike-taxi", "foundedOn", "2024-07-01"))
                .statusCode(201).extract().path("id");
        post("/teams/" + team + "/members", Map.of("memberId", members(guild).get(0), "duty", "head", "joinedOn", "2024-08-01")).statusCode(201);

        undo(drivers, id).statusCode(409).body("builtUpon", equalTo(Map.of("teamMembers", 1)));
    }

    @Test
    void namesEverythingThatWasBuiltOnNewMembers() {
        String id = committed(rosters, THREE);
        String member = members(tree.grassRoots).get(0);
        post("/members/" + member + "/reminders", Map.of("on", "2024-01-01", "channel", "letter")).statusCode(200);
        Sql.of("INSERT INTO unit_founder (unit_id, member_id) VALUES (?, ?::uuid)", tree.grassRoots, member).run(worker);
        Sql.of("INSERT INTO data_request (id, member_id, kind, state, asked_at, version) VALUES (?, ?::uuid, 'correction', 'refused', now(), 1)", Ids.next(),
                member).run(worker);
        Sql.of("INSERT INTO consent_act (id, member_id, purpose, text_version, given, channel, language, at, recorded_by) "
                + "VALUES (?, ?::uuid, 'photo', 1, true, 'paper', 'vi', now(), 'x')", Ids.next(), member).run(worker);
        Sql.of("INSERT INTO transfer (id, member_id, from_unit, to_unit, asked_by, state, moves_on, asked_at, asked_subject, version) "
                + "VALUES (?, ?::uuid, ?, ?, 'from', 'asked', current_date, now(), 'x', 1)", Ids.next(), member, tree.grassRoots, tree.elsewhere).run(worker);
        rosters.officer().contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body(Map.of("position", "Tổ trưởng"))
                .patch("/members/" + members(tree.grassRoots).get(1)).then().statusCode(200);

        undo(rosters, id).statusCode(409).body("builtUpon", equalTo(Map.of("changed", 1, "reminders", 1, "founders", 1, "dataRequests", 1, "consents", 1,
                "transfers", 1)));
    }

    @Test
    void isNotUndoneOnceFinanceHasToldThatItsMembersHavePaidAndTakesEmptyStandingsAlong() {
        String id = committed(rosters, THREE);
        List<String> admitted = members(tree.grassRoots);
        Sql.of("INSERT INTO member_standing (member_id, paid_up_to, told_at) VALUES (?::uuid, '2024-03-01', now()), (?::uuid, NULL, now())", admitted.get(0),
                admitted.get(1)).run(worker);
        undo(rosters, id).statusCode(409).body("builtUpon", equalTo(Map.of("dues", 1)), "detail",
                equalTo("What was built on its members since would be lost: paid dues (1)."));

        Sql.of("UPDATE member_standing SET paid_up_to = NULL WHERE member_id = ?::uuid", admitted.get(0)).run(worker);
        assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");
        assertThat(Sql.of("SELECT 1 FROM member_standing WHERE member_id IN (?::uuid, ?::uuid)", admitted.get(0), admitted.get(1))
                .list(worker, row -> true)).isEmpty();
    }

    @Test
    void isNotUndoneOnceThoseWhomItMovedHoldOfficeWhereTheyCame() {
        Rosters commune = new Rosters(tree.commune);
        committed(rosters, THREE);
        UUID other = Api.unit("grass-roots-union", tree.commune);
        String code = Api.officer().get("/units/" + other).then().extract().path("code");
        String id = committed(commune, "Họ tên,Mã NV,Mã CĐCS\nMột,E1," + code + "\nHai,E2," + code + "\nBa,E3," + code + "\n");
        committee(other, members(other));

        undo(commune, id).statusCode(409).body("builtUpon", equalTo(Map.of("officers", 3)));
    }

    @Test
    void isNotUndoneWhereSomebodyElseHasByNowTheCardThatAMemberHadBefore() {
        String card = Api.code();
        committed(rosters, "Họ tên,Mã NV,Số thẻ\nMột,E1," + card + "\n");
        String id = committed(rosters, "Họ tên,Mã NV,Số thẻ\nMột,E1," + card + "-2\n");
        UUID other = People.member(tree.sibling, Map.of("cardNumber", card));

        assertThat(rosters.undo(id).getString("failure")).isEqualTo("import-numbers-taken");
        rosters.get(id, "").body("state", equalTo("committed"));
        People.setStatus(other, "left", "2024-01-01");
        assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");
        Api.officer().get("/members/" + members(tree.grassRoots).get(0)).then().body("cardNumber", equalTo(card));
    }

    @Test
    void isUndoneWithConsentsThatItsChangedMembersHadBefore() {
        committed(rosters, THREE);
        String member = members(tree.grassRoots).get(0);
        post("/members/" + member + "/reminders", Map.of("on", "2024-01-01", "channel", "letter")).statusCode(200);
        String id = committed(rosters, "Họ tên,Mã NV,Chức vụ\nMột,E1,x\nHai,E2,x\nBa,E3,x\n");

        assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");
        Api.officer().get("/members/" + member + "/reminders").then().body("on", contains("2024-01-01"));
    }

    @Test
    void isUndoneAfterALaterOneThatWasUndone() {
        String first = committed(rosters, THREE);
        String second = committed(rosters, "Họ tên,Mã NV,Chức vụ\nMột,E1,x\nHai,E2,x\n");
        String third = committed(rosters, "Họ tên,Mã NV,Chức vụ\nMột,E1,y\n");
        undo(rosters, second).statusCode(409).body("builtUpon", equalTo(Map.of("changed", 1)));
        undo(rosters, first).statusCode(409).body("builtUpon", equalTo(Map.of("changed", 2)));
        String member = Api.officer().get("/members?unit=" + tree.grassRoots + "&q=mot").then().extract().path("items[0].id");

        assertThat(rosters.undo(third).getString("state")).isEqualTo("succeeded");
        assertThat(rosters.undo(second).getString("state")).isEqualTo("succeeded");
        Api.officer().get("/members/" + member).then().body("position", nullValue());
        Api.officer().get("/members/" + member + "/history").then().body("version", contains(1, 2, 3, 4, 5));
        assertThat(rosters.undo(first).getString("state")).isEqualTo("succeeded");
        assertThat(members(tree.grassRoots)).isEmpty();
    }

    /** Whoever gives members a new table has to say whether an undo may take its rows along. */
    @Test
    void countsEveryTableThatPointsAtMembers() {
        Set<String> pointing = new HashSet<>(Sql.of("SELECT DISTINCT conrelid::regclass::text FROM pg_constraint "
                + "WHERE contype = 'f' AND confrelid = 'member'::regclass").list(worker, row -> row.getString(1)));
        Set<String> known = new HashSet<>(MemberUndoService.TABLES.values());
        known.addAll(MemberUndoService.PART_OF_THE_MEMBER);
        assertThat(pointing).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"checking, unreadable", "committing, ready", "undoing, committed"})
    void goesOnFromWhereItWasWhenItsJobGaveUp(String underWay, String before) {
        String id = rosters.checked(THREE);
        if (underWay.equals("undoing")) {
            rosters.commit(id);
        }
        Sql.of("WITH given_up AS (UPDATE job SET state = 'failed', failure = 'unexpected' WHERE id = (SELECT job_id FROM roster_import WHERE id = ?::uuid)) "
                + "UPDATE roster_import SET state = ? WHERE id = ?::uuid", id, underWay, id).run(worker);

        rosters.get(id, "").body("state", equalTo(before));
        rosters.officer().get("/imports").then().body("items[0].state", equalTo(before));
        if (underWay.equals("checking")) {
            rosters.checkedAgain(id, Map.of("Mã NV", "externalId"));
            rosters.get(id, "").body("state", equalTo("ready"), "fresh", equalTo(3));
        } else if (underWay.equals("committing")) {
            assertThat(rosters.commit(id).getInt("result.admitted")).isEqualTo(3);
        } else {
            assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");
            rosters.get(id, "").body("state", equalTo("undone"));
        }
    }

    private static String committed(Rosters rosters, String sheet) {
        String id = rosters.checked(sheet);
        assertThat(rosters.commit(id).getString("state")).isEqualTo("succeeded");
        return id;
    }

    private static ValidatableResponse undo(Rosters rosters, String id) {
        return rosters.officer().post("/imports/" + id + "/undo").then();
    }

    private static void committee(UUID unit, List<String> members) {
        List<String> positions = new ArrayList<>(List.of("chair", "member", "member"));
        List<Map<String, Object>> officers = members.stream().<Map<String, Object>>map(member -> Map.of("memberId", member, "position", positions.remove(0)))
                .toList();
        post("/bodies", Map.of("unitId", unit, "kind", "executive-committee", "basis", "appointed", "seats", 3, "actNumber", "01/QD", "startsOn", "2025-10-15",
                "officers", officers)).statusCode(201);
    }

    private static List<String> members(UUID unit) {
        return Api.officer().get("/members?unit=" + unit).then().statusCode(200).extract().path("items.id");
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post(path).then();
    }
}
