package org.doanket.finance.report;

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
import org.doanket.finance.rule.RuleCommand;
import org.doanket.platform.money.Money;

/** What may be asked of reports. */
public sealed interface ReportCommand {

    long MOST = 1_000_000_000_000_000L;
    String CODE = "[0-9]{2}(\\.[0-9]{2})?";
    String SIDE = "opening|income|total-income|spending|total-spending|up|handed-over|closing";

    /** Under which code an account falls from a day on. */
    record SetMapping(@NotBlank @Size(max = 20) String account, @NotNull @Pattern(regexp = CODE) String code,
            @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation, boolean verified) implements ReportCommand {
    }

    /**
     * How a line of the form reads from a day on; a code that there is not yet stands on the side that is given.
     *
     * @param used whether it is on the form from then on, as it is if not given
     */
    record SetCode(@NotNull @Pattern(regexp = CODE) String code, @NotNull @Pattern(regexp = SIDE) String side, @NotNull @Valid RuleCommand.Names names,
            @NotNull @Min(1) @Max(9999) Integer place, Boolean used, @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation,
            boolean verified) implements ReportCommand {
    }

    /** What may be put right before the row begins. */
    record AmendCode(@NotNull @Valid RuleCommand.Names names, @NotNull @Min(1) @Max(9999) Integer place, @NotBlank @Size(max = 500) String citation,
            @NotNull Boolean verified) implements ReportCommand {
    }

    record Cancel(@NotBlank @Size(max = 500) String why) implements ReportCommand {
    }

    record Amount(@NotNull @Pattern(regexp = CODE) String code, @NotNull Money amount) {

        @AssertTrue
        public boolean isAmountWithinBounds() {
            return amount == null || Math.abs(amount.amount()) <= MOST;
        }
    }

    /** Approves a year's settlement as the books have it, but for the codes that are given with another amount. */
    record Approve(@NotNull UUID unit, @Min(2010) @Max(2199) int year, @NotBlank @Size(max = 500) String act,
            @Size(max = 100) List<@NotNull @Valid Amount> lines) implements ReportCommand {
    }
}
