package org.doanket.servicemap.roster;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;

/** A roster goes to the heir whole, with its pool and all turns: whose turn it is next is reckoned from those that were stood. Reports stay. */
class RosterHeirloom {

    @Produces
    @Singleton
    HeirloomRef rosters() {
        return new HeirloomRef("SELECT unit_id FROM roster", (connection, from, heir, on) -> {
            for (String part : List.of("roster_person", "roster_absence", "duty")) {
                Sql.of("UPDATE " + part + " SET unit_id = ? WHERE roster_id IN (SELECT id FROM roster WHERE unit_id = ?)", heir, from).run(connection);
            }
            Sql.of("UPDATE roster SET unit_id = ?, version = version + 1 WHERE unit_id = ?", heir, from).run(connection);
        });
    }
}
