package org.doanket.servicemap.reach;

import org.doanket.platform.error.Problem;

/** Without streets: a straight line times a detour factor. */
final class EstimatedReach {

    static final String METHOD = "estimate";

    /** As over the streets: how long a way somebody may be on of whom it is asked what lies along it. */
    private static final int LONGEST_WAY_MINUTES = 2 * 60;

    private EstimatedReach() {
    }

    /** @throws Problem 422 on too long a way to somewhere */
    static Hits of(PointIndex index, ReachQuestion question) {
        Hits hits = new Hits(question);
        TravelModeView mode = question.mode();
        Plane here = new Plane(question.latitude(), question.longitude());
        if (question.to() == null) {
            index.near(here, question.latitude(), question.longitude(), mode.reachMetres(question.minutes()), (point, metres) -> {
                if (hits.isWanted(point)) {
                    hits.take(point, metres, null, Math.round(mode.seconds(metres) * 1_000), null, Math.round(metres * 1_000));
                }
            });
            return hits;
        }
        Plane there = new Plane(question.to().latitude(), question.to().longitude());
        double direct = here.metresTo(question.to().latitude(), question.to().longitude());
        if (mode.seconds(direct) > LONGEST_WAY_MINUTES * 60) {
            throw new Problem(422, "way-too-long", LONGEST_WAY_MINUTES);
        }
        hits.directMillis = Math.round(mode.seconds(direct) * 1_000);
        double most = direct + mode.reachMetres(question.minutes());
        index.near(here, question.latitude(), question.longitude(), most, (point, metres) -> {
            double way = metres + there.metresTo(point.latitude(), point.longitude());
            if (way <= most && hits.isWanted(point)) {
                hits.take(point, metres, null, Math.round(mode.seconds(metres) * 1_000),
                        Math.max(0, Math.round(mode.seconds(way - direct) * 1_000)), Math.round(metres * 1_000));
            }
        });
        return hits;
    }
}
