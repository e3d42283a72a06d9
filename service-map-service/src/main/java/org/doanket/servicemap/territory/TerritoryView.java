package org.doanket.servicemap.territory;

import java.util.List;

/**
 * Where a unit may have its points: within the areas that it, or else the nearest unit above it that has any, holds.
 *
 * @param outlines  of those areas whose outline is known; where none of them is, of those of the nearest unit above of which any is
 * @param isWhole   whether that is all of them; never where there is none, where they were put together from areas below, or where they are of a unit above
 * @param isOwn     whether they are of the areas that the unit is held to
 * @param tolerance metres by which a place may lie outside and still be taken for one inside
 * @param far       metres by which it may where the outlines are not whole: farther off it is a mistake, whatever is still missing
 * @param citation  of the rule that says so
 */
public record TerritoryView(List<OutlineView> outlines, boolean isWhole, boolean isOwn, int tolerance, int far, String citation) {

    /** Of a unit of which nothing is known. */
    TerritoryView(List<OutlineView> outlines, boolean isWhole, int tolerance, String citation) {
        this(outlines, isWhole, true, tolerance, tolerance, citation);
    }

    /** Whether nobody can say if the place is inside, for want of an outline. */
    public boolean isUnknownAt(double latitude, double longitude) {
        return !isWhole && !isHeldAt(latitude, longitude);
    }

    /** Whether the place is inside what the unit is held to itself, as far as that is drawn. */
    public boolean isHeldAt(double latitude, double longitude) {
        return isOwn && outlines.stream().anyMatch(outline -> outline.holds(latitude, longitude));
    }

    /** @return metres to the nearest outline; null where the place is inside, near enough or nobody knows */
    public Integer metresOutside(double latitude, double longitude) {
        if (outlines.isEmpty() || outlines.stream().anyMatch(outline -> outline.holds(latitude, longitude))) {
            return null;
        }
        double metres = outlines.stream().mapToDouble(outline -> outline.metresToLine(latitude, longitude)).min().orElseThrow();
        return metres <= (isWhole ? tolerance : far) ? null : (int) Math.round(metres);
    }
}
