package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** After whatever changed what an employer owes or has paid: what follows touches books in which the one who asked has no business. */
@ApplicationScoped
class FundSettlementJob implements JobHandler {

    static final String KIND = "fund-settlement";

    record Parameters(UUID employer) {
    }

    private record Employer(long no, String jurisdiction) {
    }

    private final FundSettlement settlement;
    private final Clock clock;

    FundSettlementJob(FundSettlement settlement, Clock clock) {
        this.settlement = settlement;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        Employer employer = Sql.of("SELECT no, jurisdiction FROM employer WHERE id = ?", job.parameters(Parameters.class).employer())
                .first(job.connection(), row -> new Employer(row.getLong(1), row.getString(2))).orElseThrow();
        settlement.settle(job.connection(), employer.no(), LocalDate.ofInstant(clock.instant(), Zones.of(employer.jurisdiction())),
                job.createdBy());
        job.commit(1);
    }
}
