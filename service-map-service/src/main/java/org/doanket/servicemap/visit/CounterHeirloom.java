package org.doanket.servicemap.visit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;
import org.doanket.servicemap.point.HeirloomRef.Heirs;

/** The devices at the doors; what they have counted stays with the unit of its day. */
class CounterHeirloom {

    @Produces
    @Singleton
    HeirloomRef counters() {
        return new HeirloomRef("SELECT unit_id FROM visit_counter WHERE retired_at IS NULL", (connection, from, heirs, on) ->
                Sql.of("UPDATE visit_counter c SET unit_id = " + Heirs.ofPoint("c.point_id") + ", version = version + 1 WHERE unit_id = ? AND retired_at IS NULL",
                        heirs.ids(), heirs.first(), from).run(connection));
    }
}
