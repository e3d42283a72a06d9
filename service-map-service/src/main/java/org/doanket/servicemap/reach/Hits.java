package org.doanket.servicemap.reach;

import java.util.ArrayList;
import java.util.List;
import org.doanket.servicemap.hours.ScheduleView.Phase;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** What was found, with how it was looked for. */
final class Hits {

    private final ReachQuestion question;
    final List<Hit> found = new ArrayList<>();
    int hoursUnknown;
    NetworkView network;
    PlaceView origin;
    Boolean isCut;
    Long directMillis;

    Hits(ReachQuestion question) {
        this.question = question;
    }

    boolean isWanted(OpenPointView point) {
        return (question.kinds().isEmpty() || question.kinds().contains(point.kind()))
                && (question.amenities().isEmpty() || point.amenities().containsAll(question.amenities()));
    }

    /** Keeps it if it is open, now and when one gets there; who asks whence one can come is asked about now only. */
    void take(OpenPointView point, double metres, Double pathMetres, long millis, Long detourMillis, long order) {
        Phase phase = Hit.phase(point, question.at());
        Hit hit = new Hit(point, phase, metres, pathMetres, millis, detourMillis, order);
        if (phase == null) {
            hoursUnknown++;
        }
        if (question.isAny() || hit.isOpenUntil(question.isFrom() ? question.at().plusMillis(millis) : question.at())) {
            found.add(hit);
        }
    }
}
