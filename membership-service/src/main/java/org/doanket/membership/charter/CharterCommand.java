package org.doanket.membership.charter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.doanket.membership.rule.RuleCommand;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules of membership, which the charters of the two jurisdictions lay down. */
public sealed interface CharterCommand {

    RuleCommand.Source source();

    /**
     * @param unitKind all kinds if not given; the row of the kind goes before that of all
     * @param taken    whether such a unit takes people of that category; whether they may join or apply at all the rules of rights say
     */
    @Schema(name = "AdmissionRuleSetting")
    record SetAdmission(@NotNull @Valid RuleCommand.Source source, @NotBlank @Size(max = 50) String category, @Size(min = 1, max = 50) String unitKind,
            @NotNull Boolean taken) implements CharterCommand {
    }

    /**
     * @param fromStatuses  after which the status may be given; none: it may be given to nobody
     * @param needsAct      only by a decision that has a number
     * @param needsReminder only months after a reminder, as the parameter lapse-after says
     */
    @Schema(name = "StatusRuleSetting")
    record SetStatus(@NotNull @Valid RuleCommand.Source source, @NotBlank @Size(max = 50) String status,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> fromStatuses, boolean needsAct, boolean needsReminder)
            implements CharterCommand {
    }

    /** @param yearsCount whether the years of the former membership count for seniority */
    @Schema(name = "ReturnRuleSetting")
    record SetReturn(@NotNull @Valid RuleCommand.Source source, @NotBlank @Size(max = 50) String formerStatus, @NotNull Boolean mayReturn,
            @NotNull Boolean yearsCount) implements CharterCommand {
    }
}
