package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.ManyRows;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/**
 * Goes over the shares of a subtree. What is only looked at is one picture of it, and holds nobody up. What is booked is booked some units
 * at a time, each with its receipts held until its part is committed: of a unit that somebody else holds it is done at the end. A run that is
 * broken off, or meets a receipt on its way, is whole all the same: what is due is always what holds now less what was booked before.
 */
@ApplicationScoped
class SharingRunJob implements JobHandler {

    static final String KIND = "sharing-run";

    record Parameters(UUID run) {
    }

    /** Amounts in minor units: what goes up more than before, and what comes back. */
    record Result(long units, long lines, long up, long down) {
    }

    private record Run(String kind, UnitScope range, ShareBatch.Work work) {
    }

    /** What is done for some units, held by whoever does it. */
    private interface Step {
        void on(ShareBatch.Work work) throws SQLException;
    }

    /** Units whose receipts wait for each other's commit: some tenths of a second. */
    private static final int AT_ONCE = 200;

    /** Those that have received something in the months of the run. */
    private static final String RECEIVERS = "SELECT u.id FROM unit_ref u WHERE u.path >= ? AND u.path < ? AND EXISTS (SELECT FROM unit_month m "
            + "WHERE m.unit_id = u.id AND m.month BETWEEN ? AND ?) ORDER BY u.id";

    /** Those so deep that pass on something: of the subtree, above it, and those that once stood above one of it. */
    private static final String PASSING_ON = "SELECT u.id FROM unit_ref u WHERE (u.path >= ? AND u.path < ? OR starts_with(?, u.path) "
            + "OR u.id IN (SELECT l.upper_id FROM sharing_run_line l WHERE l.run_no = ?)) "
            + "AND length(u.path) - length(replace(u.path, '/', '')) = ? AND " + SharingService.PASSES_ON + " ORDER BY u.id";

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
                .first(connection, row -> new Run(row.getString("kind"), new UnitScope(job.unit(), job.path()),
                        new ShareBatch.Work(null, List.of(), row.getObject("from_month", LocalDate.class),
                                row.getObject("to_month", LocalDate.class), Zones.today(clock, row.getString("jurisdiction")),
                                row.getString("kind"), row.getLong("no"), row.getString("mode").equals("post"), job.createdBy())))
                .orElseThrow();
        job.commit(job.done());
        if (!run.work().books()) {
            Sql.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").run(connection);
            ManyRows.expect(connection);
        }
        if (run.kind().equals("refund")) {
            each(job, receivers(connection, run), run.work(), work -> refunds.refund(connection, work));
        } else {
            reshare(job, run);
        }
        Result result = Sql.of("SELECT count(DISTINCT unit_id), count(*), coalesce(sum(step) FILTER (WHERE step > 0), 0), "
                + "coalesce(-sum(step) FILTER (WHERE step < 0), 0) FROM sharing_run_line WHERE run_no = ?", run.work().run())
                .first(connection, row -> new Result(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).orElseThrow();
        Sql.of("UPDATE sharing_run SET state = 'done', units = ?, lines = ?, up = ?, down = ? WHERE id = ?", result.units(),
                result.lines(), result.up(),
                result.down(), id).run(connection);
        job.result(result);
        job.checkpoint("done");
        job.commit(job.done());
    }

    /**
     * The units themselves, then from the deepest upwards those that pass on a part of what comes from below, up to the root, and those that
     * stood above when; until nothing changes any more, for who stood above may stand below now.
     */
    private void reshare(JobRun job, Run run) throws SQLException {
        Connection connection = job.connection();
        each(job, receivers(connection, run), run.work(), work -> {
            for (String stream : ShareBatch.STREAMS) {
                batch.share(connection, stream, ShareBatch.Origin.OWN, work);
            }
            if (work.books()) {
                batch.shareWithOrganisations(connection, work);
            }
        });
        int deepest = Sql.of("SELECT coalesce(max(length(u.path) - length(replace(u.path, '/', ''))), 0) FROM unit_ref u WHERE "
                + SharingService.PASSES_ON).first(connection, row -> row.getInt(1)).orElseThrow();
        long before;
        do {
            before = lines(connection, run);
            for (int depth = deepest; depth > 0; depth--) {
                List<UUID> uppers = Sql.of(PASSING_ON, run.range().from(), run.range().to(), run.range().path(), run.work().run(), depth)
                        .list(connection, row -> row.getObject(1, UUID.class));
                each(job, uppers, run.work(), work -> {
                    for (String stream : ShareBatch.STREAMS) {
                        batch.share(connection, stream, ShareBatch.Origin.BELOW, work);
                    }
                });
            }
        } while (lines(connection, run) != before);
    }

    /** Whoever is held by another is waited for alone, with nothing in hand that somebody else may want. */
    private static void each(JobRun job, List<UUID> units, ShareBatch.Work work, Step step) throws SQLException {
        if (!work.books()) {
            step.on(work.of(units));
            return;
        }
        Connection connection = job.connection();
        List<UUID> busy = new ArrayList<>();
        for (int i = 0; i < units.size(); i += AT_ONCE) {
            List<UUID> some = units.subList(i, Math.min(i + AT_ONCE, units.size()));
            // Until its commit: each part is a transaction of its own.
            ManyRows.expect(connection);
            List<UUID> free = ReceiptLock.holdFree(connection, some);
            step.on(work.of(free));
            job.commit(job.done() + free.size());
            some.stream().filter(unit -> !free.contains(unit)).forEach(busy::add);
        }
        for (UUID unit : busy) {
            ReceiptLock.hold(connection, unit);
            step.on(work.of(List.of(unit)));
            job.commit(job.done() + 1);
        }
    }

    private static List<UUID> receivers(Connection connection, Run run) throws SQLException {
        return Sql.of(RECEIVERS, run.range().from(), run.range().to(), run.work().from(), run.work().to())
                .list(connection, row -> row.getObject(1, UUID.class));
    }

    private static long lines(Connection connection, Run run) throws SQLException {
        return Sql.of("SELECT count(*) FROM sharing_run_line WHERE run_no = ?", run.work().run()).first(connection, row -> row.getLong(1)).orElseThrow();
    }
}
