package org.doanket.servicemap.tip;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.servicemap.activity.ActivityService;

/**
 * Counts what came of tips and tells of it as soon as enough persons stand behind each figure. What is too little waits for more; what was
 * told is never changed. So neither a figure nor the difference of two of them is about fewer persons than the threshold.
 */
@ApplicationScoped
@Transactional
public class TipOutcomeService {

    /** No older counts are asked for; what is before it is a slip of the pen. */
    private static final int FIRST_YEAR = 2000;

    private final AgroalDataSource dataSource;
    private final TipRooms rooms;
    private final TipQueries queries;
    private final Outbox outbox;
    private final TipTrail trail;
    private final Caller caller;
    private final Clock clock;

    TipOutcomeService(AgroalDataSource dataSource, TipRooms rooms, TipQueries queries, Outbox outbox, TipTrail trail, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.rooms = rooms;
        this.queries = queries;
        this.outbox = outbox;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
    }

    private record Waiting(OutcomeCounts counts, LocalDate since, LocalDate month) {
    }

    /** @throws Problem 422 for a month to come, or where a correction takes away what was told already */
    public TipView.Standing count(TipCommand.Count asked) {
        UnitRef unit = rooms.own(caller.scope());
        YearMonth now = YearMonth.from(Zones.today(clock, unit.jurisdiction()));
        if (asked.month().getYear() < FIRST_YEAR) {
            throw Problem.malformed(Fault.at("/month", "bad-value"));
        }
        if (asked.month().isAfter(now)) {
            throw TipProblems.notYet(asked.month());
        }
        add(unit.id(), asked.month(), asked.counts());
        return queries.standing(caller.scope());
    }

    void add(UUID unit, YearMonth month, OutcomeCounts counts) {
        rooms.lock(unit);
        UUID id = Ids.next();
        Sql.of("INSERT INTO tips.outcome (id, unit_id, month, tips, hot_spots_closed, people_caught, accidents_secured, injured_carried) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", id, unit, month.atDay(1), counts.tips(), counts.hotSpotsClosed(), counts.peopleCaught(),
                counts.accidentsSecured(), counts.injuredCarried()).run(dataSource);
        trail.record("tip-outcome-counted", unit, id, null);
        Waiting waiting = Sql.of("SELECT " + OutcomeCounts.SUMS + ", min(month) AS since, max(month) AS month FROM tips.outcome "
                + "WHERE unit_id = ? AND release_id IS NULL", unit).first(dataSource, row -> new Waiting(OutcomeCounts.of(row),
                row.getObject("since", LocalDate.class), row.getObject("month", LocalDate.class))).orElseThrow();
        if (waiting.counts().isBelowZero()) {
            throw TipProblems.belowZero();
        }
        if (waiting.counts().mayBeTold(queries.leastPeople())) {
            tell(unit, waiting);
        }
    }

    private void tell(UUID unit, Waiting waiting) {
        UUID release = Ids.next();
        OutcomeCounts counts = waiting.counts();
        Sql.of("INSERT INTO tips.release (id, unit_id, number, month, since, tips, hot_spots_closed, people_caught, accidents_secured, injured_carried) "
                + "SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM tips.release WHERE unit_id = ?", release, unit,
                waiting.month(), waiting.since(), counts.tips(), counts.hotSpotsClosed(), counts.peopleCaught(), counts.accidentsSecured(),
                counts.injuredCarried(), unit).run(dataSource);
        Sql.of("UPDATE tips.outcome SET release_id = ? WHERE unit_id = ? AND release_id IS NULL", release, unit).run(dataSource);
        outbox.append(Sql.of("SELECT " + OutcomeCounts.SUMS + ", min(since) AS since, count(*) AS version FROM tips.release "
                + "WHERE unit_id = ? AND month = ?", unit, waiting.month()).first(dataSource, row -> {
                    OutcomeCounts told = OutcomeCounts.of(row);
                    YearMonth month = YearMonth.from(waiting.month());
                    return new Fact(ActivityService.AGGREGATE, aggregate(unit, month), row.getLong("version"), TipEvent.TipOutcomeCounted.NAME,
                            new TipEvent.TipOutcomeCounted(unit, month, YearMonth.from(row.getObject("since", LocalDate.class)), told.tips(),
                                    told.hotSpotsClosed(), told.peopleCaught(), told.accidentsSecured(), told.injuredCarried()));
                }).orElseThrow());
    }

    /** A unit's month, always the same; apart from other facts of that unit and month on the topic. */
    private static UUID aggregate(UUID unit, YearMonth month) {
        return UUID.nameUUIDFromBytes(("tip-outcome " + unit + ' ' + month).getBytes(StandardCharsets.UTF_8));
    }
}
