package org.doanket.servicemap.merge;

import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.point.ServicePointView;
import org.doanket.servicemap.point.SiteView;

/** Rows that may be the same place, and what a merge makes of two. */
public sealed interface MergeView {

    /** @param similarity of the names, 0 to 1 */
    record Pair(UUID first, String firstName, UUID second, String secondName, String kind, long metres, double similarity) implements MergeView {
    }

    /**
     * @param kept    as it is after the merge, or would be
     * @param taken   fields that come from the other: hours, capacity, amenities, lastVerifiedAt
     * @param dropped closed by the merge
     */
    record Merged(boolean preview, ServicePointView kept, List<String> taken, UUID dropped) implements MergeView {
    }

    /**
     * @param kept   the place in which the points are after the merge, or would be
     * @param metres between the two entrances
     * @param points that go there
     */
    record MergedSites(boolean preview, SiteView kept, UUID dropped, long metres, List<ServicePointView> points) implements MergeView {
    }
}
