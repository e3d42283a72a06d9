package org.doanket.servicemap.territory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.doanket.servicemap.streets.GridView;

/** The rings of a GeoJSON outline, and what lies inside (by the even-odd rule, so that holes are holes). */
public final class OutlineView {

    private static final double METRES_A_DEGREE = 111_195;

    /** In arc-seconds, longitude first. */
    private final List<double[]> rings = new ArrayList<>();

    private OutlineView() {
    }

    /** Takes a stretch of cells of one row of the world's grid. */
    @FunctionalInterface
    public interface Stretch {
        void take(int row, int firstColumn, int lastColumn);
    }

    /** Null where it is no polygon. */
    public static OutlineView of(JsonNode geometry) {
        OutlineView outline = new OutlineView();
        JsonNode coordinates = geometry.path("coordinates");
        boolean isGood = switch (geometry.path("type").asText()) {
            case "Polygon" -> outline.polygon(coordinates);
            case "MultiPolygon" -> coordinates.isArray() && !coordinates.isEmpty() && outline.polygons(coordinates);
            default -> false;
        };
        return isGood ? outline : null;
    }

    private boolean polygons(JsonNode polygons) {
        for (JsonNode polygon : polygons) {
            if (!polygon(polygon)) {
                return false;
            }
        }
        return true;
    }

    private boolean polygon(JsonNode polygon) {
        if (!polygon.isArray() || polygon.isEmpty()) {
            return false;
        }
        for (JsonNode ring : polygon) {
            if (!ring.isArray() || ring.size() < 4) {
                return false;
            }
            double[] corners = new double[ring.size() * 2];
            for (int i = 0; i < ring.size(); i++) {
                JsonNode corner = ring.get(i);
                if (!corner.path(0).isNumber() || !corner.path(1).isNumber() || Math.abs(corner.get(0).asDouble()) > 180
                        || Math.abs(corner.get(1).asDouble()) > 90) {
                    return false;
                }
                corners[2 * i] = corner.get(0).asDouble() * GridView.PER_DEGREE;
                corners[2 * i + 1] = corner.get(1).asDouble() * GridView.PER_DEGREE;
            }
            rings.add(corners);
        }
        return true;
    }

    /** @param latitude in degrees */
    boolean holds(double latitude, double longitude) {
        double x = longitude * GridView.PER_DEGREE;
        double y = latitude * GridView.PER_DEGREE;
        boolean isInside = false;
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length - 2; i += 2) {
                if (ring[i + 1] <= y != ring[i + 3] <= y
                        && x < ring[i] + (y - ring[i + 1]) / (ring[i + 3] - ring[i + 1]) * (ring[i + 2] - ring[i])) {
                    isInside = !isInside;
                }
            }
        }
        return isInside;
    }

    /** To the nearest place on the line, in a plane about the place that is asked of: exact enough where people err by streets or by towns. */
    double metresToLine(double latitude, double longitude) {
        double north = METRES_A_DEGREE / GridView.PER_DEGREE;
        double east = north * Math.cos(Math.toRadians(latitude));
        double x = longitude * GridView.PER_DEGREE;
        double y = latitude * GridView.PER_DEGREE;
        double least = Double.MAX_VALUE;
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length - 2; i += 2) {
                least = Math.min(least, metresToStretch((ring[i] - x) * east, (ring[i + 1] - y) * north, (ring[i + 2] - x) * east, (ring[i + 3] - y) * north));
            }
        }
        return least;
    }

    /** From where the axes cross to the nearest place between two corners. */
    private static double metresToStretch(double fromX, double fromY, double toX, double toY) {
        double x = toX - fromX;
        double y = toY - fromY;
        double length = x * x + y * y;
        double part = length == 0 ? 0 : Math.max(0, Math.min(1, -(fromX * x + fromY * y) / length));
        return Math.hypot(fromX + part * x, fromY + part * y);
    }

    /** Of the cells inside the middle one, latitude first, and how many there are; nothing where it is smaller than a cell. */
    public Optional<Middle> middle() {
        long[] all = new long[1];
        eachStretch((row, first, last) -> all[0] += last - first + 1);
        Middle[] found = new Middle[1];
        long[] seen = new long[1];
        eachStretch((row, first, last) -> {
            seen[0] += last - first + 1;
            if (found[0] == null && seen[0] * 2 >= all[0]) {
                // In the middle of its stretch, lest it lie at the edge.
                found[0] = new Middle((row + 0.5) / GridView.PER_DEGREE, ((first + last) / 2.0 + 0.5) / GridView.PER_DEGREE, all[0]);
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /** In degrees. */
    public record Middle(double latitude, double longitude, long cells) {
    }

    /** West, south, east and north in degrees. */
    public double[] bounds() {
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i++) {
                box[i % 2] = Math.min(box[i % 2], ring[i] / GridView.PER_DEGREE);
                box[i % 2 + 2] = Math.max(box[i % 2 + 2], ring[i] / GridView.PER_DEGREE);
            }
        }
        return box;
    }

    public void eachStretch(Stretch taker) {
        double south = Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        for (double[] ring : rings) {
            for (int i = 1; i < ring.length; i += 2) {
                south = Math.min(south, ring[i]);
                north = Math.max(north, ring[i]);
            }
        }
        double[] crossings = new double[16];
        for (int row = (int) Math.floor(south); row <= north; row++) {
            int count = 0;
            double y = row + 0.5;
            for (double[] ring : rings) {
                for (int i = 0; i < ring.length - 2; i += 2) {
                    if (ring[i + 1] <= y != ring[i + 3] <= y) {
                        if (count == crossings.length) {
                            crossings = Arrays.copyOf(crossings, count * 2);
                        }
                        crossings[count++] = ring[i] + (y - ring[i + 1]) / (ring[i + 3] - ring[i + 1]) * (ring[i + 2] - ring[i]);
                    }
                }
            }
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int first = (int) Math.ceil(crossings[i] - 0.5);
                int last = (int) Math.ceil(crossings[i + 1] - 0.5) - 1;
                if (first <= last) {
                    taker.take(row, first, last);
                }
            }
        }
    }
}
