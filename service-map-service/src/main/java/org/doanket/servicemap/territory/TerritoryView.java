package org.doanket.servicemap.territory;

import java.util.List;

/**
 * Where a unit may have its points: within the areas that it, or else the nearest unit above it that has any, holds.
 *
 * @param outlines  of those areas whose outline is known
 * @param isWhole   whether that is all of them; never where there is none
 * @param tolerance metres by which a place may lie outside and still be taken for one inside
 * @param citation  of the rule that says so
 */
public record TerritoryView(List<OutlineView> outlines, boolean isWhole, int tolerance, String citation) {

    /** Whether nobody can say if the place is inside, for want of an outline. */
    public boolean isUnknownAt(double latitude, double longitude) {
        return !isWhole && outlines.stream().noneMatch(outline -> outline.holds(latitude, longitude));
    }

    /** @return metres to the nearest outline; null where the place is inside, near enough or nobody knows */
    public Integer metresOutside(double latitude, double longitude) {
        if (!isWhole || outlines.stream().anyMatch(outline -> outline.holds(latitude, longitude))) {
            return null;
        }
        double metres = outlines.stream().mapToDouble(outline -> outline.metresToLine(latitude, longitude)).min().orElseThrow();
        return metres <= tolerance ? null : (int) Math.round(metres);
    }
}
