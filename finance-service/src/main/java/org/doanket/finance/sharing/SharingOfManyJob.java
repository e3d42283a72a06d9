package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Failures;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.job.Jobs;
import org.jboss.logging.Logger;

/**
 * After what changed the dues of many units at once. Each in a transaction of its own, so that no unit's receipts are held while another's are shared;
 * one that fails is tried again by a job of its own, and the others go on.
 */
@ApplicationScoped
class SharingOfManyJob implements JobHandler {

    private static final Logger LOG = Logger.getLogger(SharingOfManyJob.class);

    private final SharingService sharing;
    private final Jobs jobs;

    SharingOfManyJob(SharingService sharing, Jobs jobs) {
        this.sharing = sharing;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return ShareCommand.OfMany.KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        Connection connection = job.connection();
        List<UUID> units = job.parameters(ShareCommand.OfMany.class).units();
        job.total(units.size());
        for (int i = (int) job.done(); i < units.size(); i++) {
            try {
                sharing.follow(connection, units.get(i), job.createdBy());
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                LOG.errorf("unit %s left to a job of its own by job %s: %s", units.get(i), job.id(), Failures.trace(failure));
                jobs.submit(connection, ShareCommand.KIND, units.get(i), job.createdBy(), new ShareCommand());
            }
            job.commit(i + 1);
        }
    }
}
