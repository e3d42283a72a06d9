package org.doanket.servicemap.ride;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Gives a ride to the nearest rider who is free, and to the next where he does not answer in time. Works on the connection at hand: in the
 * transaction of a request, or in that of the clock.
 */
@ApplicationScoped
class RideDispatch {

    /** A rider who has told nothing of himself for so long is not counted on. */
    private static final Duration STALE = Duration.ofHours(12);

    private final RideWays ways;
    private final RidePassengers passengers;

    RideDispatch(RideWays ways, RidePassengers passengers) {
        this.ways = ways;
        this.passengers = passengers;
    }

    private record Waiting(UUID id, UUID unit, UUID team, String mode, int offerSeconds) {
    }

    /** The ride's row must be locked. @return whether somebody was asked */
    boolean offer(Connection connection, UUID ride, Instant now) throws SQLException {
        Waiting waiting = Sql.of("SELECT r.unit_id, r.team_id, t.mode, t.offer_seconds FROM ride r JOIN ride_team t ON t.id = r.team_id "
                        + "WHERE r.id = ? AND r.state = 'requested'", ride)
                .first(connection, row -> new Waiting(ride, row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getString(3), row.getInt(4))).orElse(null);
        if (waiting == null) {
            return false;
        }
        for (RideWays.Approach rider : nearest(connection, waiting, now)) {
            // Whoever holds him, and be it a desk whose rows are not to be seen here, the key refuses a second hold.
            if (Sql.of("INSERT INTO rider_hold (member_id, ride_id, unit_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rider.member(), ride, waiting.unit())
                    .run(connection) == 1) {
                Sql.of("INSERT INTO ride_offer (ride_id, number, unit_id, member_id, offered_at, expires_at, seconds, method) "
                        + "SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM ride_offer WHERE ride_id = ?", ride, waiting.unit(), rider.member(), now,
                        now.plusSeconds(waiting.offerSeconds()), (int) Math.ceil(rider.seconds()), rider.method(), ride).run(connection);
                become(connection, ride, "offered", rider.member(), now);
                return true;
            }
        }
        return false;
    }

    /** On duty, heard of lately, and not asked for this ride before. */
    private List<RideWays.Approach> nearest(Connection connection, Waiting ride, Instant now) throws SQLException {
        List<RideWays.Waiting> free = Sql.of("SELECT r.member_id, r.latitude, r.longitude FROM rider r WHERE r.team_id = ? AND r.on_duty AND r.left_on IS NULL "
                        + "AND r.seen_at > ? AND NOT EXISTS (SELECT 1 FROM rider_hold h WHERE h.member_id = r.member_id) "
                        + "AND NOT EXISTS (SELECT 1 FROM ride_offer o WHERE o.ride_id = ? AND o.member_id = r.member_id)", ride.team(), now.minus(STALE), ride.id())
                .list(connection, row -> new RideWays.Waiting(row.getObject(1, UUID.class), new TravelEstimate.Place(row.getDouble(2), row.getDouble(3))));
        if (free.isEmpty()) {
            return List.of();
        }
        RideView.Passenger passenger = passengers.open(connection, ride.id()).orElseThrow();
        return ways.approaches(connection, ride.mode(), new TravelEstimate.Place(passenger.lat(), passenger.lon()), free);
    }

    /** Whoever forgot to sign off is off duty after that time, and where he was is not kept. */
    int signOffStale(Connection connection, Instant now) throws SQLException {
        return Sql.of("UPDATE rider SET on_duty = false, latitude = NULL, longitude = NULL WHERE on_duty AND seen_at <= ?", now.minus(STALE)).run(connection);
    }

    /** @return 0 where it was answered before */
    int answer(Connection connection, UUID ride, UUID member, String answer) throws SQLException {
        int answered = Sql.of("UPDATE ride_offer SET answer = ? WHERE ride_id = ? AND member_id = ? AND answer IS NULL", answer, ride, member).run(connection);
        if (answered == 1 && !answer.equals("accepted")) {
            release(connection, ride);
        }
        return answered;
    }

    void release(Connection connection, UUID ride) throws SQLException {
        Sql.of("DELETE FROM rider_hold WHERE ride_id = ?", ride).run(connection);
    }

    void become(Connection connection, UUID ride, String state, UUID member, Instant now) throws SQLException {
        Sql.of("UPDATE ride SET state = ?, rider_id = ?, version = version + 1 WHERE id = ?", state, member, ride).run(connection);
        Sql.of("INSERT INTO ride_step (ride_id, number, unit_id, at, state, member_id) SELECT r.id, "
                + "(SELECT coalesce(max(s.number), 0) + 1 FROM ride_step s WHERE s.ride_id = r.id), r.unit_id, ?, ?, ? FROM ride r WHERE r.id = ?", now, state,
                member, ride).run(connection);
        if (List.of("completed", "cancelled", "unserved").contains(state)) {
            release(connection, ride);
            Sql.of("UPDATE ride_passenger SET ended_at = ? WHERE ride_id = ?", now, ride).run(connection);
        }
    }
}
