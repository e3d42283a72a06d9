package org.doanket.membership.administrative;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.doanket.platform.sql.Sql;

/** A whole table in one statement. What a table does not tell (one has names, another populations) stays as it was. */
@ApplicationScoped
class AdministrativeUnitBatch {

    /** Between the names of one list, which is one text on its way: PostgreSQL's arrays of arrays are all of one length. */
    private static final String SEPARATOR = "\u001f";

    private static final String SAVE = """
            WITH given AS (
              SELECT code, level, name, parent, population, area, string_to_array(merged, ?) AS merged, since, until
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::numeric[], ?::text[], ?::date[], ?::date[])
                AS t (code, level, name, parent, population, area, merged, since, until)
            ), saved AS (
              INSERT INTO administrative_unit AS a
                (jurisdiction, code, level, name, parent_code, population, area_km2, merged_from, valid_from, valid_to)
              SELECT ?, code, level, name, parent, population, area, coalesce(merged, '{}'), since, until FROM given
              ON CONFLICT (jurisdiction, code) DO UPDATE SET level = excluded.level, name = excluded.name, parent_code = excluded.parent_code,
                population = coalesce(excluded.population, a.population), area_km2 = coalesce(excluded.area_km2, a.area_km2),
                merged_from = CASE WHEN excluded.merged_from = '{}' THEN a.merged_from ELSE excluded.merged_from END,
                valid_from = coalesce(excluded.valid_from, a.valid_from), valid_to = coalesce(excluded.valid_to, a.valid_to)
              WHERE (a.level, a.name, a.parent_code, a.population, a.area_km2, a.merged_from, a.valid_from, a.valid_to) IS DISTINCT FROM
                (excluded.level, excluded.name, excluded.parent_code, coalesce(excluded.population, a.population),
                 coalesce(excluded.area_km2, a.area_km2),
                 CASE WHEN excluded.merged_from = '{}' THEN a.merged_from ELSE excluded.merged_from END,
                 coalesce(excluded.valid_from, a.valid_from), coalesce(excluded.valid_to, a.valid_to))
              RETURNING xmax = 0 AS added
            )
            SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM saved""";

    private final AgroalDataSource dataSource;

    AdministrativeUnitBatch(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    AdministrativeUnitView.Loaded save(String jurisdiction, List<AdministrativeUnitCommand.Row> rows) {
        return Sql.of(SAVE, SEPARATOR, texts(rows, AdministrativeUnitCommand.Row::code), texts(rows, AdministrativeUnitCommand.Row::level),
                texts(rows, AdministrativeUnitCommand.Row::name), texts(rows, AdministrativeUnitCommand.Row::parentCode),
                texts(rows, AdministrativeUnitCommand.Row::population), texts(rows, AdministrativeUnitCommand.Row::areaKm2),
                texts(rows, row -> row.mergedFrom() == null ? null : String.join(SEPARATOR, row.mergedFrom())),
                texts(rows, AdministrativeUnitCommand.Row::validFrom), texts(rows, AdministrativeUnitCommand.Row::validTo), jurisdiction)
                .first(dataSource, counts -> new AdministrativeUnitView.Loaded(counts.getInt(1), counts.getInt(2),
                        rows.size() - counts.getInt(1) - counts.getInt(2))).orElseThrow();
    }

    private static String[] texts(List<AdministrativeUnitCommand.Row> rows, Function<AdministrativeUnitCommand.Row, Object> column) {
        return rows.stream().map(column).map(value -> value == null ? null : value.toString()).toArray(String[]::new);
    }
}
