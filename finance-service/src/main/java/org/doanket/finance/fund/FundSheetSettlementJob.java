package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/**
 * After a sheet of declarations: the settlement of each employer in it, one after the other, each in a transaction of its own. Who has paid
 * nothing and of whom nothing was decided has nothing to be settled.
 */
@ApplicationScoped
class FundSheetSettlementJob implements JobHandler {

    static final String KIND = "fund-sheet-settlement";
    private static final int AT_ONCE = 1_000;

    private static final String NEXT = """
        SELECT e.no, e.id FROM (SELECT DISTINCT d.employer_no FROM fund_declaration d WHERE d.import_no = ? AND d.employer_no > ?) d
          JOIN employer e ON e.no = d.employer_no
         WHERE EXISTS (SELECT FROM fund_receipt r WHERE r.employer_no = e.no)
            OR EXISTS (SELECT FROM fund_decision k WHERE k.employer_no = e.no AND k.revoked_at IS NULL)
         ORDER BY e.no LIMIT ?""";

    /** @param sheet number of the import */
    record Parameters(long sheet) {
    }

    private final SettlementRun settlements;

    FundSheetSettlementJob(SettlementRun settlements) {
        this.settlements = settlements;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        long sheet = job.parameters(Parameters.class).sheet();
        settlements.run(job, last -> Sql.of(NEXT, sheet, last, AT_ONCE).list(job.connection(),
                row -> new SettlementRun.Due(row.getLong(1), row.getObject(2, UUID.class), null)));
    }
}
