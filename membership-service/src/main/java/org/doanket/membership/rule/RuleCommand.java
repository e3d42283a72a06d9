package org.doanket.membership.rule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules. */
public sealed interface RuleCommand {

    /** @param subject the kind of unit, the band or the like that it is about, if the rule is not the same for all */
    @Schema(name = "ParameterSetting")
    record SetParameter(
            @NotNull @Valid RuleSource source,
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,49}") String name,
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}") String subject,
            @PositiveOrZero @Max(1_000_000_000) Long value,
            Ratio fraction,
            @NotNull @Pattern(regexp = "members|units|persons|days|working-days|months|years|share") String unitOfMeasure) implements RuleCommand {
    }

    /** @param bands the first from no members on */
    @Schema(name = "BodySizeSetting")
    record SetSizes(
            @NotNull @Valid RuleSource source,
            @NotBlank @Size(max = 50) String bodyKind,
            @NotBlank @Size(max = 50) String unitKind,
            @NotEmpty @Size(max = 50) List<@NotNull @Valid Band> bands) implements RuleCommand {
    }

    /** Between so many seats and so many, from so many members of the unit on. */
    @Schema(name = "BodySizeBandSetting")
    record Band(@PositiveOrZero @Max(1_000_000_000) long membersFrom, @Min(1) @Max(1000) int seatsFrom, @Min(1) @Max(1000) int seatsTo) {
    }
}
