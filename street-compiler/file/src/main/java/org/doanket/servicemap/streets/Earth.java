package org.doanket.servicemap.streets;

/** Metres per degree on the ellipsoid of WGS 84, by the usual series (errs by centimetres per degree). */
public final class Earth {

    private Earth() {
    }

    public static double metresPerLatitude(double latitude) {
        double phi = Math.toRadians(latitude);
        return 111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
    }

    public static double metresPerLongitude(double latitude) {
        double phi = Math.toRadians(latitude);
        return 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
    }

    /** Between two places of one town, as if it were flat. */
    public static double metres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double north = (otherLatitude - latitude) * metresPerLatitude(latitude);
        double east = (otherLongitude - longitude) * metresPerLongitude(latitude);
        return Math.sqrt(north * north + east * east);
    }
}
