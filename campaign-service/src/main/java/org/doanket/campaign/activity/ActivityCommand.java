package org.doanket.campaign.activity;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.word.WordCommand;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of activities. */
public sealed interface ActivityCommand {

    /** @param expected how many people */
    @Schema(name = "ActivityPlan")
    record Plan(@NotNull UUID unit, @NotNull @Pattern(regexp = WordCommand.CODE) String kind, @NotBlank @Size(max = 300) String name, @Size(max = 300) String place,
            @NotNull OffsetDateTime startsAt, @NotNull OffsetDateTime endsAt, @Size(max = 30) List<@NotBlank @Size(max = 200) String> partners,
            @PositiveOrZero @Max(10_000_000) Integer expected) implements ActivityCommand {

        public Plan {
            name = Nfc.of(name);
            place = Nfc.of(place);
            partners = partners == null ? List.of() : new ArrayList<>(partners.stream().map(Nfc::of).toList());
        }

        @AssertTrue
        boolean isInOrder() {
            return startsAt == null || endsAt == null || !endsAt.isBefore(startsAt);
        }
    }

    /** What came of it. @param women of those who came */
    @Schema(name = "ActivityReport")
    record Report(@NotNull @PositiveOrZero @Max(10_000_000) Integer attended, @PositiveOrZero @Max(10_000_000) Integer women,
            @Size(max = 10_000) String report) implements ActivityCommand {

        public Report {
            report = Nfc.of(report);
        }

        @AssertTrue
        boolean isNoMoreWomenThanPeople() {
            return attended == null || women == null || women <= attended;
        }
    }

    @Schema(name = "ActivityCancellation")
    record Cancel(@NotBlank @Size(max = 1_000) String why) implements ActivityCommand {

        public Cancel {
            why = Nfc.of(why);
        }
    }
}
