package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Failures;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.job.Jobs;
import org.jboss.logging.Logger;

/**
 * Settles many employers for one job, each in a transaction of its own. Whose settlement fails is parked: a job of his own tries it again,
 * and the others go on. The job's result names him, and its problems count him.
 */
@ApplicationScoped
class SettlementRun {

    private static final Logger LOG = Logger.getLogger(SettlementRun.class);

    /** @param day on which it is booked; null: that on which it is settled */
    record Due(long no, UUID employer, LocalDate day) {
    }

    /** @param job that tries it again */
    record Parked(UUID employer, UUID job) {
    }

    /** @param last number of the last employer, settled or parked */
    private record Progress(long last, List<Parked> parked) {
    }

    private record Result(List<Parked> parked) {
    }

    /** Those whose numbers come after one, in their order, some at a time. */
    interface Source {
        List<Due> after(long last) throws SQLException;
    }

    private final FundSettlementService settlement;
    private final Jobs jobs;

    SettlementRun(FundSettlementService settlement, Jobs jobs) {
        this.settlement = settlement;
        this.jobs = jobs;
    }

    /** From where an earlier attempt of the job stopped. */
    void run(JobRun job, Source source) throws SQLException {
        Progress before = job.checkpoint(Progress.class);
        long last = before == null ? 0 : before.last();
        List<Parked> parked = new ArrayList<>(before == null ? List.of() : before.parked());
        for (List<Due> some = source.after(last); !some.isEmpty(); some = source.after(last)) {
            for (Due due : some) {
                settle(job, due, parked);
                last = due.no();
                job.checkpoint(new Progress(last, parked));
                job.problems(parked.size());
                job.result(new Result(parked));
                job.commit(job.done() + 1);
            }
        }
    }

    /** Where the connection itself is gone the rollback fails, and with it the attempt of the job. */
    private void settle(JobRun job, Due due, List<Parked> parked) throws SQLException {
        Connection connection = job.connection();
        try {
            settlement.settle(connection, due.employer(), due.day(), job.createdBy());
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            LOG.errorf("employer %s parked by job %s: %s", due.employer(), job.id(), Failures.trace(failure));
            UUID again = jobs.submit(connection, FundSettlementJob.KIND, job.unit(), job.createdBy(),
                    new FundSettlementJob.Parameters(due.employer(), due.day()));
            parked.add(new Parked(due.employer(), again));
        }
    }
}
