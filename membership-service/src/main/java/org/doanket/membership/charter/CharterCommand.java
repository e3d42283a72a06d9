package org.doanket.membership.charter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules of membership, which the charters of the two jurisdictions lay down. */
public sealed interface CharterCommand {

    /** Those that an office may bring: not a member's own, and not that of a machine. */
    String OFFICE_ROLES = "federation-officer|unit-officer|treasurer|auditor|campaign-officer|map-editor|desk-clerk|tips-officer";

    String CODE = "[a-z][a-z0-9-]{0,49}";

    RuleSource source();

    /** What something is called, in all languages. */
    @Schema(name = "RuleNames")
    record Names(@NotBlank @Size(max = 500) String vi, @NotBlank @Size(max = 500) String en, @NotBlank @Size(max = 500) String zh) {

        public Names {
            vi = Nfc.of(vi);
            en = Nfc.of(en);
            zh = Nfc.of(zh);
        }
    }

    /**
     * @param rank of the words of a status; the lowest is meant where none is given
     * @param used false: given to nobody from that day on; of those who have it the word stays
     */
    @Schema(name = "StatusReasonSetting")
    record SetReason(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String status, @NotNull @Pattern(regexp = CODE) String code,
            @NotNull @Min(1) @Max(1_000) Integer rank, @NotNull @Valid Names name, @NotNull Boolean used) implements CharterCommand {
    }

    /**
     * @param months for how long; not given: as long as its purpose lasts
     * @param kept   false: from that day on an erasure takes it too
     */
    @Schema(name = "RetentionRuleSetting")
    record SetRetention(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) String code, @NotNull @Valid Names what,
            @Min(1) @Max(1_200) Integer months, @NotNull Boolean kept) implements CharterCommand {
    }

    /**
     * @param code            of a kind that there is, or of a new one
     * @param level           of a kind that there is its own, which does not change
     * @param defaultCategory of members of such a unit, as {@code defaultDuesKind}, where nothing else is said
     * @param hasEmployer     whether such a unit lies with an employer, whose workers are counted
     * @param used            false: no unit becomes of this kind from that day on; those that are stay
     */
    @Schema(name = "UnitKindSetting")
    record SetUnitKind(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) String code, @NotBlank @Size(max = 50) String level,
            @NotNull @Valid Names name, @NotBlank @Size(max = 50) String defaultCategory, @Size(min = 1, max = 50) String defaultDuesKind,
            @NotNull Boolean hasEmployer, @NotNull Boolean used) implements CharterCommand {
    }

    /**
     * @param unitKind all kinds if not given; the row of the kind goes before that of all
     * @param taken    whether such a unit takes people of that category; whether they may join or apply at all the rules of rights say
     */
    @Schema(name = "AdmissionRuleSetting")
    record SetAdmission(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String category, @Size(min = 1, max = 50) String unitKind,
            @NotNull Boolean taken) implements CharterCommand {
    }

    /**
     * @param fromStatuses  after which the status may be given; none: it may be given to nobody
     * @param needsAct      only by a decision that has a number
     * @param needsReminder only months after a reminder, as the parameter lapse-after says
     */
    @Schema(name = "StatusRuleSetting")
    record SetStatus(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String status,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> fromStatuses, boolean needsAct, boolean needsReminder)
            implements CharterCommand {
    }

    /** @param roles that the office brings at that level; none: it brings none any more */
    @Schema(name = "OfficeRoleRuleSetting")
    record SetOffice(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String bodyKind, @NotBlank @Size(max = 50) String position,
            @NotBlank @Size(max = 50) String level, @NotNull @Size(max = 10) List<@NotNull @Pattern(regexp = OFFICE_ROLES) String> roles)
            implements CharterCommand {
    }

    /**
     * @param code           of the form that it is about; several are in force side by side
     * @param pattern        digits and capitals, classes of them ([0-9], [0-9X]), counted repetitions ({12}); one alone may leave a choice ({8,9})
     * @param checkAlgorithm how the number can be reckoned to be none
     * @param used           false: none of this form is taken in from that day on; those on record stay
     */
    @Schema(name = "NationalIdRuleSetting")
    record SetNationalId(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) String code,
            @NotBlank @Size(max = NumberPattern.LONGEST) String pattern, @NotNull @Pattern(regexp = NationalIdCheck.CODES) String checkAlgorithm,
            @NotNull Boolean used) implements CharterCommand {
    }

    /**
     * @param code    of the form that it is about; several are in force side by side
     * @param pattern digits, capitals, / and -, classes of the first two ([0-9], [0-9X]), counted repetitions ({12}); one alone may leave a choice ({8,9})
     * @param used    false: none of this form is taken in from that day on; those on record stay
     */
    @Schema(name = "CardNumberRuleSetting")
    record SetCardNumber(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) String code,
            @NotBlank @Size(max = NumberPattern.LONGEST) String pattern, @NotNull Boolean used) implements CharterCommand {
    }

    /**
     * @param code   of a post that there is, or of a new one
     * @param barred whether who holds it is kept from being a member; false: the form asks for it, and who holds it is admitted
     */
    @Schema(name = "BarredPostRuleSetting")
    record SetBarredPost(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) String code, @NotNull @Valid Names name, @NotNull Boolean barred)
            implements CharterCommand {
    }

    /**
     * @param yearsCount whether the years of the former membership count for seniority
     * @param needsAct   by a decision only; where it is not said, so
     * @param byAbove    by a unit above the one that takes the person only; where it is not said, after an expulsion
     */
    @Schema(name = "ReturnRuleSetting")
    record SetReturn(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String formerStatus, @NotNull Boolean mayReturn,
            @NotNull Boolean yearsCount, Boolean needsAct, Boolean byAbove) implements CharterCommand {
    }
}
