package org.doanket.membership.charter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.doanket.membership.rule.RuleCommand;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the rules of membership, which the charters of the two jurisdictions lay down. */
public sealed interface CharterCommand {

    /** Those that an office may bring: not a member's own, and not that of a machine. */
    String OFFICE_ROLES = "federation-officer|unit-officer|treasurer|auditor|campaign-officer|map-editor|desk-clerk|tips-officer";

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

    /** @param roles that the office brings at that level; none: it brings none any more */
    @Schema(name = "OfficeRoleRuleSetting")
    record SetOffice(@NotNull @Valid RuleCommand.Source source, @NotBlank @Size(max = 50) String bodyKind, @NotBlank @Size(max = 50) String position,
            @NotBlank @Size(max = 50) String level, @NotNull @Size(max = 10) List<@NotNull @Pattern(regexp = OFFICE_ROLES) String> roles)
            implements CharterCommand {
    }

    /** @param yearsCount whether the years of the former membership count for seniority */
    @Schema(name = "ReturnRuleSetting")
    record SetReturn(@NotNull @Valid RuleCommand.Source source, @NotBlank @Size(max = 50) String formerStatus, @NotNull Boolean mayReturn,
            @NotNull Boolean yearsCount) implements CharterCommand {
    }
}
