package org.doanket.servicemap.coverage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.servicemap.streets.ModeView;

/**
 * Which circles of which points.
 *
 * @param kinds   any of these, or any kind where it is empty
 * @param at      only those that are open at that moment, or null for whether they are or not
 * @param asOf    those that were open points on that day; null for those of now
 * @param plan    further points that somebody thinks of
 * @param without sites that somebody thinks away
 */
public record CoverageCommand(ModeView mode, int minutes, Set<String> kinds, Instant at, LocalDate asOf, List<Spot> plan, Set<UUID> without) {

    /** WGS 84, in degrees. */
    public record Spot(double latitude, double longitude) {
    }

    /** Of the open points as they are, and nothing thought of or away: the same for all who ask. */
    boolean isOfNow() {
        return at == null && asOf == null && plan.isEmpty() && without.isEmpty();
    }

    /** Circles of one question and of another with the same name are counted in one place, so that only what differs is done. */
    String layer() {
        return mode + " " + minutes + " " + new java.util.TreeSet<>(kinds) + (at == null ? "" : " at") + (asOf == null ? "" : " asOf");
    }
}
