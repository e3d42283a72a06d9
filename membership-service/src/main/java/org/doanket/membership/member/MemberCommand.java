package org.doanket.membership.member;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a member; the bodies of its requests. Those with personal data hide it in their toString. */
public sealed interface MemberCommand {

    /**
     * @param code           made by the server where there is none; {@code externalId} is the member's in the system {@code externalSource}
     * @param decisionNumber of the admission: whoever was a member before is not taken back without it, nor without {@code decisionDate}
     */
    @Schema(name = "MemberAdmission")
    record Admit(
            @NotNull UUID unitId,
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}") String code,
            @NotBlank @Size(max = 200) String fullName,
            LocalDate birthDate,
            @Pattern(regexp = "female|male") String sex,
            @Size(max = 30) String nationalId,
            @Size(max = 30) String phone,
            @Email @Size(max = 200) String email,
            @Size(max = 40) String cardNumber,
            @Size(max = 40) String externalSource,
            @Size(max = 80) String externalId,
            @NotNull LocalDate joinedOn,
            @Size(max = 200) String position,
            String category,
            String duesKind,
            @Valid MemberProfile profile,
            @Size(max = 80) String decisionNumber,
            LocalDate decisionDate) implements MemberCommand {

        public Admit {
            cardNumber = card(cardNumber);
            fullName = Nfc.of(fullName);
            position = Nfc.of(position);
            decisionNumber = Nfc.of(decisionNumber);
        }

        public Admit(UUID unitId, String code, String fullName, LocalDate birthDate, String sex, String nationalId, String phone, String email,
                String cardNumber, String externalSource, String externalId, LocalDate joinedOn, String position, String category, String duesKind) {
            this(unitId, code, fullName, birthDate, sex, nationalId, phone, email, cardNumber, externalSource, externalId, joinedOn, position,
                    category, duesKind, null, null, null);
        }

        /** The same with what else is known of somebody who joins. @param contract or null */
        public Admit with(String address, Contract contract) {
            return new Admit(unitId, code, fullName, birthDate, sex, nationalId, phone, email, cardNumber, externalSource, externalId, joinedOn, position,
                    category, duesKind, MemberProfile.of(address, contract), decisionNumber, decisionDate);
        }

        /** The same by a decision. */
        public Admit by(String number, LocalDate date) {
            return new Admit(unitId, code, fullName, birthDate, sex, nationalId, phone, email, cardNumber, externalSource, externalId, joinedOn, position,
                    category, duesKind, profile, number, date);
        }

        @Override
        public String toString() {
            return "Admit[unitId=" + unitId + ", code=" + code + "]";
        }
    }

    /** A labour contract. @param to its last day; null where it is open */
    record Contract(LocalDate from, LocalDate to) {

        /** Null where there is none. */
        public static Contract of(LocalDate from, LocalDate to) {
            return from == null ? null : new Contract(from, to);
        }
    }

    /**
     * Somebody who wants to join, to be of another category or in another unit, by what the rules ask of him.
     *
     * @param unitKind  of the unit that is to take him or has him
     * @param birthDate null where it is not known
     * @param profile   with the days of the contract, or null
     */
    record Joining(String jurisdiction, String unitKind, String category, LocalDate birthDate, MemberProfile profile, LocalDate on,
            Occasion occasion) {

        /** On which rules are asked: an applicant asks for it himself, where a committee makes members; which of them, the database knows. */
        public enum Occasion {
            APPLICATION, ADMISSION, OTHER_CATEGORY, OTHER_AGE, MOVE
        }

        /** Somebody whom a decision is to admit or to take over from another unit. @param contract or null */
        public static Joining coming(String jurisdiction, String unitKind, String category, LocalDate birthDate, Contract contract, LocalDate on,
                boolean isMember) {
            return new Joining(jurisdiction, unitKind, category, birthDate, MemberProfile.of(null, contract), on, isMember ? Occasion.MOVE : Occasion.ADMISSION);
        }

        /** @param contract or null */
        public static Joining applicant(String jurisdiction, String unitKind, String category, LocalDate birthDate, Contract contract,
                LocalDate on) {
            return new Joining(jurisdiction, unitKind, category, birthDate, MemberProfile.of(null, contract), on, Occasion.APPLICATION);
        }

        @Override
        public String toString() {
            return "Joining[…]";
        }
    }

    /** The fields that a merge patch may name; the category stands here to be seen, and changes by a verb of its own. */
    @Schema(name = "MemberChange")
    record Change(
            @NotBlank @Size(max = 200) String fullName,
            LocalDate birthDate,
            @Pattern(regexp = "female|male") String sex,
            @Size(max = 30) String nationalId,
            @Size(max = 30) String phone,
            @Email @Size(max = 200) String email,
            @Size(max = 40) String cardNumber,
            @NotNull LocalDate joinedOn,
            @Size(max = 200) String position,
            @NotBlank String category,
            String duesKind,
            @Valid MemberProfile profile) implements MemberCommand {

        public Change {
            cardNumber = card(cardNumber);
            fullName = Nfc.of(fullName);
            position = Nfc.of(position);
        }

        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    /**
     * Another status, and why; one that is not open ends the membership.
     *
     * @param reasonCode one of those of the status; the usual one where none is given
     * @param actNumber  of the decision, where the rule asks for one
     */
    @Schema(name = "MemberStatusChange")
    record SetStatus(@NotBlank String status, @NotNull LocalDate since, @NotBlank @Size(max = 500) String reason,
            @Size(max = 50) String reasonCode, @Size(max = 100) String actNumber) implements MemberCommand {

        public SetStatus {
            reason = Nfc.of(reason);
        }

        public SetStatus(String status, LocalDate since, String reason) {
            this(status, since, reason, null, null);
        }
    }

    /** The fields that a member may have corrected; null: right as it is. */
    @Schema(name = "Corrections")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Corrections(
            @Size(min = 1, max = 200) String fullName,
            LocalDate birthDate,
            @Pattern(regexp = "female|male") String sex,
            @Size(max = 30) String nationalId,
            @Size(max = 30) String phone,
            @Email @Size(max = 200) String email,
            @Size(max = 40) String cardNumber,
            LocalDate joinedOn,
            @Valid MemberProfile profile) implements MemberCommand {

        public Corrections {
            cardNumber = card(cardNumber);
            fullName = Nfc.of(fullName);
        }

        @JsonIgnore
        public boolean isEmpty() {
            return equals(new Corrections(null, null, null, null, null, null, null, null, null));
        }

        @Override
        public String toString() {
            return "Corrections[…]";
        }
    }

    /** @param duesKind null: as before */
    @Schema(name = "MemberCategoryChange")
    record ChangeCategory(@NotBlank String category, @NotNull LocalDate since, @NotBlank @Size(max = 500) String reason,
            @Size(max = 100) String actNumber, String duesKind) implements MemberCommand {

        public ChangeCategory {
            reason = Nfc.of(reason);
        }
    }

    /** Somebody whose membership is over comes again. Unit and category where they are not given as before. @param decisionNumber of the admission */
    @Schema(name = "MemberReturn")
    record Return(UUID unitId, @NotNull LocalDate joinedOn, @Size(max = 200) String position, String category, @Size(max = 80) String decisionNumber,
            LocalDate decisionDate) implements MemberCommand {

        public Return {
            position = Nfc.of(position);
            decisionNumber = Nfc.of(decisionNumber);
        }
    }

    /** That a member was asked for dues and activity. */
    @Schema(name = "MemberReminderGiving")
    record Remind(@NotNull LocalDate on, @NotNull @Pattern(regexp = "letter|message|phone|visit") String channel) implements MemberCommand {
    }

    /** @param fields only those that the purpose needs */
    @Schema(name = "ProfileReveal")
    record RevealProfile(@NotEmpty @Size(max = 30) Set<@NotBlank @Size(max = 40) String> fields,
            @NotBlank @Size(min = 10, max = 300) String purpose) implements MemberCommand {
    }

    /** @param purpose for which the national id is needed; goes on the audit trail */
    @Schema(name = "NationalIdReveal")
    record Reveal(@NotBlank @Size(min = 10, max = 500) String purpose) implements MemberCommand {
    }

    /** Whose national id this is. @param purpose what for; goes on the audit trail */
    @Schema(name = "NationalIdSearch")
    record Seek(@NotBlank @Size(max = 30) String nationalId, @NotBlank @Size(min = 10, max = 500) String purpose) implements MemberCommand {

        @Override
        public String toString() {
            return "Seek[…]";
        }
    }

    /** The number of a card as it is kept and found again; null where there is none, for what is blank would be one member's alone. */
    static String card(String number) {
        String text = Nfc.of(number);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Telephone numbers, so that two ways of writing one are the same. */
    final class Phone {

        private static final java.util.regex.Pattern FILLERS = java.util.regex.Pattern.compile("[\\s.()-]");
        private static final java.util.regex.Pattern NUMBER = java.util.regex.Pattern.compile("\\+?\\d{8,15}");

        private Phone() {
        }

        /** Digits, with a plus before a foreign country's code; null if it is none. */
        public static String normal(String jurisdiction, String text) {
            String bare = FILLERS.matcher(text).replaceAll("");
            bare = bare.startsWith("00") ? '+' + bare.substring(2) : bare;
            String own = "cn".equals(jurisdiction) ? "+86" : "+84";
            if (bare.startsWith(own)) {
                bare = ("+84".equals(own) ? "0" : "") + bare.substring(own.length());
            }
            return NUMBER.matcher(bare).matches() ? bare : null;
        }
    }
}
