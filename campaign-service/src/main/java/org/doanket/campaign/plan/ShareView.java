package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.campaign.UnitEnd;

/**
 * What a unit below has taken of a target, and how far it is.
 *
 * @param late    has not reported since the day asked about, and was there that day
 * @param unitEnd where the unit has an end
 */
public record ShareView(UUID target, UUID unit, String unitCode, String unitName, BigDecimal planned, BigDecimal actual,
        BigDecimal percent, LocalDate lastReported, boolean late, UnitEnd unitEnd) {
}
