package org.doanket.membership.founding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.membership.administrative.AdministrativeUnitQueries;
import org.doanket.membership.body.BodyKindQueries;
import org.doanket.membership.body.BodyKindView;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.kind.UnitKindQueries;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Putting a founding's dossier together, sending it up, and what the unit above makes of it. */
@ApplicationScoped
@Transactional
public class FoundingService {

    static final String LEVEL = "grass-roots";

    private final AgroalDataSource dataSource;
    private final FoundingHold hold;
    private final FoundingQueries queries;
    private final FoundingRules rules;
    private final Recognition recognition;
    private final UnitService units;
    private final UnitTree tree;
    private final UnitKindQueries unitKinds;
    private final BodyKindQueries bodyKinds;
    private final AdministrativeUnitQueries areas;
    private final ParameterQueries parameters;
    private final WorkingDayQueries calendar;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    FoundingService(AgroalDataSource dataSource, FoundingHold hold, FoundingQueries queries, FoundingRules rules, Recognition recognition, UnitService units,
            UnitTree tree, UnitKindQueries unitKinds, BodyKindQueries bodyKinds, AdministrativeUnitQueries areas, ParameterQueries parameters,
            WorkingDayQueries calendar, FieldVault vault, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.hold = hold;
        this.queries = queries;
        this.rules = rules;
        this.recognition = recognition;
        this.units = units;
        this.tree = tree;
        this.unitKinds = unitKinds;
        this.bodyKinds = bodyKinds;
        this.areas = areas;
        this.parameters = parameters;
        this.calendar = calendar;
        this.vault = vault;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID begin(FoundingCommand.Draft draft, UnitScope scope) {
        units.holdTree();
        UnitRef unit = checked(draft, scope);
        UUID id = Ids.next();
        Sql.of("INSERT INTO founding (id, unit_id, jurisdiction, kind, name, workplace, workplace_code, address, territory, state, key, entered_at, "
                + "entered_by, changed_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?, 1)", id, unit.id(), unit.jurisdiction(),
                draft.kind(), draft.name(), draft.workplace(), draft.workplaceCode(), draft.address(), draft.territory().toArray(String[]::new),
                vault.newKey().wrapped(), clock.instant(), caller.subject(), clock.instant()).run(dataSource);
        return id;
    }

    /** Also to another unit above: the one that was asked may have ended. */
    public void change(UUID id, FoundingCommand.Draft draft, String ifMatch, UnitScope scope) {
        units.holdTree();
        FoundingView founding = hold.toEdit(id, ifMatch, scope);
        UnitRef unit = checked(draft, scope);
        if (!unit.jurisdiction().equals(founding.jurisdiction())) {
            throw Problem.invalid(List.of(Fault.at("/unitId", "other-jurisdiction")));
        }
        if (!unit.id().equals(founding.unitId())) {
            Sql.of("SELECT keep_earlier_unit(?, ?, ?)", id, hold.today(founding.jurisdiction()), founding.unitId()).run(dataSource);
        }
        // Who has named another unit above is not brought back by a counter-act.
        Sql.of("UPDATE founding SET reorganisation_id = CASE WHEN unit_id = ? THEN reorganisation_id END, unit_id = ?, kind = ?, name = ?, workplace = ?, "
                + "workplace_code = ?, address = ?, territory = ? WHERE id = ?", unit.id(), unit.id(), draft.kind(), draft.name(), draft.workplace(),
                draft.workplaceCode(), draft.address(), draft.territory().toArray(String[]::new), id).run(dataSource);
        hold.touch(id);
    }

    public void setCongress(UUID id, FoundingCommand.Congress congress, String ifMatch, UnitScope scope) {
        FoundingView founding = hold.toEdit(id, ifMatch, scope);
        FoundingHold.refuse(FoundingFaults.of(congress, hold.ids(id), hold.today(founding.jurisdiction())));
        keep(id, "congress", "congress_on", FoundingView.congressPlace(id), congress, congress.on());
    }

    public void setMeeting(UUID id, FoundingCommand.Meeting meeting, String ifMatch, UnitScope scope) {
        FoundingView founding = hold.toEdit(id, ifMatch, scope);
        Map<String, BodyKindView> kinds = bodyKinds.list(founding.jurisdiction(), meeting.on()).stream().filter(kind -> kind.isOf(LEVEL))
                .collect(Collectors.toMap(BodyKindView::code, Function.identity()));
        FoundingHold.refuse(FoundingFaults.of(meeting, kinds, hold.ids(id), hold.today(founding.jurisdiction())));
        keep(id, "meeting", "meeting_on", FoundingView.meetingPlace(id), meeting, meeting.on());
    }

    public List<FoundingView.Finding> findings(UUID id, UnitScope scope) {
        FoundingView founding = queries.one(scope, id);
        return rules.findings(founding, queries.open(id), queries.memberships(scope, id), hold.today(founding.jurisdiction()));
    }

    public void submit(UUID id, UnitScope scope) {
        units.holdTree();
        FoundingView founding = hold.toEdit(id, "*", scope);
        UnitRef above = tree.require(founding.unitId(), scope);
        if (above.validTo() != null) {
            throw FoundingProblems.unitEnded(above.code());
        }
        LocalDate today = hold.today(founding.jurisdiction());
        List<FoundingView.Finding> inTheWay = rules.findings(founding, queries.open(id), queries.memberships(scope, id), today).stream()
                .filter(FoundingView.Finding::blocks).toList();
        if (!inTheWay.isEmpty()) {
            throw FoundingProblems.notReady(inTheWay);
        }
        LocalDate due = parameters.value(founding.jurisdiction(), "recognition-answer-within", today)
                .map(days -> calendar.after(founding.jurisdiction(), today, days.value())).orElse(null);
        Sql.of("UPDATE founding SET state = 'submitted', submitted_on = ?, answer_due = ?, reasons = NULL WHERE id = ?", today, due, id)
                .run(dataSource);
        hold.touch(id);
        audit.record("founding-submitted", "founding", id, founding.unitId(), null);
    }

    /** The unit, its members and its bodies come into being together or not at all. @return the unit */
    public UUID recognise(UUID id, FoundingCommand.Recognise command, UnitScope scope) {
        units.holdTree();
        FoundingView founding = hold.inState(id, List.of("submitted"), scope);
        if (command.on().isBefore(founding.congress().on())) {
            throw Problem.invalid(List.of(Fault.at("/on", "before-begin")));
        }
        List<FoundingPersonView.Open> people = queries.open(id);
        List<FoundingQueries.Membership> memberships = queries.memberships(scope, id);
        List<FoundingView.Finding> inTheWay = rules.joining(founding, people, memberships, command.on());
        if (!inTheWay.isEmpty()) {
            throw FoundingProblems.notReady(inTheWay);
        }
        UUID unit = recognition.of(founding, people, memberships, rules.election(founding), command, scope);
        Sql.of("UPDATE founding SET state = 'recognised', founded_id = ?, decided_on = ?, act_number = ? WHERE id = ?", unit, command.on(),
                command.actNumber(), id).run(dataSource);
        hold.touch(id);
        audit.record("founding-recognised", "founding", id, founding.unitId(), command.actNumber());
        return unit;
    }

    public void sendBack(UUID id, FoundingCommand.Reasons command, UnitScope scope) {
        FoundingView founding = hold.inState(id, List.of("submitted"), scope);
        Sql.of("UPDATE founding SET state = 'returned', reasons = ? WHERE id = ?", command.reasons(), id).run(dataSource);
        hold.touch(id);
        audit.record("founding-returned", "founding", id, founding.unitId(), null);
    }

    /** Nothing came of it: what was kept of its people is destroyed. */
    public void abandon(UUID id, FoundingCommand.Reasons command, UnitScope scope) {
        FoundingView founding = hold.inState(id, FoundingHold.OPEN, scope);
        Sql.of("UPDATE founding SET state = 'abandoned', reasons = ?, key = NULL, congress = NULL, meeting = NULL WHERE id = ?",
                command.reasons(), id).run(dataSource);
        Sql.of("UPDATE founding_person SET key = NULL, file = NULL, national_id_index = NULL WHERE founding_id = ?", id).run(dataSource);
        hold.touch(id);
        audit.record("founding-abandoned", "founding", id, founding.unitId(), null);
    }

    /** Who takes papers away that name people. @param purpose for which the national ids in them are whole; null where they are masked */
    void notePaper(FoundingView founding, String purpose) {
        audit.record(purpose == null ? "founding-paper-printed" : "national-id-revealed", "founding", founding.id(), founding.unitId(), purpose);
    }

    private UnitRef checked(FoundingCommand.Draft draft, UnitScope scope) {
        UnitRef unit = tree.require(draft.unitId(), scope);
        if (unit.validTo() != null) {
            throw FoundingProblems.unitEnded(unit.code());
        }
        List<Fault> faults = new ArrayList<>();
        if (unit.level().equals(LEVEL) || unit.level().equals("inside")) {
            faults.add(Fault.at("/unitId", "recognises-no-unions"));
        }
        if (unitKinds.list(unit.jurisdiction()).stream().noneMatch(kind -> kind.used() && kind.code().equals(draft.kind()) && kind.level().equals(LEVEL))) {
            faults.add(Fault.at("/kind", "no-grass-roots-kind"));
        }
        faults.addAll(areas.faults("/territory", unit.jurisdiction(), draft.territory(), hold.today(unit.jurisdiction())));
        FoundingHold.refuse(faults);
        return unit;
    }

    /** @param column and {@code day} of our own two */
    private void keep(UUID id, String column, String day, String place, Object command, LocalDate on) {
        FieldVault.Key key = vault.key(Sql.of("SELECT key FROM founding WHERE id = ?", id).first(dataSource, row -> row.getBytes(1)).orElseThrow());
        Sql.of("UPDATE founding SET " + column + " = ?, " + day + " = ? WHERE id = ?", key.seal(place, hold.write(command)), on, id).run(dataSource);
        hold.touch(id);
    }
}
