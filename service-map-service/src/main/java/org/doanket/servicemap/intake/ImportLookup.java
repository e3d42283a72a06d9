package org.doanket.servicemap.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Map<String, String> kinds = new HashMap<>();
    private final Set<String> amenities;
    private final Map<String, UUID> units = new HashMap<>();

    ImportLookup(Connection connection, UnitScope scope) throws SQLException {
        this.connection = connection;
        this.scope = scope;
        Sql.of("SELECT code, label_vi, label_en, label_zh FROM kind").list(connection, row -> {
            for (int column = 1; column <= 4; column++) {
                kinds.put(SearchForm.of(row.getString(column)), row.getString(1));
            }
            return null;
        });
        amenities = new HashSet<>(Sql.of("SELECT code FROM amenity").list(connection, row -> row.getString(1)));
    }

    /** By its code or its label in any language; null if there is none. */
    String kind(String codeOrLabel) {
        return kinds.get(SearchForm.of(codeOrLabel));
    }

    boolean isAmenity(String code) {
        return amenities.contains(code);
    }

    /** By its id or its code; null if there is none in the scope. */
    UUID unit(String idOrCode) {
        return units.computeIfAbsent(idOrCode, key -> {
            try {
                return Sql.of("SELECT id FROM unit_ref WHERE (code = ? OR id::text = ?) AND path >= ? AND path < ? AND valid_to IS NULL",
                        key, key, scope.from(), scope.to()).first(connection, row -> row.getObject(1, UUID.class)).orElse(null);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** A point that is there already: same kind, same name, same place. */
    UUID samePoint(PointDraft draft, int metres) {
        double north = metres / 111_000.0;
        double east = north / Math.max(0.01, Math.cos(Math.toRadians(draft.latitude())));
        try {
            return Sql.of("SELECT p.id FROM service_point p JOIN site s ON s.id = p.site_id WHERE p.state <> 'closed' AND p.kind = ? "
                            + "AND p.search_text = ? AND point(s.longitude, s.latitude) <@ box(point(?, ?), point(?, ?)) LIMIT 1",
                            draft.kind(), SearchForm.of(draft.name()), draft.longitude() - east, draft.latitude() - north,
                            draft.longitude() + east, draft.latitude() + north)
                    .first(connection, row -> row.getObject(1, UUID.class)).orElse(null);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
