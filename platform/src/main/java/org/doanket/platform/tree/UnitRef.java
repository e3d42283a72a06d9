package org.doanket.platform.tree;

import java.time.LocalDate;
import java.util.UUID;

/** A unit as every service knows it: the replica of what membership-service owns. */
public record UnitRef(UUID id, String code, String name, String kind, String level, String jurisdiction, UUID parentId,
        String path, LocalDate validFrom, LocalDate validTo) {

    /** True if the unit exists on that day; {@code validTo} is the first day on which it no longer does. */
    public boolean existsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }
}
