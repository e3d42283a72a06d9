package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
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

    /** In the order of their numbers. Settled on the day of the last of what came. */
    private static final String PAYERS = "SELECT e.no, e.id, max(f.day) FROM fund_receipt f JOIN employer e ON e.no = f.employer_no "
            + "WHERE f.no BETWEEN ? AND ? AND f.unit_id = ? AND f.line_no IS NOT NULL AND e.no > ? GROUP BY e.no, e.id ORDER BY e.no LIMIT ?";

    private final SettlementRun settlements;

    FundReceiptsJob(SettlementRun settlements) {
        this.settlements = settlements;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        FundBatch.Range range = job.parameters(Parameters.class).receipts();
        settlements.run(job, last -> Sql.of(PAYERS, range.from(), range.to(), job.unit(), last, AT_ONCE).list(job.connection(),
                row -> new SettlementRun.Due(row.getLong(1), row.getObject(2, UUID.class), row.getObject(3, LocalDate.class))));
    }
}
