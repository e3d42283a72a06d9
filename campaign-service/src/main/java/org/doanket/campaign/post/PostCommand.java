package org.doanket.campaign.post;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.word.WordCommand;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of posts and their channels. */
public sealed interface PostCommand {

    String ADDRESS = "https?://[^\\s<>\"]{3,500}";

    /** @param address where others find it */
    @Schema(name = "PostChannelSetting")
    record Channel(@NotNull UUID unit, @NotNull @Pattern(regexp = WordCommand.CODE) String kind, @NotBlank @Size(max = 200) String name,
            @Pattern(regexp = ADDRESS) String address) implements PostCommand {

        public Channel {
            name = Nfc.of(name);
        }
    }

    /**
     * What is to be said.
     *
     * @param publishAt not before that; it must also be approved
     * @param event     what it announces, for calendars
     */
    @Schema(name = "PostDraft")
    record Write(@NotNull UUID unit, @NotBlank @Size(max = 300) String title, @NotBlank @Size(max = 50_000) String body, @Pattern(regexp = ADDRESS) String link,
            @NotNull OffsetDateTime publishAt, @Valid Event event, @NotEmpty @Size(max = 20) List<@NotNull UUID> channels) implements PostCommand {

        public Write {
            title = Nfc.of(title);
            body = Nfc.of(body);
            channels = channels == null ? null : new ArrayList<>(channels);
        }
    }

    /** Something that takes place. */
    @Schema(name = "PostEvent")
    record Event(@NotNull OffsetDateTime starts, @NotNull OffsetDateTime ends, @Size(max = 300) String place) {

        public Event {
            place = Nfc.of(place);
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }
    }

    @Schema(name = "PostNote")
    record Note(@NotBlank @Size(max = 2_000) String note) implements PostCommand {

        public Note {
            note = Nfc.of(note);
        }
    }

    /** How far a post has reached on a channel, all in all until the end of that day. */
    @Schema(name = "PostReachFigures")
    record Reach(@NotNull UUID channel, @NotNull LocalDate day, @NotNull @PositiveOrZero @Max(10_000_000_000L) Long reach,
            @PositiveOrZero @Max(10_000_000_000L) Long views, @PositiveOrZero @Max(10_000_000_000L) Long reactions,
            @PositiveOrZero @Max(10_000_000_000L) Long comments, @PositiveOrZero @Max(10_000_000_000L) Long shares) implements PostCommand {
    }
}
