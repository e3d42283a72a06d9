package org.doanket.campaign.activity;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.word.WordQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** Activities: planned, held or cancelled. */
@ApplicationScoped
@Transactional
public class ActivityService {

    private final AgroalDataSource dataSource;
    private final ActivityQueries queries;
    private final WordQueries words;
    private final OwnUnit own;
    private final Caller caller;

    ActivityService(AgroalDataSource dataSource, ActivityQueries queries, WordQueries words, OwnUnit own, Caller caller) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.words = words;
        this.own = own;
        this.caller = caller;
    }

    public UUID plan(ActivityCommand.Plan command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, day(unit, command));
        refuseUnknownKind(unit, command);
        UUID id = Ids.next();
        Sql.of("INSERT INTO activity (id, unit_id, kind, name, place, starts_at, ends_at, partners, expected, state, created_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?::text[], ?, 'planned', ?, 1)", id, command.unit(), command.kind(), command.name(), command.place(),
                command.startsAt(), command.endsAt(), Sql.column(command.partners(), each -> each), command.expected(), caller.subject()).run(dataSource);
        return id;
    }

    public void edit(UUID id, ActivityCommand.Plan command, String ifMatch) {
        UnitRef unit = forChange(id, ifMatch, "planned");
        refuseUnknownKind(unit, command);
        Sql.of("UPDATE activity SET kind = ?, name = ?, place = ?, starts_at = ?, ends_at = ?, partners = ?::text[], expected = ?, version = version + 1 "
                + "WHERE id = ?", command.kind(), command.name(), command.place(), command.startsAt(), command.endsAt(),
                Sql.column(command.partners(), each -> each), command.expected(), id).run(dataSource);
    }

    public void report(UUID id, ActivityCommand.Report command, String ifMatch) {
        forChange(id, ifMatch, "planned", "held");
        Sql.of("UPDATE activity SET state = 'held', attended = ?, women = ?, report = ?, version = version + 1 WHERE id = ?", command.attended(),
                command.women(), command.report(), id).run(dataSource);
    }

    public void cancel(UUID id, ActivityCommand.Cancel command) {
        forChange(id, "*", "planned");
        Sql.of("UPDATE activity SET state = 'cancelled', report = ?, version = version + 1 WHERE id = ?", command.why(), id).run(dataSource);
    }

    /** By the list of the day on which it begins. */
    private void refuseUnknownKind(UnitRef unit, ActivityCommand.Plan command) {
        words.require(WordQueries.ACTIVITY_KINDS, unit.jurisdiction(), day(unit, command), command.kind(), "/kind");
    }

    private static LocalDate day(UnitRef unit, ActivityCommand.Plan command) {
        return command.startsAt().atZoneSameInstant(Zones.of(unit.jurisdiction())).toLocalDate();
    }

    private UnitRef forChange(UUID id, String ifMatch, String... states) {
        Sql.of("SELECT 1 FROM activity WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        ActivityView activity = queries.one(caller.scope(), id);
        UnitRef unit = own.require(activity.unit(), "activity");
        Revision.require(ifMatch, activity.version());
        if (!List.of(states).contains(activity.state())) {
            throw Problem.conflict("activity-not-from", activity.state());
        }
        return unit;
    }
}
