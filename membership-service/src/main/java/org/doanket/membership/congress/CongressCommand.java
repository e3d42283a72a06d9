package org.doanket.membership.congress;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a congress; the bodies of its requests. Each names the act on which it rests. */
public sealed interface CongressCommand {

    /**
     * @param form       of all members, or of delegates
     * @param places     how many delegates there are to be; null where all members come
     * @param actNumber  of the decision that convenes it
     * @param consentAct of the unit above, where the form is another than the rule has for so many members
     */
    @Schema(name = "CongressPlanning")
    record Plan(
            @NotNull UUID unitId,
            @NotNull @Pattern(regexp = "ordinary|extraordinary") String kind,
            @NotNull @Pattern(regexp = "all|delegates") String form,
            @NotBlank @Size(max = 200) String name,
            @NotNull LocalDate plannedOn,
            @Min(1) @Max(5000) Integer places,
            @NotBlank @Size(max = 100) String actNumber,
            @NotNull LocalDate actDate,
            @Size(min = 1, max = 100) String consentAct) implements CongressCommand {

        public Plan {
            name = Nfc.of(name);
        }
    }

    @Schema(name = "CongressPostponement")
    record Postpone(@NotNull LocalDate plannedOn, @NotBlank @Size(max = 100) String actNumber) implements CongressCommand {
    }

    /** @param on the first day from which it is no more planned */
    @Schema(name = "CongressCancellation")
    record Cancel(@NotNull LocalDate on, @NotBlank @Size(max = 100) String actNumber, @NotBlank @Size(max = 500) String reason)
            implements CongressCommand {

        public Cancel {
            reason = Nfc.of(reason);
        }
    }

    /**
     * @param minutesNumber of its minutes
     * @param absent        the delegates, by their ids here, who did not come; empty where all members were summoned
     * @param present       how many came, where all members were summoned; of delegates it is counted
     * @param bodyId        the body that it elected, where that is on record
     */
    @Schema(name = "CongressHolding")
    record Hold(@NotNull LocalDate on, @NotBlank @Size(max = 100) String minutesNumber, @Size(max = 5000) List<@NotNull UUID> absent,
            @Min(0) @Max(1_000_000) Integer present, UUID bodyId) implements CongressCommand {

        public Hold {
            absent = absent == null ? List.of() : absent;
        }
    }

    /**
     * Delegates by one act.
     *
     * @param basis      elected in a unit below, by office in the committee that goes out, or appointed
     * @param fromUnitId where they were elected; null otherwise
     */
    @Schema(name = "DelegateNaming")
    record Name(
            @NotNull @Pattern(regexp = "elected|office|appointed") String basis,
            UUID fromUnitId,
            @NotBlank @Size(max = 100) String actNumber,
            @NotNull LocalDate chosenOn,
            @NotEmpty @Size(max = 500) List<@NotNull UUID> memberIds) implements CongressCommand {
    }

    @Schema(name = "DelegateWithdrawal")
    record Withdraw(@NotNull LocalDate on, @NotBlank @Size(max = 500) String reason, @Size(max = 100) String actNumber) implements CongressCommand {

        public Withdraw {
            reason = Nfc.of(reason);
        }
    }
}
