package org.doanket.finance.relief;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.finance.Gift;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of relief drives. */
public sealed interface ReliefCommand {

    /**
     * Opens a drive, with what the law wants to be published: purpose, who is helped, account, time.
     *
     * @param movement the campaign that it belongs to, as campaign-service knows it
     * @param closesAt the committed end: nothing is taken in from that instant on
     */
    record OpenDrive(@NotNull UUID unit, @NotBlank @Size(max = 200) String name, @NotBlank @Size(max = 1000) String purpose,
            @NotBlank @Size(max = 1000) String beneficiaries, UUID movement, @NotNull @Pattern(regexp = "\\d{6}") String bankBin,
            @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,19}") String account, @NotBlank @Size(max = 100) String holder,
            @NotNull OffsetDateTime opensAt, @NotNull OffsetDateTime closesAt) implements ReliefCommand {
    }

    record CloseDrive(@NotBlank @Size(max = 500) String why) implements ReliefCommand {
    }

    /** @param place where, never who; @param paidFrom 1111 cash or 1121 bank, for cash */
    record Distribute(@NotBlank @Size(max = 100) String place, @NotNull @Valid Gift gift,
            @NotNull @Min(1) @Max(1_000_000) Integer recipients, @NotNull LocalDate givenOn, @Pattern(regexp = "1111|1121") String paidFrom,
            @Size(max = 500) String note) implements ReliefCommand {
    }

    record DecideDistribution(@Size(max = 500) String note) implements ReliefCommand {
    }

    @Schema(name = "DistributionReversal")
    record ReverseDistribution(@NotBlank @Size(max = 500) String why) implements ReliefCommand {
    }

    /** @param value people, for {@code least-cell} */
    record SetReliefRule(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @NotNull @Pattern(regexp = "intake-window|least-cell") String kind, @NotNull LocalDate validFrom,
            @Min(1) @Max(1000) Integer value, @NotBlank @Size(max = 500) String citation, boolean verified) implements ReliefCommand {
    }
}
