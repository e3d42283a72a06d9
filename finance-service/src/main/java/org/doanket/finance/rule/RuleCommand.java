package org.doanket.finance.rule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleSource;

/** What may be asked of the rules. */
public sealed interface RuleCommand {

    /** How codes of membership-service and of ours are written. */
    String CODE = "[a-z0-9]+(-[a-z0-9]+){0,9}";

    /** A fraction of a parameter, as caps and floors are given. */
    record PartOf(@NotBlank @Size(max = 50) String parameter, @NotNull @Valid Ratio part) {
    }

    /**
     * @param category of the members that it is for, or null for all whose category has no rule of its own
     * @param ownRate  whether units may resolve a higher rate of their own; not if not given
     */
    record SetDuesRule(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 20) String code,
            @NotBlank @Size(max = 50) String duesKind, @Pattern(regexp = CODE) @Size(max = 50) String category,
            @NotNull @Pattern(regexp = "rate|fixed|out-of-scope") String method,
            @Pattern(regexp = "si-salary|net-pay|wage") String baseKind, @Positive Long baseStep, @Valid Ratio rate, @Valid PartOf cap,
            @Valid PartOf floor, Boolean ownRate) implements RuleCommand {
    }

    record SetParameter(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String name, @Size(max = 20) String region,
            @NotNull Money amount) implements RuleCommand {
    }

    /** @param name such as {@code exempt-part-of-month}; what it is of is said where it is used */
    record SetFigure(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) @Size(max = 50) String name, @NotNull @Valid Ratio value)
            implements RuleCommand {
    }

    /**
     * @param stream      {@code dues-excess}: what a unit's own higher rate brings above the common dues; {@code other}: all other income
     * @param up          what goes to the level above
     * @param level       of units of this level only, such as {@code province}; of all that have no row of their own if not given
     * @param group       of unions at employers of this group only
     * @param origin      {@code own}: of what a unit receives itself (if not given); {@code below}: of what comes to it from below
     * @param provisional an estimate to split receipts by; the decided row of the same day takes its place
     */
    record SetSharingRatio(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = "dues|fund|dues-excess|other") String stream, @NotNull @Valid Ratio up,
            LocalDate decidedOn, @Pattern(regexp = "[a-z][a-z-]{0,39}") String level,
            @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String group,
            @Pattern(regexp = "own|below") String origin, Boolean provisional) implements RuleCommand {
    }

    /**
     * A rule of the employers' fund. {@code group}: of employers of this group only. {@code validTo}: the first day on which it no longer
     * holds.
     */
    record SetFundRule(@NotNull @Valid RuleSource source,
            @NotNull @Pattern(regexp = "rate|due|suspension|suspension-due|deferral|hand-over|small-payer-refund|fine-late|"
            + "fine-unpaid|late-fee|remedy|reduction|waiver") String kind, @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String group,
            LocalDate validTo, @Valid Ratio part,
            @Valid Ratio upTo, @Min(0) @Max(120) Integer months, @Min(0) @Max(31) Integer days, Money amount) implements RuleCommand {

        @AssertTrue
        public boolean isOfParts() {
            return (part == null || part.numerator() <= part.denominator()) && (upTo == null || upTo.numerator() <= upTo.denominator());
        }

        @AssertTrue
        public boolean isForwards() {
            return validTo == null || source == null || source.validFrom() == null || validTo.isAfter(source.validFrom());
        }

        @AssertTrue
        public boolean isMonthOfAYear() {
            return !"deferral".equals(kind) || months == null || months >= 1 && months <= 12;
        }

        @AssertTrue
        public boolean isAmountKept() {
            return amount == null || amount.amount() >= 0 && amount.amount() <= 1_000_000_000_000L;
        }
    }

    /**
     * Frees members of dues: those absent for a reason for so many months, those paid under a parameter, those of a category.
     *
     * @param minMonths an absence shorter than this frees nobody; default 1 for absences
     * @param validTo   the first day on which it holds no more, or null while it lasts
     * @param parameter what pay is compared with; default {@code minimum-wage}
     */
    record SetExemption(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = "si-benefit|unpaid-leave|below-minimum-wage|category") String reason,
            @Pattern(regexp = CODE) @Size(max = 50) String category, @PositiveOrZero @Max(120) Integer minMonths, LocalDate validTo,
            @Pattern(regexp = CODE) @Size(max = 50) String parameter) implements RuleCommand {

        @AssertTrue
        public boolean isCategoryNamedWhereItDecides() {
            return reason == null || (category != null) == reason.equals("category");
        }

        @AssertTrue
        public boolean isParameterNamedOnlyWherePayIsCompared() {
            return parameter == null || "below-minimum-wage".equals(reason);
        }

        @AssertTrue
        public boolean isEndAfterBeginning() {
            return validTo == null || source == null || source.validFrom() == null || validTo.isAfter(source.validFrom());
        }
    }

    /** What a thing is called in the three languages. */
    record Names(@NotBlank @Size(max = 100) String vi, @NotBlank @Size(max = 100) String en, @NotBlank @Size(max = 100) String zh) {
    }

    /** @param days since the dues were due */
    record SetArrearsPhase(@NotNull @Valid RuleSource source, @NotNull @Min(1) @Max(3) Integer phase, @NotNull @Min(1) @Max(3650) Integer days,
            @NotNull @Pattern(regexp = "remind|warn|report-up") String action, @NotNull @Valid Names names) implements RuleCommand {
    }

    /** Lets an exemption end on a day to come. */
    record End(@NotNull LocalDate validTo, @NotBlank @Size(max = 500) String why) implements RuleCommand {
    }

    /** Whether those whose membership is in a state owe dues. */
    record SetOwing(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CODE) @Size(max = 50) String status, @NotNull Boolean owes)
            implements RuleCommand {
    }

    /** One more word by which registers call a dues kind, or the first one of a new kind. */
    record AddDuesKind(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull @Pattern(regexp = CODE) @Size(max = 50) String word,
            @NotNull @Pattern(regexp = CODE) @Size(max = 50) String kind, @NotBlank @Size(max = 500) String citation) implements RuleCommand {
    }
}
