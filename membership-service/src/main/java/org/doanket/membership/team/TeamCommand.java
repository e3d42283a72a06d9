package org.doanket.membership.team;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a team; the bodies of its requests. */
public sealed interface TeamCommand {

    int MOST_AREAS = 200;

    /** @param service a word such as {@code motorbike-taxi}; {@code hotline} the team's number, nobody's own */
    @Schema(name = "TeamFounding")
    record Found(
            @NotNull UUID unitId,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,49}") String service,
            @Size(max = MOST_AREAS) Set<@NotBlank @Size(max = 20) String> areas,
            @Pattern(regexp = "[+0-9][0-9 .-]{2,24}") String hotline,
            @NotNull LocalDate foundedOn,
            @Size(max = 100) String actNumber) implements TeamCommand {

        public Found {
            name = Nfc.of(name);
            areas = areas == null ? Set.of() : areas;
        }
    }

    /** The fields that a merge patch may name. */
    @Schema(name = "TeamChange")
    record Change(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,49}") String service,
            @Size(max = MOST_AREAS) Set<@NotBlank @Size(max = 20) String> areas,
            @Pattern(regexp = "[+0-9][0-9 .-]{2,24}") String hotline) implements TeamCommand {

        public Change {
            name = Nfc.of(name);
            areas = areas == null ? Set.of() : areas;
        }
    }

    /** The end of a team, or of somebody's part in it. @param on the first day on which it is no more */
    @Schema(name = "TeamEnding")
    record End(@NotNull LocalDate on, @NotBlank @Size(max = 300) String reason) implements TeamCommand {

        public End {
            reason = Nfc.of(reason);
        }
    }

    /** @param cardNumber made by the server where there is none */
    @Schema(name = "TeamJoining")
    record Join(
            @NotNull UUID memberId,
            @NotNull @Pattern(regexp = "head|deputy|member") String duty,
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}") String cardNumber,
            @NotNull LocalDate joinedOn) implements TeamCommand {
    }

    @Schema(name = "TeamDuty")
    record Duty(@NotNull @Pattern(regexp = "head|deputy|member") String duty) implements TeamCommand {
    }

    /** What the member agreed to have shown on the public card, word by word. @param proof where the signed form lies */
    @Schema(name = "TeamConsentGiving")
    record Agree(
            @NotNull @Pattern(regexp = "name|phone") String purpose,
            @NotBlank @Size(max = 100) String shown,
            @NotBlank @Size(max = 300) String proof,
            @NotNull LocalDate givenOn) implements TeamCommand {

        public Agree {
            shown = Nfc.of(shown);
            proof = Nfc.of(proof);
        }

        @Override
        public String toString() {
            return "Agree[purpose=" + purpose + "]";
        }
    }

    @Schema(name = "TeamHandoverGiving")
    record Give(
            @NotNull UUID teamMemberId,
            @NotBlank @Size(max = 100) String item,
            @Size(max = 100) String serial,
            @Min(1) @Max(1000) int quantity,
            @NotNull LocalDate givenOn) implements TeamCommand {

        public Give {
            item = Nfc.of(item);
        }
    }

    @Schema(name = "TeamHandoverReturn")
    record Return(@NotNull LocalDate on, @Size(max = 300) String condition) implements TeamCommand {

        public Return {
            condition = Nfc.of(condition);
        }
    }
}
