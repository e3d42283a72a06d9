package org.doanket.servicemap.opendata;

/** In which coordinates features are asked for and given (OGC API - Features Part 2). */
enum Crs {

    /** Longitude, latitude; the default. */
    CRS84("http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
    /** Latitude first, as its authority says. */
    EPSG4326("http://www.opengis.net/def/crs/EPSG/0/4326"),
    /** Metres of web maps. */
    EPSG3857("http://www.opengis.net/def/crs/EPSG/0/3857");

    private static final double RADIUS = 6_378_137;

    private final String address;

    Crs(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Null where there is no such one. */
    static Crs of(String address) {
        for (Crs crs : values()) {
            if (crs.address.equals(address)) {
                return crs;
            }
        }
        return null;
    }

    double[] coordinates(double latitude, double longitude) {
        return switch (this) {
            case CRS84 -> new double[] {rounded(longitude, 1e7), rounded(latitude, 1e7)};
            case EPSG4326 -> new double[] {rounded(latitude, 1e7), rounded(longitude, 1e7)};
            case EPSG3857 -> new double[] {rounded(Math.toRadians(longitude) * RADIUS, 100),
                rounded(Math.log(Math.tan(Math.PI / 4 + Math.toRadians(Math.max(-85.06, Math.min(85.06, latitude))) / 2)) * RADIUS, 100)};
        };
    }

    /** West, south, east, north in degrees, of lower and upper corner in these coordinates. */
    double[] degrees(double[] box) {
        return switch (this) {
            case CRS84 -> box;
            case EPSG4326 -> isLongitudeFirst(box) ? box : new double[] {box[1], box[0], box[3], box[2]};
            case EPSG3857 -> new double[] {longitude(box[0]), latitude(box[1]), longitude(box[2]), latitude(box[3])};
        };
    }

    /** Some programs, the OGC's own test suite among them, keep the order of CRS84 here as well: taken so where the first number can be no latitude. */
    private static boolean isLongitudeFirst(double[] box) {
        return Math.abs(box[0]) > 90 || Math.abs(box[2]) > 90;
    }

    private static double longitude(double x) {
        return Math.toDegrees(x / RADIUS);
    }

    private static double latitude(double y) {
        return Math.toDegrees(2 * Math.atan(Math.exp(y / RADIUS)) - Math.PI / 2);
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
