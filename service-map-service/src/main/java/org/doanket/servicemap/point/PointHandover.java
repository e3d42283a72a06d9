package org.doanket.servicemap.point;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.territory.TerritoryQueries;
import org.doanket.servicemap.territory.TerritoryView;
import org.jboss.logging.Logger;

/**
 * Keeps points with their units, and hands what an ended unit was working on to its heir. A fact of a unit takes effect at
 * once; a sweep finds what facts alone would miss: a unit that ends on a later day, a successor whose own fact came after,
 * a point registered while its unit moved.
 */
@ApplicationScoped
class PointHandover {

    private static final Logger LOG = Logger.getLogger(PointHandover.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AgroalDataSource worker;
    private final PointBatchService batch;
    private final Instance<HeirloomRef> heirlooms;
    private final TerritoryQueries territories;
    private final Clock clock;
    private Repeating timer;

    PointHandover(@DataSource("worker") AgroalDataSource worker, PointBatchService batch, @Any Instance<HeirloomRef> heirlooms,
            TerritoryQueries territories, Clock clock) {
        this.worker = worker;
        this.batch = batch;
        this.heirlooms = heirlooms;
        this.territories = territories;
        this.clock = clock;
    }

    /** The path is no part of what is published, so no fact. @param paths of units by their ids */
    void follow(Connection connection, Map<UUID, String> paths) throws SQLException {
        List<Map.Entry<UUID, String>> units = List.copyOf(paths.entrySet());
        String[] ids = Sql.column(units, Map.Entry::getKey);
        String[] now = Sql.column(units, Map.Entry::getValue);
        for (String table : List.of("site", "service_point")) {
            Sql.of("UPDATE " + table + " p SET path = u.path FROM unnest(?::uuid[], ?::text[]) AS u (id, path) "
                    + "WHERE p.unit_id = u.id AND p.path <> u.path", ids, now).run(connection);
        }
    }

    /** @param validTo the first day on which the unit is no more; until then nothing happens */
    void handOver(Connection connection, UUID unit, String jurisdiction, LocalDate validTo, List<UUID> successors, UUID parent)
            throws SQLException {
        if (validTo.isAfter(Zones.today(clock, jurisdiction))) {
            return;
        }
        // Without a successor the parent answers for them; a root that ends leaves its points where they are.
        List<UUID> heirs = successors != null && !successors.isEmpty() ? successors : parent == null ? List.of() : List.of(parent);
        if (heirs.isEmpty()) {
            return;
        }
        Map<UUID, String> paths = new HashMap<>();
        Sql.of("SELECT id, path FROM unit_ref WHERE id = ANY (?::uuid[])", (Object) Sql.column(heirs, id -> id))
                .list(connection, row -> paths.put(row.getObject(1, UUID.class), row.getString(2)));
        if (heirs.size() > 1) {
            if (!paths.keySet().containsAll(heirs)) {
                // Nobody knows yet which place is whose; the sweep asks again.
                return;
            }
            for (Map.Entry<UUID, List<UUID>> share : shares(connection, unit, heirs).entrySet()) {
                batch.handOver(connection, unit, share.getKey(), paths.get(share.getKey()), share.getValue());
            }
        }
        // Its path may not be known here yet: then the old one stays until the heir's own fact or the sweep.
        batch.handOver(connection, unit, heirs.get(0), paths.get(heirs.get(0)), null);
        for (HeirloomRef heirloom : heirlooms) {
            heirloom.handing().over(connection, unit, new HeirloomRef.Heirs(heirs.get(0), heirs), validTo);
        }
    }

    /** Of a unit that was split, which places lie in whose territory: by the outlines, and where none has it by the area that the place names. */
    private Map<UUID, List<UUID>> shares(Connection connection, UUID unit, List<UUID> heirs) throws SQLException {
        record Spot(UUID site, double latitude, double longitude, UUID named) {
        }
        Map<UUID, TerritoryView> held = territories.of(connection, heirs);
        Map<UUID, List<UUID>> shares = new LinkedHashMap<>();
        Object ids = Sql.column(heirs, id -> id);
        Sql.of("SELECT s.id, s.latitude, s.longitude, (SELECT u.id FROM unit_ref u WHERE u.id = ANY (?::uuid[]) "
                        + "AND u.territory && ARRAY(SELECT area_codes_above(s.administrative_unit)) ORDER BY array_position(?::uuid[], u.id) LIMIT 1) FROM site s "
                        + "WHERE s.unit_id = ? OR s.id IN (SELECT site_id FROM service_point WHERE unit_id = ?) ORDER BY s.id", ids, ids, unit, unit)
                .list(connection, row -> new Spot(row.getObject(1, UUID.class), row.getDouble(2), row.getDouble(3), row.getObject(4, UUID.class)))
                .forEach(spot -> heirs.stream().filter(heir -> held.get(heir).isHeldAt(spot.latitude(), spot.longitude())).findFirst()
                        .or(() -> Optional.ofNullable(spot.named()))
                        .ifPresent(heir -> shares.computeIfAbsent(heir, each -> new ArrayList<>()).add(spot.site())));
        return shares;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("point-handover", PAUSE, PAUSE, () -> {
            int swept = sweep();
            if (swept > 0) {
                LOG.infof("what %d units had followed them", swept);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** @return of how many units something was put right */
    int sweep() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int swept = sweep(connection);
                while (batch.tellAnew(connection) > 0) {
                    connection.commit();
                }
                connection.commit();
                return swept;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private int sweep(Connection connection) throws SQLException {
        record Strayed(UUID unit, String path, String jurisdiction, LocalDate validTo, List<UUID> successors, UUID parent) {
        }
        String holders = heirlooms.stream().map(HeirloomRef::holders).collect(Collectors.joining(" UNION "));
        List<Strayed> strayed = Sql.of("SELECT u.* FROM unit_ref u WHERE u.valid_to <= ? AND (u.parent_id IS NOT NULL OR u.successors <> '{}') "
                        + "AND u.id IN (SELECT unit_id FROM service_point UNION SELECT unit_id FROM site UNION " + holders + ") "
                        + "OR u.id IN (SELECT unit_id FROM service_point UNION SELECT unit_id FROM site) "
                        + "AND (EXISTS (SELECT 1 FROM service_point p WHERE p.unit_id = u.id AND p.path <> u.path) "
                        + "OR EXISTS (SELECT 1 FROM site s WHERE s.unit_id = u.id AND s.path <> u.path)) ORDER BY u.id",
                        Zones.today(clock, "cn"))
                .list(connection, row -> new Strayed(row.getObject("id", UUID.class), row.getString("path"),
                        row.getString("jurisdiction"), row.getObject("valid_to", LocalDate.class),
                        List.of((UUID[]) row.getArray("successors").getArray()), row.getObject("parent_id", UUID.class)));
        for (Strayed unit : strayed) {
            follow(connection, Map.of(unit.unit(), unit.path()));
            if (unit.validTo() != null) {
                handOver(connection, unit.unit(), unit.jurisdiction(), unit.validTo(), unit.successors(), unit.parent());
            }
        }
        return strayed.size();
    }
}
