package org.doanket.membership.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.application.ApplicationBatch.Held;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.membership.consent.ConsentCommand;
import org.doanket.membership.consent.ConsentService;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.error.ProblemView;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.tree.UnitRef;

/** Admits by a decision, one or many in the same few statements: one transaction with the new members, their history and their facts. */
@ApplicationScoped
@Transactional
public class AdmissionService {

    private static final Set<String> DECIDED_FIELDS = Set.of("/joinedOn", "/decisionDate", "/cardNumber");

    private final ApplicationBatch batch;
    private final ApplicationRules rules;
    private final ApplicantVault applicants;
    private final MemberService members;
    private final ConsentService consents;
    private final UnitService units;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    AdmissionService(ApplicationBatch batch, ApplicationRules rules, ApplicantVault applicants, MemberService members, ConsentService consents,
            UnitService units, AuditTrail audit, Caller caller, Clock clock) {
        this.batch = batch;
        this.rules = rules;
        this.applicants = applicants;
        this.members = members;
        this.consents = consents;
        this.units = units;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** An application, opened, and the unit that would take the person. */
    private record Applicant(Held held, Person person, UnitRef unit) {

        UUID id() {
            return held.id();
        }

        /** Null where there is no national id. */
        ByteBuffer index() {
            return held.index() == null ? null : ByteBuffer.wrap(held.index());
        }
    }

    public UUID admit(UUID id, ApplicationCommand.Admit command, UnitScope scope) {
        units.holdTree();
        Held held = batch.hold(List.of(id), scope).values().stream().findFirst().orElseThrow(() -> Problem.notFound("application"));
        ApplicationService.must(held, "received");
        List<Applicant> applicant = opened(List.of(held), scope);
        ApplicationRules.refuse(against(applicant, command).get(0));
        if (!batch.ofMembers(List.of(id)).isEmpty()) {
            throw ApplicationProblems.memberElsewhere();
        }
        return admit(applicant, command, scope).get(id);
    }

    /** Whom it can admit it admits, and says of each of the others why not. Were one admitted elsewhere at the same moment, none is. */
    public ApplicationView.Admissions admit(ApplicationCommand.AdmitMany command, UnitScope scope) {
        Judged judged = judge(command, scope);
        Map<UUID, UUID> admitted = admit(judged.admissible(), command.each(), scope);
        return new ApplicationView.Admissions(judged.outcomes().stream().map(outcome -> admitted.containsKey(outcome.id())
                ? new ApplicationView.Admission(outcome.id(), "admitted", admitted.get(outcome.id()), List.of()) : outcome).toList());
    }

    /** The same without admitting anybody. */
    public ApplicationView.Admissions preview(ApplicationCommand.AdmitMany command, UnitScope scope) {
        return new ApplicationView.Admissions(judge(command, scope).outcomes());
    }

    /** What becomes of each, in the order in which they were named, and those who can be admitted. */
    private record Judged(List<ApplicationView.Admission> outcomes, List<Applicant> admissible) {
    }

    private Judged judge(ApplicationCommand.AdmitMany command, UnitScope scope) {
        units.holdTree();
        List<UUID> ids = command.applications().stream().distinct().toList();
        Map<UUID, Held> held = batch.hold(ids, scope);
        List<Applicant> open = opened(ids.stream().map(held::get).filter(one -> one != null && one.state().equals("received")).toList(), scope);
        List<List<Fault>> faults = faults(open, command.each(), scope);
        Set<UUID> ofMembers = batch.ofMembers(open.stream().map(Applicant::id).toList());
        Set<ByteBuffer> taken = new HashSet<>();
        List<Applicant> admissible = new ArrayList<>();
        Map<UUID, ApplicationView.Admission> outcomes = new HashMap<>();
        for (int i = 0; i < open.size(); i++) {
            Applicant one = open.get(i);
            if (!faults.get(i).isEmpty()) {
                outcomes.put(one.id(), new ApplicationView.Admission(one.id(), "against-a-rule", null, said(faults.get(i))));
            } else if (ofMembers.contains(one.id()) || one.index() != null && !taken.add(one.index())) {
                outcomes.put(one.id(), outcome(one.id(), "member-somewhere"));
            } else {
                admissible.add(one);
                outcomes.put(one.id(), outcome(one.id(), "admissible"));
            }
        }
        return new Judged(ids.stream().map(id -> outcomes.getOrDefault(id, outcome(id, held.containsKey(id) ? "not-open" : "not-found"))).toList(), admissible);
    }

    private static ApplicationView.Admission outcome(UUID id, String outcome) {
        return new ApplicationView.Admission(id, outcome, null, List.of());
    }

    private static List<ProblemView.Error> said(List<Fault> faults) {
        return faults.stream().map(fault -> new ProblemView.Error(fault.pointer(), fault.code(),
                Messages.text(Language.current(), "fault." + fault.code(), fault.places()))).toList();
    }

    private List<Applicant> opened(List<Held> held, UnitScope scope) {
        Map<UUID, UnitRef> homes = new HashMap<>();
        return held.stream().map(one -> new Applicant(one, applicants.open(one.id(), one.key(), one.sealed()),
                homes.computeIfAbsent(one.unitId(), id -> rules.livingUnit(id, scope)))).toList();
    }

    /** All that stands against each of them, as applicants and as members to be. */
    private List<List<Fault>> faults(List<Applicant> people, ApplicationCommand.Admit command, UnitScope scope) {
        List<List<Fault>> found = against(people, command);
        List<List<Fault>> asMembers = members.admissionFaults(people.stream().map(one -> admission(one, command)).toList(), scope);
        for (int i = 0; i < people.size(); i++) {
            List<Fault> faults = found.get(i);
            asMembers.get(i).stream().map(AdmissionService::inTheForm)
                    .filter(fault -> faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer()) && known.code().equals(fault.code())))
                    .forEach(faults::add);
        }
        return found;
    }

    /** What is wrong with the file that there would be, told of where it stands in what was applied for or decided. */
    private static Fault inTheForm(Fault fault) {
        return DECIDED_FIELDS.contains(fault.pointer()) ? fault
                : Fault.at("/person/" + fault.pointer().substring(fault.pointer().lastIndexOf('/') + 1), fault.code(), fault.places());
    }

    private List<List<Fault>> against(List<Applicant> people, ApplicationCommand.Admit command) {
        LocalDate decided = command.decisionDate();
        List<List<Fault>> found = rules.against(people.stream().map(one -> new ApplicationRules.Applicant(one.person(), one.unit())).toList(), decided);
        for (int i = 0; i < people.size(); i++) {
            if (decided.isAfter(rules.today(people.get(i).unit().jurisdiction()))) {
                found.get(i).add(Fault.at("/decisionDate", "past-or-present"));
            }
        }
        return found;
    }

    /** @return of each application the member that came of it */
    private Map<UUID, UUID> admit(List<Applicant> people, ApplicationCommand.Admit command, UnitScope scope) {
        Map<UUID, UUID> admitted = new LinkedHashMap<>();
        if (people.isEmpty()) {
            return admitted;
        }
        List<UUID> ids = people.stream().map(Applicant::id).toList();
        List<UUID> files = members.admit(people.stream().map(one -> admission(one, command)).toList(), scope);
        batch.admit(ids, files, command, clock.instant(), caller.subject());
        consents.carry(files, people.stream().map(Applicant::held).map(one -> new ConsentCommand.Carried(ApplicationRules.PURPOSE, one.consentVersion(),
                one.channel(), one.consentLanguage(), one.consentProof(), one.consentAt())).toList());
        for (int i = 0; i < people.size(); i++) {
            admitted.put(ids.get(i), files.get(i));
            audit.record("application-admitted", "application", ids.get(i), people.get(i).unit().id(), command.decisionNumber());
        }
        return admitted;
    }

    private static MemberCommand.Admit admission(Applicant who, ApplicationCommand.Admit command) {
        Person person = who.person();
        return new MemberCommand.Admit(who.unit().id(), command.memberCode(), person.fullName(), person.birthDate(), person.sex(), person.nationalId(),
                person.phone(), person.email(), command.cardNumber(), null, null, command.joinedOn() == null ? command.decisionDate() : command.joinedOn(),
                person.position(), person.category(), command.duesKind()).with(null, person.contract()).by(command.decisionNumber(), command.decisionDate());
    }
}
