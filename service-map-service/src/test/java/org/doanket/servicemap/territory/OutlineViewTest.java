package org.doanket.servicemap.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

/** Against JTS, which knows nothing of ours. */
class OutlineViewTest {

    private static final double METRES_A_DEGREE = 111_195;
    private static final GeometryFactory PLANE = new GeometryFactory();

    @Test
    void knowsInsideAndDistanceAsJtsDoes() throws IOException {
        Random random = new Random(34);
        for (int round = 0; round < 200; round++) {
            double[][] outer = star(random, 0.05, 3 + random.nextInt(40));
            double[][] hole = star(random, 0.005, 3 + random.nextInt(10));
            OutlineView outline = OutlineView.of(new ObjectMapper().readTree("{\"type\": \"Polygon\", \"coordinates\": [" + json(outer) + ", " + json(hole) + "]}"));
            Geometry same = PLANE.createPolygon(ring(outer), new LinearRing[] {ring(hole)});
            for (int i = 0; i < 100; i++) {
                double latitude = 9.3 + (random.nextDouble() - 0.5) * 0.2;
                double longitude = 105.9 + (random.nextDouble() - 0.5) * 0.2;
                var place = PLANE.createPoint(plane(longitude, latitude));
                assertThat(outline.holds(latitude, longitude)).isEqualTo(same.contains(place));
                assertThat(outline.metresToLine(latitude, longitude)).isCloseTo(same.getBoundary().distance(place), within(25.0));
            }
        }
    }

    /** Never crossing itself. */
    private static double[][] star(Random random, double size, int corners) {
        double[][] ring = new double[corners + 1][];
        for (int i = 0; i < corners; i++) {
            double far = size * (0.3 + 0.7 * random.nextDouble());
            ring[i] = new double[] {105.9 + far * Math.cos(2 * Math.PI * i / corners), 9.3 + far * Math.sin(2 * Math.PI * i / corners)};
        }
        ring[corners] = ring[0];
        return ring;
    }

    private static String json(double[][] ring) {
        StringBuilder text = new StringBuilder();
        for (double[] corner : ring) {
            text.append(text.isEmpty() ? "[" : ", ").append('[').append(corner[0]).append(", ").append(corner[1]).append(']');
        }
        return text.append(']').toString();
    }

    private static LinearRing ring(double[][] corners) {
        Coordinate[] places = new Coordinate[corners.length];
        for (int i = 0; i < corners.length; i++) {
            places[i] = plane(corners[i][0], corners[i][1]);
        }
        return PLANE.createLinearRing(places);
    }

    private static Coordinate plane(double longitude, double latitude) {
        return new Coordinate((longitude - 105.9) * METRES_A_DEGREE * Math.cos(Math.toRadians(9.3)), (latitude - 9.3) * METRES_A_DEGREE);
    }
}
