package org.doanket.finance.refund;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of refunds. */
public sealed interface RefundCommand {

    /** Gives back what came above what was owed. @param amount all of it that is not given back yet, if not given */
    @Schema(name = "RefundRequest")
    record Request(@NotNull UUID bankLine, @Valid Money amount, @NotBlank @Size(max = 500) String why) implements RefundCommand {
    }

    @Schema(name = "RefundRefusal")
    record Refuse(@NotBlank @Size(max = 500) String why) implements RefundCommand {
    }

    /** The line by which the bank paid it out, where it does not bear the reference. */
    @Schema(name = "RefundPayment")
    record Pay(@NotNull UUID bankLine) implements RefundCommand {
    }
}
