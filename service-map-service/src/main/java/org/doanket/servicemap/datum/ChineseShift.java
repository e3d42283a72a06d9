package org.doanket.servicemap.datum;

import org.doanket.servicemap.datum.DatumView.Conversion;
import org.doanket.servicemap.datum.DatumView.Place;

/**
 * Chinese map programs give GCJ-02 (Gaode, Tencent) or BD-09 (Baidu), which lie 100 to 1,000 m beside WGS 84 inside China. No ellipsoid tells
 * it, but an algorithm that was published only one way.
 */
final class ChineseShift {

    /** Krasovsky 1940, as the published form of GCJ-02 has it. */
    private static final double AXIS = 6_378_245.0;
    private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
    private static final double BAIDU = Math.PI * 3_000 / 180;
    /** A tenth of a millimetre; both distortions are so smooth that each round gains two to three digits. */
    private static final double ENOUGH = 1e-9;
    private static final int MOST_ROUNDS = 20;

    private ChineseShift() {
    }

    private interface Distortion {
        Place apply(Place place);
    }

    static Conversion ofGcj02() {
        return conversion(ChineseShift::gcj02);
    }

    static Conversion ofBd09() {
        return conversion(place -> bd09(gcj02(place)));
    }

    private static Conversion conversion(Distortion distortion) {
        return new Conversion() {
            @Override
            public Place toWgs84(Place given) {
                return undo(distortion, given);
            }

            @Override
            public Place fromWgs84(Place wgs84) {
                return distortion.apply(wgs84);
            }
        };
    }

    /** WGS 84 to GCJ-02; outside China the two are the same. */
    static Place gcj02(Place wgs84) {
        double x = wgs84.east() - 105;
        double y = wgs84.north() - 35;
        if (wgs84.east() < 72.004 || wgs84.east() > 137.8347 || wgs84.north() < 0.8293 || wgs84.north() > 55.8271) {
            return wgs84;
        }
        double shared = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
        double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + shared
                + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
                + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
        double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + shared
                + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
                + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
        double phi = Math.toRadians(wgs84.north());
        double magic = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) * Math.sin(phi);
        return plus(wgs84, new Place(
                Math.toDegrees(north / (AXIS * (1 - ECCENTRICITY_SQUARED) / (magic * Math.sqrt(magic)))),
                Math.toDegrees(east / (AXIS / Math.sqrt(magic) * Math.cos(phi)))));
    }

    /** GCJ-02 to BD-09. */
    static Place bd09(Place gcj02) {
        double radius = Math.hypot(gcj02.east(), gcj02.north()) + 0.00002 * Math.sin(gcj02.north() * BAIDU);
        double angle = Math.atan2(gcj02.north(), gcj02.east()) + 0.000003 * Math.cos(gcj02.east() * BAIDU);
        return new Place(radius * Math.sin(angle) + 0.006, radius * Math.cos(angle) + 0.0065);
    }

    /** No inverse is published: guess, distort the guess, and correct it by what it is off. */
    private static Place undo(Distortion distortion, Place distorted) {
        Place guess = distorted;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Place off = minus(distorted, distortion.apply(guess));
            guess = plus(guess, off);
            if (Math.abs(off.north()) < ENOUGH && Math.abs(off.east()) < ENOUGH) {
                break;
            }
        }
        return guess;
    }

    private static Place plus(Place place, Place step) {
        return new Place(place.north() + step.north(), place.east() + step.east());
    }

    private static Place minus(Place place, Place other) {
        return new Place(place.north() - other.north(), place.east() - other.east());
    }
}
