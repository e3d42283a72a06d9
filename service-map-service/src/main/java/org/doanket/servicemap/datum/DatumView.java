package org.doanket.servicemap.datum;

import java.util.List;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/**
 * What coordinates in a file mean. Nothing in the numbers tells, so a file must name it.
 *
 * @param definition in the syntax of PROJ; null for what only an algorithm tells (GCJ-02, BD-09) and for WGS 84 itself
 * @param projected  metres north and east in a plane; else degrees
 * @param provinces  of Viet Nam whose land papers are in this zone, by their names of before July 2025
 * @param citation   where the parameters come from; {@code verified} whether we have read them there
 */
public record DatumView(String code, String name, String definition, boolean projected, List<String> provinces, String citation, boolean verified) {

    public static final String WGS84 = "wgs84";
    private static final String WORLD = "+proj=longlat +datum=WGS84 +no_defs";

    /** @param north latitude in degrees, or metres; @param east longitude in degrees, or metres */
    public record Place(double north, double east) {
    }

    /** Of one thread. */
    public interface Conversion {

        /** @return not a number where the place is beyond what the projection can tell */
        Place toWgs84(Place given);

        Place fromWgs84(Place wgs84);
    }

    public String northColumn() {
        return projected ? "northing" : "latitude";
    }

    public String eastColumn() {
        return projected ? "easting" : "longitude";
    }

    /** To a millimetre or better. */
    public Place rounded(Place place) {
        double scale = projected ? 1e3 : 1e9;
        return new Place(Math.round(place.north() * scale) / scale, Math.round(place.east() * scale) / scale);
    }

    public Conversion conversion() {
        return switch (code) {
            case WGS84 -> new Same();
            case "gcj02" -> ChineseShift.ofGcj02();
            case "bd09" -> ChineseShift.ofBd09();
            default -> new Projected(definition);
        };
    }

    private static final class Same implements Conversion {

        @Override
        public Place toWgs84(Place given) {
            return given;
        }

        @Override
        public Place fromWgs84(Place wgs84) {
            return wgs84;
        }
    }

    private static final class Projected implements Conversion {

        private final BasicCoordinateTransform there;
        private final BasicCoordinateTransform back;

        Projected(String definition) {
            CRSFactory factory = new CRSFactory();
            CoordinateReferenceSystem ours = factory.createFromParameters("given", definition);
            CoordinateReferenceSystem world = factory.createFromParameters(WGS84, WORLD);
            there = new BasicCoordinateTransform(ours, world);
            back = new BasicCoordinateTransform(world, ours);
        }

        @Override
        public Place toWgs84(Place given) {
            return of(there, given);
        }

        @Override
        public Place fromWgs84(Place wgs84) {
            return of(back, wgs84);
        }

        private static Place of(BasicCoordinateTransform transform, Place place) {
            try {
                ProjCoordinate result = transform.transform(new ProjCoordinate(place.east(), place.north()), new ProjCoordinate());
                return new Place(result.y, result.x);
            } catch (Proj4jException beyond) {
                return new Place(Double.NaN, Double.NaN);
            }
        }
    }
}
