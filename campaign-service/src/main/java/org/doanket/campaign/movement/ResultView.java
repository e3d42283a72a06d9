package org.doanket.campaign.movement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What came of a movement in a unit.
 *
 * @param source typed by the unit, or told by finance: a contribution that was received, a grant that was paid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultView(UUID id, UUID movement, UUID unit, String unitCode, String unitName, String content, String field, Yield result, LocalDate day,
        String note, String state, String source, UUID sourceId, String remark, long version, OffsetDateTime reportedAt) {
}
