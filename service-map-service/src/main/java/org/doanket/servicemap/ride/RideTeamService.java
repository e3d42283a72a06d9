package org.doanket.servicemap.ride;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** A motorbike-taxi team: its riders, where they wait, and what it charges. */
@ApplicationScoped
@Transactional
public class RideTeamService {

    private final AgroalDataSource dataSource;
    private final RideQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;
    private final DatedRules rules;

    RideTeamService(AgroalDataSource dataSource, RideQueries queries, UnitTree tree, Caller caller, Clock clock, DatedRules rules) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
        this.rules = rules;
    }

    public RideView.Team found(RideCommand.Found asked) {
        UnitRef unit = tree.require(asked.unitId(), caller.scope());
        UUID id = Ids.next();
        Sql.of("INSERT INTO ride_team (id, unit_id, jurisdiction, name, offer_seconds, wait_seconds) VALUES (?, ?, ?, ?, coalesce(?::int, 45), coalesce(?::int, 900))",
                id, unit.id(), unit.jurisdiction(), asked.name(), asked.offerSeconds(), asked.waitSeconds()).run(dataSource);
        return team(id);
    }

    /** A new row; those before stay, for rides were agreed by them. */
    public RideView.Team setFare(UUID id, RideCommand.SetFare asked) {
        if ((asked.nightFrom() == null) != (asked.nightTo() == null)) {
            throw Problem.malformed(Fault.at("/nightTo", "not-null"));
        }
        UUID unit = team(id).unitId();
        if (Sql.of("INSERT INTO ride_fare (id, team_id, unit_id, valid_from, first_metres, first_amount, km_amount, night_from, night_to, night_percent, rounded_to, "
                + "currency, citation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", Ids.next(), id, unit, asked.validFrom(), asked.firstMetres(),
                asked.firstAmount(), asked.kmAmount(), asked.nightFrom(), asked.nightTo(), asked.nightPercent(), asked.roundedTo(), asked.currency(),
                asked.citation()).run(dataSource) == 0) {
            throw Problem.conflict("rule-begin-taken", asked.validFrom());
        }
        return touched(id);
    }

    /** Before it begins: no ride was agreed by it. @throws Problem 404 no such row; 409 it has begun */
    public RideView.Team cancelFare(UUID id, LocalDate validFrom, RuleCancellation asked) {
        UUID fare = queries.fareOf(id, validFrom).orElseThrow(() -> Problem.notFound("ride-fare"));
        rules.cancelOf(team(id).unitId(), RideView.FareRow.TABLE, fare, asked);
        return touched(id);
    }

    public RideView.Team enlist(UUID id, RideCommand.Enlist asked) {
        UUID unit = team(id).unitId();
        if (Sql.of("INSERT INTO rider (team_id, member_id, unit_id, name) VALUES (?, ?, ?, ?) ON CONFLICT (team_id, member_id) "
                + "DO UPDATE SET name = excluded.name, left_on = NULL WHERE rider.left_on IS NOT NULL", id, asked.memberId(), unit, asked.name())
                .run(dataSource) == 0) {
            throw Problem.conflict("rider-known");
        }
        return touched(id);
    }

    /** A rider tells of himself, or the desk of him: whether he may be asked, and where he waits. */
    public RideView.Rider presence(UUID id, UUID member, RideCommand.Presence asked) {
        boolean isDesk = caller.is(Roles.DESK_CLERK) || caller.is(Roles.UNIT_OFFICER);
        if (!isDesk && !member.equals(caller.member())) {
            throw RideProblems.notYours();
        }
        if (asked.onDuty() && asked.position() == null) {
            throw Problem.malformed(Fault.at("/position", "not-null"));
        }
        team(id);
        // Off duty it is nobody's business where he is.
        RideCommand.Position at = asked.onDuty() ? asked.position() : null;
        if (Sql.of("UPDATE rider SET on_duty = ?, latitude = ?, longitude = ?, seen_at = ? WHERE team_id = ? AND member_id = ? AND left_on IS NULL", asked.onDuty(),
                at == null ? null : at.lat(), at == null ? null : at.lon(), clock.instant(), id, member).run(dataSource) == 0) {
            throw Problem.notFound("rider");
        }
        return team(id).riders().stream().filter(rider -> rider.memberId().equals(member)).findFirst().orElseThrow();
    }

    /** He is asked no more; the ride that he has in hand he brings to its end. */
    public RideView.Team leave(UUID id, UUID member) {
        UnitRef unit = tree.find(team(id).unitId()).orElseThrow();
        if (Sql.of("UPDATE rider SET left_on = ?, on_duty = false, latitude = NULL, longitude = NULL WHERE team_id = ? AND member_id = ? AND left_on IS NULL",
                Zones.today(clock, unit.jurisdiction()), id, member).run(dataSource) == 0) {
            throw Problem.notFound("rider");
        }
        return touched(id);
    }

    private RideView.Team touched(UUID id) {
        Sql.of("UPDATE ride_team SET version = version + 1 WHERE id = ?", id).run(dataSource);
        return team(id);
    }

    private RideView.Team team(UUID id) {
        return queries.team(caller.scope(), id).orElseThrow(() -> Problem.notFound("ride-team"));
    }
}
