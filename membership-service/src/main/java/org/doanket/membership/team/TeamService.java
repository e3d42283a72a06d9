package org.doanket.membership.team;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.administrative.AdministrativeUnitQueries;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Teams, who is in them, what was given out to them, and what they agreed to show. */
@ApplicationScoped
@Transactional
public class TeamService {

    private final TeamRepository teams;
    private final TeamMemberRepository members;
    private final TeamBatch batch;
    private final TeamConsents consents;
    private final AdministrativeUnitQueries areas;
    private final UnitService units;
    private final UnitTree tree;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final Clock clock;

    TeamService(TeamRepository teams, TeamMemberRepository members, TeamBatch batch, TeamConsents consents, AdministrativeUnitQueries areas,
            UnitService units, UnitTree tree, MergePatch mergePatch, Caller caller, Clock clock) {
        this.teams = teams;
        this.members = members;
        this.batch = batch;
        this.consents = consents;
        this.areas = areas;
        this.units = units;
        this.tree = tree;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID found(TeamCommand.Found command, UnitScope scope) {
        units.holdTree();
        UnitRef unit = tree.require(command.unitId(), scope);
        if (unit.validTo() != null) {
            throw TeamProblems.unitEnded(unit.code());
        }
        List<Fault> faults = areaFaults(unit.jurisdiction(), command.areas());
        faults.addAll(futureFaults("/foundedOn", command.foundedOn(), unit.jurisdiction()));
        refuse(faults);
        Team team = new Team(Ids.next(), unit.path(), command);
        teams.persist(team);
        teams.flush();
        return team.id();
    }

    public void change(UUID id, JsonNode patch, String ifMatch, UnitScope scope) {
        Team team = require(id, scope);
        Revision.require(ifMatch, team.version());
        TeamCommand.Change wanted = mergePatch.apply(team.editable(), patch);
        refuse(areaFaults(jurisdiction(team, scope), wanted.areas()));
        team.change(wanted);
        teams.flush();
    }

    public void end(UUID id, TeamCommand.End command, UnitScope scope) {
        Team team = require(id, scope);
        refuse(futureFaults("/on", command.on(), jurisdiction(team, scope)));
        team.end(command);
        teams.flush();
        batch.leaveAll(id, command.on(), "team-ended");
    }

    public UUID join(UUID id, TeamCommand.Join command, UnitScope scope) {
        units.holdTree();
        Team team = require(id, scope);
        team.mustGoOn();
        List<Fault> faults = futureFaults("/joinedOn", command.joinedOn(), jurisdiction(team, scope));
        if (command.joinedOn().isBefore(team.foundedOn())) {
            faults.add(Fault.at("/joinedOn", "before-the-team"));
        }
        if (batch.pathOfMember(command.memberId()).filter(path -> path.startsWith(team.path())).isEmpty()) {
            faults.add(Fault.at("/memberId", "no-member-of-the-unit"));
        }
        refuse(faults);
        if (members.isIn(id, command.memberId())) {
            throw TeamProblems.isInAlready();
        }
        String card = command.cardNumber() == null ? freeCard(id) : command.cardNumber();
        if (members.hasCard(id, card)) {
            throw TeamProblems.cardTaken(card);
        }
        makeWayForHead(id, command.duty());
        TeamMember member = new TeamMember(Ids.next(), team, card, command);
        members.persist(member);
        members.flush();
        batch.print(member);
        return member.id();
    }

    /** The next after those who were ever in it, but for numbers that were given by hand. */
    private String freeCard(UUID team) {
        long number = members.countEver(team) + 1;
        while (members.hasCard(team, card(number))) {
            number++;
        }
        return card(number);
    }

    private static String card(long number) {
        return String.format("%03d", number);
    }

    public void leave(UUID teamMember, TeamCommand.End command, UnitScope scope) {
        TeamMember member = requireMember(teamMember, scope);
        refuse(futureFaults("/on", command.on(), jurisdiction(member, scope)));
        member.leave(command);
        members.flush();
        batch.close(teamMember, command.on());
    }

    public void take(UUID teamMember, TeamCommand.Duty command, UnitScope scope) {
        TeamMember member = requireMember(teamMember, scope);
        member.mustBeIn();
        if (!member.duty().equals(command.duty())) {
            makeWayForHead(member.teamId(), command.duty());
            member.take(command.duty());
            members.flush();
            batch.reprint(member);
        }
    }

    /** By an officer who has the signed form, or by the member himself. */
    public void agree(UUID teamMember, TeamCommand.Agree command, UnitScope scope) {
        TeamMember member = requireOwn(teamMember, scope);
        member.mustBeIn();
        refuse(futureFaults("/givenOn", command.givenOn(), jurisdiction(member, scope)));
        if (batch.hasAgreed(teamMember, command.purpose())) {
            throw TeamProblems.agreedAlready(command.purpose());
        }
        consents.agree(member, command, isOfficer());
    }

    /** Always possible, also for one who has left, and at once. */
    public void withdraw(UUID teamMember, String purpose, UnitScope scope) {
        TeamMember member = requireOwn(teamMember, scope);
        if (!batch.hasAgreed(teamMember, purpose)) {
            throw TeamProblems.notAgreed(purpose);
        }
        consents.withdraw(member, purpose, isOfficer());
    }

    public UUID give(UUID id, TeamCommand.Give command, UnitScope scope) {
        Team team = require(id, scope);
        team.mustGoOn();
        TeamMember member = members.inScopeForUpdate(command.teamMemberId(), scope).filter(one -> one.teamId().equals(id))
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/teamMemberId", "not-in-the-team"))));
        member.mustBeIn();
        List<Fault> faults = futureFaults("/givenOn", command.givenOn(), jurisdiction(team, scope));
        if (command.givenOn().isBefore(member.joinedOn())) {
            faults.add(Fault.at("/givenOn", "before-the-team"));
        }
        refuse(faults);
        return batch.give(member, command);
    }

    public void takeBack(UUID handover, TeamCommand.Return command, UnitScope scope) {
        TeamView.Handover given = batch.handoverForUpdate(handover, scope).orElseThrow(() -> Problem.notFound("handover"));
        if (given.returnedOn() != null) {
            throw TeamProblems.returnedAlready(given.returnedOn());
        }
        List<Fault> faults = futureFaults("/on", command.on(), jurisdiction(require(given.teamId(), scope), scope));
        if (command.on().isBefore(given.givenOn())) {
            faults.add(Fault.at("/on", "before-it-was-given"));
        }
        refuse(faults);
        batch.takeBack(handover, command);
    }

    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            batch.endOf(ended);
        }
    }

    /** A team has one head: who was it goes on as a member. */
    private void makeWayForHead(UUID team, String duty) {
        if (duty.equals("head")) {
            members.headOf(team).ifPresent(before -> {
                before.take("member");
                members.flush();
                batch.reprint(before);
            });
        }
    }

    private Team require(UUID id, UnitScope scope) {
        return teams.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("team"));
    }

    private TeamMember requireMember(UUID id, UnitScope scope) {
        return members.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("team-member"));
    }

    private TeamMember requireOwn(UUID id, UnitScope scope) {
        TeamMember member = requireMember(id, scope);
        if (!isOfficer() && !member.memberId().equals(caller.member())) {
            throw TeamProblems.notYours();
        }
        return member;
    }

    private boolean isOfficer() {
        return caller.is(Roles.UNIT_OFFICER) || caller.is(Roles.FEDERATION_OFFICER);
    }

    private String jurisdiction(TeamMember member, UnitScope scope) {
        return jurisdiction(teams.findById(member.teamId()), scope);
    }

    private String jurisdiction(Team team, UnitScope scope) {
        return tree.require(team.unitId(), scope).jurisdiction();
    }

    private List<Fault> areaFaults(String jurisdiction, Set<String> codes) {
        Set<String> known = areas.known(jurisdiction, codes);
        List<Fault> faults = new ArrayList<>();
        codes.stream().filter(code -> !known.contains(code)).sorted()
                .forEach(code -> faults.add(Fault.at("/areas", "unknown-administrative-unit", java.util.Map.of("code", code))));
        return faults;
    }

    private List<Fault> futureFaults(String pointer, LocalDate day, String jurisdiction) {
        List<Fault> faults = new ArrayList<>();
        if (day.isAfter(Zones.today(clock, jurisdiction))) {
            faults.add(Fault.at(pointer, "past-or-present"));
        }
        return faults;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
