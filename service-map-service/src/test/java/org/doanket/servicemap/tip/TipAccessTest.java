package org.doanket.servicemap.tip;

import static org.doanket.servicemap.tip.TipRoom.OUTCOMES;
import static org.doanket.servicemap.tip.TipRoom.TIPS;
import static org.doanket.servicemap.tip.TipRoom.left;
import static org.doanket.servicemap.tip.TipRoom.tip;
import static org.doanket.servicemap.tip.TipRoom.tipWithContact;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of tips × role × place × token: those above the room stand outside it as those beside it do. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TipAccessTest {

    @Inject
    MapApi api;

    private MapApi.Tree tree;

    @BeforeEach
    void openRoom() {
        tree = api.plant("vn");
        TipRoom.open(tree.commune());
    }

    private AccessMatrix room(AccessMatrix matrix) {
        return matrix.roles("tips-officer").inside(tree.commune()).outside(tree.province(), tree.sibling(), tree.grassRoots(), tree.elsewhere());
    }

    private Supplier<String> deed(String deed) {
        return () -> TIPS + "/" + left(tipWithContact(tree.commune(), "0912 345 678")) + deed;
    }

    private AccessMatrix own(String method, String path) {
        return AccessMatrix.of(method, path).roles("tips-officer").inside(tree.commune()).answersEverybodyTheirOwn();
    }

    @Test
    void leaving() {
        AccessMatrix.of("POST", TIPS).body(() -> tip(tree.commune())).openToAll().check();
    }

    @Test
    void readingInTheRoom() {
        room(AccessMatrix.of("GET", TIPS + "/" + left(tip(tree.commune())))).check();
        own("GET", TIPS).check();
        own("GET", OUTCOMES + "/standing").check();
        own("GET", "/map/v1/tip-trail").check();
    }

    @Test
    void deeds() {
        room(AccessMatrix.of("POST", deed("/source-reveal")).body(() -> Map.of("purpose", "Trả lời"))).check();
        room(AccessMatrix.of("POST", deed("/handover")).body(() -> Map.of("authority", "Công an phường"))).check();
        for (String deed : List.of("/dismissal", "/answer", "/closing")) {
            room(AccessMatrix.of("POST", deed(deed)).body(() -> "{}")).check();
        }
    }

    @Test
    void counting() {
        own("POST", OUTCOMES).body(() -> TipRoom.counts("2025-06", 1, 0, 0, 0, 0)).check();
        own("POST", "/map/v1/tip-rooms").check();
    }

    @Test
    void whatEverybodyMayKnow() {
        for (String address : List.of(OUTCOMES, OUTCOMES + "/total", "/map/v1/tip-rooms", "/map/v1/tip-kinds")) {
            AccessMatrix.of("GET", address).openToAll().check();
        }
    }
}
