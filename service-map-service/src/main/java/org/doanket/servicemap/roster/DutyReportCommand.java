package org.doanket.servicemap.roster;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** What a desk tells of a day. Counts: of those who came nothing is kept. */
public sealed interface DutyReportCommand {

    /**
     * @param rosterId     whose duty it was, or null
     * @param peopleOnDuty how many stood there
     * @param peopleHelped how many came and were helped
     * @param filed        files lodged online, by procedure (codes of {@code /map/v1/filing-procedures})
     */
    record Report(@NotNull UUID pointId, UUID rosterId, @NotNull LocalDate day, @Min(1) @Max(50) int peopleOnDuty, @Min(0) @Max(10_000) int peopleHelped,
            @Size(max = 30) Map<@NotNull @Size(max = 40) String, @NotNull @Min(1) @Max(10_000) Integer> filed, @Size(max = 1_000) String note)
            implements DutyReportCommand {
    }

    /** The day as it is to stand. @param filed a procedure of which there is null is one of which there is none */
    record Correct(@Min(1) @Max(50) int peopleOnDuty, @Min(0) @Max(10_000) int peopleHelped,
            @Size(max = 30) Map<@NotNull @Size(max = 40) String, @Min(1) @Max(10_000) Integer> filed, @Size(max = 1_000) String note)
            implements DutyReportCommand {
    }
}
