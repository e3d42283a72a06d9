package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A fact that counts.
 *
 * @param binding as what: of a ratio it is in the part that has this one
 * @param source  what it is about, in the service that told it: a member, a unit's month
 */
public record SourceView(UUID fact, String name, String binding, UUID source, UUID unit, String unitCode, LocalDate day, BigDecimal value, OffsetDateTime at) {
}
