package org.doanket.servicemap.visit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;

/** The devices at the doors; what they have counted stays with the unit of its day. */
class CounterHeirloom {

    @Produces
    @Singleton
    HeirloomRef counters() {
        return new HeirloomRef("SELECT unit_id FROM visit_counter WHERE retired_at IS NULL", (connection, from, heir, on) ->
                Sql.of("UPDATE visit_counter SET unit_id = ?, version = version + 1 WHERE unit_id = ? AND retired_at IS NULL", heir, from).run(connection));
    }
}
