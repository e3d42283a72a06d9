package org.doanket.membership.right;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.doanket.platform.rule.RuleSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules of rights. */
public sealed interface RightCommand {

    /** @param subject which category or status; none where the ground is any */
    @Schema(name = "RightRuleSetting")
    record Set(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String right,
            @NotNull @Pattern(regexp = "any|category|status") String ground, @Size(max = 50) String subject, @NotNull Boolean held) implements RightCommand {
    }
}
