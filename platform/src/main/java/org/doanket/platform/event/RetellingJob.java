package org.doanket.platform.event;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Tells again of all that a compacted topic is about, or of what lies below one unit: in small steps, and no faster than the relay brings them away. */
@ApplicationScoped
class RetellingJob implements JobHandler {
    static final String KIND = "facts-told-again";
    private static final int AT_ONCE = 500, MOST_WAITING = 5_000;
    private static final long REST_MILLIS = 500;

    record Parameters(String topic) {}

    record Reached(UUID id) {}

    @Inject
    @All
    List<Retelling> retellings;
    @Inject
    EventRuntime runtime;

    Optional<Retelling> of(String topic) {
        return retellings.stream().filter(each -> each.aggregateType().equals(topic)).findFirst();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws SQLException, InterruptedException {
        Retelling retelling = of(run.parameters(Parameters.class).topic()).orElseThrow(() -> Problem.notFound("topic"));
        UnitScope range = new UnitScope(run.unit(), run.path());
        Reached reached = run.checkpoint(Reached.class);
        UUID after = reached == null ? new UUID(0, 0) : reached.id();
        while (true) {
            awaitRoom(run.connection());
            List<UUID> told = retelling.step(run.connection(), after, range.from(), range.to(), AT_ONCE);
            if (told.isEmpty()) return;
            after = told.get(told.size() - 1);
            run.checkpoint(new Reached(after));
            run.commit(run.done() + told.size());
            runtime.wakeRelay();
        }
    }

    /** With the broker away the outbox would take in a whole register beside what is told anyway. */
    private static void awaitRoom(Connection c) throws SQLException, InterruptedException {
        while (Sql.of("SELECT count(*) FROM (SELECT FROM outbox WHERE parked IS NULL LIMIT ?) x", MOST_WAITING).first(c, row -> row.getInt(1)).orElseThrow()
                >= MOST_WAITING) {
            c.commit();
            Thread.sleep(REST_MILLIS);
        }
    }
}
