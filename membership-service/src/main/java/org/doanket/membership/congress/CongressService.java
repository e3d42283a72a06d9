package org.doanket.membership.congress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.body.BodyQueries;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.tally.TallyQueries;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Convening, postponing, cancelling and holding congresses, and naming their delegates. */
@ApplicationScoped
@Transactional
public class CongressService {

    private final CongressRepository congresses;
    private final Delegates delegates;
    private final BodyQueries bodies;
    private final TallyQueries tallies;
    private final ParameterQueries parameters;
    private final UnitService units;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Clock clock;

    CongressService(CongressRepository congresses, Delegates delegates, BodyQueries bodies, TallyQueries tallies, ParameterQueries parameters,
            UnitService units, UnitTree tree, AuditTrail audit, Clock clock) {
        this.congresses = congresses;
        this.delegates = delegates;
        this.bodies = bodies;
        this.tallies = tallies;
        this.parameters = parameters;
        this.units = units;
        this.tree = tree;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID plan(CongressCommand.Plan command, UnitScope scope) {
        units.holdTree();
        UnitRef unit = tree.require(command.unitId(), scope);
        if (unit.validTo() != null) {
            throw CongressProblems.unitEnded(unit.code());
        }
        List<Fault> faults = new ArrayList<>();
        if (command.actDate().isAfter(today(unit.jurisdiction()))) {
            faults.add(Fault.at("/actDate", "past-or-present"));
        }
        if (command.actDate().isBefore(unit.validFrom())) {
            faults.add(Fault.at("/actDate", "congress-before-the-unit"));
        }
        if (command.plannedOn().isBefore(command.actDate())) {
            faults.add(Fault.at("/plannedOn", "congress-before-its-act"));
        }
        boolean ofDelegates = command.form().equals("delegates");
        if (ofDelegates && command.places() == null) {
            faults.add(Fault.at("/places", "not-null"));
        } else if (!ofDelegates && command.places() != null) {
            faults.add(Fault.at("/places", "congress-without-places"));
        }
        refuse(faults);
        if (command.consentAct() == null && unit.level().equals("grass-roots")) {
            requireForm(command, unit, ofDelegates, scope);
        }
        if (congresses.isPlanned(unit.id(), command.kind())) {
            throw CongressProblems.onePlanned();
        }
        Congress congress = new Congress(Ids.next(), unit, command);
        congresses.persistAndFlush(congress);
        audit.record("congress-planned", "congress", congress.id(), unit.id(), command.actNumber());
        return congress.id();
    }

    public void postpone(UUID id, CongressCommand.Postpone command, UnitScope scope) {
        Congress congress = require(id, scope);
        congress.postpone(command);
        congresses.flush();
        audit.record("congress-postponed", "congress", id, congress.unitId(), command.actNumber());
    }

    public void cancel(UUID id, CongressCommand.Cancel command, UnitScope scope) {
        Congress congress = require(id, scope);
        refuseFuture("/on", command.on(), congress);
        congress.cancel(command);
        congresses.flush();
        audit.record("congress-cancelled", "congress", id, congress.unitId(), command.actNumber());
    }

    public void hold(UUID id, CongressCommand.Hold command, UnitScope scope) {
        Congress congress = require(id, scope);
        congress.mustBePlannedOn(command.on());
        refuseFuture("/on", command.on(), congress);
        if (command.bodyId() != null && !bodies.one(scope, command.bodyId()).unitId().equals(congress.unitId())) {
            throw Problem.invalid(List.of(Fault.at("/bodyId", "no-body-of-the-unit")));
        }
        int summoned = congress.isOfDelegates() ? delegates.attend(id, command.absent())
                : (int) tallies.members(scope, congress.unitId(), command.on()).members();
        int present = present(command, congress.isOfDelegates(), summoned);
        if (congress.isOfDelegates() && summoned == 0) {
            throw CongressProblems.noDelegates();
        }
        parameters.citedShare(congress.jurisdiction(), "congress-quorum", "", command.on())
                .filter(least -> (long) present * least.ratio().denominator() < (long) summoned * least.ratio().numerator()).ifPresent(least -> {
                    throw CongressProblems.noQuorum(least, present, summoned);
                });
        congress.hold(command, summoned, present);
        congresses.flush();
        audit.record("congress-held", "congress", id, congress.unitId(), command.minutesNumber());
    }

    /** The delegates are counted, and members are told: what is not asked for is a slip of the pen. */
    private static int present(CongressCommand.Hold command, boolean ofDelegates, int summoned) {
        List<Fault> faults = new ArrayList<>();
        if (ofDelegates && command.present() != null) {
            faults.add(Fault.at("/present", "congress-counts-delegates"));
        } else if (!ofDelegates && command.present() == null) {
            faults.add(Fault.at("/present", "not-null"));
        } else if (!ofDelegates && command.present() > summoned) {
            faults.add(Fault.at("/present", "congress-more-than-members"));
        }
        if (!ofDelegates && !command.absent().isEmpty()) {
            faults.add(Fault.at("/absent", "congress-without-places"));
        }
        refuse(faults);
        return ofDelegates ? summoned - command.absent().size() : command.present();
    }

    public void name(UUID id, CongressCommand.Name command, UnitScope scope) {
        Congress congress = require(id, scope);
        congress.mustBePlanned();
        if (!congress.isOfDelegates()) {
            throw CongressProblems.ofAllMembers();
        }
        UnitRef unit = tree.require(congress.unitId(), scope);
        delegates.name(congress, unit, from(command, unit), command);
        congress.touch();
        congresses.flush();
        audit.record("delegates-named", "congress", id, unit.id(), command.actNumber());
    }

    public void withdraw(UUID id, UUID delegate, CongressCommand.Withdraw command, UnitScope scope) {
        Congress congress = require(id, scope);
        congress.mustBePlanned();
        refuseFuture("/on", command.on(), congress);
        delegates.withdraw(id, delegate, command);
        congress.touch();
        congresses.flush();
        audit.record("delegate-withdrawn", "congress", id, congress.unitId(), command.actNumber());
    }

    private UnitRef from(CongressCommand.Name command, UnitRef unit) {
        if (!command.basis().equals("elected")) {
            if (command.fromUnitId() != null) {
                throw Problem.invalid(List.of(Fault.at("/fromUnitId", "delegate-not-elected")));
            }
            return unit;
        }
        if (command.fromUnitId() == null) {
            throw Problem.invalid(List.of(Fault.at("/fromUnitId", "not-null")));
        }
        return tree.find(command.fromUnitId()).filter(from -> from.path().startsWith(unit.path()))
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/fromUnitId", "no-unit-below"))));
    }

    /** By the members of the day on which it was convened. */
    private void requireForm(CongressCommand.Plan command, UnitRef unit, boolean ofDelegates, UnitScope scope) {
        parameters.value(unit.jurisdiction(), "delegates-congress-from", command.actDate()).ifPresent(from -> {
            long members = tallies.members(scope, unit.id(), command.actDate()).members();
            if (ofDelegates && members < from.value()) {
                throw CongressProblems.tooFewForDelegates(from, members);
            }
            if (!ofDelegates && members >= from.value()) {
                throw CongressProblems.tooManyForAll(from, members);
            }
        });
    }

    /** Its unit's row tells whether it is within the scope. */
    private Congress require(UUID id, UnitScope scope) {
        return congresses.forUpdate(id).filter(congress -> tree.find(congress.unitId()).filter(unit -> scope.contains(unit.path())).isPresent())
                .orElseThrow(() -> Problem.notFound("congress"));
    }

    private void refuseFuture(String pointer, LocalDate day, Congress congress) {
        if (day.isAfter(today(congress.jurisdiction()))) {
            throw Problem.invalid(List.of(Fault.at(pointer, "past-or-present")));
        }
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
