package org.doanket.servicemap.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member takes along of what the map keeps of him. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MyExportTest {

    private static final String EXPORT = "/map/v1/me/export";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    MapApi api;

    private final UUID member = UUID.randomUUID();
    private MapApi.Tree tree;

    @BeforeEach
    void plant() {
        tree = api.plant("vn");
    }

    /** Also where he was so careless as to be logged in. */
    @Test
    void holdsNoTip() {
        MapApi.as("tips-officer", tree.commune()).post("/map/v1/tip-rooms").then().statusCode(201);
        MapApi.as("member", tree.commune(), member).body(Map.of("unitId", tree.commune(), "kind", "other", "text", "Có việc lạ sau chợ")).post("/map/v1/tips").then()
                .statusCode(201);
        String all = MapApi.as("member", tree.commune(), member).get(EXPORT).then().statusCode(200).header("Cache-Control", equalTo("no-store"))
                .body("memberId", equalTo(member.toString()), "parts", hasSize(0), "sections.serviceRequests", hasSize(0)).extract().asString();
        assertThat(all).doesNotContain("Có việc lạ").doesNotContainIgnoringCase("tip");
        MapApi.as("auditor", tree.commune()).get("/map/v1/audit-trail").then().body("items.findAll { it.subjectId == '" + member + "' }.action",
                hasItem("own-data-exported"));
    }

    @Test
    void isTheMembersOwnAndNobodyElses() {
        for (String type : new String[] {"application/json", XLSX}) {
            AccessMatrix.of("GET", EXPORT).accept(type).roles("member").member(member).inside(tree.grassRoots()).answersEverybodyTheirOwn().check();
        }
        MapApi.as("member", tree.commune()).get(EXPORT).then().statusCode(403).body("code", equalTo("token-names-no-member"));
    }
}
