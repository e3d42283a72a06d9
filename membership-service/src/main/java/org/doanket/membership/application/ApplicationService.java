package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.application.ApplicationBatch.Held;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.membership.calendar.TermQueries;
import org.doanket.membership.member.MemberLeftEvent;
import org.doanket.membership.transfer.TransferService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** What officers do with an application, apart from admitting. */
@ApplicationScoped
@Transactional
public class ApplicationService {

    private final AgroalDataSource dataSource;
    private final ApplicationBatch batch;
    private final ApplicationRules rules;
    private final ApplicantVault applicants;
    private final TransferService transfers;
    private final UnitService units;
    private final TermQueries terms;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    ApplicationService(AgroalDataSource dataSource, ApplicationBatch batch, ApplicationRules rules, ApplicantVault applicants,
            TransferService transfers, UnitService units, TermQueries terms, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.rules = rules;
        this.applicants = applicants;
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
        batch.refuse(List.of(id), command.reason(), command.rule(), clock.instant(), caller.subject());
        transfers.withdrawOf(id);
        audit.record("application-refused", "application", id, held.unitId(), command.rule());
    }

    /** The way out where the person is a member elsewhere: whoever that is gets asked, and is named only once it has accepted. */
    public UUID propose(UUID id, ApplicationCommand.Propose command, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "received");
        if (batch.ofMembers(List.of(id)).isEmpty()) {
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

    private Optional<TermQueries.Term> term(UnitRef unit, LocalDate day) {
        return terms.from(unit.jurisdiction(), day, "admission-decision-within");
    }

    /** The tree first: an act that changes it holds it, and wants the applications next. */
    private Held hold(UUID id, UnitScope scope) {
        units.holdTree();
        return batch.hold(List.of(id), scope).values().stream().findFirst().orElseThrow(() -> Problem.notFound("application"));
    }

    static void must(Held held, String... states) {
        if (!List.of(states).contains(held.state())) {
            throw ApplicationProblems.state(held.state());
        }
    }
}
