package org.doanket.membership.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes to another union leaves office and team on the day of the move, however long he has been a member. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class OfficeLeavingTest {

    private static final String MOVED = "2026-02-01";
    private static final String MIDNIGHT = "2026-01-31T17:00:00Z";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private UUID guild;
    private UUID chair;
    private UUID body;
    private String team;
    private String part;

    @BeforeEach
    void electAndJoinATeam() {
        tree = new Api.Tree();
        guild = Api.unit("nghiep-doan", tree.commune);
        chair = People.member(guild);
        body = Bodies.formed(Bodies.committee(guild, 3, chair, "chair", chair, "treasurer"));
        team = Bodies.act("/teams", Map.of("unitId", guild, "name", "Đội xe ôm", "service", "ride", "foundedOn", "2024-07-01")).statusCode(201).extract()
                .path("id");
        part = Bodies.act("/teams/" + team + "/members", Map.of("memberId", chair, "duty", "member", "joinedOn", "2024-09-01")).statusCode(201).extract()
                .path("id");
    }

    @Test
    void leavesOfficeAndTeamOnTheDayOfATransferAndHeldThemUntilThen() {
        transfer();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?state=all&body=" + body)
                .body("items.endReason.unique()", contains("member-elsewhere"), "items.endedOn.unique()", contains(MOVED)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/team-members/" + part).body("leftReason", equalTo("member-elsewhere"),
                "leftOn", equalTo(MOVED)));
        Bodies.get("/officers?unit=" + guild + "&asOf=2025-12-31").body("items.position", containsInAnyOrder("chair", "treasurer"),
                "items.endedOn.unique()", contains(nullValue()));
        Bodies.get("/officers?unit=" + guild + "&asOf=" + MOVED).body("items", empty());
        Bodies.get("/role-bindings?state=all&member=" + chair).body("items.validTo.unique()", contains(MIDNIGHT));
        Bodies.get("/role-bindings?unit=" + guild + "&asOf=2026-01-31").body("items.role", containsInAnyOrder("unit-officer", "treasurer"));
        Bodies.get("/role-bindings?unit=" + guild + "&asOf=" + MOVED).body("items", empty());
    }

    /** As rows were written while the day of the status was taken for it. */
    @Test
    void rowsThatSayAnEarlierDayAreRepairedByTheMigrationAndTheRolesTold() {
        transfer();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?body=" + body).body("items", empty()));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/team-members/" + part).body("leftOn", equalTo(MOVED)));
        Sql.of("UPDATE officer SET ended_on = starts_on WHERE body_id = ?", body).run(worker);
        Sql.of("UPDATE role_binding SET valid_to = valid_from WHERE member_id = ?", chair).run(worker);
        Sql.of("UPDATE team_member SET left_on = joined_on WHERE id = ?::uuid", part).run(worker);
        Sql.of("UPDATE team_card SET valid_to = ?::date WHERE id = ?::uuid", "2024-09-01", part).run(worker);

        Sql.of("SELECT repair_days_of_leaving()").first(worker, row -> true);

        Bodies.get("/officers?state=all&body=" + body).body("items.endedOn.unique()", contains(MOVED));
        Bodies.get("/role-bindings?state=all&member=" + chair).body("items.validTo.unique()", contains(MIDNIGHT));
        Bodies.get("/team-members/" + part).body("leftOn", equalTo(MOVED));
        assertThat(Sql.of("SELECT valid_to::text FROM team_card WHERE id = ?::uuid", part).list(worker, row -> row.getString(1))).isEqualTo(List.of(MOVED));
        await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("role-binding").stream().filter(fact -> fact.value().contains(chair.toString())
                && fact.value().contains(MIDNIGHT)).count() == 4);
    }

    private void transfer() {
        UUID other = Api.unit("nghiep-doan", tree.sibling);
        String transfer = Bodies.actAs("unit-officer", guild, "/transfers", Map.of("kind", "leave", "memberId", chair, "toUnitCode", Acts.code(other),
                "movesOn", MOVED)).statusCode(201).extract().path("id");
        Bodies.actAs("unit-officer", other, "/transfers/" + transfer + "/acceptance", Map.of("decisionNumber", "05/QĐ")).statusCode(200)
                .body("state", equalTo("done"));
    }
}
