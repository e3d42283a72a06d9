package org.doanket.membership.founding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.administrative.AdministrativeUnitQueries;
import org.doanket.membership.body.BodyKindQueries;
import org.doanket.membership.body.BodyKindView;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.membership.kind.UnitKindQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Putting a founding's dossier together, sending it up, and what the unit above makes of it. */
@ApplicationScoped
@Transactional
public class FoundingService {

    static final String LEVEL = "grass-roots";
    private static final int MOST_PEOPLE = 2_000;
    private static final List<String> OPEN = List.of("draft", "returned");

    private final AgroalDataSource dataSource;
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
    private final NationalIdQueries nationalIds;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    FoundingService(AgroalDataSource dataSource, FoundingQueries queries, FoundingRules rules, Recognition recognition, UnitService units,
            UnitTree tree, UnitKindQueries unitKinds, BodyKindQueries bodyKinds, AdministrativeUnitQueries areas, ParameterQueries parameters,
            WorkingDayQueries calendar, NationalIdQueries nationalIds, FieldVault vault, ObjectMapper json, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
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
        this.nationalIds = nationalIds;
        this.vault = vault;
        this.json = json;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID begin(FoundingCommand.Draft draft, UnitScope scope) {
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
        FoundingView founding = toEdit(id, ifMatch, scope);
        UnitRef unit = checked(draft, scope);
        if (!unit.jurisdiction().equals(founding.jurisdiction())) {
            throw Problem.invalid(List.of(Fault.at("/unitId", "other-jurisdiction")));
        }
        // Who has named another unit above is not brought back by a counter-act.
        Sql.of("UPDATE founding SET reorganisation_id = CASE WHEN unit_id = ? THEN reorganisation_id END, unit_id = ?, kind = ?, name = ?, workplace = ?, "
                + "workplace_code = ?, address = ?, territory = ? WHERE id = ?", unit.id(), unit.id(), draft.kind(), draft.name(), draft.workplace(),
                draft.workplaceCode(), draft.address(), draft.territory().toArray(String[]::new), id).run(dataSource);
        touch(id);
    }

    public UUID enter(UUID id, FoundingCommand.Person person, UnitScope scope) {
        FoundingView founding = toEdit(id, "*", scope);
        if (founding.people() >= MOST_PEOPLE) {
            throw FoundingProblems.tooManyPeople(MOST_PEOPLE);
        }
        UUID personId = Ids.next();
        FieldVault.Key key = vault.newKey();
        Sql.of("INSERT INTO founding_person (id, founding_id, number, key, category, applied_on, is_initiator, file, national_id_index) "
                + "SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM founding_person WHERE founding_id = ?", personId, id,
                key.wrapped(), category(founding, person), person.appliedOn(), person.initiator(),
                key.seal(FoundingPersonView.place(personId), write(normal(founding, null, person))), index(person), id).run(dataSource);
        touch(id);
        return personId;
    }

    public void changePerson(UUID id, UUID personId, FoundingCommand.Person person, String ifMatch, UnitScope scope) {
        FoundingView founding = toEdit(id, ifMatch, scope);
        requirePerson(id, personId);
        FieldVault.Key key = vault.newKey();
        Sql.of("UPDATE founding_person SET key = ?, category = ?, applied_on = ?, is_initiator = ?, file = ?, national_id_index = ? WHERE id = ?",
                key.wrapped(), category(founding, person), person.appliedOn(), person.initiator(),
                key.seal(FoundingPersonView.place(personId), write(normal(founding, personId, person))), index(person), personId)
                .run(dataSource);
        touch(id);
    }

    public void remove(UUID id, UUID personId, String ifMatch, UnitScope scope) {
        FoundingView founding = toEdit(id, ifMatch, scope);
        requirePerson(id, personId);
        if (named(founding).anyMatch(personId::equals)) {
            throw FoundingProblems.personNamed();
        }
        Sql.of("DELETE FROM founding_person WHERE id = ?", personId).run(dataSource);
        touch(id);
    }

    public void setCongress(UUID id, FoundingCommand.Congress congress, String ifMatch, UnitScope scope) {
        FoundingView founding = toEdit(id, ifMatch, scope);
        refuse(FoundingFaults.of(congress, ids(id), today(founding.jurisdiction())));
        keep(id, "congress", "congress_on", FoundingView.congressPlace(id), congress, congress.on());
    }

    public void setMeeting(UUID id, FoundingCommand.Meeting meeting, String ifMatch, UnitScope scope) {
        FoundingView founding = toEdit(id, ifMatch, scope);
        Map<String, BodyKindView> kinds = bodyKinds.list(founding.jurisdiction()).stream().filter(kind -> kind.levels().contains(LEVEL))
                .collect(Collectors.toMap(BodyKindView::code, Function.identity()));
        refuse(FoundingFaults.of(meeting, kinds, ids(id), today(founding.jurisdiction())));
        keep(id, "meeting", "meeting_on", FoundingView.meetingPlace(id), meeting, meeting.on());
    }

    public List<FoundingView.Finding> findings(UUID id, UnitScope scope) {
        FoundingView founding = queries.one(scope, id);
        return rules.findings(founding, queries.open(id), queries.memberships(scope, id), today(founding.jurisdiction()));
    }

    public void submit(UUID id, UnitScope scope) {
        FoundingView founding = toEdit(id, "*", scope);
        UnitRef above = tree.require(founding.unitId(), scope);
        if (above.validTo() != null) {
            throw FoundingProblems.unitEnded(above.code());
        }
        LocalDate today = today(founding.jurisdiction());
        List<FoundingView.Finding> inTheWay = rules.findings(founding, queries.open(id), queries.memberships(scope, id), today).stream()
                .filter(FoundingView.Finding::blocks).toList();
        if (!inTheWay.isEmpty()) {
            throw FoundingProblems.notReady(inTheWay);
        }
        LocalDate due = parameters.value(founding.jurisdiction(), "recognition-answer-within", today)
                .map(days -> calendar.after(founding.jurisdiction(), today, days.value())).orElse(null);
        Sql.of("UPDATE founding SET state = 'submitted', submitted_on = ?, answer_due = ?, reasons = NULL WHERE id = ?", today, due, id)
                .run(dataSource);
        touch(id);
        audit.record("founding-submitted", "founding", id, founding.unitId(), null);
    }

    /** The unit, its members and its bodies come into being together or not at all. @return the unit */
    public UUID recognise(UUID id, FoundingCommand.Recognise command, UnitScope scope) {
        units.holdTree();
        FoundingView founding = inState(id, List.of("submitted"), scope);
        if (command.on().isBefore(founding.congress().on())) {
            throw Problem.invalid(List.of(Fault.at("/on", "before-begin")));
        }
        UUID unit = recognition.of(founding, queries.open(id), queries.memberships(scope, id), rules.election(founding), command, scope);
        Sql.of("UPDATE founding SET state = 'recognised', founded_id = ?, decided_on = ?, act_number = ? WHERE id = ?", unit, command.on(),
                command.actNumber(), id).run(dataSource);
        touch(id);
        audit.record("founding-recognised", "founding", id, founding.unitId(), command.actNumber());
        return unit;
    }

    public void sendBack(UUID id, FoundingCommand.Reasons command, UnitScope scope) {
        FoundingView founding = inState(id, List.of("submitted"), scope);
        Sql.of("UPDATE founding SET state = 'returned', reasons = ? WHERE id = ?", command.reasons(), id).run(dataSource);
        touch(id);
        audit.record("founding-returned", "founding", id, founding.unitId(), null);
    }

    /** Nothing came of it: what was kept of its people is destroyed. */
    public void abandon(UUID id, FoundingCommand.Reasons command, UnitScope scope) {
        FoundingView founding = inState(id, OPEN, scope);
        Sql.of("UPDATE founding SET state = 'abandoned', reasons = ?, key = NULL, congress = NULL, meeting = NULL WHERE id = ?",
                command.reasons(), id).run(dataSource);
        Sql.of("UPDATE founding_person SET key = NULL, file = NULL, national_id_index = NULL WHERE founding_id = ?", id).run(dataSource);
        touch(id);
        audit.record("founding-abandoned", "founding", id, founding.unitId(), null);
    }

    /** Who takes papers away that name people. @param purpose for which the national ids in them are whole; null where they are masked */
    void notePaper(FoundingView founding, String purpose) {
        audit.record(purpose == null ? "founding-paper-printed" : "national-id-revealed", "founding", founding.id(), founding.unitId(), purpose);
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE founding_person SET key = NULL, file = NULL, national_id_index = NULL WHERE member_id = ?", gone.member())
                .run(gone.connection());
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
        faults.addAll(areas.faults("/territory", unit.jurisdiction(), draft.territory(), today(unit.jurisdiction())));
        refuse(faults);
        return unit;
    }

    /** As it is kept: numbers in one way of writing, and nobody twice. */
    private FoundingCommand.Person normal(FoundingView founding, UUID self, FoundingCommand.Person person) {
        String jurisdiction = founding.jurisdiction();
        LocalDate today = today(jurisdiction);
        refuse(FoundingFaults.of(person, nationalIds.on(jurisdiction, today), jurisdiction, today));
        byte[] index = index(person);
        if (index != null && Sql.of("SELECT 1 FROM founding_person WHERE founding_id = ? AND national_id_index = ?", founding.id(), index)
                .given(self, "AND id <> ?").first(dataSource, row -> true).isPresent()) {
            throw FoundingProblems.personTwice();
        }
        return new FoundingCommand.Person(person.fullName(), person.birthDate(), person.sex(), nationalId(person),
                person.phone() == null || person.phone().isBlank() ? null : MemberCommand.Phone.normal(jurisdiction, person.phone()),
                person.email(), person.address(), person.position(), category(founding, person), person.contractFrom(), person.contractTo(),
                person.appliedOn(), person.initiator(), person.education(), person.career());
    }

    private byte[] index(FoundingCommand.Person person) {
        String plain = nationalId(person);
        return plain == null ? null : vault.blindIndex("national-id", plain);
    }

    private static String nationalId(FoundingCommand.Person person) {
        return person.nationalId() == null || person.nationalId().isBlank() ? null : NationalIdQueries.bare(person.nationalId());
    }

    private String category(FoundingView founding, FoundingCommand.Person person) {
        if (person.category() == null) {
            return Sql.of("SELECT default_category FROM unit_kind WHERE jurisdiction = ? AND code = ?", founding.jurisdiction(), founding.kind())
                    .first(dataSource, row -> row.getString(1)).orElseThrow();
        }
        return Sql.of("SELECT code FROM member_category WHERE code = ?", person.category()).first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/category", "unknown-category"))));
    }

    /** @param column and {@code day} of our own two */
    private void keep(UUID id, String column, String day, String place, Object command, LocalDate on) {
        FieldVault.Key key = vault.key(Sql.of("SELECT key FROM founding WHERE id = ?", id).first(dataSource, row -> row.getBytes(1)).orElseThrow());
        Sql.of("UPDATE founding SET " + column + " = ?, " + day + " = ? WHERE id = ?", key.seal(place, write(command)), on, id).run(dataSource);
        touch(id);
    }

    /** What was submitted before its unit ended, and is worked on since, has to be submitted anew also when the unit comes back. */
    private void touch(UUID id) {
        Sql.of("UPDATE founding SET version = version + 1, changed_at = ?, state_before = CASE state_before WHEN 'submitted' THEN 'returned' "
                + "ELSE state_before END WHERE id = ?", clock.instant(), id).run(dataSource);
    }

    private FoundingView toEdit(UUID id, String ifMatch, UnitScope scope) {
        FoundingView founding = inState(id, OPEN, scope);
        Revision.require(ifMatch, founding.version());
        return founding;
    }

    private FoundingView inState(UUID id, List<String> states, UnitScope scope) {
        Sql.of("SELECT 1 FROM founding WHERE id = ? FOR UPDATE", id).run(dataSource);
        FoundingView founding = queries.one(scope, id);
        if (!states.contains(founding.state())) {
            throw FoundingProblems.state(founding.state());
        }
        return founding;
    }

    private void requirePerson(UUID id, UUID person) {
        if (!ids(id).contains(person)) {
            throw Problem.notFound("founding-person");
        }
    }

    private Set<UUID> ids(UUID id) {
        return Set.copyOf(Sql.of("SELECT id FROM founding_person WHERE founding_id = ?", id).list(dataSource, row -> row.getObject(1, UUID.class)));
    }

    private static Stream<UUID> named(FoundingView founding) {
        Stream<UUID> atCongress = founding.congress() == null ? Stream.empty() : Stream.of(
                Stream.of(founding.congress().chair(), founding.congress().secretary()), founding.congress().tellers().stream(),
                founding.congress().candidates().stream().map(FoundingCommand.Candidate::personId)).flatMap(Function.identity());
        return Stream.concat(atCongress, founding.meeting() == null ? Stream.empty() : founding.meeting().bodies().stream()
                .flatMap(body -> body.offices().stream()).map(FoundingCommand.Office::personId));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
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
