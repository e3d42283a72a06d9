package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** After a receipt booked by hand: what follows touches the books of the level above, where the treasurer has no business. */
@ApplicationScoped
class SharingJob implements JobHandler {

    private final SharingService sharing;

    SharingJob(SharingService sharing) {
        this.sharing = sharing;
    }

    @Override
    public String kind() {
        return ShareCommand.KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        sharing.follow(job.connection(), job.unit(), job.createdBy());
        job.commit(1);
    }
}
