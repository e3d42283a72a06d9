package org.doanket.finance.budget;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What may be asked of budgets and of what guards them. */
public sealed interface BudgetCommand {

    long MOST = 1_000_000_000_000_000L;

    record Line(@NotNull @Pattern(regexp = "[0-9]{2}(\\.[0-9]{2})?") String code, @NotNull Money amount) {

        @AssertTrue
        public boolean isAmountWithinBounds() {
            return amount == null || amount.amount() >= 0 && amount.amount() <= MOST;
        }
    }

    /** @param act by which the unit has resolved it */
    record Draw(@NotNull UUID unit, @Min(2011) @Max(2199) int year, @NotBlank @Size(max = 500) String act,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines) implements BudgetCommand {
    }

    /** The whole budget anew, as a draft is mended or an approved budget amended. */
    record Amend(@NotBlank @Size(max = 500) String act,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines) implements BudgetCommand {
    }

    /** @param version which was read, so that nobody decides on another one */
    record Submit(@Min(1) @Max(1_000_000) int version) implements BudgetCommand {
    }

    record Approve(@Min(1) @Max(1_000_000) int version, @Size(max = 500) String note) implements BudgetCommand {
    }

    record Return(@Min(1) @Max(1_000_000) int version, @NotBlank @Size(max = 500) String reason) implements BudgetCommand {
    }

    /** Codes of the form; one with a minus is taken off, as 39.01 is from 22 to leave the share that a unit keeps. */
    record SetGuard(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}") String name,
            @NotNull @Pattern(regexp = "[a-z-]{1,40}") String level, @Min(2011) @Max(2199) int fromYear, @Min(2011) @Max(2199) Integer toYear,
            @NotEmpty @Size(max = 20) List<@NotNull @Pattern(regexp = "-?[0-9]{2}(\\.[0-9]{2})?") String> numerator,
            @NotEmpty @Size(max = 20) List<@NotNull @Pattern(regexp = "-?[0-9]{2}(\\.[0-9]{2})?") String> denominator,
            @NotNull @Pattern(regexp = "min|max") String bound, @NotNull @Valid Ratio share,
            @NotNull @Pattern(regexp = "warn|block") String severity,
            @NotBlank @Size(max = 500) String citation, boolean verified) implements BudgetCommand {

        @AssertTrue
        public boolean isForwards() {
            return toYear == null || toYear >= fromYear;
        }
    }

    record Cancel(@NotBlank @Size(max = 500) String why) implements BudgetCommand {
    }
}
