package org.doanket.servicemap.territory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Territories of units, made of the outlines that somebody entered. */
@ApplicationScoped
@Unscoped("which areas a unit holds and where they end is public")
public class TerritoryQueries {

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    TerritoryQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    @Transactional
    public Map<UUID, TerritoryView> of(Collection<UUID> units) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection, units);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The codes that a unit holds. @param path of the unit */
    private record Holder(String path, List<String> codes) {
    }

    /** Of all of them in a few questions, however many they are. */
    public Map<UUID, TerritoryView> of(Connection connection, Collection<UUID> units) throws SQLException {
        Map<UUID, List<Holder>> holders = new HashMap<>();
        units.forEach(unit -> holders.put(unit, new ArrayList<>()));
        Sql.of("SELECT u.id, w.path, w.territory FROM unit_ref u JOIN unit_ref w ON w.territory <> '{}' AND w.path = ANY ("
                        + "ARRAY(SELECT left(u.path, n) FROM generate_series(2, length(u.path)) n WHERE substr(u.path, n, 1) = '/')) "
                        + "WHERE u.id = ANY (?::uuid[]) ORDER BY length(w.path) DESC", (Object) Sql.column(List.copyOf(holders.keySet()), unit -> unit))
                .list(connection, row -> holders.get(row.getObject(1, UUID.class)).add(new Holder(row.getString(2), List.of((String[]) row.getArray(3).getArray()))));
        Set<String> all = holders.values().stream().flatMap(List::stream).flatMap(holder -> holder.codes().stream()).collect(Collectors.toSet());
        Map<String, Map<String, OutlineView>> ofCode = new HashMap<>();
        if (!all.isEmpty()) {
            // Of a code that has an outline itself that one, of another those of what lies below it.
            Sql.of("WITH below AS (SELECT origin, code FROM areas_below(?::text[])) SELECT b.origin, b.code, a.outline FROM below b JOIN administrative_area a USING (code) "
                            + "WHERE b.code = b.origin OR NOT EXISTS (SELECT FROM below own WHERE own.origin = b.origin AND own.code = b.origin)",
                            (Object) all.toArray(String[]::new))
                    .list(connection, row -> ofCode.computeIfAbsent(row.getString(1), code -> new HashMap<>()).put(row.getString(2), outline(row.getString(3))));
        }
        TerritoryView rule = Sql.of("SELECT metres, citation FROM territory_rule WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(connection, row -> new TerritoryView(List.of(), false, row.getInt(1), row.getString(2))).orElseThrow();
        int far = Sql.of("SELECT metres FROM territory_far_rule WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(connection, row -> row.getInt(1)).orElseThrow();
        Map<UUID, TerritoryView> found = new HashMap<>();
        holders.forEach((unit, above) -> found.put(unit, view(above, ofCode, rule, far)));
        return found;
    }

    /** A place inside the largest of these areas of which the outline is known, or of those below them, latitude first. */
    public Optional<double[]> middle(Connection connection, Collection<String> codes) throws SQLException {
        return Sql.of("SELECT a.outline FROM administrative_area a WHERE a.code IN (SELECT b.code FROM areas_below(?::text[]) b)",
                        (Object) codes.toArray(String[]::new)).list(connection, row -> outline(row.getString(1)).middle()).stream().flatMap(Optional::stream)
                .max(Comparator.comparingLong(OutlineView.Middle::cells)).map(middle -> new double[] {middle.latitude(), middle.longitude()});
    }

    private static TerritoryView view(List<Holder> nearestFirst, Map<String, Map<String, OutlineView>> ofCode, TerritoryView rule, int far) {
        for (Holder holder : nearestFirst) {
            List<OutlineView> known = holder.codes().stream().flatMap(code -> ofCode.getOrDefault(code, Map.of()).values().stream()).toList();
            if (!known.isEmpty()) {
                boolean isOwn = holder.equals(nearestFirst.get(0));
                boolean isWhole = isOwn && holder.codes().stream().allMatch(code -> ofCode.getOrDefault(code, Map.of()).containsKey(code));
                return new TerritoryView(known, isWhole, isOwn, rule.tolerance(), far, rule.citation());
            }
        }
        return rule;
    }

    private OutlineView outline(String text) {
        try {
            return OutlineView.of(json.readTree(text));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }
}
