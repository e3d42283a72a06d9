package org.doanket.servicemap.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.PointBatchService;

/** Makes points of the good rows, a batch at a time, and changes those that are there already; resumed after a crash it goes on behind the last batch. */
@ApplicationScoped
class PointImportCommit implements JobHandler {

    static final String KIND = "point-import-commit";
    private static final int BATCH = 1_000;

    private final ObjectMapper json;
    private final PointBatchService points;
    private final PointImportChanges changes;

    PointImportCommit(ObjectMapper json, PointBatchService points, PointImportChanges changes) {
        this.json = json;
        this.points = points;
        this.changes = changes;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Good(int number, PointDraft draft) {
    }

    @Override
    public void run(JobRun run) throws SQLException {
        UUID id = run.parameters(PointImportService.Parameters.class).id();
        Connection connection = run.connection();
        run.total(Sql.of("SELECT count(*) FROM point_import_row WHERE import_id = ? AND draft IS NOT NULL AND coalesce(changed, '{new}') <> '{}'", id)
                .first(connection, row -> row.getInt(1)).orElseThrow());
        long done = run.done();
        List<Good> batch;
        do {
            // Rows that have their point already were done before a crash.
            batch = Sql.of("SELECT number, draft FROM point_import_row WHERE import_id = ? AND draft IS NOT NULL AND point_id IS NULL AND target_id IS NULL "
                    + "ORDER BY number LIMIT ?", id, BATCH).list(connection, row -> new Good(row.getInt(1), draft(row.getString(2))));
            write(connection, id, batch);
            done += batch.size();
            run.commit(done);
        } while (batch.size() == BATCH);
        done = changes.make(run, id, done);
        Sql.of("UPDATE point_import SET state = 'committed' WHERE id = ?", id).run(connection);
        run.commit(done);
    }

    private void write(Connection connection, UUID id, List<Good> batch) throws SQLException {
        ImportSites sites = ImportSites.near(connection, batch.stream().map(Good::draft).toList());
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement site = connection.prepareStatement("INSERT INTO site (id, unit_id, path, jurisdiction, name, address, "
                        + "administrative_unit, latitude, longitude, access, host, host_name, version) "
                        + "SELECT ?, u.id, u.path, u.jurisdiction, ?, ?, ?, ?, ?, ?, ?, ?, 1 FROM unit_ref u WHERE u.id = ?");
                PreparedStatement point = connection.prepareStatement("INSERT INTO service_point (id, site_id, unit_id, path, kind, name, "
                        + "hours, capacity, amenities, state, opened_on, version) "
                        + "SELECT ?, ?, u.id, u.path, ?, ?, ?, ?, ?, ?, ?, 1 FROM unit_ref u WHERE u.id = ?");
                PreparedStatement row = connection.prepareStatement(
                        "UPDATE point_import_row SET point_id = ? WHERE import_id = ? AND number = ?")) {
            for (Good good : batch) {
                PointDraft draft = good.draft();
                UUID siteId = sites.of(draft);
                if (siteId == null) {
                    siteId = Ids.next();
                    sites.made(siteId, draft);
                    site(site, siteId, draft);
                }
                UUID pointId = Ids.next();
                point(point, connection, pointId, siteId, draft);
                row.setObject(1, pointId);
                row.setObject(2, id);
                row.setInt(3, good.number());
                row.addBatch();
                ids.add(pointId);
            }
            site.executeBatch();
            point.executeBatch();
            row.executeBatch();
        }
        points.tellNew(connection, ids);
    }

    private static void site(PreparedStatement insert, UUID id, PointDraft draft) throws SQLException {
        insert.setObject(1, id);
        insert.setString(2, draft.siteName());
        insert.setString(3, draft.address());
        insert.setString(4, draft.administrativeUnit());
        insert.setDouble(5, draft.latitude());
        insert.setDouble(6, draft.longitude());
        insert.setString(7, draft.access());
        insert.setString(8, draft.host());
        insert.setString(9, draft.hostName());
        insert.setObject(10, draft.unitId());
        insert.addBatch();
    }

    private static void point(PreparedStatement insert, Connection connection, UUID id, UUID site, PointDraft draft) throws SQLException {
        insert.setObject(1, id);
        insert.setObject(2, site);
        insert.setString(3, draft.kind());
        insert.setString(4, draft.name());
        insert.setString(5, draft.hours());
        insert.setObject(6, draft.capacity(), Types.INTEGER);
        insert.setArray(7, connection.createArrayOf("text", draft.amenities().toArray()));
        insert.setString(8, draft.state());
        insert.setObject(9, draft.openedOn(), Types.DATE);
        insert.setObject(10, draft.unitId());
        insert.addBatch();
    }

    private PointDraft draft(String text) {
        try {
            return json.readValue(text, PointDraft.class);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
