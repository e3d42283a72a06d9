package org.doanket.campaign.recognition;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of recognitions. */
public sealed interface RecognitionCommand {

    /** One decision on many models, all or none. @param decision its number */
    record Recognise(@NotBlank @Size(max = 60) String level, @NotBlank @Size(max = 200) String decision, @NotNull LocalDate decidedOn,
            @NotEmpty @Size(max = 500) List<@NotNull UUID> models) implements RecognitionCommand {

        public Recognise {
            decision = Nfc.of(decision);
        }
    }

    /** Takes a recognition back. @param decision by which */
    @Schema(name = "RecognitionRevocation")
    record Revoke(@NotBlank @Size(max = 200) String decision, @NotNull LocalDate revokedOn, @NotBlank @Size(max = 2_000) String reason)
            implements RecognitionCommand {

        public Revoke {
            decision = Nfc.of(decision);
            reason = Nfc.of(reason);
        }
    }
}
