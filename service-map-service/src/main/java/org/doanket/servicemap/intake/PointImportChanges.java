package org.doanket.servicemap.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.PointBatchService;

/**
 * Brings points that are there already to what the rows of an import say of them, or back to what they were. Place by place, for what is said of a place
 * is said of all points in it; and only those that nobody else has changed meanwhile.
 */
@ApplicationScoped
class PointImportChanges {

    private static final int PLACES = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String APPLY = """
            WITH d AS MATERIALIZED (
              SELECT r.number, p.id AS point_id, p.site_id, x.* FROM point_import_row r JOIN service_point p ON p.id = r.target_id AND p.version = r.{version},
                jsonb_to_record(r.{told}) AS x (kind text, name text, hours text, capacity int, amenities text[], "siteName" text, address text,
                  "administrativeUnit" text, latitude float8, longitude float8, access text, host text, "hostName" text)
              WHERE r.import_id = ? AND r.changed <> '{}' AND p.state <> 'closed' AND p.site_id = ANY (?::uuid[])),
            s AS (
              UPDATE site s SET name = d."siteName", address = d.address, administrative_unit = d."administrativeUnit", latitude = d.latitude,
                longitude = d.longitude, access = d.access, host = d.host, host_name = d."hostName", version = s.version + 1
              FROM (SELECT DISTINCT ON (site_id) * FROM d ORDER BY site_id, number) d
              WHERE s.id = d.site_id AND (s.name, s.address, s.administrative_unit, s.latitude, s.longitude, s.access, s.host, s.host_name)
                IS DISTINCT FROM (d."siteName", d.address, d."administrativeUnit", d.latitude, d.longitude, d.access, d.host, d."hostName")
              RETURNING s.id),
            p AS (
              UPDATE service_point p SET version = p.version + 1,
                kind = CASE WHEN d.point_id IS NULL THEN p.kind ELSE d.kind END, name = CASE WHEN d.point_id IS NULL THEN p.name ELSE d.name END,
                hours = CASE WHEN d.point_id IS NULL THEN p.hours ELSE d.hours END, capacity = CASE WHEN d.point_id IS NULL THEN p.capacity ELSE d.capacity END,
                amenities = CASE WHEN d.point_id IS NULL THEN p.amenities ELSE d.amenities END
              FROM (SELECT o.id FROM service_point o WHERE o.site_id IN (SELECT id FROM s) UNION SELECT point_id FROM d) t
              LEFT JOIN d ON d.point_id = t.id WHERE p.id = t.id RETURNING p.id, p.version, d.number)
            UPDATE point_import_row r SET point_id = p.id, done_version = {done} FROM p WHERE r.import_id = ? AND r.number = p.number RETURNING r.number""";

    private final PointBatchService points;

    PointImportChanges(PointBatchService points) {
        this.points = points;
    }

    /** @return how many were changed in all */
    long make(JobRun run, UUID id, long done) throws SQLException {
        String apply = APPLY.replace("{version}", "base_version").replace("{told}", "draft").replace("{done}", "p.version");
        return each(run, id, done, "r.done_version IS NULL", apply);
    }

    /** @return how many are as they were */
    long takeBack(JobRun run, UUID id, long done) throws SQLException {
        String apply = APPLY.replace("{version}", "done_version").replace("{told}", "before").replace("{done}", "NULL");
        return each(run, id, done, "r.done_version IS NOT NULL", apply);
    }

    private long each(JobRun run, UUID id, long before, String pending, String apply) throws SQLException {
        Connection connection = run.connection();
        long done = before;
        List<UUID> places;
        UUID last = FIRST;
        do {
            places = Sql.of("SELECT DISTINCT p.site_id FROM point_import_row r JOIN service_point p ON p.id = r.target_id WHERE r.import_id = ? AND r.changed <> '{}' "
                    + "AND " + pending + " AND p.site_id > ? ORDER BY p.site_id LIMIT ?", id, last, PLACES).list(connection, row -> row.getObject(1, UUID.class));
            if (!places.isEmpty()) {
                last = places.get(places.size() - 1);
                done += Sql.of(apply, id, Sql.column(places, place -> place), id).list(connection, row -> row.getInt(1)).size();
                points.tellTouched(connection);
                run.commit(done);
            }
        } while (places.size() == PLACES);
        return done;
    }
}
