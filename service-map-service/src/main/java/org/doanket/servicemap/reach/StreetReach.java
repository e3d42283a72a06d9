package org.doanket.servicemap.reach;

import org.doanket.platform.error.Problem;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.TravelView;

/** Over the streets: one search (two, if one goes on to somewhere), and each point near enough asked of it. */
final class StreetReach {

    static final String METHOD = "streets";
    /** How long a way somebody may be on of whom it is asked what lies along it. */
    private static final int LONGEST_WAY_MILLIS = 2 * 60 * 60_000;

    private final PointIndex index;
    private final NetworkView network;
    private final ModeView mode;
    private final ReachQuestion question;
    private final Hits hits;
    /** A slower walk is a search for less time, of which each minute is longer. */
    private final double slowness;

    StreetReach(PointIndex index, NetworkView network, ModeView mode, ReachQuestion question) {
        this.index = index;
        this.network = network;
        this.mode = mode;
        this.question = question;
        slowness = network.slowness(question.pace());
        hits = new Hits(question);
        hits.network = network;
    }

    /** @throws Problem 422 too far from any street, or no way to where he goes */
    Hits find() {
        hits.origin = onStreet(network, mode, question.latitude(), question.longitude());
        if (question.to() == null) {
            return network.travel(mode, question.isFrom(), hits.origin, ofFile(question.millis()), travel -> {
                hits.isCut = network.isCut(travel);
                each(travel, (point, place, metres) -> {
                    int millis = travel.millisTo(place);
                    if (millis != TravelView.NEVER) {
                        hits.take(point, metres, travel.metresTo(place), slowed(millis), null, millis);
                    }
                });
                return hits;
            });
        }
        PlaceView end = onStreet(network, mode, question.to().latitude(), question.to().longitude());
        return network.travel(mode, true, hits.origin, ofFile(LONGEST_WAY_MILLIS), travel -> along(travel, end));
    }

    private Hits along(TravelView travel, PlaceView end) {
        int direct = travel.millisTo(end);
        if (direct == TravelView.NEVER) {
            throw new Problem(422, "no-way");
        }
        hits.directMillis = slowed(direct);
        int most = direct + ofFile(question.millis());
        return network.travel(mode, false, end, most, rest -> {
            hits.isCut = network.isCut(rest);
            each(rest, (point, place, metres) -> {
                int there = travel.millisTo(place);
                int on = rest.millisTo(place);
                if (there != TravelView.NEVER && on != TravelView.NEVER && (long) there + on <= most) {
                    hits.take(point, metres, travel.metresTo(place), slowed(there), slowed(Math.max(0, (long) there + on - direct)), there);
                }
            });
            return hits;
        });
    }

    private int ofFile(int millis) {
        return (int) Math.round(millis / slowness);
    }

    private long slowed(long millis) {
        return Math.round(millis * slowness);
    }

    @FunctionalInterface
    private interface OnStreet {
        void take(OpenPointView point, PlaceView place, double metres);
    }

    /** Each wanted point in the box that was reached. */
    private void each(TravelView travel, OnStreet taker) {
        double[] box = travel.bounds();
        Plane here = new Plane(question.latitude(), question.longitude());
        double metres = 0;
        for (int corner = 0; corner < 4; corner++) {
            metres = Math.max(metres, here.metresTo(box[corner / 2 * 2 + 1], box[corner % 2 * 2]));
        }
        index.near(here, question.latitude(), question.longitude(), metres + NetworkView.MOST_METRES_TO_STREET, (point, straight) -> {
            if (hits.isWanted(point)) {
                PlaceView place = point.placeOn(network, mode);
                if (place != null) {
                    taker.take(point, place, straight);
                }
            }
        });
    }

    static PlaceView onStreet(NetworkView network, ModeView mode, double latitude, double longitude) {
        return network.snap(mode, latitude, longitude)
                .orElseThrow(() -> new Problem(422, "far-from-streets", NetworkView.MOST_METRES_TO_STREET));
    }
}
