package org.doanket.finance.closing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitState;

/** Units that end and come back, by the listeners themselves, so that nothing is there which a fact could not have brought. */
@ApplicationScoped
public class Endings {

    private final AgroalDataSource worker;
    private final Instance<FactListener> listeners;
    private final Federation federation;
    private final ObjectMapper json;
    private final ClosingWork work;

    Endings(@DataSource("worker") AgroalDataSource worker, @Any Instance<FactListener> listeners, Federation federation, ObjectMapper json,
            ClosingWork work) {
        this.worker = worker;
        this.listeners = listeners;
        this.federation = federation;
        this.json = json;
        this.work = work;
    }

    public void end(UUID unit, String day, UUID... successors) {
        tell("unit-ended", unit, LocalDate.parse(day), List.of(successors));
    }

    /** What the counter-act of a reorganisation tells. */
    public void restore(UUID unit) {
        tell("unit-restored", unit, null, List.of());
    }

    public int sweep() throws SQLException {
        return work.sweep();
    }

    /** Ends a unit that had nothing in its books, for tests of access. */
    public UUID closed(UUID unit, String day, UUID... successors) {
        end(unit, day, successors);
        return UUID.fromString(await(unit, "closed|waiting-for-shares").getString("id"));
    }

    /** Waits until the newest closing of the unit is in one of these states. */
    public JsonPath await(UUID unit, String state) {
        UUID id = UUID.fromString(federation.text("SELECT id::text FROM unit_closing WHERE unit_id = ? ORDER BY no DESC LIMIT 1", unit));
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100)).until(
                () -> Api.as("auditor", unit).get("/unit-closings/" + id).then().statusCode(200).extract().jsonPath(),
                closing -> closing.getString("state").matches(state));
    }

    private void tell(String fact, UUID unit, LocalDate validTo, List<UUID> successors) {
        UnitState state = Sql.of("SELECT * FROM unit_ref WHERE id = "
                + "?", unit).first(worker, row -> new UnitState(unit, row.getString("code"),
                row.getString("name"), row.getString("kind"), row.getString("level"), row.getString("jurisdiction"),
                row.getObject("parent_id", UUID.class), row.getString("path"), row.getObject("valid_from", LocalDate.class), validTo,
                successors,
                List.of(), List.of())).orElseThrow();
        long version = federation.number("SELECT version + 1 FROM unit_ref WHERE id = ?", unit);
        ReceivedFact received = new ReceivedFact(UUID.randomUUID(), fact, unit, version, Instant.now(), json.valueToTree(state));
        for (String name : List.of("tree", "closings")) {
            FactListener listener = listeners.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
            federation.transaction(connection -> listener.on(received, connection));
        }
    }
}
