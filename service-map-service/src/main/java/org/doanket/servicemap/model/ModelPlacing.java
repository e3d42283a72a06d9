package org.doanket.servicemap.model;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.doanket.servicemap.territory.TerritoryQueries;

/** Where models are drawn. A model tells its position, or the area that it is in, or neither; areas and territories become known and change later. */
@ApplicationScoped
class ModelPlacing {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 1_000;

    private final AgroalDataSource worker;
    private final TerritoryQueries territories;
    private Repeating timer;

    ModelPlacing(@DataSource("worker") AgroalDataSource worker, TerritoryQueries territories) {
        this.worker = worker;
        this.territories = territories;
    }

    /** @param by position, area or unit */
    private record Spot(UUID model, double latitude, double longitude, String by) {
    }

    private record Model(UUID id, UUID unit, String code, List<String> territory, Double latitude, Double longitude) {
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("model-places", PAUSE, PAUSE, this::placeAll);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    void placeAll() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            UUID last = new UUID(0, 0);
            List<UUID> some;
            do {
                some = Sql.of("SELECT id FROM model_ref WHERE id > ? ORDER BY id LIMIT ?", last, AT_ONCE).list(connection, row -> row.getObject(1, UUID.class));
                place(connection, some);
                last = some.isEmpty() ? last : some.get(some.size() - 1);
            } while (some.size() == AT_ONCE);
        }
    }

    /** Those that are not kept any more, or have no place at all, are on no map. */
    void place(Connection connection, List<UUID> models) throws SQLException {
        List<Model> known = Sql.of("SELECT m.id, m.unit_id, m.place_code, coalesce(u.territory, '{}'), m.latitude, m.longitude FROM model_ref m "
                        + "LEFT JOIN unit_ref u ON u.id = m.unit_id WHERE m.id = ANY (?::uuid[])", (Object) Sql.column(models, id -> id))
                .list(connection, row -> new Model(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3),
                        List.of((String[]) row.getArray(4).getArray()), row.getObject(5, Double.class), row.getObject(6, Double.class)));
        Map<List<String>, Optional<double[]>> middles = new HashMap<>();
        List<Spot> spots = new ArrayList<>();
        for (Model model : known) {
            spot(connection, model, middles).ifPresent(spots::add);
        }
        Sql.of("DELETE FROM model_spot WHERE model_id = ANY (?::uuid[]) AND model_id <> ALL (?::uuid[])", Sql.column(models, id -> id),
                Sql.column(spots, Spot::model)).run(connection);
        Sql.of("INSERT INTO model_spot AS s (model_id, latitude, longitude, placed_by) SELECT * FROM unnest(?::uuid[], ?::double precision[], ?::double precision[], "
                        + "?::text[]) ON CONFLICT (model_id) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude, placed_by = excluded.placed_by "
                        + "WHERE (s.latitude, s.longitude, s.placed_by) IS DISTINCT FROM (excluded.latitude, excluded.longitude, excluded.placed_by)",
                Sql.column(spots, Spot::model), Sql.column(spots, Spot::latitude), Sql.column(spots, Spot::longitude), Sql.column(spots, Spot::by)).run(connection);
    }

    private Optional<Spot> spot(Connection connection, Model model, Map<List<String>, Optional<double[]>> middles) throws SQLException {
        if (model.latitude() != null) {
            return Optional.of(new Spot(model.id(), model.latitude(), model.longitude(), "position"));
        }
        Optional<double[]> area = model.code() == null ? Optional.empty() : middle(connection, List.of(model.code()), middles);
        if (area.isPresent()) {
            return area.map(place -> new Spot(model.id(), place[0], place[1], "area"));
        }
        Optional<double[]> territory = middle(connection, model.territory(), middles);
        return (territory.isPresent() ? territory : house(connection, model.unit())).map(place -> new Spot(model.id(), place[0], place[1], "unit"));
    }

    private Optional<double[]> middle(Connection connection, List<String> codes, Map<List<String>, Optional<double[]>> middles) throws SQLException {
        Optional<double[]> known = middles.get(codes);
        if (known == null) {
            known = codes.isEmpty() ? Optional.empty() : territories.middle(connection, codes);
            middles.put(codes, known);
        }
        return known;
    }

    /** Of a unit without a territory: its office, else the first of its points. */
    private static Optional<double[]> house(Connection connection, UUID unit) throws SQLException {
        return Sql.of("SELECT s.latitude, s.longitude FROM service_point p JOIN site s ON s.id = p.site_id WHERE p.unit_id = ? AND p.state = 'open' "
                        + "ORDER BY p.kind <> 'union-office', p.id LIMIT 1", unit).first(connection, row -> new double[] {row.getDouble(1), row.getDouble(2)});
    }
}
