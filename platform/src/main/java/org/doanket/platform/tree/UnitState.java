package org.doanket.platform.tree;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The payload of every fact about a unit: its whole present state, so that a new service can rebuild the tree from the
 * compacted topic {@code membership.unit}. {@code validTo} is exclusive.
 */
public record UnitState(UUID id, String code, String name, String kind, String level, String jurisdiction, UUID parentId,
        String path, LocalDate validFrom, LocalDate validTo, List<UUID> successors, List<String> territory,
        List<Placement> placements) {

    /** Where the unit stood from one day until (exclusive) another. */
    public record Placement(UUID parentId, String path, LocalDate validFrom, LocalDate validTo) {
    }
}
