package org.doanket.finance.grant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What may be asked of grants. */
public sealed interface GrantCommand {

    String CODE = "[a-z][a-z0-9-]{1,39}";

    /**
     * A kind of grant from a day on.
     *
     * @param unit           which it holds for, with all below it; for everybody if not given, which only the top of the tree may set
     * @param cash           for one person; {@code inKind} is what the gift beside it costs
     * @param share          most of a unit's members that may have it in a year
     * @param personYear     most for one person in a year
     * @param evidence       what has to be attached, by kind
     * @param approvalLimits most of one act that the unit itself may approve, then the level above it, and so on; minor units
     * @param account        of the cash in the ledger; {@code inKindAccount} of the gifts
     */
    record SetGrant(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, UUID unit, @NotNull @Pattern(regexp = CODE) String code,
            @NotBlank @Size(max = 200) String name, @NotNull LocalDate validFrom, @NotNull @Pattern(regexp = "fixed|up-to") String method,
            @NotNull Money cash, @NotNull Money inKind, @Valid Ratio share, Money personYear, @Min(1) @Max(1000) Integer personTimes,
            @NotNull @Size(max = 10) List<@NotNull @Pattern(regexp = CODE) String> evidence,
            @NotNull @Size(max = 6) List<@NotNull @Min(0) @Max(1_000_000_000_000L) Long> approvalLimits,
            @NotBlank @Size(max = 20) String fundingCode, @NotNull @Pattern(regexp = "[0-9]{4}") String account,
            @NotNull @Pattern(regexp = "[0-9]{4}") String inKindAccount, @NotBlank @Size(max = 500) String citation, boolean verified)
            implements GrantCommand {
    }

    /** What a unit with all below it may grant of a kind in a year, set from above. */
    record SetQuota(@NotNull UUID unit, @NotNull @Pattern(regexp = CODE) String grant, @NotNull @Min(2000) @Max(2200) Integer year,
            Money amount, @Min(0) @Max(100_000_000) Integer people, @Size(max = 500) String note) implements GrantCommand {
    }

    /**
     * @param member who is to get it; the caller himself if he is a member and names nobody
     * @param on     the day whose rule and year count, before which it is not paid; today if not given
     * @param cash   for a grant of at most so much; what the rule says if not given, and likewise {@code inKind}
     */
    record Apply(UUID member, @NotNull @Pattern(regexp = CODE) String grant, LocalDate on, Money cash, Money inKind,
            @NotBlank @Size(max = 1000) String reason) implements GrantCommand {
    }

    /** What may be changed of a draft, or of what was returned. */
    record Amend(Money cash, Money inKind, @NotBlank @Size(max = 1000) String reason) implements GrantCommand {
    }

    record Approve(@Size(max = 500) String note) implements GrantCommand {
    }

    record TurnDown(@NotBlank @Size(max = 500) String why) implements GrantCommand {
    }

    /** @param paidOn not before the day that it counts for, and not ahead of today; @param paidFrom 1111 cash or 1121 bank */
    record PayOut(@NotNull LocalDate paidOn, @NotNull @Pattern(regexp = "1111|1121") String paidFrom) implements GrantCommand {
    }

    /** One person of a list, by id or by code. */
    record ListEntry(UUID member, @Size(min = 1, max = 50) String code, Money cash, Money inKind, @Size(max = 500) String note) {
    }

    /** Many members of one unit in one act. @param preview only says what it would be and what is wrong */
    record MakeList(@NotNull UUID unit, @NotNull @Pattern(regexp = CODE) String grant, LocalDate on, @Size(max = 500) String note,
            @NotNull @Size(min = 1, max = 5000) List<@NotNull @Valid ListEntry> members, boolean preview) implements GrantCommand {
    }
}
