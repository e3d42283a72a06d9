package org.doanket.campaign.meeting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of votes. */
public sealed interface VoteCommand {

    String SERIAL = "[A-Za-z0-9_-]{43}";

    /**
     * @param item     of the agenda
     * @param majority more than so many of the votes cast carry, not fewer than the rule for this kind of meeting has it; if not said, as that has it
     */
    @Schema(name = "VotePut")
    record Put(@Min(1) @Max(100) Integer item, @NotBlank @Size(max = 500) String question, @NotNull @Pattern(regexp = "open|secret") String kind,
            @NotNull @Size(min = 2, max = 50) List<@NotBlank @Size(max = 200) String> options, @Valid MeetingCommand.Share majority) implements VoteCommand {

        public Put {
            question = Nfc.of(question);
            options = options == null ? null : new ArrayList<>(options.stream().map(Nfc::of).toList());
        }
    }

    /** @param choice number of the option, from 1 */
    @Schema(name = "VoteChoice")
    record Choose(@NotNull @Min(1) @Max(50) Integer choice) implements VoteCommand {
    }

    /** A ballot paper to be signed without being seen (RFC 9474). @param blinded base64url of as many bytes as the key has */
    @Schema(name = "BallotPaperRequest")
    record Blind(@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{342}") String blinded) implements VoteCommand {
    }

    /** A ballot. @param signature on its serial, after the blinding was taken off; base64url */
    @Schema(name = "Ballot")
    record Cast(@NotNull @Min(1) @Max(50) Integer choice, @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{342}") String signature) implements VoteCommand {
    }
}
