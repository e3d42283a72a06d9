package org.doanket.membership.card;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of cards. */
public sealed interface CardCommand {

    /** @param compromised the keys until now became known to others: cards that they have signed count no more */
    @Schema(name = "CardKeyRotation")
    record Rotate(boolean compromised, @NotBlank @Size(max = 500) String why) implements CardCommand {
    }

    /** @param code what the QR code carries */
    @Schema(name = "CardCheck")
    record Check(@NotBlank @Size(max = 4_000) String code) implements CardCommand {
        @Override
        public String toString() {
            return "Check[…]";
        }
    }
}
