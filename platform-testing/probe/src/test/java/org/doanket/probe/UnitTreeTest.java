package org.doanket.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitState;
import org.doanket.platform.tree.UnitState.Placement;
import org.doanket.platform.tree.UnitTree;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.EventContracts;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnitTreeTest {

    private static final LocalDate FOUNDED = LocalDate.parse("2020-01-01");
    private static final LocalDate MOVED = LocalDate.parse("2025-07-01");

    @Inject
    @Any
    Instance<FactListener> listeners;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Inject
    UnitTree tree;

    @Inject
    ObjectMapper json;

    @Test
    void answersWhereAUnitStoodOnADay() throws Exception {
        UUID id = UUID.randomUUID();
        String own = "/" + System.nanoTime() + "/";
        take(id, 2, new UnitState(id, "U" + own, "Công đoàn", "commune-union", "commune", "vn", null, "/2" + own, FOUNDED, null,
                List.of(), List.of("31783"), List.of(new Placement(null, "/1" + own, FOUNDED, MOVED),
                new Placement(null, "/2" + own, MOVED, null))));

        assertThat(tree.pathOf(id)).contains("/2" + own);
        assertThat(tree.pathAsOf(id, LocalDate.parse("2025-06-30"))).contains("/1" + own);
        assertThat(tree.pathAsOf(id, MOVED)).contains("/2" + own);
        assertThat(tree.pathAsOf(id, LocalDate.parse("2019-12-31"))).isEmpty();
        assertThat(tree.byCode("U" + own)).get().matches(unit -> unit.existsOn(MOVED));
    }

    @Test
    void agreesWithAnActOnceAllThatItEndedAndMovedIsHere() throws Exception {
        UUID top = UUID.randomUUID();
        UUID moved = UUID.randomUUID();
        UUID ended = UUID.randomUUID();
        UUID act = UUID.randomUUID();
        String path = "/" + System.nanoTime() + "/";
        take(top, 1, new UnitState(top, "T" + path, "Tỉnh", "provincial-federation", "province", "vn", null, path, FOUNDED, null, List.of(), List.of(),
                List.of(new Placement(null, path, FOUNDED, null))));
        hear(act, top);
        take(moved, 2, new UnitState(moved, "M" + path, "Dời", "grass-roots-union", "grass-roots", "vn", top, path + "2/", FOUNDED, null, List.of(), List.of(),
                List.of(new Placement(top, path + "1/2/", FOUNDED, MOVED), new Placement(top, path + "2/", MOVED, null))));
        Thread.sleep(2_500);
        assertThat(agreed(act)).as("one is missing yet").isZero();
        take(ended, 2, new UnitState(ended, "E" + path, "Hết", "grass-roots-union", "grass-roots", "vn", top, path + "3/", FOUNDED, MOVED, List.of(), List.of(),
                List.of(new Placement(top, path + "3/", FOUNDED, MOVED))));
        await().atMost(Duration.ofSeconds(20)).until(() -> agreed(act) == 1);
    }

    private void hear(UUID act, UUID unit) throws Exception {
        ReceivedFact sample = EventContracts.received("membership/reorganisation-executed", 1);
        ObjectNode data = ((ObjectNode) sample.data()).put("id", act.toString()).put("unitId", unit.toString());
        data.putObject("units").put("ended", 1).put("moved", 1);
        FactListener listener = listeners.stream().filter(each -> each.name().equals("reorganisations")).findFirst().orElseThrow();
        try (Connection connection = worker.getConnection()) {
            listener.on(sample, connection);
        }
    }

    private long agreed(UUID act) {
        return Sql.of("SELECT count(*) FROM reorganisation_check WHERE id = ? AND agreed_at IS NOT NULL", act).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    @Test
    void takesAUnitsNewStateOverTheOld() throws Exception {
        UUID id = UUID.randomUUID();
        String path = "/" + System.nanoTime() + "/";
        UnitState before = new UnitState(id, "C" + path, "Cũ", "nghiep-doan", "grass-roots", "vn", null, path, FOUNDED, null,
                List.of(), List.of(), List.of(new Placement(null, path, FOUNDED, null)));
        take(id, 1, before);
        take(id, 2, new UnitState(id, "C" + path, "Mới", "nghiep-doan", "grass-roots", "vn", null, path, FOUNDED, MOVED, List.of(),
                List.of(), List.of(new Placement(null, path, FOUNDED, MOVED))));

        assertThat(tree.find(id)).get().satisfies(unit -> {
            assertThat(unit.name()).isEqualTo("Mới");
            assertThat(unit.existsOn(MOVED)).isFalse();
        });
        assertThat(tree.pathAsOf(id, MOVED)).isEmpty();
    }

    @Test
    void takesManyUnitsAtOnceAndOfEachTheLastState() throws Exception {
        UUID heir = UUID.randomUUID();
        List<ReceivedFact> facts = new ArrayList<>();
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(30).toList();
        for (long version = 1; version <= 2; version++) {
            for (UUID id : ids) {
                String path = "/" + version + id + "/";
                facts.add(fact(id, version, new UnitState(id, "M" + id, "Công đoàn " + version, "commune-union", "commune", "vn", null, path, FOUNDED, null,
                        version == 1 ? null : List.of(heir), List.of("31783", "31507"), List.of(new Placement(null, path, FOUNDED, null)))));
            }
        }
        try (Connection connection = worker.getConnection()) {
            ((BatchFactListener) listener()).onAll(facts, connection);
        }
        for (UUID id : ids) {
            assertThat(tree.find(id)).get().extracting(UnitRef::name).isEqualTo("Công đoàn 2");
            assertThat(Sql.of("SELECT successors::text || territory::text FROM unit_ref WHERE id = ?", id).first(worker, row -> row.getString(1)))
                    .contains("{" + heir + "}{31783,31507}");
            assertThat(tree.pathAsOf(id, MOVED)).contains("/2" + id + "/");
        }
    }

    private void take(UUID id, long version, UnitState state) throws Exception {
        try (Connection connection = worker.getConnection()) {
            listener().on(fact(id, version, state), connection);
        }
    }

    private FactListener listener() {
        return listeners.stream().filter(each -> each.name().equals("tree")).findFirst().orElseThrow();
    }

    private ReceivedFact fact(UUID id, long version, UnitState state) {
        return new ReceivedFact(UUID.randomUUID(), "unit-changed", id, version, Instant.EPOCH, json.valueToTree(state));
    }
}
