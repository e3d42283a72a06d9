package org.doanket.servicemap.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/**
 * In which place a point of a file is: in one of its owner's that is near enough and has the same name or the same address, be it from the register
 * or from the rows before; else in a new one. For one batch, and until its transaction ends nobody else makes places for these units by a file.
 */
final class ImportSites {

    private final int metres;
    private final Map<String, List<Known>> known = new HashMap<>();

    private record Known(UUID id, double latitude, double longitude) {
    }

    private ImportSites(int metres) {
        this.metres = metres;
    }

    static ImportSites near(Connection connection, List<PointDraft> drafts) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('sites of ' || u.id, 0)) FROM (SELECT DISTINCT id FROM unnest(?::uuid[]) AS g (id) ORDER BY id) u",
                (Object) Sql.column(drafts, PointDraft::unitId)).list(connection, row -> null);
        ImportSites sites = new ImportSites(Sql.of("SELECT metres FROM same_site_rule WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(connection, row -> row.getInt(1)).orElseThrow());
        Sql.of("SELECT DISTINCT s.id, s.unit_id, s.name, s.address, s.latitude, s.longitude FROM unnest(?::uuid[], ?::float8[], ?::float8[], ?::float8[]) "
                        + "AS g (unit_id, latitude, longitude, east) JOIN site s ON s.unit_id = g.unit_id AND point(s.longitude, s.latitude) "
                        + "<@ box(point(g.longitude - g.east, g.latitude - ?), point(g.longitude + g.east, g.latitude + ?)) "
                        + "WHERE NOT EXISTS (SELECT FROM site_merge m WHERE m.dropped_id = s.id) ORDER BY s.id", Sql.column(drafts, PointDraft::unitId),
                        Sql.column(drafts, PointDraft::latitude), Sql.column(drafts, PointDraft::longitude),
                        Sql.column(drafts, draft -> PointDraft.degreesEast(sites.metres, draft.latitude())), PointDraft.degreesNorth(sites.metres),
                        PointDraft.degreesNorth(sites.metres))
                .list(connection, row -> {
                    sites.add(row.getObject("unit_id", UUID.class), row.getString("name"), row.getString("address"),
                            new Known(row.getObject("id", UUID.class), row.getDouble("latitude"), row.getDouble("longitude")));
                    return null;
                });
        return sites;
    }

    /** Null where a new one is to be made. */
    UUID of(PointDraft draft) {
        for (String key : keys(draft.unitId(), draft.siteName(), draft.address())) {
            for (Known site : known.getOrDefault(key, List.of())) {
                if (draft.metresTo(site.latitude, site.longitude) <= metres) {
                    return site.id;
                }
            }
        }
        return null;
    }

    void made(UUID id, PointDraft draft) {
        add(draft.unitId(), draft.siteName(), draft.address(), new Known(id, draft.latitude(), draft.longitude()));
    }

    private void add(UUID unit, String name, String address, Known site) {
        keys(unit, name, address).forEach(key -> known.computeIfAbsent(key, each -> new ArrayList<>()).add(site));
    }

    private static List<String> keys(UUID unit, String name, String address) {
        return List.of(unit + "|name|" + SearchForm.of(name), unit + "|address|" + SearchForm.of(address));
    }
}
