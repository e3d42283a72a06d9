package org.doanket.servicemap.ride;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.doanket.platform.job.Purge;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Riders who are forgotten stand under their pseudonym; passengers are forgotten by themselves. */
@ApplicationScoped
class RideErasure {

    void forget(@Observes PersonErased erased) throws SQLException {
        erased.replace("riders", Sql.of("UPDATE rider SET name = ?, on_duty = false, latitude = NULL, longitude = NULL, left_on = coalesce(left_on, current_date) "
                + "WHERE member_id = ?", erased.pseudonym(), erased.person()));
    }

    @Produces
    @Singleton
    Purge passengers() {
        return new Purge("passengers of rides", """
                DELETE FROM ride_passenger WHERE ride_id = ANY (ARRAY(SELECT ride_id FROM ride_passenger
                  WHERE ended_at < doanket.kept_since('ride-passenger') ORDER BY ended_at LIMIT 500))""");
    }
}
