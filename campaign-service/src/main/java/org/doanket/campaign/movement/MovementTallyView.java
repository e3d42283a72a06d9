package org.doanket.campaign.movement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a movement in a unit or a subtree; kinds, sorts and measures each for themselves. @param units that chose at least one content */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MovementTallyView(UUID movement, UUID unit, String scope, LocalDate from, LocalDate asOf, Long units, List<Content> contents,
        List<Line> results) {

    /** Of a unit directly below with all below it, or of the unit's own. */
    @Schema(name = "MovementTallyOfUnit")
    public record OfUnit(UUID unit, String unitCode, String unitName, boolean own, List<Line> results) {
    }

    /** @param units that chose it */
    public record Content(String content, String title, long units) {
    }

    /** @param results how many, {@code checked} what of it the level above has checked or the books say */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MovementTallyLine")
    public record Line(String field, long results, Yield total, Yield checked) {
    }
}
