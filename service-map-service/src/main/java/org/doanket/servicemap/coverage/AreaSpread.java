package org.doanket.servicemap.coverage;

/**
 * How the people of one area could be put along the streets of a file, or of several. All of them are either placed or unplaced.
 *
 * @param people of it whom no part of it counts
 * @param placed of them; the streets do not carry the others: those of the part off the map, of an area with too few streets, or beyond the most that may live
 *               on a square kilometre
 * @param share  of it that lies on streets that carry people
 * @param metres of streets in it
 * @param km2    of it that lies on the map
 */
public record AreaSpread(double people, double placed, double share, double metres, double km2, State state) {

    /** Of cells that are added up file by file. */
    private static final double WHOLE = 1 - 1e-9;

    /** Why people are unplaced; the first that applies. */
    public enum State {
        /** Nothing of it lies on the map. */
        OFF_MAP("off-map"),
        /** The extract has too few streets of it. */
        THIN("thin"),
        /** More people than may live along the streets that there are. */
        DENSE("dense"),
        /** The edge of the map cuts it, or the extract has too few streets of a part of it. */
        CUT("cut"),
        PLACED("placed");

        private final String code;

        State(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    static AreaSpread offMap(double people) {
        return new AreaSpread(people, 0, 0, 0, 0, State.OFF_MAP);
    }

    double unplaced() {
        return people - placed;
    }

    /** With what of the same area is counted on another file. */
    AreaSpread and(AreaSpread other) {
        if (state == State.OFF_MAP || other.state == State.OFF_MAP) {
            return state == State.OFF_MAP ? other : this;
        }
        double both = share + other.share;
        State of = state == State.THIN && other.state == State.THIN ? State.THIN : state == State.DENSE || other.state == State.DENSE ? State.DENSE
                : both < WHOLE ? State.CUT : State.PLACED;
        return new AreaSpread(people, placed + other.placed, both, metres + other.metres, km2 + other.km2, of);
    }

    /** Whether the answer says nothing about it, for nobody of it could be placed. */
    boolean isNowhere() {
        return state == State.OFF_MAP || state == State.THIN;
    }
}
