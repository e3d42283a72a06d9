package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** After whatever changed what an employer owes or has paid: what follows touches books in which the one who asked has no business. */
@ApplicationScoped
class FundSettlementJob implements JobHandler {

    static final String KIND = "fund-settlement";

    /** @param day on which it is booked; null: that on which the job runs */
    record Parameters(UUID employer, LocalDate day) {
    }

    private final FundSettlementService settlement;

    FundSettlementJob(FundSettlementService settlement) {
        this.settlement = settlement;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        Parameters asked = job.parameters(Parameters.class);
        settlement.settle(job.connection(), asked.employer(), asked.day(), job.createdBy());
        job.commit(1);
    }
}
