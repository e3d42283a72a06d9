package org.doanket.servicemap.ride;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetQueries;
import org.doanket.servicemap.streets.TravelView;

/**
 * How far and how long a way is: over the streets where they are known and both ends lie near one, else by {@link TravelEstimate}; which of the
 * two it was is told with each.
 */
@ApplicationScoped
class RideWays {

    static final String STREETS = "streets";
    static final String ESTIMATE = "estimate";
    private static final int LONGEST_RIDE_MILLIS = 6 * 60 * 60_000;
    /** Whoever is farther than an hour is asked last, not sought over the streets of half a province. */
    private static final int LONGEST_APPROACH_MILLIS = 60 * 60_000;

    private final StreetQueries streets;

    RideWays(StreetQueries streets) {
        this.streets = streets;
    }

    record Way(double metres, String method) {
    }

    /** A rider who may be asked, and where he waits. */
    record Waiting(UUID member, TravelEstimate.Place place) {
    }

    /** @param seconds from where he waits to the passenger */
    record Approach(UUID member, double seconds, String method) {
    }

    Way way(Connection connection, String mode, TravelEstimate.Place from, TravelEstimate.Place to) throws SQLException {
        double estimate = TravelEstimate.of(connection, mode).metres(from, to);
        ModeView travel = ModeView.of(mode);
        NetworkView network = streets.networkAt(from.latitude(), from.longitude()).orElse(null);
        Optional<PlaceView> begin = onStreet(network, travel, from);
        Optional<PlaceView> end = onStreet(network, travel, to);
        if (begin.isEmpty() || end.isEmpty()) {
            return new Way(estimate, ESTIMATE);
        }
        return network.travel(travel, true, begin.get(), LONGEST_RIDE_MILLIS, found -> found.millisTo(end.get()) == TravelView.NEVER
                ? new Way(estimate, ESTIMATE) : new Way(found.metresTo(end.get()), STREETS));
    }

    /** The nearest first: one search against the traffic from the passenger, of which each rider's place is asked. */
    List<Approach> approaches(Connection connection, String mode, TravelEstimate.Place pickup, List<Waiting> riders) throws SQLException {
        TravelEstimate estimate = TravelEstimate.of(connection, mode);
        ModeView travel = ModeView.of(mode);
        NetworkView network = streets.networkAt(pickup.latitude(), pickup.longitude()).orElse(null);
        Optional<PlaceView> door = onStreet(network, travel, pickup);
        List<Approach> all = door.isEmpty() ? riders.stream().map(rider -> estimated(estimate, rider, pickup)).toList()
                : network.travel(travel, false, door.get(), LONGEST_APPROACH_MILLIS, found -> riders.stream().map(rider ->
                        onStreet(network, travel, rider.place()).map(place -> overStreets(found, place, estimate, rider, pickup))
                                .orElseGet(() -> estimated(estimate, rider, pickup))).toList());
        return all.stream().sorted(Comparator.comparingDouble(Approach::seconds).thenComparing(Approach::member)).toList();
    }

    private static Approach overStreets(TravelView found, PlaceView place, TravelEstimate estimate, Waiting rider, TravelEstimate.Place pickup) {
        int millis = found.millisTo(place);
        // Not within the hour, whatever the straight line says of him, who may be on the other bank.
        return millis == TravelView.NEVER ? new Approach(rider.member(), Math.max(LONGEST_APPROACH_MILLIS / 1_000.0, estimate.seconds(rider.place(), pickup)), ESTIMATE)
                : new Approach(rider.member(), millis / 1_000.0, STREETS);
    }

    private static Approach estimated(TravelEstimate estimate, Waiting rider, TravelEstimate.Place pickup) {
        return new Approach(rider.member(), estimate.seconds(rider.place(), pickup), ESTIMATE);
    }

    private static Optional<PlaceView> onStreet(NetworkView network, ModeView mode, TravelEstimate.Place at) {
        return network == null || mode == null || !network.covers(at.latitude(), at.longitude()) ? Optional.empty()
                : network.snap(mode, at.latitude(), at.longitude());
    }
}
