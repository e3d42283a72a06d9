package org.doanket.finance.rule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What may be asked of the rules. */
public sealed interface RuleCommand {

    /** Whose rule it is, from when, and where it stands. {@code verified}: somebody has read it there. */
    record Source(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull LocalDate validFrom,
            @NotBlank @Size(max = 500) String citation, boolean verified) {
    }

    /** A fraction of a parameter, as caps and floors are given. */
    record PartOf(@NotBlank @Size(max = 50) String parameter, @NotNull @Valid Ratio part) {
    }

    record SetDuesRule(@NotNull @Valid Source source, @NotBlank @Size(max = 20) String code,
            @NotBlank @Size(max = 50) String duesKind, @NotNull @Pattern(regexp = "rate|fixed|out-of-scope") String method,
            @Pattern(regexp = "si-salary|net-pay|wage") String baseKind, @Positive Long baseStep, @Valid Ratio rate, @Valid PartOf cap,
            @Valid PartOf floor) implements RuleCommand {
    }

    record SetParameter(@NotNull @Valid Source source, @NotBlank @Size(max = 50) String name, @Size(max = 20) String region,
            @NotNull Money amount) implements RuleCommand {
    }

    record SetSharingRatio(@NotNull @Valid Source source, @NotNull @Pattern(regexp = "dues|fund") String stream,
            @NotNull @Valid Ratio up, LocalDate decidedOn) implements RuleCommand {
    }

    record Cancel(@NotBlank @Size(max = 500) String why) implements RuleCommand {
    }
}
