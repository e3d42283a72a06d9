package org.doanket.testing.fuzz;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.core.ConditionTimeoutException;
import org.doanket.platform.sql.Sql;

/** How the jobs ended that bad calls have begun: refused with a problem is well, a failure that nobody foresaw is not. */
final class JobEnds {

    private JobEnds() {
    }

    /** By kind; a job that is tried again has met such a failure. */
    static Map<String, String> faults(DataSource worker) {
        Map<String, String> faults = new LinkedHashMap<>();
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> open(worker) == 0);
        } catch (ConditionTimeoutException late) {
            faults.put("jobs", open(worker) + " jobs did not end within a minute");
        }
        List<String> broken = Sql.of("SELECT kind || ' ' || min(id::text) || ' (' || count(*) || ' of them)' FROM job WHERE attempts > 1 OR failure = 'unexpected' "
                + "GROUP BY kind").list(worker, row -> row.getString(1));
        broken.forEach(job -> faults.put(job, "job " + job + " failed as nobody foresaw; the log tells why"));
        return faults;
    }

    /** One that is tried again is told as broken below, and takes its time. */
    private static long open(DataSource worker) {
        return Sql.of("SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND attempts < 2").first(worker, row -> row.getLong(1)).orElseThrow();
    }
}
