package org.doanket.membership.consent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of consents. */
public sealed interface ConsentCommand {

    /** By the member's own hand. {@code textVersion}: of the text that was shown. */
    @Schema(name = "OwnConsent")
    record Own(@NotBlank String purpose, @NotNull @Positive Integer textVersion, @NotNull Boolean given) implements ConsentCommand {
    }

    /** On record by an officer. {@code proof}: where the signed paper lies, who was on the phone. */
    @Schema(name = "RecordedConsent")
    record OnPaper(
            @NotBlank String purpose,
            @NotNull @Positive Integer textVersion,
            @NotNull Boolean given,
            @NotNull @Pattern(regexp = "paper|desk|phone") String channel,
            @NotBlank @Size(max = 200) String proof) implements ConsentCommand {

        public OnPaper {
            proof = Nfc.of(proof);
        }
    }

    /** Another wording of a purpose that there is, from a day to come on, in all languages. */
    @Schema(name = "ConsentWordingSetting")
    record SetWording(@NotBlank @Size(max = 50) String purpose, @NotNull LocalDate validFrom, @NotNull @Valid Texts vi, @NotNull @Valid Texts en,
            @NotNull @Valid Texts zh) implements ConsentCommand {
    }

    /** @param name of the purpose, {@code text} what is agreed to */
    @Schema(name = "ConsentTexts")
    record Texts(@NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 4000) String text) {

        public Texts {
            name = Nfc.of(name);
            text = Nfc.of(text);
        }
    }

    /** Given before there was a member, with an application: its proof goes along into the file. */
    record Carried(String purpose, int textVersion, String channel, String language, String proof, OffsetDateTime at) implements ConsentCommand {
    }
}
