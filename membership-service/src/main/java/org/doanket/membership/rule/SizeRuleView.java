package org.doanket.membership.rule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many seats a body of such a unit may have. @param bands by the members of the unit, smallest first */
@Schema(name = "BodySizeRule")
public record SizeRuleView(UUID id, String jurisdiction, String bodyKind, String unitKind, LocalDate validFrom, List<Band> bands,
        String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    /** From so many members on, until the next band. */
    @Schema(name = "BodySizeBand")
    public record Band(long membersFrom, int seatsFrom, int seatsTo) {
    }

    /** The band of a unit with so many members; the first one begins at none. */
    public Band bandFor(long members) {
        return bands.stream().filter(band -> band.membersFrom() <= members).reduce((smaller, larger) -> larger).orElse(bands.get(0));
    }
}
