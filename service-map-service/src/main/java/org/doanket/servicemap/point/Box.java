package org.doanket.servicemap.point;

import java.util.Arrays;

/** A rectangle of the map in degrees; west greater than east where it crosses 180 degrees. */
record Box(double west, double south, double east, double north) {

    /** @throws IllegalArgumentException if it is no box on this earth */
    static Box parse(String text) {
        double[] edges = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
        if (edges.length != 4 || Arrays.stream(edges).anyMatch(edge -> !Double.isFinite(edge))) {
            throw new IllegalArgumentException("four numbers");
        }
        Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
        if (box.south > box.north || Math.abs(box.south) > 90 || Math.abs(box.north) > 90 || Math.abs(box.west) > 180
                || Math.abs(box.east) > 180) {
            throw new IllegalArgumentException("out of range");
        }
        return box;
    }
}
