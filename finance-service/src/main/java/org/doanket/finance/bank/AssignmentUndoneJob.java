package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.sharing.SharingService;
import org.doanket.finance.standing.StandingService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/** After a line went back into suspense: months of which nothing is left say so, shares come back down, and who had paid is told anew. */
@ApplicationScoped
class AssignmentUndoneJob implements JobHandler {

    static final String KIND = "assignment-undone";

    record Parameters(UUID line) {
    }

    private final SharingService sharing;
    private final StandingService standings;

    AssignmentUndoneJob(SharingService sharing, StandingService standings) {
        this.sharing = sharing;
        this.standings = standings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        Connection connection = job.connection();
        UUID line = job.parameters(Parameters.class).line();
        sharing.follow(connection, job.unit(), job.createdBy());
        List<LocalDate> months = Sql.of("SELECT DISTINCT r.month FROM receipt r JOIN bank_line l ON l.no = r.line_no WHERE l.id = ? "
                + "AND r.stream = 'dues'", line).list(connection, row -> row.getObject(1, LocalDate.class));
        standings.afterUndone(connection, job.unit(), months);
        job.commit(1);
    }
}
