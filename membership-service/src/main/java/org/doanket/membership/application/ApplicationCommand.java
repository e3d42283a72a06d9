package org.doanket.membership.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of applications; the bodies of their requests. Those with personal data hide it in their toString. */
public sealed interface ApplicationCommand {

    /** So many are decided at once: all that a union of the larger kind begins with. */
    int MOST = 1_000;

    /**
     * Who applies. What is missing is told together with what breaks a rule, so here stand only the limits of each field.
     *
     * @param contractTo the last day of the labour contract; null where it is open
     * @param post       which of those that the form asks for he holds; null: none of them
     */
    @Schema(name = "Applicant", requiredProperties = {"fullName", "birthDate", "sex", "category"})
    record Person(
            @Size(max = 200) String fullName,
            LocalDate birthDate,
            @Pattern(regexp = "female|male") String sex,
            @Size(max = 30) String nationalId,
            @Size(max = 30) String phone,
            @Email @Size(max = 200) String email,
            @Size(max = 200) String position,
            @Size(max = 40) String category,
            LocalDate contractFrom,
            LocalDate contractTo,
            @Size(max = 50) String post) implements ApplicationCommand {

        public Person {
            fullName = Nfc.of(fullName);
            position = Nfc.of(position);
        }

        /** Null where there is none. */
        MemberCommand.Contract contract() {
            return MemberCommand.Contract.of(contractFrom, contractTo);
        }

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /** Never preset. {@code textVersion}: of the text that was shown. */
    @Schema(name = "ApplicantConsent")
    record Consent(@NotNull Integer textVersion, @NotNull Boolean given) implements ApplicationCommand {
    }

    @Schema(name = "ApplicationForm")
    record Apply(@Valid @NotNull Person person, @Valid @NotNull Consent consent) implements ApplicationCommand {
    }

    /** @param proof where the signed paper lies */
    @Schema(name = "ApplicantPaperConsent")
    record PaperConsent(@NotNull Integer textVersion, @NotBlank @Size(max = 200) String proof) implements ApplicationCommand {

        public PaperConsent {
            proof = Nfc.of(proof);
        }
    }

    /** @param receivedOn the day on which the paper came in: the clock of the law runs from it */
    @Schema(name = "PaperApplication")
    record Enter(@NotNull UUID unitId, @NotNull LocalDate receivedOn, @Valid @NotNull Person person, @Valid @NotNull PaperConsent consent)
            implements ApplicationCommand {
    }

    /** What a returned paper should say instead. */
    @Schema(name = "PaperApplicationCorrection")
    record Correct(@Valid @NotNull Person person) implements ApplicationCommand {
    }

    /** The code that the applicant was given. */
    @Schema(name = "ApplicationReceiptCode")
    record Receipt(@NotBlank @Size(max = 40) String receipt) implements ApplicationCommand {

        @Override
        public String toString() {
            return "Receipt[…]";
        }
    }

    /** A returned application once more. */
    @Schema(name = "ApplicationCorrection")
    record Resend(@NotBlank @Size(max = 40) String receipt, @Valid @NotNull Person person, @Valid @NotNull Consent consent)
            implements ApplicationCommand {

        @Override
        public String toString() {
            return "Resend[…]";
        }
    }

    /** @param fields that are to be put right, by their names in the form */
    @Schema(name = "ApplicationReturn")
    record Return(@NotBlank @Size(max = 500) String reason, @Size(max = 20) List<@NotBlank @Size(max = 40) String> fields)
            implements ApplicationCommand {

        public Return {
            reason = Nfc.of(reason);
            fields = fields == null ? List.of() : List.copyOf(fields);
        }
    }

    /** @param rule by which it is refused, as it is cited to the applicant */
    @Schema(name = "ApplicationRefusal")
    record Refuse(@NotBlank @Size(max = 500) String reason, @NotBlank @Size(max = 300) String rule) implements ApplicationCommand {

        public Refuse {
            reason = Nfc.of(reason);
            rule = Nfc.of(rule);
        }
    }

    /** Many for the same reason. @param rule by which they are refused, as it is cited to the applicants */
    @Schema(name = "ApplicationRefusals")
    record RefuseMany(@NotEmpty @Size(max = MOST) List<@NotNull UUID> applications, @NotBlank @Size(max = 500) String reason,
            @NotBlank @Size(max = 300) String rule) implements ApplicationCommand {

        public RefuseMany {
            reason = Nfc.of(reason);
            rule = Nfc.of(rule);
        }
    }

    /** Those that were refused by mistake. @param why goes on the audit trail */
    @Schema(name = "ApplicationReopenings")
    record Reopen(@NotEmpty @Size(max = MOST) List<@NotNull UUID> applications, @NotBlank @Size(max = 500) String why) implements ApplicationCommand {

        public Reopen {
            why = Nfc.of(why);
        }
    }

    /** @param joinedOn the day of the decision where nothing is said; {@code memberCode} made by the server where there is none */
    @Schema(name = "ApplicationAdmission")
    record Admit(
            @NotBlank @Size(max = 80) String decisionNumber,
            @NotNull LocalDate decisionDate,
            LocalDate joinedOn,
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}") String memberCode,
            @Size(max = 40) String cardNumber,
            String duesKind) implements ApplicationCommand {

        public Admit {
            decisionNumber = Nfc.of(decisionNumber);
        }
    }

    /** Many by one decision. */
    @Schema(name = "ApplicationAdmissions")
    record AdmitMany(
            @NotEmpty @Size(max = MOST) List<@NotNull UUID> applications,
            @NotBlank @Size(max = 80) String decisionNumber,
            @NotNull LocalDate decisionDate,
            LocalDate joinedOn) implements ApplicationCommand {

        Admit each() {
            return new Admit(decisionNumber, decisionDate, joinedOn, null, null, null);
        }
    }

    /** Those who were admitted by mistake. @param why goes on the audit trail */
    @Schema(name = "ApplicationAdmissionUndo")
    record UndoAdmissions(@NotEmpty @Size(max = MOST) List<@NotNull UUID> applications, @NotBlank @Size(max = 500) String why) implements ApplicationCommand {

        public UndoAdmissions {
            why = Nfc.of(why);
        }
    }

    /** To whichever unit holds the person. @param movesOn the first day here; {@code note} is shown to that unit */
    @Schema(name = "ApplicationTransferProposal")
    record Propose(@NotNull LocalDate movesOn, @Size(max = 500) String note) implements ApplicationCommand {

        public Propose {
            note = Nfc.of(note);
        }
    }

    /** @param purpose for which national id and phone are needed; goes on the audit trail */
    @Schema(name = "ApplicantReveal")
    record Reveal(@NotBlank @Size(min = 10, max = 500) String purpose) implements ApplicationCommand {
    }
}
