package org.doanket.campaign.supervision;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of social criticism: what a union says of drafts that others ask it about. */
public sealed interface CriticismCommand {

    /** @param due by when they ask for it; if not said, as the clock of the jurisdiction has it */
    @Schema(name = "CriticismRequest")
    record Receive(@NotNull UUID unit, @NotBlank @Size(max = 500) String title, @NotBlank @Size(max = 300) String askingBody,
            @NotNull LocalDate receivedOn, LocalDate due, @NotNull @Pattern(regexp = "conference|in-writing|dialogue") String form) implements CriticismCommand {

        public Receive {
            title = Nfc.of(title);
            askingBody = Nfc.of(askingBody);
        }

        @AssertTrue
        boolean isInOrder() {
            return receivedOn == null || due == null || !due.isBefore(receivedOn);
        }
    }

    /** What the union says. */
    @Schema(name = "CriticismOpinion")
    record Say(@NotNull LocalDate on, @NotBlank @Size(max = 50_000) String text) implements CriticismCommand {

        public Say {
            text = Nfc.of(text);
        }
    }

    /** What the asking body made of it. */
    @Schema(name = "CriticismOutcome")
    record Outcome(@NotNull LocalDate on, @NotNull @Pattern(regexp = "accepted|partly-accepted|not-accepted") String outcome,
            @Size(max = 10_000) String explanation) implements CriticismCommand {

        public Outcome {
            explanation = Nfc.of(explanation);
        }
    }
}
