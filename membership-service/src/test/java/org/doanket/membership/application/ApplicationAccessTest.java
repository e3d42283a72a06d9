package org.doanket.membership.application;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of applications × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ApplicationAccessTest {

    private static final String[] OFFICERS = {"federation-officer", "unit-officer"};
    private static final String[] DESK = {"federation-officer", "unit-officer", "desk-clerk"};

    private Api.Tree tree;
    private Joining joining;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        joining = new Joining(tree.commune);
    }

    @Test
    void invitations() {
        String base = Api.BASE + "/application-invitations";
        String one = base + "/" + joining.invitation(5).getString("id");
        AccessMatrix.of("GET", base).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", base + "?unit=" + tree.commune)).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", base).body(() -> joining.opening(5))).roles(OFFICERS).check();
        reach(AccessMatrix.of("GET", one)).roles(OFFICERS).check();
        reach(AccessMatrix.of("GET", one + "/qr").accept("image/png")).roles(OFFICERS).check();
        reach(AccessMatrix.of("GET", one + "/qr").accept("image/svg+xml")).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/revocation").body(() -> Map.of("reason", "a test"))).roles(OFFICERS).check();
    }

    @Test
    void applications() {
        String base = Api.BASE + "/applications";
        String one = base + "/" + joining.entered(Joining.nationalId());
        Map<String, Object> many = Joining.decision();
        many.put("applications", List.of(one.substring(one.lastIndexOf('/') + 1)));
        AccessMatrix.of("GET", base).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", base + "?unit=" + tree.commune)).roles(OFFICERS).check();
        reach(AccessMatrix.of("GET", one)).roles(DESK).check();
        reach(AccessMatrix.of("POST", base).body(() -> joining.paper(Joining.nationalId()))).roles(DESK).check();
        reach(AccessMatrix.of("POST", one + "/reveals").body(() -> Map.of("purpose", "call the applicant"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/return").body(() -> Map.of("reason", "a test"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/correction").body(() -> Map.of("person", Joining.person(Joining.nationalId())))).roles(DESK).check();
        AccessMatrix.of("POST", base + "/admission-preview").body(() -> many).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", base + "/admissions").body(() -> many).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        Map<String, Object> refusals = Map.of("applications", many.get("applications"), "reason", "a test", "rule", "the charter");
        AccessMatrix.of("POST", base + "/refusal-preview").body(() -> refusals).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", base + "/refusals").body(() -> refusals).roles(OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", base + "/reopenings").body(() -> Map.of("applications", many.get("applications"), "why", "a test")).roles(OFFICERS)
                .inside(tree.commune).answersEverybodyTheirOwn().check();
        for (String path : List.of("/admission-undo-preview", "/admission-undo")) {
            AccessMatrix.of("POST", base + path).body(() -> Map.of("applications", many.get("applications"), "why", "a test")).roles(OFFICERS)
                    .inside(tree.commune).answersEverybodyTheirOwn().check();
        }
        reach(AccessMatrix.of("POST", one + "/admission").body(Joining::decision)).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", one + "/refusal").body(() -> Map.of("reason", "a test", "rule", "the charter"))).roles(OFFICERS).check();
    }

    @Test
    void theFormAndTheReceiptAreForEverybodyWhoHasTheCode() {
        String form = Api.BASE + "/application-forms/" + joining.code();
        String receipt = joining.applied(Joining.nationalId());
        AccessMatrix.of("GET", form).openToAll().check();
        AccessMatrix.of("GET", form).accept("text/html").openToAll().check();
        AccessMatrix.of("POST", form + "/submissions").body(() -> Joining.form(Joining.person(Joining.nationalId()))).openToAll().check();
        AccessMatrix.of("POST", Api.BASE + "/application-receipts").body(() -> Map.of("receipt", receipt)).openToAll().check();
        AccessMatrix.of("POST", Api.BASE + "/application-receipts/withdrawal")
                .body(() -> Map.of("receipt", joining.applied(Joining.nationalId()))).openToAll().check();
        AccessMatrix.of("POST", Api.BASE + "/application-receipts/correction").body(() -> {
            String returned = joining.applied(Joining.nationalId());
            joining.does(joining.newest(), "return", Map.of("reason", "a test")).statusCode(200);
            Map<String, Object> again = Joining.form(Joining.person(Joining.nationalId()));
            again.put("receipt", returned);
            return again;
        }).openToAll().check();
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }
}
