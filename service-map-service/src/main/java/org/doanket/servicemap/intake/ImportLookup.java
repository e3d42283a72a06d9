package org.doanket.servicemap.intake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** What the rows of one import refer to, looked up once each; of units only those in the scope of the import. */
final class ImportLookup {

    private final Connection connection;
    private final UnitScope scope;
    private final LocalDate today;
    private final Map<String, String> kinds = new HashMap<>();
    private final Set<String> amenities;
    private final Map<String, UUID> units = new HashMap<>();

    ImportLookup(Connection connection, UnitScope scope, String jurisdiction, LocalDate today) throws SQLException {
        this.connection = connection;
        this.scope = scope;
        this.today = today;
        Sql.of("SELECT code, label_vi, label_en, label_zh FROM kind WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to > ?) AND ? = ANY (jurisdictions)",
                today, today, jurisdiction).list(connection, row -> {
            for (int column = 1; column <= 4; column++) {
                kinds.put(SearchForm.of(row.getString(column)), row.getString(1));
            }
            return null;
        });
        amenities = new HashSet<>(Sql.of("SELECT code FROM amenity WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)", today, today)
                .list(connection, row -> row.getString(1)));
    }

    /** By its code or its label in any language; null if there is none. */
    String kind(String codeOrLabel) {
        return kinds.get(SearchForm.of(codeOrLabel));
    }

    boolean isAmenity(String code) {
        return amenities.contains(code);
    }

    /** By its id or its code; null if there is none in the scope that exists today. */
    UUID unit(String idOrCode) {
        return units.computeIfAbsent(idOrCode, key -> {
            try {
                return Sql.of("SELECT id FROM unit_ref WHERE (code = ? OR id::text = ?) AND path >= ? AND path < ? AND valid_from <= ? "
                        + "AND (valid_to IS NULL OR valid_to > ?)", key, key, scope.from(), scope.to(), today, today)
                        .first(connection, row -> row.getObject(1, UUID.class)).orElse(null);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** Points that the rows name by their ids, of the scope and not closed; others are as if they had no id. */
    Map<UUID, ExistingPoint> existing(List<UUID> ids) throws SQLException {
        Map<UUID, ExistingPoint> found = new HashMap<>();
        Sql.of("SELECT p.*, s.name AS site_name, s.address, s.administrative_unit, s.latitude, s.longitude, s.access, s.host, s.host_name, "
                        + "NOT (s.path >= ? AND s.path < ?) OR EXISTS (SELECT FROM service_point o WHERE o.site_id = s.id AND NOT (o.path >= ? AND o.path < ?)) "
                        + "AS is_shared FROM service_point p JOIN site s ON s.id = p.site_id WHERE p.id = ANY (?::uuid[]) AND p.state <> 'closed' "
                        + "AND p.path >= ? AND p.path < ?", scope.from(), scope.to(), scope.from(), scope.to(), Sql.column(ids, id -> id), scope.from(), scope.to())
                .list(connection, row -> {
                    UUID id = row.getObject("id", UUID.class);
                    return found.put(id, new ExistingPoint(id, row.getLong("version"), row.getObject("site_id", UUID.class), row.getBoolean("is_shared"),
                            draft(row)));
                });
        return found;
    }

    private static PointDraft draft(ResultSet row) throws SQLException {
        return new PointDraft(row.getObject("unit_id", UUID.class), row.getString("kind"), row.getString("name"), row.getString("hours"),
                row.getObject("capacity", Integer.class), List.of((String[]) row.getArray("amenities").getArray()), row.getString("state"),
                row.getObject("opened_on", LocalDate.class), row.getString("site_name"), row.getString("address"), row.getString("administrative_unit"),
                row.getDouble("latitude"), row.getDouble("longitude"), row.getString("access"), row.getString("host"), row.getString("host_name"));
    }

    /**
     * Points that are there already: same kind, same name, within so many metres. Only such as the importer sees anyway: public ones and those of his
     * own subtree, for what others merely plan is nobody's business.
     *
     * @return their ids by the place of the draft in the list
     */
    Map<Integer, UUID> samePoints(List<PointDraft> drafts, int metres) throws SQLException {
        Map<Integer, UUID> found = new HashMap<>();
        Sql.of("SELECT g.place, p.id, s.latitude, s.longitude FROM unnest(?::text[], ?::text[], ?::float8[], ?::float8[], ?::float8[]) WITH ORDINALITY "
                        + "AS g (kind, name, latitude, longitude, east, place) JOIN site s ON point(s.longitude, s.latitude) "
                        + "<@ box(point(g.longitude - g.east, g.latitude - ?), point(g.longitude + g.east, g.latitude + ?)) "
                        + "JOIN service_point p ON p.site_id = s.id AND p.kind = g.kind AND p.search_text = g.name AND p.state <> 'closed' "
                        + "AND (p.open_during <> '{}' OR p.path >= ? AND p.path < ?) ORDER BY p.id",
                        Sql.column(drafts, PointDraft::kind), Sql.column(drafts, draft -> SearchForm.of(draft.name())), Sql.column(drafts, PointDraft::latitude),
                        Sql.column(drafts, PointDraft::longitude), Sql.column(drafts, draft -> PointDraft.degreesEast(metres, draft.latitude())),
                        PointDraft.degreesNorth(metres), PointDraft.degreesNorth(metres), scope.from(), scope.to())
                .list(connection, row -> {
                    int place = row.getInt("place") - 1;
                    if (drafts.get(place).metresTo(row.getDouble("latitude"), row.getDouble("longitude")) < metres) {
                        found.putIfAbsent(place, row.getObject("id", UUID.class));
                    }
                    return null;
                });
        return found;
    }
}
