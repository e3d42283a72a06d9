package org.doanket.membership.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.platform.error.ProblemView;
import org.doanket.platform.security.Mask;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An application as officers see it; national id and phone masked, the person null once it was emptied.
 *
 * @param memberSomewhere while it is open: the person is a member already, of this or another unit; never whose or where
 * @param memberInScope   that member, where the caller's own roles reach him
 * @param applied         how many applications of the same person are open in the same unit, this one with them
 * @param overdue         the time to answer is over
 */
@Schema(name = "Application")
public record ApplicationView(UUID id, UUID unitId, UUID invitationId, String channel, String state, Person person, String category,
        boolean memberSomewhere, UUID memberInScope, int applied, int consentVersion, OffsetDateTime consentAt, String consentProof,
        LocalDate receivedOn, LocalDate answerDue, String citation, boolean overdue, List<String> faultyFields, String reason, String rule,
        String decisionNumber, LocalDate decisionDate, OffsetDateTime decidedAt, UUID memberId, UUID transferId, long version) {

    /** In the clear, once. */
    @Schema(name = "RevealedApplicant")
    public record Revealed(String nationalId, String phone) {
        @Override
        public String toString() {
            return "Revealed[" + Mask.nationalId(nationalId) + "]";
        }
    }

    /** What becomes of each of many. */
    @Schema(name = "ApplicationAdmissionOutcomes")
    public record Admissions(List<Admission> items) {
    }

    /**
     * @param outcome  admissible | admitted | member-somewhere | against-a-rule | not-open | not-found
     * @param memberId of who was admitted
     */
    @Schema(name = "ApplicationAdmissionOutcome")
    public record Admission(UUID id, String outcome, UUID memberId, List<ProblemView.Error> errors) {
    }

    /** What becomes of each of many that are not admitted. */
    @Schema(name = "ApplicationDecisionOutcomes")
    public record Decisions(List<Decision> items) {
    }

    /** @param outcome refusable | refused | reopened | not-open | not-refused | emptied | unit-ended | not-found */
    @Schema(name = "ApplicationDecisionOutcome")
    public record Decision(UUID id, String outcome) {
    }

    /** What becomes of each of many admissions that are taken back. */
    @Schema(name = "ApplicationUndoOutcomes")
    public record Undone(List<UndoneAdmission> items) {
    }

    /**
     * @param outcome   undoable | reopened | built-upon | not-admitted | emptied | not-found
     * @param builtUpon what has come to rest on the membership since, and how much of it
     */
    @Schema(name = "ApplicationUndoOutcome")
    public record UndoneAdmission(UUID id, String outcome, Map<String, Long> builtUpon) {
    }

    static ApplicationView of(ResultSet row, Person person, LocalDate today) throws SQLException {
        LocalDate due = row.getObject("answer_due", LocalDate.class);
        String state = row.getString("state");
        return new ApplicationView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("invitation_id", UUID.class),
                row.getString("channel"), state, masked(person), row.getString("category"), row.getBoolean("member_somewhere"),
                row.getObject("member_in_scope", UUID.class), row.getInt("applied"), row.getInt("consent_version"),
                row.getObject("consent_at", OffsetDateTime.class), row.getString("consent_proof"), row.getObject("received_on", LocalDate.class), due,
                row.getString("citation"), state.equals("received") && due != null && today.isAfter(due),
                List.of((String[]) row.getArray("faulty_fields").getArray()), row.getString("reason"), row.getString("rule"),
                row.getString("decision_number"), row.getObject("decision_date", LocalDate.class),
                row.getObject("decided_at", OffsetDateTime.class), row.getObject("member_id", UUID.class), row.getObject("transfer_id", UUID.class),
                row.getLong("version"));
    }

    private static Person masked(Person person) {
        return person == null ? null : new Person(person.fullName(), person.birthDate(), person.sex(), Mask.nationalId(person.nationalId()),
                Mask.phone(person.phone()), person.email(), person.position(), person.category(), person.contractFrom(), person.contractTo(),
                person.post());
    }

    @Override
    public String toString() {
        return "ApplicationView[id=" + id + ", state=" + state + "]";
    }
}
