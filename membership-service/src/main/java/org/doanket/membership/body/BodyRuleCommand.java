package org.doanket.membership.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules of which bodies there are, and with which positions. */
public sealed interface BodyRuleCommand {

    /**
     * @param code   of a kind that there is, or of a new one
     * @param levels of units that have such a body
     * @param used   false: none is formed that begins on that day or later; those that sit do so until they end
     */
    @Schema(name = "BodyKindRuleSetting")
    record SetKind(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CharterCommand.CODE) String code,
            @NotNull @Size(min = 1, max = 20) List<@NotBlank @Size(max = 50) String> levels, @NotNull @Valid CharterCommand.Names name, @NotNull Boolean used)
            implements BodyRuleCommand {
    }

    /**
     * @param code      of a position that there is, or of a new one
     * @param single    one holder at a time
     * @param takesSeat counts as a member of the body
     * @param rank      in lists, the lowest first
     * @param used      false: given to nobody from that day on; who has it keeps it
     */
    @Schema(name = "BodyPositionRuleSetting")
    record SetPosition(@NotNull @Valid RuleSource source, @NotBlank @Size(max = 50) String bodyKind, @NotNull @Pattern(regexp = CharterCommand.CODE) String code,
            @NotNull Boolean single, @NotNull Boolean takesSeat, @NotNull @Min(1) @Max(1_000) Integer rank, @NotNull @Valid CharterCommand.Names name,
            @NotNull Boolean used) implements BodyRuleCommand {
    }
}
