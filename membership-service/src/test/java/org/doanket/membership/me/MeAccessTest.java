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
        reach(AccessMatrix.of("GET", Api.BASE + "/me" + path), path.equals("/data-requests")).check();
    }

    @Test
    void revealing() {
        reach(AccessMatrix.of("POST", Api.BASE + "/me/national-id-reveals").body(Map::of), false).check();
    }

    @Test
    void lookingForWork() {
        somebody.consents("job-help", true);
        somebody.calls().body(Map.of("trades", List.of("driver"))).post("/me/job-seeking").then().statusCode(201);
        reach(AccessMatrix.of("GET", Api.BASE + "/me/job-seeking"), false).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/me/job-seeking").body(() -> Map.of("trades", List.of("driver"))), false).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/me/job-seeking/withdrawal").body(Map::of), false).check();
    }

    private AccessMatrix reach(AccessMatrix matrix, boolean answersEmptyElsewhere) {
        matrix.member(somebody.id).roles("member").inside(tree.commune, tree.province);
        return answersEmptyElsewhere ? matrix.answersEverybodyTheirOwn() : matrix.outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
