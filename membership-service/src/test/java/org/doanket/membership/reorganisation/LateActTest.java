package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.reorganisation.Acts.found;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.member.Million;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An act of 1 July that is loaded weeks later, when the register has gone on. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LateActTest {

    private static final String BEFORE = "2025-06-15";
    private static final String DAY = "2025-07-01";
    private static final String MOVED = "2025-07-10";

    @Inject
    MemberService members;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Acts acts;
    private UUID other;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        acts = new Acts(tree.province, DAY);
        other = Api.unit("grass-roots-union", tree.commune);
    }

    @Test
    void whoCameToAUnitAfterTheActsDayIsCountedBeforeWhereHeWas() {
        UUID comes = People.member(tree.grassRoots);
        People.member(other);
        transfer(comes, other, MOVED);
        String merged = Api.code();
        String id = acts.done(found(merged, "grass-roots-union", Acts.code(tree.commune)),
                step("merge", Acts.code(other), "into", merged));
        UUID into = UUID.fromString(Acts.unit(merged, null).getString("id"));

        counted(tree.grassRoots, BEFORE, 1);
        counted(other, BEFORE, 1);
        counted(tree.grassRoots, "2025-07-05", 1);
        counted(into, "2025-07-05", 1);
        counted(tree.grassRoots, MOVED, 0);
        counted(into, MOVED, 2);
        Api.officer().get("/members/" + comes + "/history").then().body("[2].effective", equalTo(MOVED), "[2].detail.reorganisation", equalTo(id));

        Acts.done(Acts.counter(id, "2025-07-05"));
        Api.officer().get("/members/" + comes).then().body("unitId", equalTo(other.toString()));
        counted(tree.grassRoots, "2025-07-07", 1);
        counted(other, "2025-07-07", 1);
        counted(other, MOVED, 2);
    }

    @Test
    void nobodyWhoCameAfterTheActsDayIsEndedOnIt() {
        UUID comes = People.member(tree.grassRoots);
        transfer(comes, other, MOVED);
        String id = acts.draft(step("dissolve", Acts.code(other)));
        assertThat(Acts.foresee(id).getLong("breaches")).isEqualTo(1);
        assertThat(Acts.findings(id)).containsExactly("1 " + Acts.code(other) + " members-of-later-days");
    }

    @Test
    void warnsOfThoseWhoLeftAUnitBetweenItsEndAndToday() {
        UUID goes = People.member(other);
        transfer(goes, tree.grassRoots, MOVED);
        People.setStatus(People.member(other), "left", MOVED);
        People.setStatus(People.member(other), "left", BEFORE);
        String id = acts.draft(step("dissolve", Acts.code(other)));
        JsonPath seen = Acts.foresee(id);
        assertThat(seen.getLong("breaches")).isZero();
        Api.officer().get("/reorganisations/" + id + "/dry-run/findings").then().body("items.code", containsInAnyOrder("members-left-since"),
                "items[0].message", org.hamcrest.Matchers.startsWith("2 members went elsewhere"));
    }

    @Test
    void aUnitFoundedBeforeItsParentMovedStoodThenBelowWhatItsParentStoodBelow() {
        acts.done(step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling)));
        Map<String, Object> founding = Api.founding("departmental-union", tree.grassRoots);
        founding.put("validFrom", "2025-06-01");
        UUID alone = UUID.fromString(Api.found(founding).statusCode(201).extract().path("id"));
        String code = Api.code();
        acts.done(found(code, "departmental-union", Acts.code(tree.grassRoots), "validFrom", "2025-06-01"),
                found(code + "-1", "departmental-union", code, "validFrom", "2025-06-10"));
        for (UUID unit : new UUID[] {alone, UUID.fromString(Acts.unit(code, null).getString("id")), UUID.fromString(Acts.unit(code + "-1", null).getString("id"))}) {
            assertThat(standsBelow(tree.commune, unit, BEFORE)).isTrue();
            assertThat(standsBelow(tree.sibling, unit, BEFORE)).isFalse();
            assertThat(standsBelow(tree.sibling, unit, DAY)).isTrue();
            assertThat(standsBelow(tree.commune, unit, DAY)).isFalse();
        }
    }

    @Test
    void aUnitFoundedByTheActThatMovesWhatIsAboveItStoodBeforeWhereThatStood() {
        String code = Api.code();
        acts.done(step("move", Acts.code(tree.commune), "parent", Acts.code(tree.sibling)),
                found(code, "departmental-union", Acts.code(tree.grassRoots), "validFrom", "2025-06-01"));
        UUID unit = UUID.fromString(Acts.unit(code, null).getString("id"));
        assertThat(standsBelow(tree.commune, unit, BEFORE)).isTrue();
        assertThat(standsBelow(tree.sibling, unit, BEFORE)).isFalse();
        assertThat(standsBelow(tree.sibling, unit, DAY)).isTrue();
    }

    @Test
    void isNotFoundedWhereTheParentDidNotStand() {
        String id = acts.done(step("dissolve", Acts.code(other)));
        Acts.done(Acts.counter(id, "2025-08-01"));
        Map<String, Object> founding = new HashMap<>(Api.founding("departmental-union", other));
        founding.put("validFrom", "2025-07-20");
        Api.found(founding).statusCode(409).body("code", equalTo("unit-before-last-change"));
        String early = acts.draft(found(Api.code(), "departmental-union", Acts.code(other), "validFrom", "2025-06-01"));
        Acts.foresee(early);
        assertThat(Acts.findings(early)).containsExactly("1 " + Acts.code(other) + " unit-not-there");
    }

    /** Put wrong by the database: it is written so no more. */
    @Test
    void whatSuchActsOnceWroteIsPutRightWhereItCanBeKnown() throws SQLException {
        UUID comes = People.member(tree.grassRoots);
        transfer(comes, other, MOVED);
        acts.done(step("merge", Acts.code(other), "into", Acts.code(tree.grassRoots)));
        try (Connection owner = Million.login("OWNER"); Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("ALTER TABLE member_event NO FORCE ROW LEVEL SECURITY; ALTER TABLE member_event DISABLE TRIGGER only_forgetting");
            assertThat(Sql.of("UPDATE member_event SET effective = ?::date WHERE member_id = ? AND version = 3", DAY, comes).run(owner)).isEqualTo(1);
            assertThat(repaired(owner)).isEqualTo(1);
            assertThat(repaired(owner)).isZero();
            statement.execute("ALTER TABLE member_event ENABLE TRIGGER only_forgetting; ALTER TABLE member_event FORCE ROW LEVEL SECURITY");
            owner.commit();
        }
        Api.officer().get("/members/" + comes + "/history").then().body("[2].effective", equalTo(MOVED), "[2].detail.effectiveBefore", equalTo(DAY));
        counted(tree.grassRoots, "2025-07-05", 1);
        counted(other, BEFORE, 0);
    }

    @Test
    void whatCannotBeKnownIsListedForAnOperator() {
        acts.done(step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling)));
        Map<String, Object> founding = Api.founding("departmental-union", tree.grassRoots);
        founding.put("validFrom", "2025-06-01");
        UUID unit = UUID.fromString(Api.found(founding).statusCode(201).extract().path("id"));
        String code = Acts.code(unit);
        assertThat(doubts(code)).isEmpty();
        Sql.of("UPDATE unit_placement p SET path = u.path FROM unit u WHERE u.id = p.unit_id AND u.id = ? AND p.valid_from = '2025-06-01'", unit).run(worker);
        assertThat(doubts(code)).containsExactly("not-below-its-parent 2025-06-01 " + DAY);
        Sql.of("UPDATE unit_placement SET valid_from = '2019-06-01' WHERE unit_id = ? AND valid_from = '2025-06-01'", unit).run(worker);
        assertThat(doubts(code)).contains("before-its-parent 2019-06-01 2020-01-01");
    }

    private List<String> doubts(String unitCode) {
        return Sql.of("SELECT what, from_day, to_day FROM doubtful_history() WHERE unit_code = ?", unitCode)
                .list(worker, row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
    }

    private static long repaired(Connection owner) throws SQLException {
        return Sql.of("SELECT repair_late_transfers()").first(owner, row -> row.getLong(1)).orElseThrow();
    }

    private void transfer(UUID member, UUID to, String on) {
        QuarkusTransaction.requiringNew().run(() -> members.transfer(member, to, LocalDate.parse(on), "05/QD", null));
    }

    private static void counted(UUID unit, String day, int count) {
        Api.officer().get("/members/count?unit=" + unit + "&asOf=" + day).then().statusCode(200).body("count", equalTo(count));
    }

    private static boolean standsBelow(UUID upper, UUID unit, String day) {
        return Api.officer().get("/units/" + upper + "/subtree?limit=200&asOf=" + day).then().statusCode(200).extract().<java.util.List<String>>path("items.id")
                .contains(unit.toString());
    }
}
