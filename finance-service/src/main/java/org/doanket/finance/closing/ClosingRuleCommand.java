package org.doanket.finance.closing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** What may be asked of the rules by which closings go. */
public sealed interface ClosingRuleCommand {

    record Text(@NotBlank @Size(max = 500) String vi, @NotBlank @Size(max = 500) String en, @NotBlank @Size(max = 500) String zh) {
    }

    record SetRule(@NotNull @Pattern(regexp = "freeze|heir|late-receipt|shares|claims") String code, @NotNull @Valid Text text,
            @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation, boolean verified) implements ClosingRuleCommand {
    }
}
