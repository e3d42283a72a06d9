package org.doanket.campaign.movement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of movements. */
public sealed interface MovementCommand {

    /**
     * Draws a movement up.
     *
     * @param contents that units choose from
     * @param grants   kinds of grants, by their codes in finance, that count for it when units below pay them
     */
    record DrawUp(@NotNull UUID unit, @NotBlank @Size(max = 300) String name, @Size(max = 2000) String purpose, @Size(max = 300) String basis,
            @NotNull @Min(2000) @Max(2100) Integer year, @NotNull LocalDate starts, @NotNull LocalDate ends,
            @Valid @Size(max = 50) List<@NotNull Content> contents,
            @Size(max = 20) List<@NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,59}") String> grants) implements MovementCommand {

        public DrawUp {
            name = Nfc.of(name);
            contents = contents == null ? List.of() : contents;
            grants = grants == null ? List.of() : grants;
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }

        @AssertTrue
        boolean isEachContentThereOnce() {
            return contents.stream().filter(content -> content != null && content.code() != null).map(Content::code).distinct().count()
                    == contents.stream().filter(content -> content != null && content.code() != null).count();
        }
    }

    /** @param field of work, as the jurisdiction has them */
    record Content(@NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String code, @NotBlank @Size(max = 300) String title,
            @Size(max = 60) String field) {
    }

    record Choose(@NotNull UUID unit, @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 40) String> contents, LocalDate chosenOn)
            implements MovementCommand {
    }

    @Schema(name = "ChoiceWithdrawal")
    record TakeBack(@NotNull UUID unit, @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 40) String> contents) implements MovementCommand {
    }

    /** What came of it. @param content that the unit has chosen, if it is of one */
    record Report(@NotNull UUID movement, @NotNull UUID unit, @Size(max = 40) String content, @NotNull LocalDate day, @NotNull @Valid Yield result,
            @Size(max = 2000) String note) implements MovementCommand {
    }

    record Correct(@NotNull LocalDate day, @NotNull @Valid Yield result, @Size(max = 2000) String note) implements MovementCommand {
    }

    record Remark(@NotBlank @Size(max = 2000) String remark) implements MovementCommand {
    }

    /** With what the law wants to be published of an appeal for money. @param account a bank account for it alone */
    record OpenDrive(@NotBlank @Size(max = 200) String name, @NotBlank @Size(max = 1000) String purpose, @NotBlank @Size(max = 1000) String beneficiaries,
            @NotNull @Pattern(regexp = "\\d{6}") String bankBin, @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,19}") String account,
            @NotBlank @Size(max = 100) String holder, @NotNull OffsetDateTime opensAt, @NotNull OffsetDateTime closesAt) implements MovementCommand {

        @AssertTrue
        boolean isInOrder() {
            return opensAt == null || closesAt == null || closesAt.isAfter(opensAt);
        }
    }

    record CloseDrive(@NotBlank @Size(max = 500) String why) implements MovementCommand {
    }

    record WithdrawPledge(@NotBlank @Size(max = 500) String why) implements MovementCommand {

        public WithdrawPledge {
            why = Nfc.of(why);
        }
    }

    /** @param drive for which it is, if for one */
    record Pledge(@NotNull UUID unit, UUID drive, @NotNull @Valid Yield promised, LocalDate dueOn) implements MovementCommand {
    }
}
