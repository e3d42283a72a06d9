package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.UnitEnd;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a target is shared out among units below.
 *
 * @param kept for the unit itself; of a ratio a percentage of {@code keptBase}
 */
public record AllocationView(UUID target, String code, BigDecimal planned, BigDecimal kept, BigDecimal keptBase, List<Share> shares, long version) {

    /**
     * One unit's part.
     *
     * @param target  the unit's own target, once it has one
     * @param set     what the unit has set itself: at least its share, or it falls short
     * @param unitEnd where the unit has an end: what it has not reached by then nobody will, until it is shared out anew
     */
    @Schema(name = "AllocatedShare")
    public record Share(UUID unit, String unitCode, String unitName, BigDecimal planned, BigDecimal base, UUID target, BigDecimal set,
            boolean fallsShort, UnitEnd unitEnd) {
    }
}
