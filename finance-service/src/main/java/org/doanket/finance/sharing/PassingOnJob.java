package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.doanket.finance.ReceiptLock;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** What a unit passes on of what came to it from below, a moment after that has come. */
@ApplicationScoped
class PassingOnJob implements JobHandler {

    static final String KIND = "passing-on";

    /** First days of the first and the last month. */
    record Parameters(String stream, LocalDate from, LocalDate to) {
    }

    private final ShareBatch batch;
    private final SharingService sharing;

    PassingOnJob(ShareBatch batch, SharingService sharing) {
        this.batch = batch;
        this.sharing = sharing;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        Connection connection = job.connection();
        Parameters what = job.parameters(Parameters.class);
        ReceiptLock.hold(connection, job.unit());
        ShareBatch.Work work = ShareBatch.Work.after(job.unit(), job.createdBy()).in(what.from(), what.to());
        sharing.passOn(connection, what.stream(), batch.share(connection, what.stream(), ShareBatch.Origin.BELOW, work), job.createdBy());
        job.commit(1);
    }
}
