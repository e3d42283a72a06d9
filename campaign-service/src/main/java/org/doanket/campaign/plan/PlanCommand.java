package org.doanket.campaign.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of plans and targets. */
public sealed interface PlanCommand {

    /** @param basis the resolution it carries out. @param starts the first of January of its year if not said, {@code ends} the last of December */
    record Draw(@NotNull UUID unit, @NotBlank @Size(max = 300) String name, @Size(max = 500) String basis,
            @NotNull @Min(2000) @Max(2100) Integer year, LocalDate starts, LocalDate ends,
            @Valid @Size(max = 100) List<@NotNull Task> tasks,
            @Valid @Size(max = 200) List<@NotNull SetTarget> targets) implements PlanCommand {

        public Draw {
            name = Nfc.of(name);
            basis = Nfc.of(basis);
            tasks = tasks == null ? List.of() : new ArrayList<>(tasks);
            targets = targets == null ? List.of() : new ArrayList<>(targets);
            if (year != null && year >= 2000 && year <= 2100) {
                starts = starts == null ? LocalDate.of(year, 1, 1) : starts;
                ends = ends == null ? LocalDate.of(year, 12, 31) : ends;
            }
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }
    }

    /** What may be changed of a plan. */
    record Edit(@NotBlank @Size(max = 300) String name, @Size(max = 500) String basis,
            @Valid @Size(max = 100) List<@NotNull Task> tasks) implements PlanCommand {

        public Edit {
            name = Nfc.of(name);
            basis = Nfc.of(basis);
            tasks = tasks == null ? List.of() : new ArrayList<>(tasks);
        }
    }

    /**
     * A target, or a share of one that a unit above has handed down.
     *
     * @param adopts      that target; then all but planned, task and offered follows from it
     * @param task        number of the task in the plan that it belongs to
     * @param direction   {@code up}: reach at least what is planned; {@code down}: stay at or below it
     * @param aggregation {@code sum} of what is reported, the {@code last} figure, or a {@code ratio} in percent, always from its parts
     * @param planned     money in minor units of the currency; of a ratio percent
     * @param binding     from which facts it is counted; of a ratio these are the numerator, and those of {@code denominator} the other part
     * @param offered     handed down: units below may adopt it
     */
    record SetTarget(UUID adopts, @Positive Integer task, @Size(max = 60) @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]*") String code,
            @Size(max = 500) String title, @Size(max = 60) String unitOfMeasure, @Pattern(regexp = "up|down") String direction,
            @Pattern(regexp = "sum|ratio|last") String aggregation,
            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal planned,
            @Size(max = 60) String binding, @Size(max = 60) String denominator, @Pattern(regexp = "[A-Z]{3}") String currency,
            LocalDate starts, LocalDate ends, UUID boundUnit, Boolean offered) implements PlanCommand {

        public SetTarget {
            title = Nfc.of(title);
            unitOfMeasure = Nfc.of(unitOfMeasure);
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }
    }

    /** What may be changed of a target. */
    record EditTarget(@NotBlank @Size(max = 500) String title,
            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal planned, @Positive Integer task,
            boolean offered) implements PlanCommand {

        public EditTarget {
            title = Nfc.of(title);
        }
    }

    /**
     * Progress of a target that is not bound.
     *
     * @param day   the day it is true of; a later report for the same day takes its place
     * @param value of a sum, what came in addition; of a last figure, the figure
     */
    record Report(@NotNull LocalDate day, @Digits(integer = 15, fraction = 4) BigDecimal value,
            @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal numerator,
            @Positive @Digits(integer = 15, fraction = 4) BigDecimal denominator, @Size(max = 1000) String note) implements PlanCommand {

        public Report {
            note = Nfc.of(note);
        }
    }

    /** The unit makes a plan that was handed down its own. @param actNumber of its decision */
    @Schema(name = "PlanAdoption")
    record Adopt(@Size(max = 100) String actNumber, @NotNull LocalDate on) implements PlanCommand {

        public Adopt {
            actNumber = Nfc.of(actNumber);
        }
    }

    /**
     * What each unit below is to reach. Sums and last figures must add up to what is planned, together with what is kept; of a
     * ratio the parts must: each share is a percentage of its base.
     *
     * @param planned  a new figure for the target itself; null: as it stands
     * @param kept     for the unit itself, nought if not said; of a ratio a percentage of {@code keptBase}
     */
    @Schema(name = "TargetAllocation")
    record Allocate(@DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal planned,
            @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal kept,
            @Positive @Digits(integer = 15, fraction = 4) BigDecimal keptBase,
            @NotEmpty @Valid @Size(max = 5000) List<@NotNull Share> shares) implements PlanCommand {

        public Allocate {
            shares = shares == null ? null : new ArrayList<>(shares);
        }
    }

    /**
     * @param planned what is to be reached, or null where a weight says it
     * @param weight  shares out what is planned in proportion, in whole numbers that add up; for all shares or for none
     * @param base    of a ratio, what it is measured on
     */
    @Schema(name = "TargetShare")
    record Share(@NotNull UUID unit, @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal planned,
            @Positive @Max(1_000_000_000) Long weight, @Positive @Digits(integer = 15, fraction = 4) BigDecimal base) {
    }
}
