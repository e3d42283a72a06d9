package org.doanket.membership.headcount;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A figure that a head count may have besides members and workers, from a day on.
 *
 * @param rank      in lists and sheets, the lowest first
 * @param partOf    what it cannot exceed: another figure, or workers; null: nothing
 * @param countedBy the persons without whom a sum says nothing; null: it is no such sum
 * @param used      false: no report about that day or a later one says it; those that do stay
 */
@Schema(name = "HeadcountFigureRuleSetting")
public record FigureCommand(@NotNull @Valid RuleSource source, @NotNull @Pattern(regexp = CharterCommand.CODE) String code,
        @NotNull @Min(1) @Max(10_000) Integer rank, @NotNull @Valid CharterCommand.Names name, @Pattern(regexp = CharterCommand.CODE) String partOf,
        @Pattern(regexp = CharterCommand.CODE) String countedBy, @NotNull Boolean used) {
}
