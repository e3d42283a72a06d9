package org.doanket.servicemap.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.point;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever takes data away is told under which licence, and whose work it is. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LicenceTest {

    private static final String LICENCE = "<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"; title*=UTF-8''Doanket";

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private String point;
    private String site;

    @BeforeEach
    void register() {
        tree = api.plant("vn");
        var registered = MapApi.register(tree.commune(), point(tree.commune())).extract();
        point = registered.path("id");
        site = registered.path("site.id");
    }

    @Test
    void everyAnswerOfTheMapSaysUnderWhichLicence() {
        for (String address : List.of("v1/service-points", "v1/service-points/" + point, "v1/sites/" + site, "v1/kinds", "v1/amenities", "v1/travel-modes",
                "v1/reachable?lat=21.034&lon=105.85", "v1/point-trust/" + point, "v1/tallies/visits?unit=" + tree.commune(), "ogc", "ogc/collections",
                "ogc/collections/service-points/items?f=json", "tiles/service-points/14/13009/7210.mvt", "tiles/service-points.json", "tiles/style")) {
            assertThat(anybody().get("/map/" + address).then().statusCode(200).extract().headers().getValues("Link")).as(address).contains(LICENCE);
        }
        // Beside the link to the next page.
        assertThat(anybody().get(POINTS + "?limit=1").then().extract().headers().getValues("Link")).contains(LICENCE).anyMatch(link -> link.contains("next"));
        assertThat(as("desk-clerk", tree.commune()).get("/map/v1/visits").then().statusCode(200).extract().headers().getValues("Link")).contains(LICENCE);
    }

    @Test
    void exportsCarryItWithThem() {
        String all = POINTS + "?unit=" + tree.commune();
        anybody().accept("application/geo+json").get(all).then().statusCode(200).header("Link", equalTo(LICENCE))
                .body("licence", equalTo("https://creativecommons.org/licenses/by/4.0/")).body("attribution", equalTo("Doanket"));
        String csv = anybody().accept("text/csv").get(all).then().statusCode(200).header("Link", equalTo(LICENCE)).extract().asString();
        assertThat(csv.lines().toList()).first().asString().endsWith("licence,attribution");
        assertThat(csv.lines().toList()).last().asString().endsWith("https://creativecommons.org/licenses/by/4.0/,Doanket");
        anybody().accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get(all).then().statusCode(200).header("Link", equalTo(LICENCE));
    }

    @Test
    void aRefusalIsNobodysWork() {
        assertThat(anybody().get(POINTS + "/" + UUID.randomUUID()).then().statusCode(404).extract().headers().getValues("Link")).isEmpty();
    }
}
