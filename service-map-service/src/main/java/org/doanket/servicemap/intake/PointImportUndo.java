package org.doanket.servicemap.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.PointBatchService;

/** Takes an import back, closing what it made and restoring what it changed, except for the points that somebody has changed since: those are kept and counted. */
@ApplicationScoped
class PointImportUndo implements JobHandler {

    static final String KIND = "point-import-undo";
    private static final int BATCH = 1_000;

    private final PointBatchService points;
    private final PointImportChanges changes;

    PointImportUndo(PointBatchService points, PointImportChanges changes) {
        this.points = points;
        this.changes = changes;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws SQLException {
        UUID id = run.parameters(PointImportService.Parameters.class).id();
        run.total(Sql.of("SELECT count(*) FROM point_import_row WHERE import_id = ? AND point_id IS NOT NULL", id)
                .first(run.connection(), row -> row.getInt(1)).orElseThrow());
        long done = run.done();
        List<UUID> batch;
        do {
            batch = Sql.of("SELECT r.point_id FROM point_import_row r JOIN service_point p ON p.id = r.point_id WHERE r.import_id = ? "
                            + "AND r.target_id IS NULL AND p.version = 1 ORDER BY r.number LIMIT ?", id, BATCH)
                    .list(run.connection(), row -> row.getObject(1, UUID.class));
            done += points.withdraw(run.connection(), batch);
            run.commit(done);
        } while (batch.size() == BATCH);
        done = changes.takeBack(run, id, done);
        Sql.of("UPDATE point_import SET state = 'undone', kept = (SELECT count(*) FROM point_import_row WHERE import_id = ? AND point_id IS NOT NULL) - ? "
                + "WHERE id = ?", id, (int) done, id).run(run.connection());
        run.commit(done);
    }
}
