package org.doanket.servicemap.reach;

import java.time.Instant;
import org.doanket.servicemap.hours.ScheduleView.Phase;

/**
 * A point near enough.
 *
 * @param phase        of its hours at the moment asked, or null where they are unknown
 * @param metres       in a straight line
 * @param pathMetres   along the streets; null where there are none
 * @param millis       of travel to it
 * @param detourMillis what it costs on the way to somewhere else; null where nobody goes on
 * @param order        by what they are listed
 */
record Hit(OpenPointView point, Phase phase, double metres, Double pathMetres, long millis, Long detourMillis, long order) {

    static Phase phase(OpenPointView point, Instant at) {
        return point.schedule() == null ? null : point.schedule().phaseAt(at);
    }

    boolean isOpenUntil(Instant arrival) {
        return phase != null && phase.isOpen()
                && (phase.change() == null || arrival.isBefore(phase.change()) || point.schedule().isOpen(arrival));
    }
}
