package org.doanket.servicemap.streets;

import org.doanket.servicemap.streets.StreetFile.Arcs;
import org.doanket.servicemap.streets.StreetFile.Ties;

/**
 * How long it takes from one place (or to it) to all others within a bound: the outcome of one search, to be asked only while
 * {@link NetworkView#travel} lets one. From door to street and from street to door one walks.
 */
public final class TravelView {

    /** Out of reach. */
    public static final int NEVER = Integer.MAX_VALUE;
    /** At 4 km/h. */
    private static final int WALKING_MILLIS_PER_METRE = 900;

    private final StreetFile file;
    private final ModeView mode;
    private final boolean isForward;
    private final boolean isStepFree;
    private final PlaceView origin;
    private final int most;
    private final StreetSearch search;
    private final int begin;

    TravelView(StreetFile file, ModeView mode, boolean isForward, boolean isStepFree, PlaceView origin, int most, StreetSearch search) {
        this.file = file;
        this.mode = mode;
        this.isForward = isForward;
        this.isStepFree = isStepFree;
        this.origin = origin;
        this.most = most;
        this.search = search;
        begin = walk(origin);
        search.clear();
        seed(file.to(origin.edge()), along(origin.edge()), 1 - origin.fraction());
        seed(file.from(origin.edge()), against(origin.edge()), origin.fraction());
        search.run(file, isForward ? file.outgoing(mode) : file.incoming(mode), most, isStepFree);
    }

    /** Takes a cell of the grid with the time to it. */
    @FunctionalInterface
    public interface CellTaker {
        void take(int cell, int millis);
    }

    private void seed(int node, int whole, double part) {
        if (whole != StreetFile.CLOSED) {
            search.seed(node, begin + Math.round(whole * part), (int) Math.round(decimetres(origin) + file.decimetres(origin.edge()) * part), most);
        }
    }

    /** Time for the whole edge in the direction in which it was drawn, as this search goes. */
    private int along(int edge) {
        return isBarred(edge) ? StreetFile.CLOSED : isForward ? file.forwardMillis(mode, edge) : file.backMillis(mode, edge);
    }

    private int against(int edge) {
        return isBarred(edge) ? StreetFile.CLOSED : isForward ? file.backMillis(mode, edge) : file.forwardMillis(mode, edge);
    }

    private boolean isBarred(int edge) {
        return isStepFree && file.isStepped(edge);
    }

    /** {@link #NEVER} where it takes longer than the bound, or there is no way. */
    public int millisTo(PlaceView place) {
        long street = onEdge(place.edge(), place.fraction(), along(place.edge()), against(place.edge()));
        long door = street + walk(place);
        return door <= most ? (int) door : NEVER;
    }

    /** Of the way that takes least time; only of places that are within reach. */
    public double metresTo(PlaceView place) {
        int edge = place.edge();
        double length = file.decimetres(edge);
        long street = onEdge(edge, place.fraction(), along(edge), against(edge));
        double path;
        if (street == viaFrom(edge, place.fraction(), along(edge))) {
            path = search.decimetres[file.from(edge)] + length * place.fraction();
        } else if (street == viaTo(edge, place.fraction(), against(edge))) {
            path = search.decimetres[file.to(edge)] + length * (1 - place.fraction());
        } else {
            path = decimetres(origin) + length * Math.abs(place.fraction() - origin.fraction());
        }
        return (path + decimetres(place)) / 10;
    }

    private long onEdge(int edge, double fraction, int along, int against) {
        long best = Math.min(viaFrom(edge, fraction, along), viaTo(edge, fraction, against));
        if (edge == origin.edge()) {
            double part = fraction - origin.fraction();
            int whole = part >= 0 ? along : against;
            if (whole != StreetFile.CLOSED) {
                best = Math.min(best, begin + Math.round(whole * Math.abs(part)));
            }
        }
        return best;
    }

    private long viaFrom(int edge, double fraction, int along) {
        int at = search.millis[file.from(edge)];
        return at == NEVER || along == StreetFile.CLOSED ? NEVER : at + Math.round(along * fraction);
    }

    private long viaTo(int edge, double fraction, int against) {
        int at = search.millis[file.to(edge)];
        return at == NEVER || against == StreetFile.CLOSED ? NEVER : at + Math.round(against * (1 - fraction));
    }

    /** Each cell within reach, once, in no order. */
    public void eachCell(CellTaker taker) {
        Ties ties = file.ties(mode);
        Arcs arcs = isForward ? file.outgoing(mode) : file.incoming(mode);
        search.isNew(origin.edge());
        cellsOf(origin.edge(), ties, taker);
        for (int i = 0; i < search.reached.size(); i++) {
            int node = search.reached.get(i);
            for (int arc = arcs.offset().get(node), end = arcs.offset().get(node + 1); arc < end; arc++) {
                int edge = arcs.edge().get(arc);
                if (search.isNew(edge)) {
                    cellsOf(edge, ties, taker);
                }
            }
        }
    }

    private void cellsOf(int edge, Ties ties, CellTaker taker) {
        int along = along(edge);
        int against = against(edge);
        int from = along == StreetFile.CLOSED ? NEVER : search.millis[file.from(edge)];
        int to = against == StreetFile.CLOSED ? NEVER : search.millis[file.to(edge)];
        boolean isOrigin = edge == origin.edge();
        float alongStep = along / 65_535f;
        float againstStep = against / 65_535f;
        for (int i = ties.offset().get(edge), end = ties.offset().get(edge + 1); i < end; i++) {
            int place = ties.place().get(i);
            int fraction = place >>> 16;
            long at = NEVER;
            if (isOrigin) {
                at = onEdge(edge, fraction / 65_535.0, along, against);
            } else {
                if (from != NEVER) {
                    at = from + (int) (alongStep * fraction);
                }
                if (to != NEVER) {
                    at = Math.min(at, to + (int) (againstStep * (65_535 - fraction)));
                }
            }
            at += (place & 0xffff) * 100;
            if (at <= most) {
                taker.take(ties.cell().get(i), (int) at);
            }
        }
    }

    /** Takes each junction within reach with its time. */
    public void eachNode(CellTaker taker) {
        for (int i = 0; i < search.reached.size(); i++) {
            taker.take(search.reached.get(i), search.millis[search.reached.get(i)]);
        }
    }

    /** West, south, east and north of what was reached; just the place itself where that is all. */
    public double[] bounds() {
        double[] box = {origin.longitude(), origin.latitude(), origin.longitude(), origin.latitude()};
        for (int i = 0; i < search.reached.size(); i++) {
            double latitude = file.latitude(search.reached.get(i));
            double longitude = file.longitude(search.reached.get(i));
            box[0] = Math.min(box[0], longitude);
            box[1] = Math.min(box[1], latitude);
            box[2] = Math.max(box[2], longitude);
            box[3] = Math.max(box[3], latitude);
        }
        return box;
    }

    private static int walk(PlaceView place) {
        return (int) Math.round(place.metres() * WALKING_MILLIS_PER_METRE);
    }

    private static int decimetres(PlaceView place) {
        return (int) Math.round(place.metres() * 10);
    }
}
