package org.doanket.campaign.clock;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of clocks. */
public sealed interface ClockCommand {

    String WHAT = "[a-z][a-z0-9-]{1,59}";

    /** @param verified whether somebody has read the text that is cited */
    @Schema(name = "ClockSetting")
    record Set(@NotNull @Min(0) @Max(1000) Integer days, @NotNull Boolean working, @NotBlank @Size(max = 300) String citation, boolean verified)
            implements ClockCommand {

        public Set {
            citation = Nfc.of(citation);
        }
    }

    /** @param worked false for a day off, true for a weekend that is worked */
    @Schema(name = "ClockHolidaySetting")
    record Declare(@NotNull Boolean worked, @NotBlank @Size(max = 300) String citation) implements ClockCommand {

        public Declare {
            citation = Nfc.of(citation);
        }
    }
}
