package org.doanket.testing.fuzz;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.core.ConditionTimeoutException;
import org.doanket.platform.sql.Sql;

/** How the jobs ended that were begun from now on: refused with a problem is well, a failure that nobody foresaw is not. */
final class JobEnds {

    private final DataSource worker;
    private final OffsetDateTime since;

    JobEnds(DataSource worker) {
        this.worker = worker;
        this.since = Sql.of("SELECT clock_timestamp()").first(worker, row -> row.getObject(1, OffsetDateTime.class)).orElseThrow();
    }

    /** By kind; a job that is tried again has met such a failure. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> open() == 0);
        } catch (ConditionTimeoutException late) {
            faults.put("jobs", open() + " jobs did not end within a minute");
        }
        List<String> broken = Sql.of("SELECT kind || ' ' || min(id::text) || ' (' || count(*) || ' of them)' FROM job WHERE created_at >= ? "
                + "AND (attempts > 1 OR failure = 'unexpected') GROUP BY kind", since).list(worker, row -> row.getString(1));
        broken.forEach(job -> faults.put(job, "job " + job + " failed as nobody foresaw; the log tells why"));
        return faults;
    }

    /** One that is tried again is told as broken above, and takes its time. */
    private long open() {
        return Sql.of("SELECT count(*) FROM job WHERE created_at >= ? AND state IN ('waiting', 'running') AND attempts < 2", since)
                .first(worker, row -> row.getLong(1)).orElseThrow();
    }
}
