package org.doanket.campaign.agreement;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.word.WordCommand;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of cooperation agreements. */
public sealed interface AgreementCommand {

    /** @param contents what was agreed, point by point. @param reviewMonths how often both sides meet to review it; 12 if not said */
    @Schema(name = "AgreementSigned")
    record Sign(@NotNull UUID unit, @NotBlank @Size(max = 300) String partner,
            @NotNull @Pattern(regexp = WordCommand.CODE) String partnerKind,
            @Size(max = 100) String number, @NotBlank @Size(max = 300) String title,
            @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 1_000) String> contents, @NotNull LocalDate signedOn, LocalDate starts, LocalDate ends,
            @Min(1) @Max(60) Integer reviewMonths) implements AgreementCommand {

        public Sign {
            partner = Nfc.of(partner);
            title = Nfc.of(title);
            contents = contents == null ? null : new ArrayList<>(contents.stream().map(Nfc::of).toList());
            starts = starts == null ? signedOn : starts;
            reviewMonths = reviewMonths == null ? 12 : reviewMonths;
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }
    }

    /** What both sides found when they met about it. */
    @Schema(name = "AgreementReviewHeld")
    record Review(@NotNull LocalDate heldOn, @Size(max = 300) String place, @NotBlank @Size(max = 20_000) String assessment,
            @Size(max = 20_000) String nextSteps) implements AgreementCommand {

        public Review {
            place = Nfc.of(place);
            assessment = Nfc.of(assessment);
            nextSteps = Nfc.of(nextSteps);
        }
    }

    @Schema(name = "AgreementEnded")
    record End(@NotNull LocalDate on, @NotBlank @Size(max = 2_000) String why) implements AgreementCommand {

        public End {
            why = Nfc.of(why);
        }
    }
}
