package org.doanket.finance.pledge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.finance.Gift;
import org.doanket.platform.money.Money;

/** What may be asked of pledges and contributions. */
public sealed interface PledgeCommand {

    /** @param unit who pledges, or to whom somebody outside does; @param movement the campaign, as campaign-service knows it */
    record Promise(@NotNull UUID unit, UUID drive, UUID movement, @NotNull @Valid Gift gift, LocalDate dueOn, @Size(max = 200) String donor)
            implements PledgeCommand {
    }

    record Withdraw(@NotBlank @Size(max = 500) String why) implements PledgeCommand {
    }

    /**
     * @param unit       whose books it goes into; for a drive the drive's
     * @param giver      the unit that it counts for: {@code unit} itself if nobody else is named, none if there is a {@code donor} only
     * @param channel    over a desk, or credited by the bank
     * @param bankLine   in suspense, that brought it; without one the same line is known again by {@code bankRef} when it comes
     * @param receivedAt when the bank credited it; for a drive nothing else than now at a desk
     */
    record Give(@NotNull UUID unit, UUID giver, UUID pledge, UUID drive, UUID movement, @NotNull @Valid Gift gift,
            @NotNull @Pattern(regexp = "desk|bank") String channel, OffsetDateTime receivedAt, @Size(min = 1, max = 100) String bankRef,
            @Size(max = 200) String donor, UUID bankLine) implements PledgeCommand {
    }

    record Undo(@NotBlank @Size(max = 500) String why) implements PledgeCommand {
    }

    /** @param sort of goods; @param amount of one workday, or of one measure of goods */
    record SetPrice(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull @Pattern(regexp = "workdays|goods") String kind,
            @Size(min = 1, max = 60) String sort, @Size(min = 1, max = 20) String measure, @NotNull LocalDate validFrom,
            @NotNull Money amount, @NotBlank @Size(max = 500) String citation, boolean verified) implements PledgeCommand {
    }
}
