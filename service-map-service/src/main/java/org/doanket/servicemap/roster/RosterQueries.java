package org.doanket.servicemap.roster;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of rosters and of who is on duty when. */
@ApplicationScoped
@Transactional
public class RosterQueries {

    private static final String SELECT = "SELECT r.*, (SELECT max(d.day) FROM duty d WHERE d.roster_id = r.id) AS planned_until FROM roster r "
            + "JOIN unit_ref u ON u.id = r.unit_id WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    RosterQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public Page<RosterView> list(UnitScope scope, UUID unit, String reach, UUID point, PageRequest page) {
        Sql sql = Sql.of(SELECT, scope.from(), scope.to()).given(point, "AND r.point_id = ?");
        within(sql, scope, unit, reach, "r");
        Cursor after = page.after(1);
        List<RosterView> rows = sql.given(after == null ? null : after.uuid(0), "AND r.id > ?").add("ORDER BY r.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> read(row, List.of()));
        return Page.cut(rows, page.limit, roster -> Cursor.of(roster.id()));
    }

    public Optional<RosterView> find(UnitScope scope, UUID id) {
        return Sql.of(SELECT, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, row -> read(row, people(id)));
    }

    /** Every day with a duty in that time. */
    public List<RosterView.Day> days(UnitScope scope, RosterView roster, LocalDate from, LocalDate until) {
        Map<LocalDate, List<RosterView.OnDuty>> days = new LinkedHashMap<>();
        Sql.of("SELECT d.day, d.member_id, p.name, d.stands_for FROM duty d JOIN roster_person p ON p.roster_id = d.roster_id AND p.member_id = d.member_id "
                        + "JOIN unit_ref u ON u.id = d.unit_id WHERE d.roster_id = ? AND d.day >= ? AND d.day <= ? AND u.path >= ? AND u.path < ? "
                        + "ORDER BY d.day, p.name, d.member_id", roster.id(), from, until, scope.from(), scope.to())
                .list(dataSource, row -> Map.entry(row.getObject(1, LocalDate.class),
                        new RosterView.OnDuty(row.getObject(2, UUID.class), row.getString(3), row.getObject(4, UUID.class))))
                .forEach(duty -> days.computeIfAbsent(duty.getKey(), day -> new ArrayList<>()).add(duty.getValue()));
        return days.entrySet().stream().map(day -> new RosterView.Day(day.getKey(), day.getValue(),
                Math.max(0, roster.peoplePerDuty() - day.getValue().size()))).toList();
    }

    /** @param reach {@code subtree}: the unit and all below it */
    void within(Sql sql, UnitScope scope, UUID unit, String reach, String alias) {
        if (unit == null) {
            return;
        }
        if ("subtree".equals(reach)) {
            UnitScope below = new UnitScope(unit, tree.require(unit, scope).path());
            sql.add("AND u.path >= ? AND u.path < ?", below.from(), below.to());
        } else {
            sql.add("AND " + alias + ".unit_id = ?", unit);
        }
    }

    /** The first day from this one on whose duty here goes on at the same time as one that somebody of it has on another roster. */
    Optional<LocalDate> clash(UUID id, LocalDate from) {
        return Sql.of("SELECT d.day FROM duties_elsewhere(?, ?) e JOIN duty d ON d.member_id = e.member_id JOIN roster r ON r.id = d.roster_id "
                        + "WHERE d.roster_id = ? AND d.day >= ? AND d.day + r.starts_at < e.day + (e.ends_at < e.starts_at)::int + e.ends_at "
                        + "AND e.day + e.starts_at < d.day + (r.ends_at < r.starts_at)::int + r.ends_at ORDER BY 1 LIMIT 1", id, from.minusDays(1), id, from)
                .first(dataSource, row -> row.getObject(1, LocalDate.class));
    }

    private List<RosterView.Person> people(UUID id) {
        Map<UUID, List<RosterView.Absence>> absences = new HashMap<>();
        Sql.of("SELECT member_id, id, first_day, last_day FROM roster_absence WHERE roster_id = ? ORDER BY first_day, id", id)
                .list(dataSource, row -> absences.computeIfAbsent(row.getObject(1, UUID.class), member -> new ArrayList<>())
                        .add(new RosterView.Absence(row.getObject(2, UUID.class), row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class))));
        return Sql.of("SELECT p.member_id, p.name, p.joined_on, p.left_on, count(d.day) FROM roster_person p LEFT JOIN duty d "
                        + "ON d.roster_id = p.roster_id AND d.member_id = p.member_id WHERE p.roster_id = ? GROUP BY p.roster_id, p.member_id "
                        + "ORDER BY p.name, p.member_id", id)
                .list(dataSource, row -> new RosterView.Person(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class), row.getInt(5), absences.getOrDefault(row.getObject(1, UUID.class), List.of())));
    }

    private static RosterView read(ResultSet row, List<RosterView.Person> people) throws SQLException {
        return new RosterView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("point_id", UUID.class),
                row.getString("name"), List.of((Integer[]) row.getArray("weekdays").getArray()), row.getObject("starts_at", LocalTime.class),
                row.getObject("ends_at", LocalTime.class), row.getInt("people_per_duty"), row.getBoolean("on_holidays"),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class),
                row.getObject("planned_until", LocalDate.class), people, row.getLong("version"));
    }

    void tell(@Observes PersonalData asked) {
        asked.select("rosterParts", """
                SELECT r.name AS roster, u.code AS "unitCode", p.name, p.joined_on AS "joinedOn", p.left_on AS "leftOn", p.feed_hash IS NOT NULL AS "hasCalendar"
                  FROM roster_person p JOIN roster r ON r.id = p.roster_id LEFT JOIN unit_ref u ON u.id = p.unit_id WHERE p.member_id = ?
                 ORDER BY p.joined_on, r.id""", asked.person());
        asked.select("duties", """
                SELECT d.day, r.name AS roster, d.stands_for IS NOT NULL AS "forSomebodyElse"
                  FROM roster_person p JOIN roster r ON r.id = p.roster_id JOIN duty d ON d.roster_id = p.roster_id AND d.member_id = p.member_id
                 WHERE p.member_id = ? ORDER BY d.day, r.id""", asked.person());
        asked.select("rosterAbsences", """
                SELECT a.first_day AS "firstDay", a.last_day AS "lastDay", r.name AS roster
                  FROM roster_absence a JOIN roster r ON r.id = a.roster_id WHERE a.member_id = ? ORDER BY a.first_day, a.id""", asked.person());
    }
}
