package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Goes over the shares of a subtree in one transaction; nothing else is shared meanwhile, so that what it finds is whole. */
@ApplicationScoped
class SharingRunJob implements JobHandler {

    static final String KIND = "sharing-run";

    record Parameters(UUID run) {
    }

    /** Amounts in minor units: what goes up more than before, and what comes back. */
    record Result(long units, long lines, long up, long down) {
    }

    private record Run(String kind, ShareBatch.Work work) {
    }

    private final ShareBatch batch;
    private final RefundBatch refunds;
    private final Clock clock;

    SharingRunJob(ShareBatch batch, RefundBatch refunds, Clock clock) {
        this.batch = batch;
        this.refunds = refunds;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        if (job.checkpoint(String.class) != null) {
            return;
        }
        Connection connection = job.connection();
        UUID id = job.parameters(Parameters.class).run();
        Run run = Sql.of("SELECT r.*, u.jurisdiction FROM sharing_run r JOIN unit_ref u ON u.id = r.unit_id WHERE r.id = ?", id)
                .first(connection, row -> new Run(row.getString("kind"), new ShareBatch.Work(null, new UnitScope(job.unit(), job.path()), 0,
                        row.getObject("from_month", LocalDate.class), row.getObject("to_month", LocalDate.class),
                        Zones.today(clock, row.getString("jurisdiction")), row.getString("kind"),
                        row.getLong("no"),
                        row.getString("mode").equals("post"), job.createdBy()))).orElseThrow();
        ShareBatch.prepareRun(connection);
        if (run.kind().equals("refund")) {
            refunds.refund(connection, run.work());
        } else {
            reshare(connection, run.work());
        }
        Result result = Sql.of("SELECT count(DISTINCT unit_id), count(*), coalesce(sum(step) FILTER (WHERE step > 0), 0), "
                + "coalesce(-sum(step) FILTER (WHERE step < 0), 0) FROM sharing_run_line WHERE run_no = ?", run.work().run())
                .first(connection, row -> new Result(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).orElseThrow();
        Sql.of("UPDATE sharing_run SET state = 'done', units = ?, lines = ?, up = ?, down = ? WHERE id = ?", result.units(),
                result.lines(), result.up(),
                result.down(), id).run(connection);
        job.total(result.lines());
        job.result(result);
        job.checkpoint("done");
        job.commit(result.lines());
    }

    /**
     * The units themselves, then from the deepest upwards those that pass on a part of what comes from below, up to the root, and those that
     * stood above when; until nothing changes any more, for who stood above may stand below now.
     */
    private void reshare(Connection connection, ShareBatch.Work work) throws SQLException {
        for (String stream : ShareBatch.STREAMS) {
            batch.share(connection, stream, ShareBatch.Origin.OWN, work);
        }
        int deepest = Sql.of("SELECT coalesce(max(length(path) - length(replace(path, '/', ''))), 0) FROM unit_ref "
                + "WHERE EXISTS (SELECT FROM sharing_ratio WHERE origin = 'below' AND cancelled_at IS NULL)")
                .first(connection, row -> row.getInt(1)).orElseThrow();
        long before;
        do {
            before = lines(connection, work);
            for (int depth = deepest; depth > 0; depth--) {
                for (String stream : ShareBatch.STREAMS) {
                    batch.share(connection, stream, ShareBatch.Origin.BELOW, work.at(depth));
                }
            }
        } while (lines(connection, work) != before);
        if (work.books()) {
            batch.shareWithOrganisations(connection, work);
        }
    }

    private static long lines(Connection connection, ShareBatch.Work work) throws SQLException {
        return Sql.of("SELECT count(*) FROM sharing_run_line WHERE run_no = ?", work.run()).first(connection, row -> row.getLong(1)).orElseThrow();
    }
}
