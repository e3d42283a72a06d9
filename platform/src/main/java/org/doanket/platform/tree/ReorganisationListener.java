package org.doanket.platform.tree;

import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/** Notes what an act has done to the tree, so that {@link ReorganisationCheck} can say whether the replica knows all of it. */
@ApplicationScoped
@UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
class ReorganisationListener implements FactListener {

    /** Of the act's summary what is wanted here. @param units how many, by what became of them */
    record Told(UUID id, UUID unitId, LocalDate effective, UUID counterTo, Map<String, Long> units) {

        long of(String... fates) {
            long sum = 0;
            for (String fate : fates) {
                sum += units.getOrDefault(fate, 0L);
            }
            return sum;
        }
    }

    @Override
    public String name() {
        return "reorganisations";
    }

    @Override
    public String topic() {
        return "membership.reorganisation";
    }

    @Override
    public Gate gate() {
        return Gate.ONCE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.equals("reorganisation-executed");
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        Told told = fact.as(Told.class);
        if (told.counterTo() == null) {
            Sql.of("INSERT INTO reorganisation_check (id, unit_id, effective, moved, ended) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", told.id(),
                    told.unitId(), told.effective(), told.of("moved", "carried"), told.of("ended")).run(connection);
        } else {
            // What is taken back is in the replica no more, and needs to be looked for no longer.
            Sql.of("UPDATE reorganisation_check SET agreed_at = clock_timestamp() WHERE id = ? AND agreed_at IS NULL", told.counterTo()).run(connection);
        }
    }
}
