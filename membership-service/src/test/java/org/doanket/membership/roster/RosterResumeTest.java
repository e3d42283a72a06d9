package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A commit that is cut off in its middle leaves nothing, and comes to its end by itself. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterResumeTest {

    private static final String INSERTING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
            + "AND query LIKE '%INSERT INTO member (%'";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void goesOnAfterItsConnectionWasKilled() throws SQLException {
        Api.Tree tree = new Api.Tree();
        Rosters rosters = new Rosters(tree.grassRoots);
        String last = Api.code();
        String id = rosters.checked("Họ tên,Mã đoàn viên\n" + "Một,\n".repeat(500) + "Cuối," + last + "\n");
        String job;
        try (Connection blocker = worker.getConnection()) {
            // Somebody else is about to take the code of the last row: there the insert waits, all the others done.
            blocker.setAutoCommit(false);
            take(last, tree).run(blocker);
            job = rosters.officer().post("/imports/" + id + "/commit").then().statusCode(202).extract().path("job");
            long pid = await().atMost(Duration.ofSeconds(20)).until(this::inserting, Optional::isPresent).orElseThrow();

            Sql.of("SELECT pg_terminate_backend(?::int)", pid).run(worker);

            await().atMost(Duration.ofSeconds(20)).until(() -> inserting().filter(other -> other == pid).isEmpty());
            assertThat(count(rosters, tree)).isZero();
            blocker.rollback();
            blocker.setAutoCommit(true);
        }

        assertThat(rosters.finished(job).getString("state")).isEqualTo("succeeded");
        assertThat(count(rosters, tree)).isEqualTo(501);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                Contracts.told("member").stream().filter(fact -> fact.value().contains(tree.grassRoots.toString()))).hasSize(501));
    }

    @Test
    void isLookedAtAgainWhenSomebodyTakesACodeInItsMiddle() throws SQLException {
        Api.Tree tree = new Api.Tree();
        Rosters rosters = new Rosters(tree.grassRoots);
        String last = Api.code();
        String id = rosters.checked("Họ tên,Mã đoàn viên\nMột,\nCuối," + last + "\n");
        String job;
        try (Connection other = worker.getConnection()) {
            other.setAutoCommit(false);
            take(last, tree).run(other);
            job = rosters.officer().post("/imports/" + id + "/commit").then().statusCode(202).extract().path("job");
            await().atMost(Duration.ofSeconds(20)).until(this::inserting, Optional::isPresent);
            other.commit();
            other.setAutoCommit(true);
        }

        assertThat(rosters.finished(job).getString("failure")).isEqualTo("import-outdated");
        assertThat(Sql.of("SELECT attempts FROM job WHERE id = ?::uuid", job).first(worker, row -> row.getInt(1))).contains(1);
        assertThat(count(rosters, tree)).isZero();
        rosters.officer().get("/imports/" + id).then().body("state", equalTo("ready"), "faulty", equalTo(1), "fresh", equalTo(1));
    }

    @Test
    void givesNoCodeThatAListHasBrought() {
        Rosters rosters = new Rosters(new Api.Tree().grassRoots);
        // Far enough ahead for no other test to come by meanwhile, near enough to be reached here.
        long ahead = Sql.of("SELECT nextval('member_number') + 200").first(worker, row -> row.getLong(1)).orElseThrow();
        rosters.commit(rosters.checked("Họ tên,Mã đoàn viên\nNgười mang mã,DK" + "%09d".formatted(ahead) + "\n"));

        assertThat(rosters.commit(rosters.checked("Họ tên\n" + "Một\n".repeat(300))).getString("state")).isEqualTo("succeeded");
    }

    private static Sql take(String code, Api.Tree tree) {
        return Sql.of("INSERT INTO member (id, unit_id, path, code, full_name, joined_on, category, status, status_since, version) "
                + "SELECT ?, id, path, ?, 'x', current_date, 'employee', 'active', current_date, 1 FROM unit WHERE id = ?", Ids.next(), code,
                tree.elsewhere);
    }

    private Optional<Long> inserting() {
        return Sql.of(INSERTING).first(worker, row -> row.getLong(1));
    }

    private static int count(Rosters rosters, Api.Tree tree) {
        return rosters.officer().get("/members/count?unit=" + tree.grassRoots).then().statusCode(200).extract().path("count");
    }
}
