package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.membership.calendar.TermQueries;
import org.doanket.membership.consent.ConsentCommand;
import org.doanket.membership.consent.ConsentService;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberLeftEvent;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.transfer.TransferService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.error.ProblemView;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** What officers do with applications. An admission is one transaction with the new member, its history and its fact. */
@ApplicationScoped
@Transactional
public class ApplicationService {

    private static final Set<String> DECIDED_FIELDS = Set.of("/joinedOn", "/decisionDate", "/cardNumber");
    private static final String DECIDED = ", decided_at = ?, decided_by = ?, version = version + 1 WHERE id = ?";

    private record Held(UUID id, UUID unitId, String channel, String state, String category, byte[] key, byte[] sealed, byte[] index, int consentVersion,
            String consentLanguage, OffsetDateTime consentAt, String consentProof) {

        static Held of(ResultSet row) throws SQLException {
            return new Held(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("channel"), row.getString("state"),
                    row.getString("category"), row.getBytes("key"), row.getBytes("person"), row.getBytes("national_id_index"), row.getInt("consent_version"),
                    row.getString("consent_language"), row.getObject("consent_at", OffsetDateTime.class), row.getString("consent_proof"));
        }
    }

    private final AgroalDataSource dataSource;
    private final ApplicationRules rules;
    private final ApplicantVault applicants;
    private final MemberService members;
    private final ConsentService consents;
    private final TransferService transfers;
    private final UnitService units;
    private final TermQueries terms;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    ApplicationService(AgroalDataSource dataSource, ApplicationRules rules, ApplicantVault applicants, MemberService members,
            ConsentService consents, TransferService transfers, UnitService units, TermQueries terms, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.applicants = applicants;
        this.members = members;
        this.consents = consents;
        this.transfers = transfers;
        this.units = units;
        this.terms = terms;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** An application on paper. */
    public UUID enter(ApplicationCommand.Enter command, UnitScope scope) {
        units.holdTree();
        UnitRef unit = rules.livingUnit(command.unitId(), scope);
        List<Fault> faults = new ArrayList<>(rules.faults(command.person(), unit, command.receivedOn(), false));
        faults.addAll(rules.consentFaults(command.consent().textVersion(), true));
        if (command.receivedOn().isAfter(rules.today(unit.jurisdiction()))) {
            faults.add(Fault.at("/receivedOn", "past-or-present"));
        }
        ApplicationRules.refuse(faults);
        UUID id = Ids.next();
        ApplicantVault.Sealed sealed = applicants.seal(id, command.person());
        Optional<TermQueries.Term> term = term(unit, command.receivedOn());
        Sql.of("INSERT INTO application (id, unit_id, channel, state, key, person, national_id_index, category, consent_version, consent_language, "
                + "consent_at, consent_proof, received_on, received_at, entered_by, answer_due, citation, version) "
                + "VALUES (?, ?, 'paper', 'received', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", id, unit.id(), sealed.key(), sealed.person(),
                sealed.index(), command.person().category(), command.consent().textVersion(), Language.current().getLanguage(), clock.instant(),
                command.consent().proof(), command.receivedOn(), clock.instant(), caller.subject(), term.map(TermQueries.Term::last).orElse(null),
                term.map(TermQueries.Term::citation).orElse(null)).run(dataSource);
        return id;
    }

    /** What a returned paper says now that it came back. */
    public void correct(UUID id, ApplicationCommand.Correct command, UnitScope scope) {
        Held held = hold(id, scope);
        if (!held.channel().equals("paper")) {
            throw ApplicationProblems.notOnPaper();
        }
        must(held, "returned");
        UnitRef unit = rules.livingUnit(held.unitId(), scope);
        LocalDate today = rules.today(unit.jurisdiction());
        ApplicationRules.refuse(rules.faults(command.person(), unit, today, false));
        ApplicantVault.Sealed sealed = applicants.seal(id, command.person());
        Optional<TermQueries.Term> term = term(unit, today);
        Sql.of("UPDATE application SET state = 'received', key = ?, person = ?, national_id_index = ?, category = ?, received_on = ?, answer_due = ?, "
                + "citation = ?, reason = NULL, faulty_fields = '{}', version = version + 1 WHERE id = ?", sealed.key(), sealed.person(), sealed.index(),
                command.person().category(), today, term.map(TermQueries.Term::last).orElse(null), term.map(TermQueries.Term::citation).orElse(null),
                id).run(dataSource);
    }

    /** Back to the applicant; the unit's clock stands still until it comes again. */
    public void giveBack(UUID id, ApplicationCommand.Return command, UnitScope scope) {
        must(hold(id, scope), "received");
        Sql.of("UPDATE application SET state = 'returned', returned_at = ?, reason = ?, faulty_fields = ?, version = version + 1 WHERE id = ?", clock.instant(), command.reason(),
                command.fields().toArray(String[]::new), id).run(dataSource);
    }

    public void refuse(UUID id, ApplicationCommand.Refuse command, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "received", "returned");
        Sql.of("UPDATE application SET state = 'refused', reason = ?, rule = ?, faulty_fields = '{}'" + DECIDED, command.reason(), command.rule(),
                clock.instant(), caller.subject(), id).run(dataSource);
        transfers.withdrawOf(id);
        audit.record("application-refused", "application", id, held.unitId(), command.rule());
    }

    public UUID admit(UUID id, ApplicationCommand.Admit command, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "received");
        ApplicationRules.refuse(against(held, command, scope));
        if (isMember(held)) {
            throw ApplicationProblems.memberElsewhere();
        }
        return admit(held, command, scope);
    }

    /** Whom it can admit it admits, and says of each of the others why not. Were one admitted elsewhere at the same moment, none is. */
    public ApplicationView.Admissions admit(ApplicationCommand.AdmitMany command, UnitScope scope) {
        return each(command, scope, (held, outcome) -> new ApplicationView.Admission(held.id(), "admitted", admit(held, command.each(), scope), List.of()));
    }

    /** The same without admitting anybody. */
    public ApplicationView.Admissions preview(ApplicationCommand.AdmitMany command, UnitScope scope) {
        return each(command, scope, (held, outcome) -> outcome);
    }

    /** The way out where the person is a member elsewhere: whoever that is gets asked, and is named only once it has accepted. */
    public UUID propose(UUID id, ApplicationCommand.Propose command, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "received");
        if (!isMember(held)) {
            throw ApplicationProblems.notElsewhere();
        }
        UUID transfer = transfers.receive(held.unitId(), held.index(), id, command.movesOn(), held.category(), command.note(), scope);
        Sql.of("UPDATE application SET transfer_id = ?, version = version + 1 WHERE id = ?", transfer, id).run(dataSource);
        return transfer;
    }

    /** Who has come by the transfer that was proposed needs no admission. */
    void memberCame(@Observes MemberLeftEvent left) throws SQLException {
        Sql.of("UPDATE application a SET state = 'transferred', member_id = t.member_id, decided_at = now(), decided_by = t.asked_subject, "
                + "version = a.version + 1 FROM transfer t WHERE t.member_id = ANY (?::uuid[]) AND t.state = 'done' "
                + "AND a.transfer_id = t.id AND a.state IN ('received', 'returned')", (Object) left.column()).run(left.connection());
    }

    /** The one way to see them whole; who did it, and what for, is on the audit trail. */
    public ApplicationView.Revealed reveal(UUID id, ApplicationCommand.Reveal command, UnitScope scope) {
        Held held = hold(id, scope);
        Person person = applicants.open(id, held.key(), held.sealed());
        if (person == null) {
            throw ApplicationProblems.emptied();
        }
        audit.record("applicant-revealed", "application", id, held.unitId(), command.purpose());
        return new ApplicationView.Revealed(person.nationalId(), person.phone());
    }

    @FunctionalInterface
    private interface Deed {
        ApplicationView.Admission on(Held held, ApplicationView.Admission admissible);
    }

    private ApplicationView.Admissions each(ApplicationCommand.AdmitMany command, UnitScope scope, Deed deed) {
        units.holdTree();
        Map<UUID, Held> found = new HashMap<>();
        // In the order of their ids, so that two who decide on the same ones wait for each other only once.
        Sql.of("SELECT a.* FROM application a JOIN unit u ON u.id = a.unit_id WHERE a.id = ANY (?::uuid[]) AND u.path >= ? AND u.path < ? ORDER BY a.id "
                + "FOR UPDATE OF a", Sql.column(command.applications(), id -> id), scope.from(), scope.to()).list(dataSource, Held::of)
                .forEach(held -> found.put(held.id(), held));
        List<byte[]> taken = new ArrayList<>();
        List<ApplicationView.Admission> items = new ArrayList<>();
        for (UUID id : command.applications().stream().distinct().toList()) {
            ApplicationView.Admission outcome = outcome(id, found.get(id), command.each(), taken, scope);
            items.add(outcome.outcome().equals("admissible") ? deed.on(found.get(id), outcome) : outcome);
        }
        return new ApplicationView.Admissions(items);
    }

    /** @param taken people who stand above in the same list already */
    private ApplicationView.Admission outcome(UUID id, Held held, ApplicationCommand.Admit command, List<byte[]> taken, UnitScope scope) {
        if (held == null) {
            return new ApplicationView.Admission(id, "not-found", null, List.of());
        }
        if (!held.state().equals("received")) {
            return new ApplicationView.Admission(id, "not-open", null, List.of());
        }
        List<Fault> faults = against(held, command, scope);
        members.admissionFaults(admission(held, command), scope).stream().map(ApplicationService::inTheForm)
                .filter(fault -> faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer()) && known.code().equals(fault.code())))
                .forEach(faults::add);
        if (!faults.isEmpty()) {
            return new ApplicationView.Admission(id, "against-a-rule", null, faults.stream().map(fault -> new ProblemView.Error(fault.pointer(),
                    fault.code(), Messages.text(Language.current(), "fault." + fault.code(), fault.places()))).toList());
        }
        if (isMember(held) || held.index() != null && taken.stream().anyMatch(other -> Arrays.equals(other, held.index()))) {
            return new ApplicationView.Admission(id, "member-somewhere", null, List.of());
        }
        if (held.index() != null) {
            taken.add(held.index());
        }
        return new ApplicationView.Admission(id, "admissible", null, List.of());
    }

    /** What is wrong with the file that there would be, told of where it stands in what was applied for or decided. */
    private static Fault inTheForm(Fault fault) {
        return DECIDED_FIELDS.contains(fault.pointer()) ? fault
                : Fault.at("/person/" + fault.pointer().substring(fault.pointer().lastIndexOf('/') + 1), fault.code(), fault.places());
    }

    private List<Fault> against(Held held, ApplicationCommand.Admit command, UnitScope scope) {
        UnitRef unit = rules.livingUnit(held.unitId(), scope);
        List<Fault> faults = new ArrayList<>(rules.against(applicants.open(held.id(), held.key(), held.sealed()), unit, command.decisionDate()));
        if (command.decisionDate().isAfter(rules.today(unit.jurisdiction()))) {
            faults.add(Fault.at("/decisionDate", "past-or-present"));
        }
        return faults;
    }

    private UUID admit(Held held, ApplicationCommand.Admit command, UnitScope scope) {
        UUID member = members.admit(admission(held, command), scope);
        Sql.of("UPDATE application SET state = 'admitted', member_id = ?, decision_number = ?, decision_date = ?" + DECIDED, member,
                command.decisionNumber(), command.decisionDate(), clock.instant(), caller.subject(), held.id()).run(dataSource);
        consents.carry(member, new ConsentCommand.Carried(ApplicationRules.PURPOSE, held.consentVersion(), held.channel(), held.consentLanguage(),
                held.consentProof(), held.consentAt()));
        audit.record("application-admitted", "application", held.id(), held.unitId(), command.decisionNumber());
        return member;
    }

    private MemberCommand.Admit admission(Held held, ApplicationCommand.Admit command) {
        Person person = applicants.open(held.id(), held.key(), held.sealed());
        return new MemberCommand.Admit(held.unitId(), command.memberCode(), person.fullName(), person.birthDate(), person.sex(), person.nationalId(),
                person.phone(), person.email(), command.cardNumber(), null, null, command.joinedOn() == null ? command.decisionDate() : command.joinedOn(),
                person.position(), person.category(), command.duesKind()).with(null, person.contract()).by(command.decisionNumber(), command.decisionDate());
    }

    private boolean isMember(Held held) {
        return held.index() != null && Sql.of("SELECT 1 FROM membership_of(?)", (Object) held.index()).first(dataSource, row -> true).isPresent();
    }

    private Optional<TermQueries.Term> term(UnitRef unit, LocalDate day) {
        return terms.from(unit.jurisdiction(), day, "admission-decision-within");
    }

    /** The tree first: an act that changes it holds it, and wants the applications next. */
    private Held hold(UUID id, UnitScope scope) {
        units.holdTree();
        return Sql.of("SELECT a.* FROM application a JOIN unit u ON u.id = a.unit_id WHERE a.id = ? AND u.path >= ? AND u.path < ? FOR UPDATE OF a", id,
                scope.from(), scope.to()).first(dataSource, Held::of).orElseThrow(() -> Problem.notFound("application"));
    }

    private static void must(Held held, String... states) {
        if (!List.of(states).contains(held.state())) {
            throw ApplicationProblems.state(held.state());
        }
    }
}
