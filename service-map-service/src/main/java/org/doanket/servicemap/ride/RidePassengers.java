package org.doanket.servicemap.ride;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** Who calls, where from and where to, under a key of the one ride: nothing of it stands in plain text beside it. */
@ApplicationScoped
class RidePassengers {

    private static final String SEPARATOR = "\u001f";
    private static final int FIELDS = 5;

    private final FieldVault vault;

    RidePassengers(FieldVault vault) {
        this.vault = vault;
    }

    void seal(Connection connection, UUID ride, UUID unit, RideCommand.Ask asked) throws SQLException {
        FieldVault.Key key = vault.newKey();
        Sql.of("INSERT INTO ride_passenger (ride_id, unit_id, wrapped, sealed) VALUES (?, ?, ?, ?)", ride, unit, key.wrapped(), key.seal(place(ride),
                String.join(SEPARATOR, asked.pickup().lat().toString(), asked.pickup().lon().toString(), asked.contact(), asked.pickupPlace(),
                        asked.destination()))).run(connection);
    }

    /** Empty once it has been kept long enough. */
    Optional<RideView.Passenger> open(Connection connection, UUID ride) throws SQLException {
        return Sql.of("SELECT wrapped, sealed FROM ride_passenger WHERE ride_id = ?", ride).first(connection, row -> {
            String[] said = vault.open(row.getBytes(1), place(ride), row.getBytes(2)).split(SEPARATOR, FIELDS);
            return new RideView.Passenger(said[2], said[3], said[4], Double.valueOf(said[0]), Double.valueOf(said[1]));
        });
    }

    /** What somebody writes of an incident goes with the passenger. @throws Problem 404 where that is gone already */
    void seal(Connection connection, UUID ride, UUID unit, UUID incident, String note) throws SQLException {
        byte[] wrapped = Sql.of("SELECT wrapped FROM ride_passenger WHERE ride_id = ?", ride).first(connection, row -> row.getBytes(1))
                .orElseThrow(() -> Problem.notFound("ride-passenger"));
        Sql.of("INSERT INTO ride_note (incident_id, ride_id, unit_id, sealed) VALUES (?, ?, ?, ?)", incident, ride, unit, vault.key(wrapped).seal(place(incident, ride), note))
                .run(connection);
    }

    /** @param wrapped key of the ride; null where it is gone */
    String note(UUID ride, UUID incident, byte[] wrapped, byte[] sealed) {
        return wrapped == null || sealed == null ? null : vault.key(wrapped).openText(place(incident, ride), sealed);
    }

    private static String place(UUID incident, UUID ride) {
        return "ride_note.sealed:" + incident + ":" + ride;
    }

    private static String place(UUID ride) {
        return "ride_passenger.sealed:" + ride;
    }
}
