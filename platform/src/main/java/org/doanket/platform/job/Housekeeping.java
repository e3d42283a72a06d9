package org.doanket.platform.job;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.doanket.platform.error.Failures;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.jboss.logging.Logger;

/** Removes what has been kept for long enough, once an hour, in small transactions of the worker's login. */
@ApplicationScoped
public class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final AgroalDataSource worker;
    private final Instance<Purge> purges;
    private Repeating timer;

    @Inject
    Housekeeping(@DataSource("worker") AgroalDataSource worker, @Any Instance<Purge> purges) {
        this.worker = worker;
        this.purges = purges;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("housekeeping", Duration.ofMinutes(10), Duration.ofHours(1), this::removeWhatIsDue);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** One that fails does not keep the others from theirs. */
    public void removeWhatIsDue() {
        for (Purge purge : purges) {
            try {
                int removed = 0;
                for (int batch = 1; batch > 0 && !Thread.currentThread().isInterrupted(); removed += batch) {
                    batch = Sql.of(purge.sql()).run(worker);
                }
                LOG.debugf("%s: %d removed", purge.name(), removed);
            } catch (Sql.SqlFailure later) {
                LOG.warnf("%s not removed, trying again in an hour: %s", purge.name(), Failures.describe(later));
            }
        }
    }
}
