package org.doanket.membership.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.binding.RoleBindingService;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.membership.rule.SizeRuleQueries;
import org.doanket.membership.rule.SizeRuleView;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Electing, appointing, recognising and ending bodies, and filling their seats; roles follow the offices in the same transaction. */
@ApplicationScoped
@Transactional
public class BodyService {

    private final BodyRepository bodies;
    private final OfficerRepository officers;
    private final BodyBatch batch;
    private final BodyKindQueries kinds;
    private final Candidates candidates;
    private final RoleBindingService bindings;
    private final ParameterQueries parameters;
    private final SizeRuleQueries sizes;
    private final UnitService units;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Clock clock;

    BodyService(BodyRepository bodies, OfficerRepository officers, BodyBatch batch, BodyKindQueries kinds, Candidates candidates,
            RoleBindingService bindings, ParameterQueries parameters, SizeRuleQueries sizes, UnitService units, UnitTree tree,
            AuditTrail audit, Clock clock) {
        this.bodies = bodies;
        this.officers = officers;
        this.batch = batch;
        this.kinds = kinds;
        this.candidates = candidates;
        this.bindings = bindings;
        this.parameters = parameters;
        this.sizes = sizes;
        this.units = units;
        this.tree = tree;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID form(BodyCommand.Form command, UnitScope scope) {
        units.holdTree();
        UnitRef unit = tree.require(command.unitId(), scope);
        boolean isAbove = isAbove(unit.id(), scope);
        if (command.basis().equals("appointed") && !isAbove) {
            throw BodyProblems.aboveDecides();
        }
        if (unit.validTo() != null) {
            throw BodyProblems.unitEnded(unit.code());
        }
        Optional<BodyKindView> kind = kinds.find(unit.jurisdiction(), command.kind(), command.startsOn())
                .filter(known -> known.isOf(unit.level()));
        if (kind.isEmpty()) {
            throw Problem.invalid(List.of(Fault.at("/kind", "no-such-body-of-such-a-unit")));
        }
        LocalDate plannedEnd = plannedEnd(command, unit);
        List<Fault> faults = BodyFaults.of(command, kind.get(), plannedEnd, longest(command, unit), today(unit.jurisdiction()));
        refuse(faults);
        Optional<SizeRuleView> size = sizes.inForce(unit.jurisdiction(), command.kind(), unit.kind(), command.startsOn());
        Optional<SizeRuleView.Band> band = size.map(rule -> requireSize(rule, command, unit));
        for (int i = 0; i < command.officers().size(); i++) {
            candidates.require(command.officers().get(i).memberId(), unit, command.startsOn(), "/officers/" + i + "/memberId");
        }
        if (bodies.open(unit.id(), command.kind(), "awaiting").isPresent()) {
            throw BodyProblems.oneWaits();
        }
        Body body = new Body(Ids.next(), unit.path(), unit.jurisdiction(), command, plannedEnd);
        band.ifPresent(least -> body.mustBeAtLeast(least.seatsFrom(), size.get().citation(), size.get().verified()));
        if (isAbove) {
            makeRoom(body);
            body.sit(command.basis().equals("elected") ? command.recognition() : null, command.startsOn());
        }
        bodies.persist(body);
        for (BodyCommand.Holder holder : command.officers()) {
            officers.persist(new Officer(Ids.next(), body, new BodyCommand.Install(holder, command.basis(), command.actNumber(), command.actDate(),
                    command.startsOn())));
        }
        bodies.flush();
        if (isAbove) {
            takeOffice(body, unit, kind.get());
        }
        audit.record("body-formed", "body", body.id(), unit.id(), command.actNumber());
        return body.id();
    }

    public void recognise(UUID id, BodyCommand.Recognise command, UnitScope scope) {
        units.holdTree();
        Body body = requireFromAbove(id, scope);
        refuseFuture("/on", command.on(), body);
        makeRoom(body);
        body.sit(command.actNumber(), command.on());
        body.touch();
        bodies.flush();
        UnitRef unit = tree.require(body.unitId(), scope);
        takeOffice(body, unit, kinds.find(body.jurisdiction(), body.kind()).orElseThrow());
        audit.record("body-recognised", "body", id, body.unitId(), command.actNumber());
    }

    public void refuse(UUID id, BodyCommand.Refuse command, UnitScope scope) {
        Body body = requireFromAbove(id, scope);
        refuseFuture("/on", command.on(), body);
        body.refuse(command);
        bodies.flush();
        batch.endOfficesOf(id, body.jurisdiction(), command.on(), "body-refused", command.actNumber());
        audit.record("body-refused", "body", id, body.unitId(), command.actNumber());
    }

    public void end(UUID id, BodyCommand.End command, UnitScope scope) {
        Body body = requireFromAbove(id, scope);
        refuseFuture("/on", command.on(), body);
        body.end(command.on(), command.reason(), command.actNumber());
        bodies.flush();
        batch.endOfficesOf(id, body.jurisdiction(), command.on(), "body-ended", command.actNumber());
        audit.record("body-ended", "body", id, body.unitId(), command.actNumber());
    }

    /** One more officer in a body that sits. */
    public UUID install(UUID id, BodyCommand.Install command, UnitScope scope) {
        units.holdTree();
        Body body = requireFromAbove(id, scope);
        refuseFuture("/startsOn", command.startsOn(), body);
        if (command.actDate() != null) {
            refuseFuture("/actDate", command.actDate(), body);
        }
        body.mustSitOn(command.startsOn());
        UnitRef unit = tree.require(body.unitId(), scope);
        BodyKindView kind = kinds.find(body.jurisdiction(), body.kind(), command.startsOn()).orElseThrow();
        BodyKindView.Position position = kind.usedPositions().filter(known -> known.code().equals(command.officer().position())).findFirst()
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/officer/position", "no-such-position"))));
        List<Officer> present = officers.openIn(id);
        if (present.stream().anyMatch(officer -> officer.position().equals(position.code())
                && (position.isSingle() || officer.memberId().equals(command.officer().memberId())))) {
            throw BodyProblems.officeTaken(position.name());
        }
        if (position.takesSeat() && BodyFaults.seated(present, kind, command.officer().memberId()) > body.seats()) {
            throw BodyProblems.noSeatLeft(body.seats());
        }
        candidates.require(command.officer().memberId(), unit, command.startsOn(), "/officer/memberId");
        Officer officer = new Officer(Ids.next(), body, command);
        officers.persist(officer);
        body.touch();
        bodies.flush();
        grant(officer, position, unit);
        audit.record("officer-installed", "officer", officer.id(), body.unitId(), command.actNumber());
        return officer.id();
    }

    /** Before a unit has gone, its bodies have. */
    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            batch.endOf(ended, tree.find(ended.unit()).orElseThrow().jurisdiction());
        }
    }

    /** One body of a kind sits at a time: who comes after it ends it. */
    private void makeRoom(Body next) {
        bodies.open(next.unitId(), next.kind(), "sitting").ifPresent(before -> {
            if (next.startsOn().isBefore(before.startsOn())) {
                throw BodyProblems.beforeTheOneThatSits(before.startsOn());
            }
            before.end(next.startsOn(), "succeeded", null);
            bodies.flush();
            batch.endOfficesOf(before.id(), before.jurisdiction(), next.startsOn(), "succeeded", null);
        });
    }

    private void takeOffice(Body body, UnitRef unit, BodyKindView kind) {
        for (Officer officer : officers.openIn(body.id())) {
            kind.positions().stream().filter(position -> position.code().equals(officer.position())).findFirst()
                    .ifPresent(position -> grant(officer, position, unit));
        }
    }

    private void grant(Officer officer, BodyKindView.Position position, UnitRef unit) {
        bindings.grant(new RoleBindingService.Office(officer.id(), officer.memberId(), officer.account(), unit.id(), unit.jurisdiction()),
                position.roles().getOrDefault(unit.level(), List.of()), officer.startsOn());
    }

    /** By the members, and the units, of the day on which the body begins, and not of the one on which that is recorded. */
    private SizeRuleView.Band requireSize(SizeRuleView rule, BodyCommand.Form command, UnitRef unit) {
        long members = batch.countMembers(unit.id(), command.startsOn());
        SizeRuleView.Band band = rule.bandFor(members);
        if (command.seats() < band.seatsFrom() || command.seats() > band.seatsTo()) {
            throw BodyProblems.size(rule, command.seats(), members);
        }
        return band;
    }

    /** Where neither the body says it nor the rules of the day, nobody guesses. */
    private LocalDate plannedEnd(BodyCommand.Form command, UnitRef unit) {
        if (command.plannedEnd() != null) {
            return command.plannedEnd();
        }
        return years("term", command, unit).map(years -> command.startsOn().plusYears(years.value()))
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/plannedEnd", "not-null"))));
    }

    private Optional<ParameterView.Value> longest(BodyCommand.Form command, UnitRef unit) {
        return years("term-at-most", command, unit);
    }

    private Optional<ParameterView.Value> years(String rule, BodyCommand.Form command, UnitRef unit) {
        return parameters.value(unit.jurisdiction(), rule, unit.kind(), command.startsOn());
    }

    private Body requireFromAbove(UUID id, UnitScope scope) {
        Body body = bodies.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("body"));
        if (!isAbove(body.unitId(), scope)) {
            throw BodyProblems.aboveDecides();
        }
        return body;
    }

    private static boolean isAbove(UUID unit, UnitScope scope) {
        return !unit.equals(scope.unit());
    }

    private void refuseFuture(String pointer, LocalDate day, Body body) {
        if (day.isAfter(today(body.jurisdiction()))) {
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
