package org.doanket.servicemap.reach;

import java.time.Instant;
import java.util.Set;

/**
 * Where somebody stands and what he looks for. Lives as long as its request: never stored, never logged.
 *
 * @param kinds     any of these, or any kind where it is empty
 * @param amenities all of these
 * @param isAny     closed ones too, with when they open
 */
record ReachQuestion(double latitude, double longitude, TravelModeView mode, int minutes, Set<String> kinds,
        Set<String> amenities, Instant at, boolean isAny) {

    /** Says nothing: a question tells where a person is. */
    @Override
    public String toString() {
        return "ReachQuestion";
    }
}
