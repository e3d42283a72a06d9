package org.doanket.membership.statistics;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose a workplace may be, from a day on.
 *
 * @param partOf a kind of enterprise over which R7 adds up, or null
 * @param used   false: no register card says it from that day on; those that do stay
 */
@Schema(name = "OwnershipRuleSetting")
public record OwnershipCommand(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = OwnershipCommand.CODE) String code,
        @NotNull @Valid CharterCommand.Names name, @Pattern(regexp = OwnershipCommand.CODE) String partOf, @NotNull Boolean used) {

    static final String CODE = "[a-z][a-z0-9-]{0,39}";
}
