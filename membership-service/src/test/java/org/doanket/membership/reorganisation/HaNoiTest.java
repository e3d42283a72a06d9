package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.reorganisation.Acts.found;
import static org.doanket.membership.reorganisation.Acts.step;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Ha Noi in July 2025: 126 communes, 85 commune unions: 64 of one commune, 8 with a neighbour's attached, 13 joint; 5,876 grass-roots unions. */
@QuarkusTest
@Order(Province.LATE)
@QuarkusTestResource(DoanketBackends.class)
class HaNoiTest {

    private static final int COMMUNES = 126;
    private static final int OWN = 64;
    private static final int ATTACHED = 8;
    private static final int JOINT = 13;
    private static final int GRASS_ROOTS = 5_876;
    private static final int DISTRICTS = 30;
    private static final int SMALL = 9;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void coversEachCommuneByOneUnionAndSaysWhichAreBelowTheGuideFigures() {
        Province city = new Province(worker);
        String name = city.code;
        loadCommunes(name);
        for (int i = 0; i < DISTRICTS; i++) {
            city.with(name + "-Q" + i, "district-federation", name, 0);
        }
        for (int i = 0; i < GRASS_ROOTS; i++) {
            city.with(name + "-C" + i, "grass-roots-union", name + "-Q" + i % DISTRICTS, i == 0 ? 1_500 : 0);
        }
        city.settle();
        List<Map<String, Object>> steps = new ArrayList<>();
        int commune = 0;
        for (int union = 0; union < OWN + ATTACHED + JOINT; union++) {
            int communes = union < OWN ? 1 : union < OWN + ATTACHED ? 2 : union < OWN + ATTACHED + JOINT - 6 ? 4 : 3;
            List<String> territory = new ArrayList<>();
            for (int i = 0; i < communes; i++) {
                territory.add(name + "-" + commune++);
            }
            steps.add(found(name + "-X" + union, "commune-union", name, "territory", territory));
        }
        assertThat(commune).isEqualTo(COMMUNES);
        int last = OWN + ATTACHED + JOINT - 1;
        for (int i = 0; i < GRASS_ROOTS; i++) {
            steps.add(step("move", name + "-C" + i, "parent", name + "-X" + (i < SMALL ? last : i == SMALL ? 0 : i % last)));
        }
        for (int i = 0; i < DISTRICTS; i++) {
            steps.add(step("dissolve", name + "-Q" + i, "successors", List.of(name)));
        }

        String act = new Acts(city.id, "2025-07-01").send(steps).statusCode(201).extract().path("id");
        JsonPath seen = Acts.done(act);

        assertThat(seen.getMap("units")).isEqualTo(Map.of("founded", OWN + ATTACHED + JOINT, "moved", GRASS_ROOTS, "ended", DISTRICTS, "kept", 1));
        assertThat(unionsCovering(city, 1)).isEqualTo(OWN);
        assertThat(unionsCovering(city, 2)).isEqualTo(ATTACHED);
        assertThat(unionsCovering(city, 3) + unionsCovering(city, 4)).isEqualTo(JOINT);
        assertThat(city.count("SELECT count(*) FROM (SELECT a.code FROM administrative_unit a JOIN unit u ON a.code = ANY (u.territory) "
                + "WHERE a.parent_code = ? GROUP BY a.code HAVING count(*) = 1) once", name + "-P")).isEqualTo(COMMUNES);
        assertThat(city.standing("2025-07-01")).isEqualTo(OWN + ATTACHED + JOINT + GRASS_ROOTS);
        assertThat(city.standing("2025-06-30")).isEqualTo(DISTRICTS + GRASS_ROOTS);

        assertThat(seen.getLong("warnings")).as("all but the last have too few members, the last too few unions").isEqualTo(last + 1);
        List<Map<String, Object>> findings = Api.officer().get("/reorganisations/" + act + "/dry-run/findings?limit=200").then().extract().path("items");
        assertThat(findings).filteredOn("code", "below-minimum-units").singleElement().satisfies(finding -> {
            assertThat(finding).containsEntry("unitCode", name + "-X" + last).containsEntry("blocks", false).containsEntry("verified", false)
                    .containsEntry("message", "Would have 9 unions below; the rule asks for 10.");
            assertThat((String) finding.get("citation")).contains("TLD guidance of 2025-06-12");
        });
    }

    private static void loadCommunes(String name) {
        StringBuilder table = new StringBuilder("code,province_code,name\n").append(name).append("-P,,Thành phố thử\n");
        for (int i = 0; i < COMMUNES; i++) {
            table.append(name).append('-').append(i).append(',').append(name).append("-P,Xã số ").append(i).append('\n');
        }
        Api.officer().contentType("text/csv; charset=UTF-8").body(table.toString().getBytes(StandardCharsets.UTF_8))
                .put("/administrative-units?jurisdiction=vn&validFrom=2025-07-01").then().statusCode(200);
    }

    private static long unionsCovering(Province city, int communes) {
        return city.count("SELECT count(*) FROM unit WHERE parent_id = ? AND kind = 'commune-union' AND valid_to IS NULL AND cardinality(territory) = ?",
                city.id, communes);
    }
}
