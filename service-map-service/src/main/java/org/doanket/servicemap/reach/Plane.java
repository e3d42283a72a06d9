package org.doanket.servicemap.reach;

/**
 * The ellipsoid of WGS 84 around one place, laid flat: metres per degree there. Within 30 km it errs by less than a
 * hundredth of what the detour factor leaves open, and costs a multiplication instead of a haversine.
 */
final class Plane {

    private final double latitude;
    private final double longitude;
    private final double metresPerLatitude;
    private final double metresPerLongitude;

    Plane(double latitude, double longitude) {
        this.latitude = latitude;
        this.longitude = longitude;
        double phi = Math.toRadians(latitude);
        metresPerLatitude = 111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
        metresPerLongitude = 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
    }

    double metresTo(double otherLatitude, double otherLongitude) {
        double north = (otherLatitude - latitude) * metresPerLatitude;
        double degrees = otherLongitude - longitude;
        // Across 180 degrees the short way.
        double east = (degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees) * metresPerLongitude;
        return Math.sqrt(north * north + east * east);
    }

    double latitudeDegrees(double metres) {
        return metres / metresPerLatitude;
    }

    /** At the poles every meridian is near. */
    double longitudeDegrees(double metres) {
        return metresPerLongitude < 1_000 ? 180 : Math.min(180, metres / metresPerLongitude);
    }
}
