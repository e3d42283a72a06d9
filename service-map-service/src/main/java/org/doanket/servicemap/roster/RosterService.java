package org.doanket.servicemap.roster;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.Secrets;
import org.doanket.servicemap.merge.MergeEvent;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.point.ServicePointView;

/** Draws up rosters and keeps their pools. Whose turn it is: {@link DutyService}. */
@ApplicationScoped
@Transactional
public class RosterService {

    static final String FEED = "duty-feed";

    private final AgroalDataSource dataSource;
    private final RosterQueries queries;
    private final ServicePointQueries points;
    private final UnitTree tree;
    private final FieldVault vault;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final Clock clock;

    RosterService(AgroalDataSource dataSource, RosterQueries queries, ServicePointQueries points, UnitTree tree, FieldVault vault,
            MergePatch mergePatch, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.points = points;
        this.tree = tree;
        this.vault = vault;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.clock = clock;
    }

    public RosterView draw(RosterCommand.Draw asked) {
        check(asked.startsAt(), asked.endsAt(), asked.validFrom(), asked.validTo());
        ServicePointView point = points.find(caller.scope(), asked.pointId()).orElseThrow(() -> Problem.notFound("service-point"));
        UnitRef unit = tree.find(point.unitId()).filter(ref -> caller.scope().contains(ref.path()))
                .orElseThrow(() -> Problem.notFound("service-point"));
        UUID id = Ids.next();
        Sql.of("INSERT INTO roster (id, unit_id, point_id, jurisdiction, name, weekdays, starts_at, ends_at, people_per_duty, on_holidays, valid_from, "
                + "valid_to) VALUES (?, ?, ?, ?, ?, ?::int[], ?, ?, ?, ?, ?, ?)", id, unit.id(), point.id(), unit.jurisdiction(), asked.name(),
                array(asked.weekdays()), asked.startsAt(), asked.endsAt(), asked.peoplePerDuty(), asked.onHolidays(), asked.validFrom(),
                asked.validTo()).run(dataSource);
        return view(id);
    }

    /** @throws Problem 409 where by other hours one who has a duty here would stand at two desks at once */
    public RosterView edit(UUID id, String ifMatch, JsonNode patch) {
        hold(id);
        RosterView roster = view(id);
        Revision.require(ifMatch, roster.version());
        RosterCommand.Pattern now = mergePatch.apply(new RosterCommand.Pattern(roster.name(), new TreeSet<>(roster.weekdays()), roster.startsAt(),
                roster.endsAt(), roster.peoplePerDuty(), roster.onHolidays(), roster.validTo()), patch);
        check(now.startsAt(), now.endsAt(), roster.validFrom(), now.validTo());
        Sql.of("UPDATE roster SET name = ?, weekdays = ?::int[], starts_at = ?, ends_at = ?, people_per_duty = ?, on_holidays = ?, valid_to = ? WHERE id = ?",
                now.name(), array(now.weekdays()), now.startsAt(), now.endsAt(), now.peoplePerDuty(), now.onHolidays(), now.validTo(), id).run(dataSource);
        if (!now.startsAt().equals(roster.startsAt()) || !now.endsAt().equals(roster.endsAt())) {
            holdPeople(id);
            queries.clash(id, today(roster.unitId())).ifPresent(day -> {
                throw RosterProblems.hoursClash(day);
            });
        }
        return touched(id);
    }

    /**
     * With as many duties to his name as whoever there has fewest: he is to take turns, not to make up for what was before him.
     *
     * @throws Problem 409 he is there
     */
    public RosterView join(UUID id, RosterCommand.Join asked) {
        UUID unit = hold(id);
        LocalDate on = asked.joinedOn() == null ? today(unit) : asked.joinedOn();
        if (Sql.of("INSERT INTO roster_person (roster_id, member_id, unit_id, name, joined_on, head_start) SELECT ?, ?, ?, ?, ?, "
                + "coalesce((SELECT min(p.head_start + (SELECT count(*) FROM duty d WHERE d.roster_id = p.roster_id AND d.member_id = p.member_id)) "
                + "FROM roster_person p WHERE p.roster_id = ? AND p.left_on IS NULL), 0) ON CONFLICT (roster_id, member_id) DO UPDATE SET name = excluded.name, "
                // Who comes back after a while goes on with the turns that he has stood, and does not make up for that while.
                + "joined_on = CASE WHEN excluded.joined_on > roster_person.left_on THEN excluded.joined_on ELSE roster_person.joined_on END, left_on = NULL, "
                + "head_start = greatest(roster_person.head_start, excluded.head_start - (SELECT count(*) FROM duty d WHERE d.roster_id = excluded.roster_id "
                + "AND d.member_id = excluded.member_id)) WHERE roster_person.left_on IS NOT NULL", id, asked.memberId(), unit, asked.name(), on, id)
                .run(dataSource) == 0) {
            throw RosterProblems.inThePoolAlready();
        }
        return touched(id);
    }

    /** A new secret; the one before opens nothing any more. */
    public RosterView.Feed feed(UUID id, UUID member) {
        hold(id);
        String secret = Secrets.fresh();
        if (Sql.of("UPDATE roster_person SET feed_hash = ? WHERE roster_id = ? AND member_id = ?", vault.blindIndex(FEED, secret), id, member)
                .run(dataSource) == 0) {
            throw Problem.notFound("roster-person");
        }
        return new RosterView.Feed("/map/v1/duty-feeds/" + secret + ".ics");
    }

    /** The place is that of the point that was kept. */
    void moved(@Observes MergeEvent merged) {
        for (String part : List.of("roster_person", "roster_absence", "duty")) {
            Sql.of("UPDATE " + part + " SET unit_id = ? WHERE roster_id IN (SELECT id FROM roster WHERE point_id = ?)", merged.unit(), merged.dropped()).run(dataSource);
        }
        Sql.of("UPDATE roster SET point_id = ?, unit_id = ?, version = version + 1 WHERE point_id = ?", merged.kept(), merged.unit(), merged.dropped()).run(dataSource);
    }

    /** The roster's row is the lock of its pool and its duties. @return its unit */
    UUID hold(UUID id) {
        return Sql.of("SELECT r.unit_id FROM roster r JOIN unit_ref u ON u.id = r.unit_id WHERE r.id = ? AND u.path >= ? AND u.path < ? FOR UPDATE OF r",
                id, caller.scope().from(), caller.scope().to()).first(dataSource, row -> row.getObject(1, UUID.class))
                .orElseThrow(() -> Problem.notFound("roster"));
    }

    /**
     * For this transaction: nobody else gives any of this pool a duty, whosever roster it is on. Before it is looked at where they stand, and in one order, lest two wait
     * for each other.
     */
    void holdPeople(UUID id) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('duties of ' || p.member_id, 17)) FROM (SELECT member_id FROM roster_person WHERE roster_id = ? ORDER BY member_id) p",
                id).run(dataSource);
    }

    RosterView touched(UUID id) {
        Sql.of("UPDATE roster SET version = version + 1 WHERE id = ?", id).run(dataSource);
        return view(id);
    }

    boolean isOf(UUID id, UUID point) {
        return Sql.of("SELECT 1 FROM roster WHERE id = ? AND point_id = ?", id, point).first(dataSource, row -> row.getInt(1)).isPresent();
    }

    LocalDate today(UUID unit) {
        return Zones.today(clock, tree.find(unit).orElseThrow().jurisdiction());
    }

    private RosterView view(UUID id) {
        return queries.find(caller.scope(), id).orElseThrow();
    }

    private static void check(LocalTime starts, LocalTime ends, LocalDate from, LocalDate to) {
        if (ends.equals(starts)) {
            throw RosterProblems.withoutHours();
        }
        if (to != null && !to.isAfter(from)) {
            throw RosterProblems.emptySpan();
        }
    }

    private static String array(Set<Integer> weekdays) {
        return new TreeSet<>(weekdays).toString().replace('[', '{').replace(']', '}');
    }
}
