package org.doanket.membership.rule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules. */
public sealed interface RuleCommand {

    /** Whose rule it is, from when, and where it stands. {@code verified}: somebody has read it there. */
    @Schema(name = "RuleSource")
    record Source(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull LocalDate validFrom,
            @NotBlank @Size(max = 500) String citation, boolean verified) {

        public Source {
            citation = Nfc.of(citation);
        }
    }

    /** @param subject the kind of unit, the band or the like that it is about, if the rule is not the same for all */
    @Schema(name = "ParameterSetting")
    record SetParameter(
            @NotNull @Valid Source source,
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,49}") String name,
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}") String subject,
            @PositiveOrZero @Max(1_000_000_000) Long value,
            Ratio fraction,
            @NotNull @Pattern(regexp = "members|units|persons|days|working-days|months|years|share") String unitOfMeasure) implements RuleCommand {
    }

    @Schema(name = "RuleCancellation")
    record Cancel(@NotBlank @Size(max = 500) String why) implements RuleCommand {

        public Cancel {
            why = Nfc.of(why);
        }
    }
}
