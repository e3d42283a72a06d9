package org.doanket.membership.jobhelp;

import java.time.LocalDate;
import java.util.UUID;

/** What the others are told of a placement: where and when somebody was hired, never who. The whole state each time. */
public sealed interface PlacementEvent {

    /** @param state {@code hired}, or {@code annulled}: it was not so */
    record Told(UUID id, UUID unitId, UUID openingId, String trade, String area, LocalDate day, String state) implements PlacementEvent {

        String fact() {
            return state.equals("hired") ? "job-placed" : "job-placement-annulled";
        }
    }
}
