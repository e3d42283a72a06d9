package org.doanket.servicemap.opendata;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Recognised models as features. Of a day those that were recognised by then: what ended since is no longer kept. */
@ApplicationScoped
@Transactional
@Unscoped("what is kept of models is public")
public class ModelFeatureQueries {

    private static final String FROM = " FROM model_ref m JOIN model_spot s ON s.model_id = m.id LEFT JOIN unit_ref u ON u.id = m.unit_id WHERE true";
    private static final String COLUMNS = "SELECT m.id, m.name, m.field, m.level, m.recognised_on, m.year, m.place, m.place_code, s.placed_by, m.unit_id, "
            + "u.name AS unit_name, s.latitude, s.longitude";

    private final AgroalDataSource dataSource;

    ModelFeatureQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    FeatureQueries.Found find(FeatureQuestion question) {
        long matched = where(Sql.of("SELECT count(*)" + FROM), question).first(dataSource, row -> row.getLong(1)).orElse(0L);
        List<FeatureQueries.Feature> features = where(Sql.of(COLUMNS + FROM), question).given(question.after(), "AND m.id > ?")
                .add("ORDER BY m.id LIMIT ?", question.limit() + 1).list(dataSource, ModelFeatureQueries::feature);
        boolean hasMore = features.size() > question.limit();
        return new FeatureQueries.Found(matched, hasMore ? features.subList(0, question.limit()) : features, hasMore);
    }

    Optional<FeatureQueries.Feature> find(UUID id) {
        return Sql.of(COLUMNS + FROM).add("AND m.id = ?", id).first(dataSource, ModelFeatureQueries::feature);
    }

    Optional<FeatureQueries.Extent> extent() {
        return Sql.of("SELECT min(s.longitude), min(s.latitude), max(s.longitude), max(s.latitude), min(m.recognised_on)" + FROM + " HAVING count(*) > 0")
                .first(dataSource, row -> new FeatureQueries.Extent(
                        new double[] {row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)}, row.getObject(5, LocalDate.class)));
    }

    private static Sql where(Sql select, FeatureQuestion question) {
        if (question.box() != null) {
            FeatureQueries.box(select, question.box());
        }
        return select.given(question.to(), "AND m.recognised_on <= ?").given(question.field(), "AND m.field = ?").given(question.unitId(), "AND m.unit_id = ?");
    }

    /** Flat: map programs show no nested values. */
    private static FeatureQueries.Feature feature(ResultSet row) throws SQLException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", row.getString("name"));
        told.put("field", row.getString("field"));
        told.put("level", row.getString("level"));
        told.put("recognisedOn", row.getString("recognised_on"));
        told.put("year", row.getInt("year"));
        told.put("place", row.getString("place"));
        told.put("administrativeUnit", row.getString("place_code"));
        told.put("placedBy", row.getString("placed_by"));
        told.put("unitId", row.getString("unit_id"));
        told.put("unitName", row.getString("unit_name"));
        return new FeatureQueries.Feature(row.getObject("id", UUID.class), row.getDouble("latitude"), row.getDouble("longitude"), told);
    }
}
