package org.doanket.finance.loan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What may be asked of loan referrals and their rules. */
public sealed interface LoanCommand {

    /** Refers a member to a bank. @param months for which the loan is asked */
    record Refer(@NotNull UUID unit, @NotNull UUID member, @NotBlank @Size(max = 100) String bank,
            @NotBlank @Size(max = 500) String purpose, @NotNull Money principal, @NotNull @Min(1) @Max(600) Integer months)
            implements LoanCommand {
    }

    record Endorse(@Size(max = 500) String note) implements LoanCommand {
    }

    record RefuseReferral(@NotBlank @Size(max = 500) String why) implements LoanCommand {
    }

    /** One line of the bank's own schedule. */
    record BankInstalment(@NotNull LocalDate dueOn, @NotNull Money principal, @NotNull Money interest) {
    }

    /**
     * What the bank has decided. With nothing but {@code granted} false the rest is left out.
     *
     * @param on         the day of the decision; the limits of that day hold
     * @param principal  what was granted; what was asked for if not given
     * @param yearlyRate the rule of that day if not given
     * @param firstDueOn of the schedule that is made here: equal principals month by month, the last takes the rest
     * @param schedule   the bank's own, instead
     */
    record RecordDecision(@NotNull Boolean granted, @NotNull LocalDate on, Money principal, @Valid Ratio yearlyRate,
            @Min(1) @Max(600) Integer months, LocalDate firstDueOn, @Size(min = 1, max = 600) List<@NotNull @Valid BankInstalment> schedule,
            @Size(max = 500) String note) implements LoanCommand {
    }

    record ReportPayment(@NotNull LocalDate paidOn, @NotNull Money principal, @NotNull Money interest) implements LoanCommand {
    }

    /**
     * Another schedule of the bank for what was not repaid before a day.
     *
     * @param asOf       from which day on it holds; as past as the one before it or later
     * @param yearlyRate that of the schedule before if not given
     * @param capitalised interest not paid that the bank adds to the principal; none if not given
     * @param months     and {@code firstDueOn}, of a schedule that is made here: equal principals month by month, the last takes the rest
     * @param schedule   the bank's own, instead
     */
    record Reschedule(@NotNull LocalDate asOf, @Valid Ratio yearlyRate, Money capitalised, @Min(1) @Max(600) Integer months, LocalDate firstDueOn,
            @Size(min = 1, max = 600) List<@NotNull @Valid BankInstalment> schedule, @NotBlank @Size(max = 500) String why) implements LoanCommand {

        @AssertTrue
        public boolean isOneSchedule() {
            return schedule == null ? months != null && firstDueOn != null : months == null && firstDueOn == null;
        }
    }

    /** @param on the day from which the bank asks for nothing any more */
    record WriteOff(@NotNull LocalDate on, @NotBlank @Size(max = 500) String why) implements LoanCommand {
    }

    record TakeBackWriteOff(@NotBlank @Size(max = 500) String why) implements LoanCommand {
    }

    /** @param value minor units, months or days, by kind; @param ratio for {@code yearly-rate} and {@code overdue-factor} */
    record SetLoanRule(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @NotNull @Pattern(regexp = "max-principal|max-months|yearly-rate|overdue-factor|grace-days") String kind,
            @NotNull LocalDate validFrom, @Min(0) @Max(1_000_000_000_000L) Long value, @Valid Ratio ratio,
            @NotBlank @Size(max = 500) String citation, boolean verified) implements LoanCommand {

        /** Days and months are added to days; more than this would lead out of the calendar. */
        @AssertTrue
        public boolean isTimeWithinBounds() {
            return value == null || !"grace-days".equals(kind) && !"max-months".equals(kind) || value <= 3650;
        }
    }
}
