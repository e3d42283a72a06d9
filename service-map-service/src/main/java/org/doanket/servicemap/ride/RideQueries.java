package org.doanket.servicemap.ride;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of the ride desk. */
@ApplicationScoped
@Transactional
public class RideQueries {

    static final String SELECT = "SELECT r.*, o.expires_at, o.seconds, o.method FROM ride r JOIN unit_ref u ON u.id = r.unit_id "
            + "LEFT JOIN ride_offer o ON o.ride_id = r.id AND o.answer IS NULL WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final RidePassengers passengers;

    RideQueries(AgroalDataSource dataSource, UnitTree tree, RidePassengers passengers) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.passengers = passengers;
    }

    /** Newest first, without tracks. @param reach {@code subtree} */
    public Page<RideView> list(UnitScope scope, UUID unit, String reach, UUID team, String state, PageRequest page) {
        Sql sql = Sql.of(SELECT, scope.from(), scope.to()).given(team, "AND r.team_id = ?").given(state, "AND r.state = ?");
        if (unit != null && "subtree".equals(reach)) {
            UnitScope below = new UnitScope(unit, tree.require(unit, scope).path());
            sql.add("AND u.path >= ? AND u.path < ?", below.from(), below.to());
        } else {
            sql.given(unit, "AND r.unit_id = ?");
        }
        Cursor after = page.after(1);
        List<RideView> rows = sql.given(after == null ? null : after.uuid(0), "AND r.id < ?").add("ORDER BY r.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> read(row, List.of(), List.of()));
        return Page.cut(rows, page.limit, ride -> Cursor.of(ride.id()));
    }

    public Optional<RideView> find(UnitScope scope, UUID id) {
        List<RideView.Step> track = Sql.of("SELECT at, state, member_id FROM ride_step WHERE ride_id = ? ORDER BY number", id)
                .list(dataSource, row -> new RideView.Step(instant(row, "at"), row.getString(2), row.getObject(3, UUID.class)));
        List<RideView.Incident> incidents = Sql.of("SELECT i.at, i.kind, i.id, n.plain, n.sealed, p.wrapped FROM ride_incident i LEFT JOIN ride_note n ON n.incident_id = i.id "
                        + "LEFT JOIN ride_passenger p ON p.ride_id = i.ride_id WHERE i.ride_id = ? ORDER BY i.at, i.id", id)
                .list(dataSource, row -> new RideView.Incident(instant(row, "at"), row.getString(2), row.getString(4) != null ? row.getString(4)
                        : passengers.note(id, row.getObject(3, UUID.class), row.getBytes(6), row.getBytes(5))));
        return Sql.of(SELECT, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, row -> read(row, track, incidents));
    }

    /** By the month or year in which they were asked for, as it is where the team rides. @param byYear else by month; @param byTeam else all teams together */
    List<RideView.Period> series(UnitScope range, UUID only, UUID team, YearMonth from, YearMonth to, boolean byYear, boolean byTeam) {
        return Sql.of("SELECT to_char(d.day, ?) AS period, " + (byTeam ? "d.team_id" : "NULL::uuid") + " AS of_team, count(*), count(*) FILTER (WHERE d.state = 'completed'), "
                        + "count(*) FILTER (WHERE d.state = 'cancelled'), count(*) FILTER (WHERE d.state = 'unserved'), "
                        + "coalesce(sum(d.metres) FILTER (WHERE d.state = 'completed'), 0), sum(d.incidents) FROM (SELECT r.team_id, r.unit_id, r.state, r.metres, "
                        + "(r.asked_at AT TIME ZONE CASE t.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date AS day, "
                        + "(SELECT count(*) FROM ride_incident i WHERE i.ride_id = r.id) AS incidents FROM ride r JOIN ride_team t ON t.id = r.team_id) d "
                        + "JOIN unit_ref u ON u.id = d.unit_id WHERE u.path >= ? AND u.path < ?", byYear ? "YYYY" : "YYYY-MM", range.from(), range.to())
                .given(only, "AND d.unit_id = ?").given(team, "AND d.team_id = ?").given(from == null ? null : from.atDay(1), "AND d.day >= ?")
                .given(to == null ? null : to.atEndOfMonth(), "AND d.day <= ?").add("GROUP BY 1, 2 ORDER BY 1, 2")
                .list(dataSource, row -> new RideView.Period(row.getString(1), row.getObject(2, UUID.class), row.getLong(3), row.getLong(4), row.getLong(5),
                        row.getLong(6), row.getLong(7), row.getLong(8)));
    }

    /** What a rider has been offered, or has in hand. */
    public List<RideView> mine(UnitScope scope, UUID member) {
        return mine(dataSource, scope, member);
    }

    static List<RideView> mine(AgroalDataSource dataSource, UnitScope scope, UUID member) {
        return Sql.of(SELECT, scope.from(), scope.to())
                .add("AND r.id IN (SELECT h.ride_id FROM rider_hold h WHERE h.member_id = ?) ORDER BY r.asked_at, r.id", member)
                .list(dataSource, row -> read(row, List.of(), List.of()));
    }

    public Page<RideView.Team> teams(UnitScope scope, UUID unit, PageRequest page) {
        Sql sql = Sql.of("SELECT t.* FROM ride_team t JOIN unit_ref u ON u.id = t.unit_id WHERE u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .given(unit, "AND t.unit_id = ?");
        Cursor after = page.after(1);
        List<RideView.Team> rows = sql.given(after == null ? null : after.uuid(0), "AND t.id > ?").add("ORDER BY t.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> team(row, List.of()));
        return Page.cut(rows, page.limit, team -> Cursor.of(team.id()));
    }

    public Optional<RideView.Team> team(UnitScope scope, UUID id) {
        return team(dataSource, scope, id);
    }

    static Optional<RideView.Team> team(AgroalDataSource dataSource, UnitScope scope, UUID id) {
        List<RideView.Rider> riders = Sql.of("SELECT r.member_id, r.name, r.on_duty, r.on_duty AND h.member_id IS NULL, r.seen_at FROM rider r "
                        + "LEFT JOIN rider_hold h ON h.member_id = r.member_id WHERE r.team_id = ? AND r.left_on IS NULL ORDER BY r.name, r.member_id", id)
                .list(dataSource, row -> new RideView.Rider(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3), row.getBoolean(4),
                        instant(row, "seen_at")));
        return Sql.of("SELECT t.* FROM ride_team t JOIN unit_ref u ON u.id = t.unit_id WHERE t.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> team(row, riders));
    }

    /** The newest first. */
    public List<RideView.FareRow> fares(UnitScope scope, UUID team) {
        return Sql.of("SELECT f.* FROM ride_fare f JOIN ride_team t ON t.id = f.team_id "
                        + "JOIN unit_ref u ON u.id = t.unit_id WHERE f.cancelled_at IS NULL AND f.team_id = ? AND u.path >= ? AND u.path < ? ORDER BY f.valid_from DESC",
                team, scope.from(), scope.to()).list(dataSource, RideView.FareRow::of);
    }

    /** The row that begins on that day and was not cancelled. */
    Optional<UUID> fareOf(UUID team, LocalDate validFrom) {
        return Sql.of("SELECT id FROM ride_fare WHERE cancelled_at IS NULL AND team_id = ? AND valid_from = ?", team, validFrom)
                .first(dataSource, row -> row.getObject(1, UUID.class));
    }

    Optional<Fare> fare(UUID team, LocalDate day) {
        return Sql.of("SELECT * FROM ride_fare WHERE cancelled_at IS NULL AND team_id = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1", team, day).first(dataSource, RideQueries::fare);
    }

    static Fare fare(ResultSet row) throws SQLException {
        return new Fare(row.getInt("first_metres"), row.getLong("first_amount"), row.getLong("km_amount"), row.getObject("night_from", LocalTime.class),
                row.getObject("night_to", LocalTime.class), row.getInt("night_percent"), row.getLong("rounded_to"), row.getString("currency"));
    }

    private static RideView.Team team(ResultSet row, List<RideView.Rider> riders) throws SQLException {
        return new RideView.Team(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("name"), row.getInt("offer_seconds"),
                row.getInt("wait_seconds"), riders, row.getLong("version"));
    }

    static RideView read(ResultSet row, List<RideView.Step> track, List<RideView.Incident> incidents) throws SQLException {
        UUID rider = row.getObject("rider_id", UUID.class);
        Instant expires = instant(row, "expires_at");
        String currency = row.getString("currency");
        return new RideView(row.getObject("id", UUID.class), row.getObject("team_id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("channel"),
                instant(row, "asked_at"), row.getInt("metres"), row.getString("metres_method"), new Money(row.getLong("table_amount"), currency), new Money(row.getLong("price_amount"), currency),
                row.getString("state"), rider, expires == null ? null : new RideView.Offer(rider, expires, row.getInt("seconds"), row.getString("method")), track, incidents,
                row.getLong("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Of rides what the rider did; who the passenger was is the passenger's. */
    void tell(@Observes PersonalData asked) {
        asked.select("riders", """
                SELECT t.name AS team, u.code AS "unitCode", r.name, r.on_duty AS "onDuty", r.latitude, r.longitude, r.seen_at AS "seenAt", r.left_on AS "leftOn"
                  FROM rider r JOIN ride_team t ON t.id = r.team_id LEFT JOIN unit_ref u ON u.id = r.unit_id WHERE r.member_id = ?
                 ORDER BY t.id""", asked.person());
        asked.select("rideOffers", """
                SELECT o.ride_id AS ride, o.offered_at AS "offeredAt", o.answer, o.seconds, r.state AS "rideState", r.metres,
                       jsonb_build_object('amount', r.price_amount, 'currency', r.currency) AS price
                  FROM ride_offer o JOIN ride r ON r.id = o.ride_id WHERE o.member_id = ? ORDER BY o.offered_at, o.ride_id""", asked.person());
    }
}
