package org.doanket.servicemap.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Models that were recognised, for the tiles of the map. */
@ApplicationScoped
@Transactional
@Unscoped("what is kept of models is public")
public class ModelQueries {

    private final AgroalDataSource dataSource;

    ModelQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param level at which it was recognised */
    public record Drawn(UUID id, String name, String field, String level, double latitude, double longitude) {
    }

    /** Those of a square of the map, where they would cover each other. @param field null where they are of several */
    public record Bundled(int count, String field, double latitude, double longitude) {
    }

    /** @param box as below; @param degrees to which a square goes */
    public List<Bundled> bundledIn(double[] box, double degrees) {
        return Sql.of("SELECT count(*), CASE WHEN min(m.field) = max(m.field) THEN min(m.field) END, avg(s.latitude), avg(s.longitude) FROM model_spot s "
                        + "JOIN model_ref m ON m.id = s.model_id WHERE point(s.longitude, s.latitude) <@ box(point(?, ?), point(?, ?)) "
                        + "GROUP BY floor(s.latitude / ?), floor(s.longitude / ?) ORDER BY 3, 4", box[0], box[1], box[2], box[3], degrees, degrees)
                .list(dataSource, row -> new Bundled(row.getInt(1), row.getString(2), row.getDouble(3), row.getDouble(4)));
    }

    /** @param box west, south, east, north in degrees, not across 180 degrees */
    public List<Drawn> in(double[] box) {
        return Sql.of("SELECT m.id, m.name, m.field, m.level, s.latitude, s.longitude FROM model_spot s JOIN model_ref m ON m.id = s.model_id "
                        + "WHERE point(s.longitude, s.latitude) <@ box(point(?, ?), point(?, ?)) ORDER BY m.id", box[0], box[1], box[2], box[3])
                .list(dataSource, row -> new Drawn(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4), row.getDouble(5),
                        row.getDouble(6)));
    }
}
