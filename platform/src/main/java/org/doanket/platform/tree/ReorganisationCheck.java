package org.doanket.platform.tree;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds the replica of the tree against what acts of reorganisation say they have done. The facts of the units come on another topic, so it takes a while;
 * what does not agree after {@link #PATIENCE} minutes shows in the metric {@code doanket_tree_disagreeing}, and somebody is called.
 */
@ApplicationScoped
@UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
class ReorganisationCheck {

    private static final int PATIENCE = 15;

    /** At least as many as the act has: others may have done the like on that day. */
    private static final String AGREE = """
            UPDATE reorganisation_check c SET agreed_at = clock_timestamp() FROM unit_ref top
             WHERE c.agreed_at IS NULL AND top.id = c.unit_id
               AND c.ended <= (SELECT count(*) FROM unit_ref u WHERE u.path ^@ top.path AND u.valid_to = c.effective)
               AND c.moved <= (SELECT count(*) FROM unit_placement p WHERE p.path ^@ top.path AND p.valid_from = c.effective)""";

    private final AgroalDataSource worker;
    private final Duration every;
    private volatile long disagreeing;
    private Repeating timer;

    ReorganisationCheck(@DataSource("worker") AgroalDataSource worker, MeterRegistry meters,
            @ConfigProperty(name = "doanket.tree.check-seconds", defaultValue = "60") int everySeconds) {
        this.worker = worker;
        this.every = Duration.ofSeconds(everySeconds);
        meters.gauge("doanket.tree.disagreeing", this, check -> check.disagreeing);
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("tree-check", every, every, this::check);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    void check() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            Sql.of(AGREE).run(connection);
            disagreeing = Sql.of("SELECT count(*) FROM reorganisation_check WHERE agreed_at IS NULL AND heard_at < clock_timestamp() - make_interval(mins => ?)", PATIENCE)
                    .first(connection, row -> row.getLong(1)).orElseThrow();
        }
    }
}
