package org.doanket.membership.application;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of invitations to apply. */
public sealed interface InvitationCommand {

    /** @param most how many may apply by it */
    @Schema(name = "ApplicationInvitationOpening")
    record Open(@NotNull UUID unitId, @NotNull LocalDate opensOn, @NotNull LocalDate closesOn, @NotNull @Positive @Max(100_000) Integer most)
            implements InvitationCommand {
    }

    @Schema(name = "ApplicationInvitationRevocation")
    record Revoke(@NotBlank @Size(max = 500) String reason) implements InvitationCommand {

        public Revoke {
            reason = Nfc.of(reason);
        }
    }
}
