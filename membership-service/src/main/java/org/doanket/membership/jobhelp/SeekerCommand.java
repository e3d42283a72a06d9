package org.doanket.membership.jobhelp;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a seeker. */
public sealed interface SeekerCommand {

    /** What work is looked for, and where. */
    @Schema(name = "JobWish")
    record Wish(
            @NotEmpty @Size(max = 10) Set<@NotBlank @Size(max = 40) String> trades,
            @Size(max = 12) String area,
            @Size(max = 2_000) String wish) implements SeekerCommand {

        public Wish {
            wish = Nfc.of(wish);
        }

        @Override
        public String toString() {
            return "Wish[trades=" + trades + "]";
        }
    }

    /** To which text, by which channel, and where the signed paper lies. */
    @Schema(name = "JobHelpConsent")
    record Consent(@NotNull @Positive Integer textVersion, @NotNull @Pattern(regexp = "paper|desk|phone") String channel,
            @NotBlank @Size(max = 200) String proof) implements SeekerCommand {

        public Consent {
            proof = Nfc.of(proof);
        }
    }

    /** Somebody who comes to the desk; members enter themselves by {@code me/job-seeking}. */
    @Schema(name = "JobSeekerEntry")
    record Enter(
            @NotNull UUID unitId,
            @NotBlank @Size(max = 200) String fullName,
            @NotBlank @Size(max = 30) String phone,
            @NotNull @Valid Wish wish,
            @NotNull @Valid Consent consent) implements SeekerCommand {

        public Enter {
            fullName = Nfc.of(fullName);
        }

        @Override
        public String toString() {
            return "Enter[unitId=" + unitId + "]";
        }
    }

    /** @param purpose for which the number is needed; goes on the audit trail */
    @Schema(name = "ContactReveal")
    record Reveal(@NotBlank @Size(min = 10, max = 500) String purpose) implements SeekerCommand {
    }
}
