package org.doanket.servicemap.ride;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
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
    private static final String STALE = "12 hours";

    private record Waiting(UUID id, UUID unit, UUID team, TravelEstimate.Place pickup, String mode, int offerSeconds) {
    }

    private record Near(UUID member, double seconds) {
    }

    /** The ride's row must be locked. @return whether somebody was asked */
    boolean offer(Connection connection, UUID ride, Instant now) throws SQLException {
        Waiting waiting = Sql.of("SELECT r.unit_id, r.team_id, r.pickup_lat, r.pickup_lon, t.mode, t.offer_seconds FROM ride r JOIN ride_team t ON t.id = r.team_id "
                        + "WHERE r.id = ? AND r.state = 'requested'", ride)
                .first(connection, row -> new Waiting(ride, row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        new TravelEstimate.Place(row.getDouble(3), row.getDouble(4)), row.getString(5), row.getInt(6))).orElse(null);
        if (waiting == null) {
            return false;
        }
        for (Near rider : nearest(connection, waiting, now)) {
            // Whoever holds him, and be it a desk whose rows are not to be seen here, the key refuses a second hold.
            if (Sql.of("INSERT INTO rider_hold (member_id, ride_id, unit_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rider.member(), ride, waiting.unit())
                    .run(connection) == 1) {
                Sql.of("INSERT INTO ride_offer (ride_id, number, unit_id, member_id, offered_at, expires_at, seconds) "
                        + "SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM ride_offer WHERE ride_id = ?", ride, waiting.unit(), rider.member(), now,
                        now.plusSeconds(waiting.offerSeconds()), (int) Math.ceil(rider.seconds()), ride).run(connection);
                become(connection, ride, "offered", rider.member(), now);
                return true;
            }
        }
        return false;
    }

    /** On duty, heard of lately, and not asked for this ride before. */
    private List<Near> nearest(Connection connection, Waiting ride, Instant now) throws SQLException {
        TravelEstimate estimate = TravelEstimate.of(connection, ride.mode());
        return Sql.of("SELECT r.member_id, r.latitude, r.longitude FROM rider r WHERE r.team_id = ? AND r.on_duty AND r.left_on IS NULL "
                        + "AND r.seen_at > ?::timestamptz - ?::interval AND NOT EXISTS (SELECT 1 FROM rider_hold h WHERE h.member_id = r.member_id) "
                        + "AND NOT EXISTS (SELECT 1 FROM ride_offer o WHERE o.ride_id = ? AND o.member_id = r.member_id)", ride.team(), now, STALE, ride.id())
                .list(connection, row -> new Near(row.getObject(1, UUID.class), estimate.seconds(
                        new TravelEstimate.Place(row.getDouble(2), row.getDouble(3)), ride.pickup()))).stream()
                .sorted(Comparator.comparingDouble(Near::seconds).thenComparing(Near::member)).toList();
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
