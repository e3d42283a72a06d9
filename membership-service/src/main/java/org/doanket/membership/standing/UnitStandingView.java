package org.doanket.membership.standing;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a unit's dues have come in, as finance last told.
 *
 * @param months of which anything was told, the newest first, two years at most
 */
@Schema(name = "UnitStanding")
public record UnitStandingView(UUID unitId, List<Month> months) {

    /** What its members owe for a month, and what of it has come in. */
    @Schema(name = "UnitStandingMonth")
    public record Month(@Schema(implementation = String.class, examples = "2026-10") YearMonth month, Money assessed, Money collected, boolean isPaid,
            OffsetDateTime toldAt) {
    }
}
