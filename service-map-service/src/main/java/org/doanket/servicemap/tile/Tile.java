package org.doanket.servicemap.tile;

/** A square of the web map: zoom, column from the west, row from the north (Web Mercator). */
record Tile(int zoom, int x, int y) {

    static final int EXTENT = 4_096;
    static final int DEEPEST = 18;

    boolean exists() {
        return zoom >= 0 && zoom <= DEEPEST && x >= 0 && y >= 0 && x < 1 << zoom && y < 1 << zoom;
    }

    /** In units of this tile, 0 at its west; may lie beyond it. */
    int column(double longitude) {
        return (int) Math.round(((longitude + 180) / 360 * (1 << zoom) - x) * EXTENT);
    }

    /** In units of this tile, 0 at its north. */
    int row(double latitude) {
        double sine = Math.sin(Math.toRadians(Math.max(-85.0511, Math.min(85.0511, latitude))));
        return (int) Math.round(((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * (1 << zoom) - y) * EXTENT);
    }

    /** West, south, east, north in degrees, with a rim of so many units. */
    double[] box(int rim) {
        double part = (double) rim / EXTENT;
        return new double[] {longitude(x - part), latitude(y + 1 + part), longitude(x + 1 + part), latitude(y - part)};
    }

    private double longitude(double column) {
        return column / (1 << zoom) * 360 - 180;
    }

    private double latitude(double row) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * row / (1 << zoom)))));
    }
}
