package org.doanket.campaign.model;

import java.math.BigDecimal;
import java.util.UUID;

/** A model that may be the same as the one about to be registered. @param likeness of the names, 1 for equal but for accents and case */
public record LookalikeView(UUID id, UUID unit, String unitName, String name, String place, int year, String state,
        BigDecimal likeness) {
}
