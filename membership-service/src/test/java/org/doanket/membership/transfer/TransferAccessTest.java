package org.doanket.membership.transfer;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.membership.application.Joining;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of transfers × role × place × token. Both sides are inside, and so is whoever stands above either. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TransferAccessTest {

    private static final String[] OFFICERS = {"federation-officer", "unit-officer"};

    private Api.Tree tree;
    private Moving moving;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        moving = new Moving(tree.commune, tree.sibling);
    }

    @Test
    void asking() {
        String base = Api.BASE + "/transfers";
        AccessMatrix.of("POST", base).body(() -> moving.leave(Moving.TODAY)).roles(OFFICERS).inside(tree.commune, tree.province)
                .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
        AccessMatrix.of("POST", base).body(() -> moving.receive(Moving.TODAY)).roles(OFFICERS).inside(tree.sibling, tree.province)
                .outside(tree.commune, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void readingAndAnswering() {
        String base = Api.BASE + "/transfers";
        String one = base + "/" + moving.left();
        AccessMatrix.of("GET", base).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", one)).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/acceptance").body(() -> Map.of("decisionNumber", "1"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/refusal").body(() -> Map.of("reason", "a test"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/withdrawal").body(Map::of)).roles(OFFICERS).check();
    }

    @Test
    void proposingForAnApplicant() {
        Joining joining = new Joining(tree.sibling);
        String application = joining.entered(moving.member.nationalId);
        AccessMatrix.of("POST", Api.BASE + "/applications/" + application + "/transfer-proposal").body(() -> Map.of("movesOn", Moving.TODAY.toString()))
                .roles(OFFICERS).inside(tree.sibling, tree.province).outside(tree.commune, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void aMembersOwn() {
        String one = Api.BASE + "/me/transfers/" + moving.askedOwn();
        own(AccessMatrix.of("GET", Api.BASE + "/me/transfers")).check();
        own(AccessMatrix.of("GET", one)).check();
        own(AccessMatrix.of("POST", Api.BASE + "/me/transfers").body(moving::own)).check();
        own(AccessMatrix.of("POST", one + "/withdrawal").body(Map::of)).check();
    }

    private AccessMatrix own(AccessMatrix matrix) {
        return matrix.member(moving.member.id).roles("member").inside(tree.commune, tree.province, tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.sibling, tree.province).outside(tree.grassRoots, tree.elsewhere);
    }
}
