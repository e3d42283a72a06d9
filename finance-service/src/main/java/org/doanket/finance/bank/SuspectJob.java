package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.doanket.finance.sharing.SharingService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** Books the lines that were held back and are lines of their own, and what follows from them. Run again it finds none. */
@ApplicationScoped
class SuspectJob implements JobHandler {

    static final String KIND = "bank-suspects";

    record Parameters() {
    }

    private final BankBatch batch;
    private final SharingService sharing;

    SuspectJob(BankBatch batch, SharingService sharing) {
        this.batch = batch;
        this.sharing = sharing;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        long booked = batch.bookOwn(job.connection(), job.unit(), job.createdBy());
        sharing.follow(job.connection(), job.unit(), job.createdBy());
        job.commit(booked);
    }
}
