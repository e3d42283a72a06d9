package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** Meetings that come back: set once, called for months ahead. */
@ApplicationScoped
@Transactional
public class SeriesService {

    private final AgroalDataSource dataSource;
    private final SeriesQueries queries;
    private final MeetingRuleQueries rules;
    private final ClockQueries clocks;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    SeriesService(AgroalDataSource dataSource, SeriesQueries queries, MeetingRuleQueries rules, ClockQueries clocks, OwnUnit own, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.clocks = clocks;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID set(SeriesCommand.Set command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, own.today(unit));
        UUID id = Ids.next();
        Sql.of("INSERT INTO meeting_series (id, unit_id, name, kind, month_days, weekday, ordinals, at_time, minutes, place, starts, ends, "
                + "partners, agenda, created_by, "
                + "version) VALUES (?, ?, ?, ?, ?::int[], ?, ?::int[], ?, ?, ?, ?, ?, ?::text[], ?::text[], ?, 1)", id, unit.id(), command.name(), command.kind(),
                Sql.column(command.monthDays(), day -> day), command.weekday(), Sql.column(command.ordinals(), each -> each), command.atTime(),
                command.minutes(), command.place(), command.starts(), command.ends(), Sql.column(command.partners(), each -> each),
                Sql.column(command.agenda(), each -> each), caller.subject()).run(dataSource);
        return id;
    }

    /** With the usual agenda, and the partners invited as guests. @return how many are new */
    public int callAll(UUID id, SeriesCommand.CallAll command) {
        SeriesView series = forChange(id);
        UnitRef unit = own.require(series.unit(), "meeting-series");
        own.requireNotEnded(unit, own.today(unit));
        LocalDate from = command.from().isBefore(series.starts()) ? series.starts() : command.from();
        LocalDate to = series.ends() != null && series.ends().isBefore(command.to()) ? series.ends() : command.to();
        List<LocalDate> days = from.isAfter(to) ? List.of() : series.recurrence().between(from, to);
        if (days.isEmpty()) {
            throw MeetingProblems.nothingInThatSpan();
        }
        ZoneId zone = Zones.of(unit.jurisdiction());
        List<MeetingRuleQueries.Rule> inForce = days.stream().map(day -> rules.of(unit.jurisdiction(), series.kind(), day)).toList();
        List<ClockView.Due> invites = clocks.before(unit.jurisdiction(), MeetingRuleQueries.invitations(series.kind()), own.today(unit), days);
        List<OffsetDateTime> begins = days.stream().map(day -> day.atTime(series.atTime()).atZone(zone).toOffsetDateTime()).toList();
        List<UUID> made = Sql.of("INSERT INTO meeting (id, unit_id, series_id, series_day, name, kind, place, starts_at, ends_at, "
                + "quorum_num, quorum_den, quorum_by, invite_by, invite_rule, state, "
                + "created_by, version) SELECT uuidv7(), ?::uuid, ?::uuid, d, ?::text, ?::text, ?::text, t, t + make_interval(mins => ?), "
                + "n, w, q, b, ?, 'called', ?, 1 "
                + "FROM unnest(?::date[], ?::timestamptz[], ?::date[], ?::int[], ?::int[], ?::text[]) s (d, t, b, n, w, q) ORDER BY d "
                + "ON CONFLICT (series_id, series_day) DO NOTHING RETURNING id", unit.id(), id, series.name(),
                series.kind(), series.place(), series.minutes(), invites.get(0).by(), caller.subject(), Sql.column(days, day -> day),
                Sql.column(begins, begin -> begin), Sql.column(invites, ClockView.Due::last), Sql.column(inForce, MeetingRuleQueries.Rule::quorumNum),
                Sql.column(inForce, MeetingRuleQueries.Rule::quorumDen), Sql.column(inForce, MeetingRuleQueries.Rule::citation))
                .list(dataSource, row -> row.getObject(1, UUID.class));
        Sql.of("INSERT INTO agenda_item (meeting_id, unit_id, position, title) SELECT m::uuid, ?::uuid, n, t FROM unnest(?::uuid[]) m, "
                + "unnest(?::text[]) WITH ORDINALITY a (t, n)", unit.id(), Sql.column(made, each -> each), Sql.column(series.agenda(), each -> each)).run(dataSource);
        Sql.of("INSERT INTO invitation (id, meeting_id, unit_id, name, organisation, capacity, votes, invited_at) SELECT uuidv7(), m, ?::uuid, p, p, "
                + "'partner', false, ?::timestamptz "
                + "FROM unnest(?::uuid[]) m, "
                + "unnest(?::text[]) p", unit.id(), clock.instant(), Sql.column(made, each -> each), Sql.column(series.partners(), each -> each)).run(dataSource);
        return made.size();
    }

    /** What is called for later days is cancelled. */
    public void stop(UUID id, MeetingCommand.Cancel command) {
        SeriesView series = forChange(id);
        UnitRef unit = own.require(series.unit(), "meeting-series");
        Sql.of("UPDATE meeting SET state = 'cancelled', cancelled = ?, version = version + 1 WHERE series_id = ? AND state = 'called' AND starts_at > now()",
                command.why(), id).run(dataSource);
        Sql.of("UPDATE meeting_series SET stopped_on = ?, version = version + 1 WHERE id = ?", own.today(unit), id).run(dataSource);
    }

    private SeriesView forChange(UUID id) {
        Sql.of("SELECT 1 FROM meeting_series WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        SeriesView series = queries.one(caller.scope(), id);
        own.require(series.unit(), "meeting-series");
        if (series.stoppedOn() != null) {
            throw MeetingProblems.notFrom("stopped");
        }
        return series;
    }
}
