package org.doanket.finance.fund;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What may be asked of the employers' fund. */
public sealed interface FundCommand {

    /** In minor units; so that two per cent of a year of it is still a number that everything can count with. */
    long MOST = 100_000_000_000_000L;
    int MOST_STAFF = 10_000_000;

    /**
     * What an employer says of a month; said again, it corrects what was said before.
     *
     * @param payroll   the wages that the rule is of: subject to compulsory social insurance, with CN's rule all of them
     * @param headCount staff in compulsory social insurance
     * @param organisationMembers of them those in a workers' organisation at the employer; none if not given
     */
    record Declare(@NotNull UUID employer, @NotNull YearMonth month, @NotNull Money payroll,
            @NotNull @Min(0) @Max(MOST_STAFF) Integer headCount,
            @Min(0) @Max(MOST_STAFF) Integer organisationMembers, @Size(min = 1, max = 500) String note) implements FundCommand {

        @AssertTrue
        public boolean isPayrollKept() {
            return payroll == null || payroll.amount() >= 0 && payroll.amount() <= MOST;
        }

        @AssertTrue
        public boolean isOfTheStaff() {
            return headCount == null || organisationMembers == null || organisationMembers <= headCount;
        }
    }

    /**
     * Money that came in from an employer. It pays his oldest months first; what is above all of them waits for later ones.
     *
     * @param from where it is booked by now: came to the bank account or in cash; what a line of the bank brought into suspense is said
     *             of that line
     */
    record Receive(@NotNull UUID employer, @NotNull Money amount, @NotNull LocalDate day,
            @NotNull @Pattern(regexp = "bank|cash") String from,
            @Size(min = 1, max = 500) String note) implements FundCommand {

        @AssertTrue
        public boolean isSomeMoney() {
            return amount == null || amount.amount() > 0 && amount.amount() <= MOST;
        }
    }

    /**
     * A decision on an employer's months; or, without an employer, an act under which those who meet its criterion may be granted the same.
     *
     * @param unit      whose act it is, where it names no employer
     * @param under     the act under which it is granted
     * @param payableBy of a deferral; a suspension's day follows from its end
     * @param part      of a reduction: how much of what is owed is let off
     * @param idle      an act's criterion: at least this part of the staff in social insurance stands idle
     * @param staff     staff in social insurance of him to whom it is granted, and {@code idleStaff} of them without work
     */
    record Decide(@NotNull @Pattern(regexp = "suspension|deferral|reduction|waiver") String kind, UUID unit, UUID employer, UUID under,
            @NotBlank @Size(max = 100) String actNumber, @NotNull LocalDate decidedOn, @NotNull YearMonth from, @NotNull YearMonth to,
            LocalDate payableBy, @Valid Ratio part, @Valid Ratio idle, @Min(1) @Max(MOST_STAFF) Integer staff,
            @Min(0) @Max(MOST_STAFF) Integer idleStaff,
            @NotBlank @Size(max = 500) String reason) implements FundCommand {

        @AssertTrue
        public boolean isEmployerOrUnit() {
            return (employer == null) != (unit == null) && (under == null || employer != null);
        }

        @AssertTrue
        public boolean isForwards() {
            return from == null || to == null || !to.isBefore(from);
        }

        @AssertTrue
        public boolean isWithItsFigures() {
            return kind == null || kind.equals("deferral") == (payableBy != null) && kind.equals("reduction") == (part != null)
                    && (part == null || part.numerator() <= part.denominator()) && (idle == null || idle.numerator() <= idle.denominator());
        }

        @AssertTrue
        public boolean isStaffWhole() {
            return (staff == null) == (idleStaff == null) && (staff == null || idleStaff <= staff);
        }
    }

    /** Takes back a decision, or a receipt, and says why. */
    record Revoke(@NotBlank @Size(max = 500) String why) implements FundCommand {
    }
}
