package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A roster is kept, sealed sheet and rows, for ninety days after somebody last worked on it; members are not touched. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterPurgeTest {

    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void anOldRosterGoesAndItsMembersStay() {
        Api.Tree tree = new Api.Tree();
        Rosters rosters = new Rosters(tree.grassRoots);
        String committed = rosters.checked("Họ tên\nĐã Nhận\n");
        rosters.commit(committed);
        String abandoned = rosters.checked("Họ tên\nBỏ Dở\n");
        String young = rosters.checked("Họ tên\nCòn Mới\n");
        String lookedAtAgain = rosters.checked("Họ tên\nXem Lại\n");
        Age.of(worker, "roster_import", UUID.fromString(committed), 91);
        Age.of(worker, "roster_import", UUID.fromString(abandoned), 91);
        Age.of(worker, "roster_import", UUID.fromString(young), 89);
        Age.made(worker, "roster_import", UUID.fromString(lookedAtAgain), 91);
        housekeeping.removeWhatIsDue();
        for (String gone : new String[] {committed, abandoned}) {
            rosters.officer().get("/imports/" + gone).then().statusCode(404);
            rosters.officer().post("/imports/" + gone + "/undo").then().statusCode(404);
            assertThat(staged("roster_row", gone) + staged("roster_file", gone)).isZero();
        }
        rosters.get(young, "/rows").body("items.fullName", contains("Còn Mới"));
        rosters.get(lookedAtAgain, "").body("state", equalTo("ready"));
        rosters.officer().get("/members?unit=" + tree.grassRoots).then().body("items.fullName", contains("Đã Nhận"));
    }

    private long staged(String table, String id) {
        return Sql.of("SELECT count(*) FROM " + table + " WHERE import_id = ?::uuid", id).first(worker, row -> row.getLong(1)).orElseThrow();
    }
}
