package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/** After lines of the bank brought money of many employers: which months it pays, one employer after the other, each a transaction. */
@ApplicationScoped
class FundReceiptsJob implements JobHandler {

    static final String KIND = "fund-receipts";
    private static final int AT_ONCE = 500;

    record Parameters(FundBatch.Range receipts) {
    }

    private record Payer(long employer, LocalDate day) {
    }

    /** In the order of their numbers. Settled on the day of the last of what came. */
    private static final String PAYERS = "SELECT f.employer_no, max(f.day) FROM fund_receipt f WHERE f.no BETWEEN ? AND ? "
            + "AND f.unit_id = ? AND f.line_no IS NOT NULL AND f.employer_no > ? GROUP BY f.employer_no ORDER BY f.employer_no LIMIT ?";

    private final FundSettlementService settlement;

    FundReceiptsJob(FundSettlementService settlement) {
        this.settlement = settlement;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        FundBatch.Range range = job.parameters(Parameters.class).receipts();
        Long done = job.checkpoint(Long.class);
        for (List<Payer> payers = payers(job, range, done == null ? 0 : done); !payers.isEmpty();
                payers = payers(job, range, payers.get(payers.size() - 1).employer())) {
            for (Payer payer : payers) {
                settlement.settle(job.connection(), payer.employer(), payer.day(), job.createdBy());
                job.checkpoint(payer.employer());
                job.commit(job.done() + 1);
            }
        }
    }

    private static List<Payer> payers(JobRun job, FundBatch.Range range, long after) throws SQLException {
        Connection connection = job.connection();
        return Sql.of(PAYERS, range.from(), range.to(), job.unit(), after, AT_ONCE).list(connection,
                row -> new Payer(row.getLong(1), row.getObject(2, LocalDate.class)));
    }
}
