package org.doanket.finance.payment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * Sets a number of the matching from a day on.
 *
 * @param name     suggestion-days: within how many days of being asked a known payer's amount is the likeliest; webhook-replay-seconds:
 * how far the
 *                 bank's clock may be from ours; webhook-overlap-hours: how long a secret holds that was changed
 * @param verified somebody has read it where the citation says
 */
public record PaymentRuleCommand(@NotNull @Pattern(regexp = "suggestion-days|webhook-replay-seconds|webhook-overlap-hours") String name,
        @NotNull LocalDate validFrom, @Min(0) @Max(100_000) int value, @NotBlank @Size(max = 500) String citation, boolean verified) {
}
