package org.doanket.servicemap.ride;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.rule.RuleTable;

/** A ride as the desk sees it. @param metres of the way; @param method how it was found, {@code streets} or {@code estimate}; @param atMost what the table says; @param price what was agreed */
public record RideView(UUID id, UUID teamId, UUID unitId, String channel, Instant askedAt, int metres, String method, Money atMost, Money price, String state,
        UUID riderId, Offer offer, List<Step> track, List<Incident> incidents, long version) {

    /** As an app sees it: what was written of an incident is for the desk and for the rider. */
    RideView withoutNotes() {
        return new RideView(id, teamId, unitId, channel, askedAt, metres, method, atMost, price, state, riderId, offer, track,
                incidents.stream().map(incident -> new Incident(incident.at(), incident.kind(), null)).toList(), version);
    }

    /** Waiting for his answer. @param seconds to the passenger; @param method how they were found, {@code streets} or {@code estimate} */
    public record Offer(UUID riderId, Instant expiresAt, int seconds, String method) {
    }

    /** A state and when it began. */
    public record Step(Instant at, String state, UUID riderId) {
    }

    /** Something that went wrong. @param note null where nothing was written, or once it has been kept long enough */
    public record Incident(Instant at, String kind, String note) {

        @Override
        public String toString() {
            return "Incident[" + kind + "]";
        }
    }

    /** Who is to be fetched, where and whereto; null once it has been kept long enough. */
    public record Passenger(String contact, String pickupPlace, String destination, Double lat, Double lon) {

        @Override
        public String toString() {
            return "Passenger[***]";
        }
    }

    /** A team with its riders. */
    public record Team(UUID id, UUID unitId, String name, int offerSeconds, int waitSeconds, List<Rider> riders, long version) {
    }

    /** @param free on duty and held by no ride, of this desk or another */
    public record Rider(UUID memberId, String name, boolean onDuty, boolean free, Instant seenAt) {

        @Override
        public String toString() {
            return "Rider[" + memberId + "]";
        }
    }

    /** A row of the fare table. */
    public record FareRow(LocalDate validFrom, int firstMetres, Money first, Money km, LocalTime nightFrom, LocalTime nightTo, int nightPercent,
            long roundedTo, String citation) {

        static final RuleTable<FareRow> TABLE = RuleTable.of("ride_fare", List.of("team_id"), FareRow::of);

        static FareRow of(ResultSet row) throws SQLException {
            Fare fare = RideQueries.fare(row);
            return new FareRow(row.getObject("valid_from", LocalDate.class), fare.firstMetres(), new Money(fare.firstAmount(), fare.currency()),
                    new Money(fare.kmAmount(), fare.currency()), fare.nightFrom(), fare.nightTo(), fare.nightPercent(), fare.roundedTo(),
                    row.getString("citation"));
        }
    }

    /** @param period month or year; @param teamId null for all together; @param metres of those completed; what is neither completed, cancelled nor unserved goes on */
    public record Period(String period, UUID teamId, long asked, long completed, long cancelled, long unserved, long metres, long incidents) {
    }

    /** The head's screen. @param rides that are not over, the oldest first */
    public record Board(List<RideView> rides, List<Rider> riders) {
    }
}
