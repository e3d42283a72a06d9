package org.doanket.servicemap.roster;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;
import org.doanket.servicemap.point.HeirloomRef.Heirs;

/** A roster goes to the heir whole, with its pool and all turns: whose turn it is next is reckoned from those that were stood. Reports stay. */
class RosterHeirloom {

    @Produces
    @Singleton
    HeirloomRef rosters() {
        return new HeirloomRef("SELECT unit_id FROM roster", (connection, from, heirs, on) -> {
            for (String part : List.of("roster_person", "roster_absence", "duty")) {
                Sql.of("UPDATE " + part + " t SET unit_id = " + Heirs.ofPoint("r.point_id") + " FROM roster r WHERE r.id = t.roster_id AND r.unit_id = ?", heirs.ids(),
                        heirs.first(), from).run(connection);
            }
            Sql.of("UPDATE roster r SET unit_id = " + Heirs.ofPoint("r.point_id") + ", version = version + 1 WHERE unit_id = ?", heirs.ids(), heirs.first(), from)
                    .run(connection);
        });
    }
}
