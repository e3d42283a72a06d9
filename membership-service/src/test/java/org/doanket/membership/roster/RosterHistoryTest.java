package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an import changes of a member stays in his history for good, long after its staged rows are thrown away. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterHistoryTest {

    private static final String HEADER = "Họ tên,Mã NV,Ngày sinh,Ngày vào công đoàn,Số thẻ,Chức vụ,Điện thoại,Email,Địa chỉ,Tôn giáo\n";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Rosters rosters;
    private Api.Tree tree;

    private final String card = Api.code();

    @BeforeEach
    void takeOneIn() {
        tree = new Api.Tree();
        rosters = new Rosters(tree.grassRoots);
        rosters.commit(rosters.checked(HEADER + "Một,E1,05/03/1990,01/02/2020," + card + ",,0912345678,,12 Trần Phú,Old-canary\n"));
    }

    @Test
    void keepsWhatEveryFieldWasBefore() {
        String id = rosters.checked(HEADER + "Một Mới,E1,06/03/1990,01/03/2020," + card + "-2,Tổ trưởng,0999999999,mot@example.vn,14 Lê Lợi,New-canary\n");
        rosters.commit(id);

        Map<String, Object> detail = last("detail");
        assertThat(detail).containsOnly(Map.entry("import", id), Map.entry("fullName", List.of("Một", "Một Mới")),
                Map.entry("birthDate", List.of("1990-03-05", "1990-03-06")), Map.entry("joinedOn", List.of("2020-02-01", "2020-03-01")),
                Map.entry("cardNumber", List.of(card, card + "-2")), Map.entry("position", Arrays.asList(null, "Tổ trưởng")), Map.entry("phone", "changed"),
                Map.entry("email", Arrays.asList(null, "mot@example.vn")), Map.entry("profile.address", List.of("12 Trần Phú", "14 Lê Lợi")),
                Map.entry("profile.religion", "changed"));
    }

    @Test
    void turnsItRoundWhenItIsUndone() {
        String id = rosters.checked(HEADER + "Một Mới,E1,,,,Tổ trưởng,0999999999,,14 Lê Lợi,New-canary\n");
        rosters.commit(id);
        rosters.undo(id);

        Map<String, Object> detail = last("detail");
        assertThat(detail).containsOnly(Map.entry("undoOf", id), Map.entry("fullName", List.of("Một Mới", "Một")),
                Map.entry("position", Arrays.asList("Tổ trưởng", null)), Map.entry("phone", "changed"),
                Map.entry("profile.address", List.of("14 Lê Lợi", "12 Trần Phú")), Map.entry("profile.religion", "changed"));
    }

    @Test
    void saysNothingOfFieldsThatStay() {
        rosters.commit(rosters.checked(HEADER + "Một,E1,05/03/1990,01/02/2020," + card + ",Tổ trưởng,0912345678,,12 Trần Phú,Old-canary\n"));
        Map<String, Object> detail = last("detail");
        assertThat(detail.keySet()).isEqualTo(Set.of("import", "position"));
    }

    @Test
    void countsFromTheDayOnWhichItIsTakenInAndNotFromThatOfTheUpload() {
        String id = rosters.checked("Họ tên,Mã NV,Chức vụ\nMột,E1,Tổ trưởng\nHai,E2,\n");
        String today = Sql.of("SELECT day::text FROM roster_import WHERE id = ?::uuid", id).first(worker, row -> row.getString(1)).orElseThrow();
        Sql.of("UPDATE roster_import SET day = day - 10 WHERE id = ?::uuid", id).run(worker);

        assertThat(rosters.commit(id).getString("state")).isEqualTo("succeeded");

        String effective = last("effective");
        assertThat(effective).isEqualTo(today);
        rosters.officer().get("/members?unit=" + tree.grassRoots).then().body("items.joinedOn", contains(today, "2020-02-01"));
    }

    private <T> T last(String field) {
        String member = rosters.officer().get("/members?unit=" + tree.grassRoots).then().extract().path("items.find { it.externalId == 'E1' }.id");
        return rosters.officer().get("/members/" + member + "/history").then().statusCode(200).extract().path("[-1]." + field);
    }
}
