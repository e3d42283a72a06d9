package org.doanket.servicemap.ride;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;

/** A team goes to the heir with its riders and the rides that are not over. Rides of the past, its fares and the track of a ride stay as they were written. */
class RideHeirloom {

    private static final String UNDER_WAY = "state IN ('requested', 'offered', 'accepted', 'under-way')";

    @Produces
    @Singleton
    HeirloomRef teams() {
        return new HeirloomRef("SELECT unit_id FROM ride_team UNION SELECT unit_id FROM ride WHERE " + UNDER_WAY, (connection, from, heirs, on) -> {
            for (String part : List.of("ride_passenger", "ride_offer", "rider_hold")) {
                Sql.of("UPDATE " + part + " SET unit_id = ? WHERE ride_id IN (SELECT id FROM ride WHERE unit_id = ? AND " + UNDER_WAY + ")", heirs.first(), from)
                        .run(connection);
            }
            Sql.of("UPDATE ride SET unit_id = ?, version = version + 1 WHERE unit_id = ? AND " + UNDER_WAY, heirs.first(), from).run(connection);
            Sql.of("UPDATE rider SET unit_id = ? WHERE unit_id = ?", heirs.first(), from).run(connection);
            Sql.of("UPDATE ride_team SET unit_id = ?, version = version + 1 WHERE unit_id = ?", heirs.first(), from).run(connection);
        });
    }
}
