package org.doanket.membership.jobhelp;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A trade by which openings and seekers are sorted, from a day on.
 *
 * @param used false: nothing is sorted under it from that day on; what is on record stays
 */
@Schema(name = "JobTradeRuleSetting")
public record TradeCommand(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String code,
        @NotNull @Valid CharterCommand.Names name, @NotNull Boolean used) {
}
