package org.doanket.servicemap.request;

import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.request.RequestTest.COMPETENCES;
import static org.doanket.servicemap.request.RequestTest.LINKS;
import static org.doanket.servicemap.request.RequestTest.PDF;
import static org.doanket.servicemap.request.RequestTest.REQUESTS;
import static org.doanket.servicemap.request.RequestTest.asked;
import static org.doanket.servicemap.request.RequestTest.wish;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of service requests × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RequestAccessTest {

    private final AtomicInteger year = new AtomicInteger(2001);

    @Inject
    MapApi api;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    private AccessMatrix desk(AccessMatrix matrix, String... roles) {
        return matrix.roles(roles).inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere());
    }

    private String fresh() {
        return asked(tree.commune()).getString("id");
    }

    @Test
    void askingAndFollowing() {
        AccessMatrix.of("POST", REQUESTS).body(() -> wish(tree.commune())).openToAll().check();
        AccessMatrix.of("GET", () -> LINKS + asked(tree.commune()).getString("link")).openToAll().check();
        AccessMatrix.of("POST", () -> LINKS + asked(tree.commune()).getString("link") + "/withdrawal").body(() -> "{}").openToAll().check();
        AccessMatrix.of("POST", () -> {
            var received = asked(tree.commune());
            as("desk-clerk", tree.commune()).body(Map.of("answer", "Xong")).post(REQUESTS + "/" + received.getString("id") + "/answer").then().statusCode(200);
            return LINKS + received.getString("link") + "/rating";
        }).body(() -> Map.of("stars", 4)).openToAll().check();
        AccessMatrix.of("POST", () -> LINKS + asked(tree.commune()).getString("link") + "/papers").body("application/pdf", () -> PDF).openToAll().check();
        AccessMatrix.of("GET", () -> {
            String link = LINKS + asked(tree.commune()).getString("link");
            return link + "/papers/" + anybody().contentType("application/pdf").body(PDF).post(link + "/papers").then().extract().path("attachments[0].id");
        }).openToAll().check();
    }

    @Test
    void answering() {
        desk(AccessMatrix.of("GET", REQUESTS + "?unit=" + tree.commune()), "unit-officer", "desk-clerk", "federation-officer").check();
        desk(AccessMatrix.of("GET", REQUESTS + "/" + fresh()), "unit-officer", "desk-clerk").check();
        desk(AccessMatrix.of("POST", () -> REQUESTS + "/" + fresh() + "/acceptance"), "unit-officer", "desk-clerk").check();
        desk(AccessMatrix.of("POST", () -> REQUESTS + "/" + fresh() + "/answer").body(() -> Map.of("answer", "Xong")), "unit-officer", "desk-clerk").check();
        desk(AccessMatrix.of("POST", () -> REQUESTS + "/" + fresh() + "/forwarding").body(() -> Map.of("unit", tree.elsewhere(), "reason", "x")),
                "unit-officer", "desk-clerk").check();
    }

    @Test
    void papers() {
        desk(AccessMatrix.of("POST", () -> REQUESTS + "/" + fresh() + "/papers").body("application/pdf", () -> PDF), "unit-officer", "desk-clerk").check();
        var received = asked(tree.commune());
        String link = LINKS + received.getString("link");
        String paper = anybody().contentType("application/pdf").body(PDF).post(link + "/papers").then().extract().path("attachments[0].id");
        desk(AccessMatrix.of("GET", REQUESTS + "/" + received.getString("id") + "/papers/" + paper), "unit-officer", "desk-clerk").check();
    }

    @Test
    void rules() {
        AccessMatrix.of("GET", "/map/v1/request-kinds").openToAll().check();
        AccessMatrix.of("GET", COMPETENCES).openToAll().check();
        AccessMatrix.of("GET", as("unit-officer", tree.commune()).body(oneYear()).post(COMPETENCES).then().statusCode(201).extract().header("Location"))
                .openToAll().check();
        desk(AccessMatrix.of("POST", COMPETENCES).body(this::oneYear), "unit-officer", "federation-officer").check();
        desk(AccessMatrix.of("PATCH", () -> COMPETENCES + "/" + as("unit-officer", tree.commune()).body(oneYear()).post(COMPETENCES).then().statusCode(201)
                .extract().path("id")).ifMatch("*").body(() -> Map.of("on", "1999-06-01")), "unit-officer", "federation-officer").check();
        desk(AccessMatrix.of("GET", "/map/v1/tallies/service-requests?unit=" + tree.commune()), "unit-officer", "desk-clerk", "federation-officer",
                "campaign-officer").check();
    }

    private Map<String, Object> oneYear() {
        int from = year.getAndIncrement();
        return Map.of("unit", tree.commune(), "kind", "convenience", "validFrom", from + "-01-01", "validTo", from + "-12-31");
    }
}
