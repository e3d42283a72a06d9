package org.doanket.servicemap.roster;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.rule.CalendarQueries;

/** Turns: planned by {@link Rotation}, taken by others in an absence, swapped among two. What lies in the past is history and stays. */
@ApplicationScoped
@Transactional
public class DutyService {

    /** Enough for a calendar on the wall; holidays further ahead are not announced yet. */
    private static final int MOST_DAYS_AHEAD = 400;

    private final AgroalDataSource dataSource;
    private final RosterService rosters;
    private final RosterQueries queries;
    private final CalendarQueries calendar;
    private final Caller caller;

    DutyService(AgroalDataSource dataSource, RosterService rosters, RosterQueries queries, CalendarQueries calendar, Caller caller) {
        this.dataSource = dataSource;
        this.rosters = rosters;
        this.queries = queries;
        this.calendar = calendar;
        this.caller = caller;
    }

    /** From the day after the last planned one, or from today. */
    public RosterView.Planned plan(UUID id, RosterCommand.Plan asked) {
        UUID unit = rosters.hold(id);
        RosterView roster = queries.find(caller.scope(), id).orElseThrow();
        LocalDate today = rosters.today(unit);
        if (asked.until().isAfter(today.plusDays(MOST_DAYS_AHEAD))) {
            throw RosterProblems.tooFar(today.plusDays(MOST_DAYS_AHEAD));
        }
        LocalDate from = latest(today, roster.validFrom(), roster.plannedUntil() == null ? null : roster.plannedUntil().plusDays(1));
        LocalDate end = roster.validTo() == null || asked.until().isBefore(roster.validTo()) ? asked.until() : roster.validTo().minusDays(1);
        List<LocalDate> days = days(roster, from, end);
        if (days.isEmpty()) {
            throw RosterProblems.nothingToPlan();
        }
        Map<LocalDate, List<UUID>> planned = new Rotation(pool(id, today), roster.hours()).plan(days, roster.peoplePerDuty());
        planned.forEach((day, members) -> enter(id, unit, day, members, null));
        int duties = planned.values().stream().mapToInt(List::size).sum();
        rosters.touched(id);
        return new RosterView.Planned(days.size(), duties, days.size() * roster.peoplePerDuty() - duties, end);
    }

    /** His turns in that time go to whoever's turn it is then; where there is nobody, the day shows one missing. */
    public RosterView away(UUID id, RosterCommand.Away asked) {
        UUID unit = rosters.hold(id);
        if (asked.lastDay().isBefore(asked.firstDay())) {
            throw RosterProblems.emptySpan();
        }
        inPool(id, asked.memberId());
        Sql.of("INSERT INTO roster_absence (id, roster_id, member_id, unit_id, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?)", Ids.next(), id,
                asked.memberId(), unit, asked.firstDay(), asked.lastDay()).run(dataSource);
        replace(id, unit, asked.memberId(), asked.firstDay(), asked.lastDay());
        return rosters.touched(id);
    }

    /** He may be asked again; turns that went to others stay theirs, unless they swap. */
    public void back(UUID id, UUID absence, String ifMatch) {
        rosters.hold(id);
        Revision.require(ifMatch, queries.find(caller.scope(), id).orElseThrow().version());
        if (Sql.of("DELETE FROM roster_absence WHERE id = ? AND roster_id = ?", absence, id).run(dataSource) == 0) {
            throw Problem.notFound("roster-absence");
        }
        rosters.touched(id);
    }

    public RosterView leave(UUID id, UUID member, RosterCommand.Leave asked) {
        UUID unit = rosters.hold(id);
        inPool(id, member);
        LocalDate from = asked == null || asked.from() == null ? rosters.today(unit) : asked.from();
        Sql.of("UPDATE roster_person SET left_on = ?, feed_hash = NULL WHERE roster_id = ? AND member_id = ?", from, id, member).run(dataSource);
        replace(id, unit, member, from, LocalDate.of(9999, 12, 31));
        return rosters.touched(id);
    }

    /** @throws Problem 409 where one of them does not stand there, or cannot stand where he would */
    public RosterView swap(UUID id, RosterCommand.Swap asked) {
        UUID unit = rosters.hold(id);
        LocalDate today = rosters.today(unit);
        for (LocalDate day : asked.withDay() == null ? List.of(asked.day()) : List.of(asked.day(), asked.withDay())) {
            if (day.isBefore(today)) {
                throw RosterProblems.past(day);
            }
        }
        Map<UUID, Rotation.Person> pool = pool(id, today).stream().collect(Collectors.toMap(Rotation.Person::member, person -> person));
        DutyHours hours = hours(id);
        takeOver(id, unit, pool, hours, asked.day(), asked.memberId(), asked.withMemberId());
        if (asked.withDay() != null) {
            takeOver(id, unit, pool, hours, asked.withDay(), asked.withMemberId(), asked.memberId());
        }
        return rosters.touched(id);
    }

    private void takeOver(UUID id, UUID unit, Map<UUID, Rotation.Person> pool, DutyHours hours, LocalDate day, UUID from, UUID to) {
        Rotation.Person taker = pool.get(to);
        if (taker == null || !taker.isThereFor(hours, day) || on(id, day).contains(to)) {
            throw RosterProblems.cannotStand(day);
        }
        if (drop(id, day, from) == 0) {
            throw RosterProblems.notOnDuty(day);
        }
        enter(id, unit, day, List.of(to), from);
    }

    /** Also the night that goes on into the first of these days; not one that has begun. */
    private void replace(UUID id, UUID unit, UUID member, LocalDate first, LocalDate last) {
        DutyHours hours = hours(id);
        LocalDate today = rosters.today(unit);
        Rotation rotation = new Rotation(pool(id, today), hours);
        List<LocalDate> days = Sql.of("SELECT day FROM duty WHERE roster_id = ? AND member_id = ? AND day >= ? AND day <= ? ORDER BY day", id, member,
                latest(hours.firstDay(first), today), last).list(dataSource, row -> row.getObject(1, LocalDate.class));
        for (LocalDate day : days) {
            List<UUID> instead = rotation.pick(day, 1, new HashSet<>(on(id, day)));
            drop(id, day, member);
            enter(id, unit, day, instead, member);
        }
    }

    private void enter(UUID id, UUID unit, LocalDate day, List<UUID> members, UUID standsFor) {
        Sql.of("INSERT INTO duty (roster_id, day, member_id, unit_id, stands_for) SELECT ?, ?, m::uuid, ?, ? FROM unnest(?::text[]) AS m", id, day, unit,
                standsFor, Sql.column(members, member -> member)).run(dataSource);
    }

    private int drop(UUID id, LocalDate day, UUID member) {
        return Sql.of("DELETE FROM duty WHERE roster_id = ? AND day = ? AND member_id = ?", id, day, member).run(dataSource);
    }

    private Set<UUID> on(UUID id, LocalDate day) {
        return Set.copyOf(Sql.of("SELECT member_id FROM duty WHERE roster_id = ? AND day = ?", id, day)
                .list(dataSource, row -> row.getObject(1, UUID.class)));
    }

    private void inPool(UUID id, UUID member) {
        Sql.of("SELECT 1 FROM roster_person WHERE roster_id = ? AND member_id = ?", id, member).first(dataSource, row -> row.getInt(1))
                .orElseThrow(() -> Problem.notFound("roster-person"));
    }

    /** The days of the pattern, without the holidays of the jurisdiction where those are days off. */
    private List<LocalDate> days(RosterView roster, LocalDate from, LocalDate until) {
        Set<LocalDate> off = roster.onHolidays() ? Set.of() : calendar.between(Sql.of("SELECT jurisdiction FROM roster WHERE id = ?", roster.id())
                .first(dataSource, row -> row.getString(1)).orElseThrow(), from, until).daysOff(from, until);
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
            if (roster.weekdays().contains(day.getDayOfWeek().getValue()) && !off.contains(day)) {
                days.add(day);
            }
        }
        return days;
    }

    private DutyHours hours(UUID id) {
        return queries.find(caller.scope(), id).orElseThrow().hours();
    }

    private List<Rotation.Person> pool(UUID id, LocalDate today) {
        rosters.holdPeople(id);
        Map<UUID, List<Rotation.Absence>> absences = Sql.of("SELECT member_id, first_day, last_day FROM roster_absence WHERE roster_id = ?", id)
                .list(dataSource, row -> Map.entry(row.getObject(1, UUID.class), new Rotation.Absence(row.getObject(2, LocalDate.class),
                        row.getObject(3, LocalDate.class)))).stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        // A person is in one place at a time, whosever the other roster is.
        Map<UUID, List<Rotation.Taken>> taken = Sql.of("SELECT member_id, day, starts_at, ends_at FROM duties_elsewhere(?, ?)", id, today.minusDays(1))
                .list(dataSource, row -> {
                    DutyHours there = new DutyHours(row.getObject(3, LocalTime.class), row.getObject(4, LocalTime.class));
                    LocalDate day = row.getObject(2, LocalDate.class);
                    return Map.entry(row.getObject(1, UUID.class), new Rotation.Taken(there.begin(day), there.end(day)));
                }).stream().collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return Sql.of("SELECT p.member_id, p.joined_on, p.left_on, p.head_start + count(d.day) AS duties, max(d.day) AS last FROM roster_person p "
                + "LEFT JOIN duty d ON d.roster_id = p.roster_id AND d.member_id = p.member_id WHERE p.roster_id = ? "
                + "GROUP BY p.roster_id, p.member_id", id)
                .list(dataSource, row -> new Rotation.Person(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class),
                        row.getObject(3, LocalDate.class), absences.getOrDefault(row.getObject(1, UUID.class), List.of()), row.getInt(4),
                        row.getObject(5, LocalDate.class), taken.getOrDefault(row.getObject(1, UUID.class), List.of())));
    }

    private static LocalDate latest(LocalDate... days) {
        LocalDate latest = LocalDate.MIN;
        for (LocalDate day : days) {
            latest = day != null && day.isAfter(latest) ? day : latest;
        }
        return latest;
    }
}
