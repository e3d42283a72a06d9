package org.doanket.campaign.meeting;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the keys that sign passes and minutes. */
public sealed interface KeyCommand {

    @Schema(name = "MeetingKeyRotation")
    record Rotate(@NotBlank @Size(max = 300) String why) implements KeyCommand {

        public Rotate {
            why = Nfc.of(why);
        }
    }
}
