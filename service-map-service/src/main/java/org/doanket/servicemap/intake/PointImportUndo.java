package org.doanket.servicemap.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.PointBatchService;

/** Takes an import back, except for the points that somebody has changed since: those are kept and counted. */
@ApplicationScoped
class PointImportUndo implements JobHandler {

    static final String KIND = "point-import-undo";
    private static final int BATCH = 1_000;

    private final PointBatchService points;

    PointImportUndo(PointBatchService points) {
        this.points = points;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws SQLException {
        UUID id = run.parameters(PointImportService.Parameters.class).id();
        run.total(Sql.of("SELECT good FROM point_import WHERE id = ?", id).first(run.connection(), row -> row.getInt(1)).orElseThrow());
        long done = run.done();
        List<UUID> batch;
        do {
            batch = Sql.of("SELECT r.point_id FROM point_import_row r JOIN service_point p ON p.id = r.point_id WHERE r.import_id = ? "
                            + "AND p.version = 1 ORDER BY r.number LIMIT ?", id, BATCH)
                    .list(run.connection(), row -> row.getObject(1, UUID.class));
            done += points.withdraw(run.connection(), batch);
            if (batch.size() < BATCH) {
                Sql.of("UPDATE point_import SET state = 'undone', kept = good - ? WHERE id = ?", (int) done, id).run(run.connection());
            }
            run.commit(done);
        } while (batch.size() == BATCH);
    }
}
