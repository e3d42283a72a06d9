package org.doanket.membership.jobhelp;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a placement. */
public sealed interface PlacementCommand {

    @Schema(name = "PlacementContact")
    record Bring(@NotNull UUID openingId, @NotNull UUID seekerId, @NotNull LocalDate on) implements PlacementCommand {
    }

    @Schema(name = "PlacementStep")
    record Step(@NotNull LocalDate on) implements PlacementCommand {
    }

    @Schema(name = "PlacementEnding")
    record End(@NotNull LocalDate on, @NotBlank @Size(max = 500) String reason) implements PlacementCommand {

        public End {
            reason = Nfc.of(reason);
        }
    }
}
