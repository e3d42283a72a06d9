package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.membership.calendar.TermQueries;
import org.doanket.membership.transfer.TransferService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/**
 * What a stranger does who has the code of an invitation or of his own application. No answer depends on whether the person is in the
 * register, or has applied before.
 */
@ApplicationScoped
@Transactional
public class ApplicantService {

    private static final String EMPTY_REASONS = "reason = NULL, rule = NULL, faulty_fields = '{}'";

    private record Held(UUID id, UUID unitId, String state, byte[] key, byte[] person) {
    }

    private final AgroalDataSource dataSource;
    private final Stranger stranger;
    private final ApplicationRules rules;
    private final ApplicantVault applicants;
    private final TransferService transfers;
    private final UnitService units;
    private final TermQueries terms;
    private final FieldVault vault;
    private final Clock clock;

    ApplicantService(AgroalDataSource dataSource, Stranger stranger, ApplicationRules rules, ApplicantVault applicants,
            TransferService transfers, UnitService units, TermQueries terms, FieldVault vault, Clock clock) {
        this.dataSource = dataSource;
        this.stranger = stranger;
        this.rules = rules;
        this.applicants = applicants;
        this.transfers = transfers;
        this.units = units;
        this.terms = terms;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * @param key the request's Idempotency-Key or null. The receipt is drawn from it, so that who asks again has the same answer though
     *            it is kept nowhere; without our index key nobody can.
     */
    public ApplicationFormView.Receipt apply(String code, ApplicationCommand.Apply form, String key) {
        String receipt = key == null ? SecretCode.random() : SecretCode.of(vault.blindIndex("application-key", code + '\u001f' + key));
        byte[] index = stranger.applied(code, receipt);
        units.holdTree();
        // Those who apply by the same code take their turns: none above the limit, and none twice by the same key.
        Invitation invitation = Invitation.SELECT.get().add("WHERE i.code = ? FOR UPDATE", code).first(dataSource, Invitation::of)
                .orElseThrow(() -> Problem.notFound("application-invitation"));
        UnitRef unit = rules.livingUnit(invitation.unitId());
        LocalDate today = rules.today(unit.jurisdiction());
        Optional<TermQueries.Term> term = term(unit, today);
        ApplicationFormView.Receipt answer = new ApplicationFormView.Receipt(SecretCode.grouped(receipt), unit.name(), today,
                term.map(TermQueries.Term::last).orElse(null));
        Optional<Held> before = find(index);
        if (before.isPresent()) {
            if (!form.person().equals(applicants.open(before.get().id(), before.get().key(), before.get().person()))) {
                throw ApplicationProblems.keyReused();
            }
            return answer;
        }
        invitation.mustBeOpen(today);
        refuseFaults(form.person(), form.consent(), unit, today);
        UUID id = Ids.next();
        ApplicantVault.Sealed sealed = applicants.seal(id, form.person());
        Sql.of("INSERT INTO application (id, unit_id, invitation_id, channel, state, key, person, national_id_index, category, receipt_index, "
                + "consent_version, consent_language, consent_at, received_on, received_at, answer_due, citation, version) "
                + "VALUES (?, ?, ?, 'online', 'received', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", id, unit.id(), invitation.id(), sealed.key(),
                sealed.person(), sealed.index(), form.person().category(), index, form.consent().textVersion(), Language.current().getLanguage(),
                clock.instant(), today, clock.instant(), answer.answerDue(), term.map(TermQueries.Term::citation).orElse(null)).run(dataSource);
        Sql.of("UPDATE application_invitation SET used = used + 1 WHERE id = ?", invitation.id()).run(dataSource);
        return answer;
    }

    /** A returned application once more; the unit's time to answer begins anew. */
    public void resend(ApplicationCommand.Resend form) {
        Held held = hold(form.receipt());
        must(held, "returned");
        UnitRef unit = rules.livingUnit(held.unitId());
        LocalDate today = rules.today(unit.jurisdiction());
        refuseFaults(form.person(), form.consent(), unit, today);
        ApplicantVault.Sealed sealed = applicants.seal(held.id(), form.person());
        Optional<TermQueries.Term> term = term(unit, today);
        Sql.of("UPDATE application SET state = 'received', key = ?, person = ?, national_id_index = ?, category = ?, consent_version = ?, "
                + "consent_language = ?, consent_at = ?, received_on = ?, answer_due = ?, citation = ?, " + EMPTY_REASONS + ", version = version + 1 "
                + "WHERE id = ?", sealed.key(), sealed.person(), sealed.index(), form.person().category(), form.consent().textVersion(),
                Language.current().getLanguage(), clock.instant(), today, term.map(TermQueries.Term::last).orElse(null),
                term.map(TermQueries.Term::citation).orElse(null), held.id()).run(dataSource);
    }

    public void withdraw(ApplicationCommand.Receipt command) {
        Held held = hold(command.receipt());
        must(held, "received", "returned");
        Sql.of("UPDATE application SET state = 'withdrawn', decided_at = ?, " + EMPTY_REASONS + ", version = version + 1 WHERE id = ?",
                clock.instant(), held.id()).run(dataSource);
        transfers.withdrawOf(held.id());
    }

    private void refuseFaults(Person person, ApplicationCommand.Consent consent, UnitRef unit, LocalDate day) {
        List<Fault> faults = new ArrayList<>(rules.faults(person, unit, day, true));
        faults.addAll(rules.consentFaults(consent.textVersion(), consent.given()));
        ApplicationRules.refuse(faults);
    }

    private Optional<TermQueries.Term> term(UnitRef unit, LocalDate day) {
        return terms.from(unit.jurisdiction(), day, "admission-decision-within");
    }

    private Held hold(String receipt) {
        units.holdTree();
        return find(stranger.applied(receipt)).orElseThrow(() -> Problem.notFound("application"));
    }

    private Optional<Held> find(byte[] receiptIndex) {
        return Sql.of("SELECT id, unit_id, state, key, person FROM application WHERE receipt_index = ? FOR UPDATE", (Object) receiptIndex)
                .first(dataSource, row -> new Held(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getBytes(4),
                        row.getBytes(5)));
    }

    private static void must(Held held, String... states) {
        if (!List.of(states).contains(held.state())) {
            throw ApplicationProblems.state(held.state());
        }
    }
}
