package org.doanket.servicemap.reach;

import java.time.Instant;
import java.util.Set;

/**
 * Where somebody stands and what he looks for. Lives as long as its request: never stored, never logged.
 *
 * @param isFrom    what he can reach; if not, whence one can reach him
 * @param to        where he is going, or null: then minutes are the most that a point may cost him on that way
 * @param kinds     any of these, or any kind where it is empty
 * @param amenities all of these
 * @param isAny     closed ones too, with when they open
 * @param pace      how fast he walks, in km/h; null: as the mode says
 * @param isStepFree not over steps, nor what else is nothing for wheels
 */
record ReachQuestion(double latitude, double longitude, TravelModeView mode, int minutes, boolean isFrom, Spot to, Set<String> kinds,
        Set<String> amenities, Instant at, boolean isAny, Double pace, boolean isStepFree) {

    ReachQuestion(double latitude, double longitude, TravelModeView mode, int minutes, boolean isFrom, Spot to, Set<String> kinds, Set<String> amenities, Instant at,
            boolean isAny) {
        this(latitude, longitude, mode, minutes, isFrom, to, kinds, amenities, at, isAny, null, false);
    }

    /** WGS 84, in degrees. */
    record Spot(double latitude, double longitude) {

        @Override
        public String toString() {
            return "Spot";
        }
    }

    int millis() {
        return minutes * 60_000;
    }

    /** Says nothing: a question tells where a person is. */
    @Override
    public String toString() {
        return "ReachQuestion";
    }
}
