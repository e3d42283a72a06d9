package org.doanket.servicemap.territory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Of all of them in three questions, however many they are. */
    public Map<UUID, TerritoryView> of(Connection connection, Collection<UUID> units) throws SQLException {
        Map<UUID, List<String>> codes = new HashMap<>();
        units.forEach(unit -> codes.put(unit, List.of()));
        Sql.of("SELECT u.id, held.territory FROM unit_ref u CROSS JOIN LATERAL (SELECT w.territory FROM unit_ref w WHERE w.territory <> '{}' AND w.path = ANY ("
                        + "ARRAY(SELECT left(u.path, n) FROM generate_series(2, length(u.path)) n WHERE substr(u.path, n, 1) = '/')) "
                        + "ORDER BY length(w.path) DESC LIMIT 1) held WHERE u.id = ANY (?::uuid[])", (Object) Sql.column(List.copyOf(codes.keySet()), unit -> unit))
                .list(connection, row -> codes.put(row.getObject(1, UUID.class), List.of((String[]) row.getArray(2).getArray())));
        Set<String> all = codes.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<String, OutlineView> outlines = new HashMap<>();
        if (!all.isEmpty()) {
            Sql.of("SELECT code, outline FROM administrative_area WHERE code = ANY (?::text[])", (Object) all.toArray(String[]::new))
                    .list(connection, row -> outlines.put(row.getString(1), outline(row.getString(2))));
        }
        TerritoryView rule = Sql.of("SELECT metres, citation FROM territory_rule WHERE valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(connection, row -> new TerritoryView(List.of(), false, row.getInt(1), row.getString(2))).orElseThrow();
        Map<UUID, TerritoryView> found = new HashMap<>();
        codes.forEach((unit, held) -> {
            List<OutlineView> known = held.stream().map(outlines::get).filter(Objects::nonNull).toList();
            found.put(unit, new TerritoryView(known, !held.isEmpty() && known.size() == held.size(), rule.tolerance(), rule.citation()));
        });
        return found;
    }

    private OutlineView outline(String text) {
        try {
            return OutlineView.of(json.readTree(text));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }
}
