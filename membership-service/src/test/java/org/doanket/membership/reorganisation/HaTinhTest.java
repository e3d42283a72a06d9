package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.reorganisation.Acts.step;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.DoanketBackends;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Ha Tinh on 2025-07-01, as its federation counted: the largest act of that summer for which all figures are known. */
@QuarkusTest
@Order(Province.LATE)
@QuarkusTestResource(DoanketBackends.class)
class HaTinhTest {

    private static final Logger LOG = Logger.getLogger(HaTinhTest.class);
    private static final int UPPER = 15;
    private static final int STATE_PAID = 1_031;
    private static final int OTHERS = 442;
    private static final int STATE_PAID_MEMBERS = 34_806;
    private static final int OTHERS_MEMBERS = 37_253;
    private static final String BEFORE = "2025-06-30";
    private static final String DAY = "2025-07-01";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void comesOutExactlyAndTheCounterActRestoresIt() {
        Province province = new Province(worker);
        String name = province.code;
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < UPPER; i++) {
            province.with(name + "-U" + i, i < 13 ? "district-federation" : "local-sector-union", name, 0);
            steps.add(step("dissolve", name + "-U" + i, "successors", List.of(name)));
        }
        int[] members = Province.shares(STATE_PAID_MEMBERS, STATE_PAID);
        for (int i = 0; i < STATE_PAID; i++) {
            province.with(name + "-N" + i, "grass-roots-union", name + "-U" + i % UPPER, members[i]);
            steps.add(step("dissolve", name + "-N" + i));
        }
        members = Province.shares(OTHERS_MEMBERS, OTHERS);
        for (int i = 0; i < OTHERS; i++) {
            province.with(name + "-D" + i, "grass-roots-union", name + "-U" + i % UPPER, members[i]);
            steps.add(step("move", name + "-D" + i, "parent", name));
        }
        province.settle();
        Map<String, String> before = province.picture();
        assertThat(before).hasSize(UPPER + STATE_PAID + OTHERS);
        assertThat(province.members("active")).isEqualTo(72_059);

        String act = new Acts(province.id, DAY).send(steps).statusCode(201).extract().path("id");
        JsonPath seen = Acts.done(act);
        JsonPath job = Acts.ended(Api.officer().get("/reorganisations/" + act).then().extract().path("job"));
        Duration took = Duration.between(OffsetDateTime.parse(job.getString("startedAt")), OffsetDateTime.parse(job.getString("finishedAt")));
        LOG.infof("1,473 unions with 72,059 members reorganised in %.1f s, of 30", took.toMillis() / 1_000.0);

        assertThat(seen.getMap("units")).isEqualTo(Map.of("ended", UPPER + STATE_PAID, "moved", OTHERS, "kept", 1));
        assertThat(seen.getMap("lines")).isEqualTo(Map.of("members-end", STATE_PAID_MEMBERS, "members-move", OTHERS_MEMBERS));
        assertThat(province.members("active")).isEqualTo(OTHERS_MEMBERS);
        assertThat(province.members("union-ended")).isEqualTo(STATE_PAID_MEMBERS);
        assertThat(province.picture()).hasSize(OTHERS).allSatisfy((unit, place) -> assertThat(place).startsWith(name + " "));
        assertThat(province.standing(BEFORE)).isEqualTo(UPPER + STATE_PAID + OTHERS);
        assertThat(province.standing(DAY)).isEqualTo(OTHERS);
        assertThat(province.gaps()).isZero();
        JsonPath counted = Api.officer().get("/members/count?unit=" + province.id + "&scope=subtree").then().statusCode(200).extract().jsonPath();
        assertThat(counted.getLong("count")).isEqualTo(OTHERS_MEMBERS);

        String today = LocalDate.now().toString();
        Acts.done(Acts.counter(act, today));
        assertThat(province.picture()).isEqualTo(before);
        assertThat(province.members("active")).isEqualTo(72_059);
        assertThat(province.standing(today)).isEqualTo(UPPER + STATE_PAID + OTHERS);
        assertThat(province.standing(DAY)).as("what was, was").isEqualTo(OTHERS);
        assertThat(province.standing(BEFORE)).isEqualTo(UPPER + STATE_PAID + OTHERS);
        assertThat(province.gaps()).isZero();
        assertThat(province.count("SELECT count(*) FROM reorganisation_member WHERE reorganisation_id = ?::uuid", act)).isEqualTo(STATE_PAID_MEMBERS);
    }
}
