package org.doanket.servicemap.territory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.doanket.platform.rule.RuleSource;

/**
 * Lets a kind of unit be there for a place from a day on.
 *
 * @param kind       as membership calls it, such as commune-union
 * @param rank       1 for the lowest
 * @param holdsBelow whether it holds all that lies below its codes
 */
public record TerritorialKindCommand(@Valid @NotNull RuleSource source, @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,40}") String kind,
        @Min(1) @Max(100) int rank, boolean holdsBelow) {
}
