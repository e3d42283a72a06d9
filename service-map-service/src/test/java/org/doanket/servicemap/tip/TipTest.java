package org.doanket.servicemap.tip;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.tip.TipRoom.TEXT;
import static org.doanket.servicemap.tip.TipRoom.TIPS;
import static org.doanket.servicemap.tip.TipRoom.left;
import static org.doanket.servicemap.tip.TipRoom.officer;
import static org.doanket.servicemap.tip.TipRoom.tip;
import static org.doanket.servicemap.tip.TipRoom.tipWithContact;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitState;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.UnitFacts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TipTest {

    private static final String TRAIL = "/map/v1/tip-trail";

    @Inject
    MapApi api;
    @Inject
    UnitFacts facts;
    @Inject
    Housekeeping housekeeping;
    @Inject
    AgroalDataSource app;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;
    private UUID room;

    @BeforeEach
    void openRoom() {
        tree = api.plant("vn");
        room = tree.commune();
        TipRoom.open(room);
    }

    @Test
    void isReadByTheOfficerOfThatVeryUnitAndByNobodyElse() {
        String id = left(tip(room));
        officer(room).get(TIPS + "/" + id).then().statusCode(200).body("text", equalTo(TEXT)).body("state", equalTo("received"));
        for (UUID unit : List.of(tree.province(), tree.grassRoots(), tree.sibling(), tree.elsewhere())) {
            officer(unit).get(TIPS + "/" + id).then().statusCode(404);
            officer(unit).get(TIPS).then().statusCode(200).body("items.size()", equalTo(0));
            officer(unit).body(Map.of("authority", "Công an")).post(TIPS + "/" + id + "/handover").then().statusCode(404);
        }
    }

    @Test
    void theRootReadsNoTipsEither() {
        given().header("Authorization", "Bearer " + Tokens.of("tips-officer").token()).get(TIPS).then().statusCode(403);
    }

    @Test
    void theDatabaseItselfShowsNothingToAScopeThatMerelyContainsTheRoom() throws SQLException {
        left(tip(room));
        assertThat(seenFrom(tree.path())).isEqualTo(1);
        assertThat(seenFrom(tree.path().replaceAll("[^/]+/$", ""))).isZero();
    }

    private int seenFrom(String path) throws SQLException {
        try (Connection connection = direct("app")) {
            connection.setAutoCommit(false);
            Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", path + "|", path + "~|").run(connection);
            return Sql.of("SELECT count(*) FROM tips.tip").first(connection, row -> row.getInt(1)).orElseThrow();
        }
    }

    @Test
    void backgroundWorkCannotReadWhatLiesInTheRoom() {
        left(tipWithContact(room, "0912 345 678"));
        for (String column : List.of("tips.statement.sealed", "tips.source.sealed", "tips.source.wrapped", "tips.room.wrapped", "tips.outcome.tips")) {
            String table = column.substring(0, column.lastIndexOf('.'));
            assertThatThrownBy(() -> {
                try (Connection connection = worker.getConnection()) {
                    Sql.of("SELECT " + column.substring(table.length() + 1) + " FROM " + table).list(connection, row -> row.getObject(1));
                }
            }).as(column).isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
        }
    }

    @Test
    void keepsNothingOfWhoLeftIt() throws SQLException {
        String member = "rider-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        String id = given().header("Authorization", "Bearer " + Tokens.of("member").unit(room).subject(member).token()).header("Idempotency-Key", key)
                .contentType("application/json").body(tip(room)).post(TIPS).then().statusCode(201).extract().path("id");
        try (Connection connection = worker.getConnection()) {
            assertThat(Sql.of("SELECT count(*) FROM idempotency_record WHERE subject = ? OR key = ?", member, key).first(connection, row -> row.getInt(1)))
                    .contains(0);
            assertThat(Sql.of("SELECT count(*) FROM audit_entry WHERE actor = ? OR subject_id = ?", member, id).first(connection, row -> row.getInt(1)))
                    .contains(0);
        }
        assertThat(UUID.fromString(id).version()).as("an id that tells no time").isEqualTo(4);
    }

    @Test
    void whatIsDoneInTheRoomStandsOnATrailOfItsOwn() throws SQLException {
        String id = left(tipWithContact(room, "0912 345 678"));
        officer(room).get(TIPS + "/" + id).then().statusCode(200);
        officer(room).body(Map.of("purpose", "Trả lời người báo tin")).post(TIPS + "/" + id + "/source-reveal").then().statusCode(200);
        officer(room).body(Map.of("authority", "Công an phường 1")).post(TIPS + "/" + id + "/handover").then().statusCode(200);
        officer(room).body(TipRoom.counts("2025-06", 1, 0, 0, 0, 0)).post(TipRoom.OUTCOMES).then().statusCode(200);
        for (UUID unit : List.of(tree.province(), room)) {
            given().header("Authorization", "Bearer " + Tokens.of("auditor").unit(unit).token()).get("/map/v1/audit-trail?limit=200").then().statusCode(200)
                    .body("items.action", everyItem(equalTo("tip-room-opened")));
        }
        officer(room).get(TRAIL).then().statusCode(200).body("items.action", contains("tip-outcome-counted", "tip-outcome-counted", "tip-handed-over",
                "tip-source-revealed", "tip-read")).body("items[3].purpose", equalTo("Trả lời người báo tin")).body("items[4].subject", equalTo(id))
                .body("items[4].actor", equalTo("tester")).body("items[4].at", notNullValue());
        for (UUID unit : List.of(tree.province(), tree.grassRoots(), tree.sibling())) {
            officer(unit).get(TRAIL).then().statusCode(200).body("items", hasSize(0));
        }
        try (Connection connection = direct("app")) {
            // Neither to be changed nor to be read: not by who reads the tables, for the purpose is sealed.
            connection.setAutoCommit(false);
            Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", tree.path() + "|", tree.path() + "~|").run(connection);
            assertThat(Sql.of("SELECT string_agg(t::text, '') FROM tips.trail t").first(connection, row -> row.getString(1)).orElseThrow())
                    .contains("tip-read").doesNotContain("người báo tin");
            assertThatThrownBy(() -> Sql.of("DELETE FROM tips.trail").run(connection)).isInstanceOf(SQLException.class);
        }
    }

    private void ends(UUID unit, String path, List<UUID> successors, UUID parent) {
        facts.tell("unit-ended", 2, new UnitState(unit, "T" + unit, "u", "commune-union", "upper", "vn", parent, path, LocalDate.parse("2020-01-01"),
                LocalDate.parse("2026-07-01"), successors, List.of(), List.of()));
    }

    private static void awaitTips(UUID unit, int tips) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> officer(unit).get(TIPS).then().statusCode(200).body("items", hasSize(tips)));
    }

    @Test
    void whatLiesInTheRoomOfAMergedUnitIsReadByTheOfficerOfItsSuccessorAndByNobodyElse() throws SQLException {
        UUID heir = tree.sibling();
        String id = left(tipWithContact(room, "0912 345 678"));
        String handed = left(tip(room));
        officer(room).body(Map.of("purpose", "Trả lời người báo tin")).post(TIPS + "/" + id + "/source-reveal").then().statusCode(200);
        officer(room).body(Map.of("authority", "Công an phường 1")).post(TIPS + "/" + handed + "/handover").then().statusCode(200);
        ends(room, tree.path(), List.of(heir), tree.province());
        awaitTips(heir, 2);
        officer(heir).get(TIPS + "/" + id).then().statusCode(200).body("text", equalTo(TEXT)).body("leftIn", equalTo(room.toString())).body("answerDue", equalTo(true));
        officer(heir).body(Map.of("purpose", "Trả lời")).post(TIPS + "/" + id + "/source-reveal").then().statusCode(200).body("contact", equalTo("0912 345 678"));
        officer(heir).get(TIPS + "/" + handed).then().statusCode(200).body("steps.authority", contains("Công an phường 1"));
        officer(heir).post(TIPS + "/" + handed + "/closing").then().statusCode(200).body("state", equalTo("closed"));
        officer(heir).get(TIPS + "/" + handed).then().body("steps.deed", contains("handed-over", "closed"));
        for (UUID unit : List.of(room, tree.province(), tree.grassRoots(), tree.elsewhere())) {
            officer(unit).get(TIPS + "/" + id).then().statusCode(404);
            officer(unit).get(TIPS).then().statusCode(200).body("items", hasSize(0));
            officer(unit).get(TRAIL).then().statusCode(200).body("items.action", not(hasItem("tip-source-revealed")));
        }
        // The trail goes along, and says so; nobody outside learns how much there was.
        officer(heir).get(TRAIL).then().statusCode(200).body("items.action", hasItems("tip-room-taken-over", "tip-handed-over", "tip-source-revealed"))
                .body("items.purpose", hasItem("Trả lời người báo tin")).body("items.find { it.action == 'tip-room-taken-over' }.subject", equalTo(room.toString()));
        given().header("Authorization", "Bearer " + Tokens.of("auditor").unit(tree.province()).token()).get("/map/v1/audit-trail?limit=200").then().statusCode(200)
                .body("items.action", containsInAnyOrder("tip-room-opened", "tip-room-taken-over"));
        // It takes no tips of its own until its officer has opened its room, and what it has stays readable then.
        for (UUID unit : List.of(room, heir)) {
            given().get("/map/v1/tip-rooms?unit=" + unit).then().body("items", hasSize(0));
            given().contentType("application/json").body(tip(unit)).post(TIPS).then().statusCode(422).body("code", equalTo("tip-room-missing"));
        }
        TipRoom.open(heir);
        officer(heir).post("/map/v1/tip-rooms").then().statusCode(409);
        String own = left(tip(heir));
        officer(heir).get(TIPS + "/" + own).then().statusCode(200).body("text", equalTo(TEXT)).body("leftIn", equalTo(heir.toString()));
        officer(heir).get(TIPS + "/" + id).then().statusCode(200).body("text", equalTo(TEXT));
    }

    @Test
    void withoutASuccessorTheNearestUnitAboveThatIsStillThereGoesOnWithTheTips() throws SQLException {
        TipRoom.open(tree.grassRoots());
        String low = left(tip(tree.grassRoots()));
        String middle = left(tip(room));
        String path = api.path(tree.grassRoots());
        ends(tree.grassRoots(), path, List.of(), room);
        awaitTips(room, 2);
        ends(room, tree.path(), List.of(), tree.province());
        awaitTips(tree.province(), 2);
        for (String id : List.of(low, middle)) {
            officer(tree.province()).get(TIPS + "/" + id).then().statusCode(200).body("text", equalTo(TEXT));
            officer(room).get(TIPS + "/" + id).then().statusCode(404);
        }
        officer(tree.province()).get(TRAIL).then().body("items.action", hasItems("tip-room-taken-over")).body("items.subject", hasItems(room.toString(), tree.grassRoots().toString()));
        // A unit that is founded again begins with an empty room.
        facts.tell("unit-restored", 3, new UnitState(room, "T" + room, "u", "commune-union", "upper", "vn", tree.province(), tree.path(), LocalDate.parse("2020-01-01"), null,
                List.of(), List.of(), List.of()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> officer(room).post("/map/v1/tip-rooms").then().statusCode(201));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(given().contentType("application/json").body(tip(room)).post(TIPS).statusCode()).isEqualTo(201));
        awaitTips(room, 1);
        awaitTips(tree.province(), 2);
    }

    @Test
    void theSameTipSentAgainIsNoSecondTip() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> tip = tip(room);
        String first = given().header("Idempotency-Key", key).contentType("application/json").body(tip).post(TIPS).then().statusCode(201).extract().path("id");
        given().header("Idempotency-Key", key).contentType("application/json").body(tip).post(TIPS).then().statusCode(201).body("id", equalTo(first));
        officer(room).get(TIPS).then().body("items.size()", equalTo(1));
        tip.put("text", "Một việc khác");
        given().header("Idempotency-Key", key).contentType("application/json").body(tip).post(TIPS).then().statusCode(201);
        officer(room).get(TIPS).then().body("items.size()", equalTo(2));
    }

    @Test
    void takesAContactOnlyForAnAnswerAndDestroysItWhenItWasGiven() {
        Map<String, Object> curious = tip(room);
        curious.put("contact", "0912 345 678");
        given().contentType("application/json").body(curious).post(TIPS).then().statusCode(400).body("errors.pointer", contains("/contact"));

        String id = left(tipWithContact(room, "0912 345 678"));
        officer(room).body(Map.of("purpose", "Trả lời người báo tin")).post(TIPS + "/" + id + "/source-reveal").then().statusCode(200)
                .body("contact", equalTo("0912 345 678"));
        officer(room).body(Map.of("authority", "Công an phường 1", "reference", "12/2026")).post(TIPS + "/" + id + "/handover").then().statusCode(200);
        officer(room).post(TIPS + "/" + id + "/closing").then().statusCode(409).body("code", equalTo("tip-answer-due"));
        officer(room).post(TIPS + "/" + id + "/answer").then().statusCode(200).body("answerDue", equalTo(false));
        officer(room).body(Map.of("purpose", "Xem lại")).post(TIPS + "/" + id + "/source-reveal").then().statusCode(404);
        officer(room).post(TIPS + "/" + id + "/closing").then().statusCode(200).body("state", equalTo("closed"));
        officer(room).get(TIPS + "/" + id).then().body("steps.deed", contains("handed-over", "answered", "closed"))
                .body("steps[0].authority", equalTo("Công an phường 1")).body("steps[0].on", equalTo(LocalDate.now(Zones.of("vn")).toString()));
    }

    @Test
    void refusesATipWhereNobodyWouldReadIt() {
        String before = left(tip(room));
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2025-01-01' WHERE id = ?", room));
        given().contentType("application/json").body(tip(room)).post(TIPS).then().statusCode(422).body("code", equalTo("tip-room-missing"));
        officer(room).get(TIPS + "/" + before).then().statusCode(200);
        given().contentType("application/json").body(tip(tree.sibling())).post(TIPS).then().statusCode(422).body("code", equalTo("tip-room-missing"));
    }

    @Test
    void isDismissedWithoutCountingAndOnlyOnce() {
        String id = left(tip(room));
        officer(room).post(TIPS + "/" + id + "/dismissal").then().statusCode(200).body("state", equalTo("dismissed"));
        officer(room).post(TIPS + "/" + id + "/dismissal").then().statusCode(409);
        officer(room).body(Map.of("authority", "Công an")).post(TIPS + "/" + id + "/handover").then().statusCode(409)
                .body("code", equalTo("tip-already-dismissed"));
        officer(room).get(TipRoom.OUTCOMES + "/standing").then().body("counted.tips", equalTo(0));
    }

    @Test
    void leavesWhenItHasBeenKeptLongEnough() throws SQLException {
        String id = left(tipWithContact(room, "0912 345 678"));
        // As if it had been left three years ago: the owner alone may turn the clock back.
        try (Connection owner = direct("owner")) {
            owner.setAutoCommit(false);
            for (String table : List.of("source", "statement")) {
                Sql.of("ALTER TABLE tips." + table + " NO FORCE ROW LEVEL SECURITY").run(owner);
                Sql.of("UPDATE tips." + table + " SET received_on = current_date - 1000 WHERE tip_id = ?", UUID.fromString(id)).run(owner);
                Sql.of("ALTER TABLE tips." + table + " FORCE ROW LEVEL SECURITY").run(owner);
            }
            owner.commit();
        }
        housekeeping.removeWhatIsDue();
        officer(room).get(TIPS + "/" + id).then().statusCode(200).body("text", nullValue()).body("kind", equalTo("gambling"));
        officer(room).body(Map.of("purpose", "Trả lời")).post(TIPS + "/" + id + "/source-reveal").then().statusCode(404);
    }

    private static Connection direct(String login) throws SQLException {
        var config = ConfigProvider.getConfig();
        String prefix = login.equals("owner") ? "quarkus.flyway." : "quarkus.datasource.";
        return DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class), config.getValue(prefix + "username", String.class),
                config.getValue(prefix + "password", String.class));
    }
}
