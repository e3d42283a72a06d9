package org.doanket.membership.me;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint of what is a member's own × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MeAccessTest {

    private Api.Tree tree;
    private Somebody somebody;

    @BeforeEach
    void admit() {
        tree = new Api.Tree();
        somebody = new Somebody(tree.commune);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/history", "/standing", "/export", "/card", "/card/pass", "/data-requests", "/rights", "/profile"})
    void reading(String path) {
        reach(AccessMatrix.of("GET", Api.BASE + "/me" + path)).check();
    }

    @Test
    void revealing() {
        reach(AccessMatrix.of("POST", Api.BASE + "/me/national-id-reveals").body(Map::of)).check();
    }

    @Test
    void lookingForWork() {
        somebody.consents("job-help", true);
        somebody.calls().body(Map.of("trades", List.of("driver"))).post("/me/job-seeking").then().statusCode(201);
        reach(AccessMatrix.of("GET", Api.BASE + "/me/job-seeking")).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/me/job-seeking").body(() -> Map.of("trades", List.of("driver")))).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/me/job-seeking/withdrawal").body(Map::of)).check();
    }

    /** Whatever unit the token names: somebody else's pages have no address. */
    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.member(somebody.id).roles("member").inside(tree.commune, tree.province, tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
