package org.doanket.servicemap.coverage;

/**
 * How the people of one area could be put along the streets that are loaded. All of them are either placed or unplaced.
 *
 * @param unplaced whom the streets do not carry: of the part off the map, of an area with too few streets, or beyond the most that may live on a square kilometre
 * @param metres   of streets in it
 * @param km2      of it that lies on the map
 */
public record AreaSpread(double unplaced, double metres, double km2, State state) {

    /** Why people are unplaced; the first that applies. */
    public enum State {
        /** Nothing of it lies on the map. */
        OFF_MAP("off-map"),
        /** The extract has too few streets of it. */
        THIN("thin"),
        /** More people than may live along the streets that there are. */
        DENSE("dense"),
        /** The edge of the map cuts it. */
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

    /** Whether the answer says nothing about it, for nobody of it could be placed. */
    boolean isNowhere() {
        return state == State.OFF_MAP || state == State.THIN;
    }
}
