package org.doanket.campaign;

import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.another;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A movement of the commune, and a result of the grass-roots unit below it, against everybody. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MovementAccessTest {

    private static final String CAMPAIGN = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final String INTEGRATION = "integration";

    @Inject
    Federation federation;

    private Federation.Units units;
    private String movement;

    @BeforeEach
    void found() {
        units = federation.found();
        movement = drawn();
        json(CAMPAIGN, units.commune()).post(movement + "/launch").then().statusCode(200);
    }

    @Test
    void runsMovements() {
        above("POST", "/campaigns/v1/movements").body(this::form).check();
        AccessMatrix.of("PUT", drawn()).body(this::form).ifMatch("\"v0\"").roles(CAMPAIGN, FEDERATION).inside(units.commune(), units.province())
                .outside(units.grassroots(), units.sibling(), units.stranger()).check();
        above("POST", movement + "/launch").check();
        for (String address : new String[] {movement, movement + "/choices", movement + "/drives", movement + "/pledges",
            "/campaigns/v1/movements?unit=" + units.commune(), "/campaigns/v1/tallies/results?movement=" + id(movement)}) {
            AccessMatrix.of("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).inside(units.grassroots(), units.commune(), units.province())
                    .outside(units.sibling(), units.stranger()).check();
        }
        AccessMatrix.of("GET", "/campaigns/v1/tallies/results/units?unit=" + units.commune()).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION)
                .inside(units.commune(), units.province()).outside(units.grassroots(), units.sibling(), units.stranger()).check();
        below("POST", movement + "/choices").body(() -> Map.of("unit", units.grassroots(), "contents", List.of("road"))).check();
        below("POST", movement + "/choices/withdrawal").body(() -> Map.of("unit", units.grassroots(), "contents", List.of("homes"))).check();
        below("POST", movement + "/pledges").body(() -> Map.of("unit", units.grassroots(), "promised", Map.of("kind", "workdays", "quantity", 1))).check();
        String pledge = json(CAMPAIGN, units.grassroots()).body(Map.of("unit", units.grassroots(), "promised", Map.of("kind", "workdays", "quantity", 1)))
                .post(movement + "/pledges").then().statusCode(201).extract().header("Location");
        read(pledge).inside(units.grassroots(), units.commune(), units.province()).check();
        json(CAMPAIGN, units.commune()).get(drawn() + "/pledges/" + id(pledge)).then().statusCode(404);
        below("POST", pledge + "/withdrawal").body(() -> Map.of("why", "x")).check();
        above("POST", movement + "/drives").body(this::appeal).check();
        String drive = json(CAMPAIGN, units.commune()).body(appeal()).post(movement + "/drives").then().statusCode(201).extract().header("Location");
        read(drive).inside(units.grassroots(), units.commune(), units.province()).check();
        json(CAMPAIGN, units.commune()).get(drawn() + "/drives/" + id(drive)).then().statusCode(404);
        above("POST", drive + "/closing").body(() -> Map.of("why", "đủ")).check();
        above("POST", movement + "/closing").check();
    }

    @Test
    void reportsResults() {
        below("POST", "/campaigns/v1/results").body(this::report).check();
        String result = another(CAMPAIGN, units.grassroots()).body(report()).post("/campaigns/v1/results").then().statusCode(201).extract().header("Location");
        for (String address : new String[] {result, "/campaigns/v1/results?unit=" + units.grassroots()}) {
            AccessMatrix.of("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).inside(units.grassroots(), units.commune())
                    .outside(units.sibling(), units.stranger()).check();
        }
        below("PUT", result).body(() -> Map.of("day", "2026-04-01", "result", Map.of("kind", "workdays", "quantity", 1))).ifMatch("\"v0\"").check();
        below("POST", result + "/attachments").body("application/pdf", () -> PDF).check();
        String file = as(CAMPAIGN, units.grassroots()).contentType("application/pdf").body(PDF).post(result + "/attachments").then().statusCode(201).extract()
                .header("Location");
        for (String address : new String[] {result + "/attachments", file}) {
            AccessMatrix.of("GET", address).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.grassroots(), units.commune())
                    .outside(units.sibling(), units.stranger()).check();
        }
        for (String deed : new String[] {"/return", "/check"}) {
            AccessMatrix.of("POST", () -> {
                Sql.of("UPDATE movement_result SET state = 'reported', checked_by = NULL WHERE id = ?::uuid", id(result)).run(federation.worker());
                return result + deed;
            }).body(() -> Map.of("remark", "x")).roles(CAMPAIGN, FEDERATION).inside(units.commune()).outside(units.grassroots(), units.sibling(), units.stranger())
                    .check();
        }
    }

    private String drawn() {
        return json(CAMPAIGN, units.commune()).body(form()).post("/campaigns/v1/movements").then().statusCode(201).extract().header("Location");
    }

    private Map<String, Object> form() {
        return Map.of("unit", units.commune(), "name", "Phong trào", "year", 2026, "starts", "2026-01-01", "ends", "2026-12-31", "contents",
                List.of(Map.of("code", "road", "title", "Đường")));
    }

    private Map<String, Object> report() {
        return Map.of("movement", id(movement), "unit", units.grassroots(), "day", "2026-04-01", "result", Map.of("kind", "workdays", "quantity", 2));
    }

    private Map<String, Object> appeal() {
        return Map.of("name", "Mái ấm", "purpose", "Sửa nhà", "beneficiaries", "Đoàn viên", "bankBin", "970436", "account", "0011", "holder", "LDLD", "opensAt",
                "2026-03-01T00:00:00Z", "closesAt", "2099-06-30T00:00:00Z");
    }

    private static String id(String address) {
        return address.replaceAll(".*/", "");
    }

    private AccessMatrix read(String address) {
        return AccessMatrix.of("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).outside(units.sibling(), units.stranger());
    }

    /** By whom the movement is, and those above. */
    private AccessMatrix above(String method, String address) {
        return AccessMatrix.of(method, address).roles(CAMPAIGN, FEDERATION).inside(units.commune(), units.province())
                .outside(units.grassroots(), units.sibling(), units.stranger());
    }

    /** By the unit that takes part; a unit's own officer speaks for that alone. */
    private AccessMatrix below(String method, String address) {
        return AccessMatrix.of(method, address).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.grassroots())
                .outside(units.sibling(), units.stranger());
    }
}
