package org.doanket.servicemap.ride;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** A ride from the call to its end. Desk and rider act on the same verbs: the rider on what was offered to him, the desk for whoever telephones. */
@ApplicationScoped
@Transactional
public class RideService {

    /** Further is no ride but a mistaken position. */
    private static final int LONGEST_METRES = 200_000;

    private final AgroalDataSource dataSource;
    private final RideDispatch dispatch;
    private final RideWays ways;
    private final RidePassengers passengers;
    private final RideQueries queries;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    RideService(AgroalDataSource dataSource, RideDispatch dispatch, RideWays ways, RidePassengers passengers, RideQueries queries, AuditTrail audit, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.dispatch = dispatch;
        this.ways = ways;
        this.passengers = passengers;
        this.queries = queries;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    private record Team(UUID unit, String mode, String jurisdiction) {
    }

    private record Held(UUID id, UUID unit, String state, UUID rider) {
    }

    /** What is done with a ride, on one connection of the transaction. */
    @FunctionalInterface
    private interface Deed {
        void on(Connection connection, Instant now) throws SQLException;
    }

    /** Agrees on the price and asks the nearest rider. @throws Problem 422 for a price above the table, 409 where the team has none */
    public RideView ask(RideCommand.Ask asked) {
        Team team = Sql.of("SELECT t.unit_id, t.mode, t.jurisdiction FROM ride_team t JOIN unit_ref u ON u.id = t.unit_id WHERE t.id = ? AND u.path >= ? AND u.path < ?",
                        asked.teamId(), caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> new Team(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .orElseThrow(() -> Problem.notFound("ride-team"));
        LocalDateTime local = LocalDateTime.ofInstant(clock.instant(), Zones.of(team.jurisdiction()));
        Fare fare = queries.fare(asked.teamId(), local.toLocalDate()).orElseThrow(RideProblems::noFare);
        UUID id = Ids.next();
        run((connection, now) -> {
            RideWays.Way way = ways.way(connection, team.mode(), asked.pickup().place(), asked.dropOff().place());
            if (way.metres() > LONGEST_METRES) {
                throw RideProblems.tooFar();
            }
            int metres = (int) Math.round(way.metres());
            long most = fare.amount(metres, local.toLocalTime());
            long price = asked.priceAmount() == null ? most : asked.priceAmount();
            if (price > most) {
                throw RideProblems.aboveTable(most, fare.currency());
            }
            Sql.of("INSERT INTO ride (id, team_id, unit_id, channel, asked_at, metres, metres_method, table_amount, price_amount, currency, state) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested')", id, asked.teamId(), team.unit(), isDesk() ? "phone" : "app", now,
                    metres, way.method(), most, price, fare.currency()).run(connection);
            passengers.seal(connection, id, team.unit(), asked);
            dispatch.become(connection, id, "requested", null, now);
            dispatch.offer(connection, id, now);
        });
        return view(id);
    }

    public RideView accept(UUID id) {
        Held ride = mine(id, "offered");
        return done(id, (connection, now) -> {
            int inTime = Sql.of("UPDATE ride_offer SET answer = 'accepted' WHERE ride_id = ? AND answer IS NULL AND expires_at > ?", id, now).run(connection);
            if (inTime == 0) {
                throw RideProblems.offerOver();
            }
            dispatch.become(connection, id, "accepted", ride.rider(), now);
        });
    }

    /** And so the next is asked at once. */
    public RideView decline(UUID id) {
        Held ride = mine(id, "offered");
        return done(id, (connection, now) -> {
            dispatch.answer(connection, id, ride.rider(), "declined");
            dispatch.become(connection, id, "requested", null, now);
            dispatch.offer(connection, id, now);
        });
    }

    public RideView start(UUID id) {
        Held ride = mine(id, "accepted");
        return done(id, (connection, now) -> dispatch.become(connection, id, "under-way", ride.rider(), now));
    }

    public RideView complete(UUID id) {
        Held ride = mine(id, "under-way");
        return done(id, (connection, now) -> dispatch.become(connection, id, "completed", ride.rider(), now));
    }

    /** Until it is under way. */
    public RideView cancel(UUID id) {
        Held ride = hold(id);
        if (!List.of("requested", "offered", "accepted").contains(ride.state())) {
            throw RideProblems.isNow(ride.state());
        }
        return done(id, (connection, now) -> {
            dispatch.answer(connection, id, ride.rider(), "withdrawn");
            dispatch.become(connection, id, "cancelled", ride.rider(), now);
        });
    }

    /** What went wrong; the ride goes on or ends as it does. */
    public RideView report(UUID id, RideCommand.Report asked) {
        Held ride = hold(id);
        requireMine(ride);
        return done(id, (connection, now) -> {
            UUID incident = Ids.next();
            Sql.of("INSERT INTO ride_incident (id, ride_id, unit_id, at, kind) VALUES (?, ?, ?, ?, ?)", incident, id, ride.unit(), now, asked.kind()).run(connection);
            if (asked.note() != null && !asked.note().isBlank()) {
                passengers.seal(connection, id, ride.unit(), incident, asked.note());
            }
            Sql.of("UPDATE ride SET version = version + 1 WHERE id = ?", id).run(connection);
        });
    }

    /** For the desk, and for the rider who has said yes; the look stands on the audit trail. */
    public RideView.Passenger passenger(UUID id) {
        Held ride = hold(id);
        requireMine(ride);
        if (!isDesk() && !List.of("accepted", "under-way").contains(ride.state())) {
            throw RideProblems.isNow(ride.state());
        }
        audit.record("ride-passenger-read", "ride", id, ride.unit(), null);
        try (Connection connection = dataSource.getConnection()) {
            return passengers.open(connection, id).orElseThrow(() -> Problem.notFound("ride-passenger"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private RideView done(UUID id, Deed deed) {
        run(deed);
        return view(id);
    }

    private void run(Deed deed) {
        try (Connection connection = dataSource.getConnection()) {
            deed.on(connection, clock.instant());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Held mine(UUID id, String state) {
        Held ride = hold(id);
        requireMine(ride);
        if (!ride.state().equals(state)) {
            throw RideProblems.isNow(ride.state());
        }
        return ride;
    }

    private Held hold(UUID id) {
        return Sql.of("SELECT r.unit_id, r.state, r.rider_id FROM ride r JOIN unit_ref u ON u.id = r.unit_id WHERE r.id = ? AND u.path >= ? AND u.path < ? "
                        + "FOR UPDATE OF r", id, caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> new Held(id, row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class)))
                .orElseThrow(() -> Problem.notFound("ride"));
    }

    private void requireMine(Held ride) {
        if (!isDesk() && (ride.rider() == null || !ride.rider().equals(caller.member()))) {
            throw RideProblems.notYours();
        }
    }

    private boolean isDesk() {
        return caller.is(Roles.DESK_CLERK) || caller.is(Roles.UNIT_OFFICER);
    }

    private RideView view(UUID id) {
        return queries.find(caller.scope(), id).orElseThrow();
    }
}
