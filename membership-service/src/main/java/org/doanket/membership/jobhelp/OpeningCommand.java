package org.doanket.membership.jobhelp;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of an opening. */
public sealed interface OpeningCommand {

    /** @param employerCode tax or credit code: by it an employer is one, however the name is written */
    @Schema(name = "JobOpeningEntry")
    record Enter(
            @NotNull UUID unitId,
            @NotBlank @Size(max = 200) String employer,
            @Pattern(regexp = "[0-9A-Z-]{8,20}") String employerCode,
            @NotBlank @Size(max = 200) String title,
            @NotBlank String trade,
            @Size(max = 4_000) String description,
            @Size(max = 12) String area,
            @NotNull @Positive @Max(100_000) Integer headcount,
            Money payFrom,
            Money payTo,
            @Size(max = 200) String contactName,
            @Size(max = 30) String contactPhone,
            @NotNull LocalDate openUntil) implements OpeningCommand {

        public Enter {
            employer = Nfc.of(employer);
            title = Nfc.of(title);
            description = Nfc.of(description);
            contactName = Nfc.of(contactName);
        }

        @Override
        public String toString() {
            return "Enter[unitId=" + unitId + ", trade=" + trade + "]";
        }
    }

    /** Why an opening is refused, or closed before its day. */
    @Schema(name = "JobOpeningReason")
    record Reason(@NotBlank @Size(max = 500) String reason) implements OpeningCommand {

        public Reason {
            reason = Nfc.of(reason);
        }
    }
}
