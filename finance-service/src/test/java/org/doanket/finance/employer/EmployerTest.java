package org.doanket.finance.employer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.fund.Employers;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class EmployerTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;

    @BeforeEach
    void tree() {
        tree = federation.tree();
    }

    @Test
    void registersAnEmployerOnceByHisTaxCode() {
        Map<String, Object> body = Map.of("unit", tree.commune(), "taxCode", Employers.taxCode(), "name", "Xí nghiệp Điện Tử", "group",
                "fdi",
                "validFrom", "2020-01-01");
        Api.treasurer(tree.commune()).body(body).post("/employers").then().statusCode(201).body("group", equalTo("fdi")).body("union",
                nullValue());
        Api.treasurer(tree.commune()).body(body).post("/employers").then().statusCode(409).body("code", equalTo("tax-code-taken"));
        Api.as("auditor", tree.commune()).get("/employers?text=xi nghiep dien&union=without").then().statusCode(200).body("items",
                hasSize(1));
        Api.as("auditor", tree.commune()).get("/employers?union=with").then().statusCode(200).body("items", hasSize(0));
        Api.as("auditor", tree.sibling()).get("/employers?text=dien").then().statusCode(200).body("items", hasSize(0));
        Api.treasurer(tree.commune()).body(Map.of("unit", tree.commune(), "taxCode", "x", "name", " ", "validFrom", "2020-01-01"))
                .post("/employers").then()
                .statusCode(400).body("errors", hasSize(2));
    }

    @Test
    void keepsWhatHeldBeforeAndChangesOnlyTheVersionThatWasSeen() {
        String id = Employers.register(tree.commune(), null, Map.of("group", "fdi"));
        Map<String, Object> change = Map.of("unit", tree.commune(), "name", "Công ty Mới", "status", "active", "validFrom", "2024-01-01");
        Api.treasurer(tree.commune()).body(change).put("/employers/" + id).then().statusCode(428);
        Api.treasurer(tree.commune()).header("If-Match", "\"v7\"").body(change).put("/employers/" + id).then().statusCode(412);
        Api.treasurer(tree.commune()).header("If-Match", "\"v0\"").body(change).put("/employers/" + id).then().statusCode(200)
                .header("ETag", "\"v1\"")
                .body("name", equalTo("Công ty Mới")).body("group", nullValue());
        Api.treasurer(tree.commune()).header("If-Match", "*").body(with(change, "2023-12-31")).put("/employers/" + id).then()
                .statusCode(409)
                .body("code", equalTo("employer-change-before-last"));
        Api.treasurer(tree.commune()).header("If-Match", "*").body(with(change, "2077-12-31")).put("/employers/" + id).then()
                .statusCode(422);
        Api.as("auditor", tree.province()).get("/employers/" + id + "/history").then().statusCode(200)
                .body("items.validFrom", contains("2024-01-01", "2010-01-01")).body("items[1].group", equalTo("fdi"));
    }

    @Test
    void showsAnEmployerToTheUnionAtHimWhichChangesNothing() {
        String id = Employers.register(tree.commune(), tree.unit());
        Api.as("treasurer", tree.unit()).get("/employers/" + id).then().statusCode(200).body("union", equalTo(tree.unit().toString()));
        Api.treasurer(tree.unit()).header("If-Match", "*").body(Map.of("unit", tree.unit(), "name", "Ours", "status", "active",
                "validFrom", "2024-01-01"))
                .put("/employers/" + id).then().statusCode(404);
        Api.treasurer(tree.commune()).body(Map.of("union", tree.sibling(), "foundedOn", "2024-01-01", "actNumber", "1"))
                .post("/employers/" + id + "/union")
                .then().statusCode(409).body("code", equalTo("employer-has-union"));
    }

    @Test
    void opensEmployersToTheRightPeopleOnly() {
        UUID unit = tree.commune();
        String id = Employers.register(unit, null);
        String[] readers = {"treasurer", "auditor", "unit-officer", "federation-officer"};
        own("GET", "/employers?unit=" + unit, readers).check();
        own("GET", "/employers/" + id, readers).check();
        own("GET", "/employers/" + id + "/history", readers).check();
        own("POST", "/employers", "treasurer", "unit-officer").body(() -> Map.of("unit", unit, "taxCode", Employers.taxCode(), "name",
                "A", "validFrom",
                "2020-01-01")).check();
        own("PUT", "/employers/" + id, "treasurer", "unit-officer").ifMatch("*").body(() -> Map.of("unit", unit, "name", "A", "status",
                "active",
                "validFrom", "2020-01-01")).check();
        own("POST", "/employers/" + id + "/union", "treasurer").body(() -> Map.of("union", unit, "foundedOn", "2024-01-01", "actNumber",
                "1")).check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(tree.commune(), tree.province()).outside(tree.unit(),
                tree.elsewhere());
    }

    private static Map<String, Object> with(Map<String, Object> change, String validFrom) {
        Map<String, Object> other = new java.util.HashMap<>(change);
        other.put("validFrom", validFrom);
        return other;
    }
}
