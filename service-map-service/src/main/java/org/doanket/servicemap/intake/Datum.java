package org.doanket.servicemap.intake;

import java.util.Locale;

/**
 * What coordinates in a file mean. Chinese map programs give GCJ-02 (Gaode, Tencent) or BD-09 (Baidu), which lie 100 to
 * 1,000 m beside WGS 84 inside China; nothing in the numbers tells, so a file must name its datum.
 */
enum Datum {

    WGS84, GCJ02, BD09;

    /** Krasovsky 1940, as the published form of GCJ-02 has it. */
    private static final double AXIS = 6_378_245.0;
    private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
    private static final double BAIDU = Math.PI * 3_000 / 180;
    /** A tenth of a millimetre; both distortions are so smooth that each round gains two to three digits. */
    private static final double ENOUGH = 1e-9;
    private static final int MOST_ROUNDS = 20;

    /** @param latitude in degrees */
    record LatLon(double latitude, double longitude) {

        private LatLon plus(LatLon other) {
            return new LatLon(latitude + other.latitude, longitude + other.longitude);
        }

        private LatLon minus(LatLon other) {
            return new LatLon(latitude - other.latitude, longitude - other.longitude);
        }
    }

    private interface Distortion {
        LatLon apply(LatLon place);
    }

    /** @return null if there is no such datum */
    static Datum of(String code) {
        for (Datum datum : values()) {
            if (datum.code().equals(code)) {
                return datum;
            }
        }
        return null;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    LatLon toWgs84(double latitude, double longitude) {
        LatLon given = new LatLon(latitude, longitude);
        return switch (this) {
            case WGS84 -> given;
            case GCJ02 -> undo(Datum::gcj02, given);
            case BD09 -> undo(Datum::gcj02, undo(Datum::bd09, given));
        };
    }

    /** WGS 84 to GCJ-02; outside China the two are the same. */
    static LatLon gcj02(LatLon wgs84) {
        double x = wgs84.longitude - 105;
        double y = wgs84.latitude - 35;
        if (wgs84.longitude < 72.004 || wgs84.longitude > 137.8347 || wgs84.latitude < 0.8293 || wgs84.latitude > 55.8271) {
            return wgs84;
        }
        double shared = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
        double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + shared
                + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
                + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
        double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + shared
                + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
                + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
        double phi = Math.toRadians(wgs84.latitude);
        double magic = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) * Math.sin(phi);
        return wgs84.plus(new LatLon(
                Math.toDegrees(north / (AXIS * (1 - ECCENTRICITY_SQUARED) / (magic * Math.sqrt(magic)))),
                Math.toDegrees(east / (AXIS / Math.sqrt(magic) * Math.cos(phi)))));
    }

    /** GCJ-02 to BD-09. */
    static LatLon bd09(LatLon gcj02) {
        double radius = Math.hypot(gcj02.longitude, gcj02.latitude) + 0.00002 * Math.sin(gcj02.latitude * BAIDU);
        double angle = Math.atan2(gcj02.latitude, gcj02.longitude) + 0.000003 * Math.cos(gcj02.longitude * BAIDU);
        return new LatLon(radius * Math.sin(angle) + 0.006, radius * Math.cos(angle) + 0.0065);
    }

    /** No inverse is published: guess, distort the guess, and correct it by what it is off. */
    private static LatLon undo(Distortion distortion, LatLon distorted) {
        LatLon guess = distorted;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            LatLon off = distorted.minus(distortion.apply(guess));
            guess = guess.plus(off);
            if (Math.abs(off.latitude) < ENOUGH && Math.abs(off.longitude) < ENOUGH) {
                break;
            }
        }
        return guess;
    }
}
