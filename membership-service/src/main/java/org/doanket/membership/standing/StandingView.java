package org.doanket.membership.standing;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a member's dues are paid, as finance last told.
 *
 * @param paidUpTo the last month that is paid; null: none, or nothing was told yet
 * @param toldAt   null: nothing was told yet
 */
@Schema(name = "Standing")
public record StandingView(UUID memberId, @Schema(implementation = String.class, examples = "2026-10") YearMonth paidUpTo,
        OffsetDateTime toldAt) {
}
