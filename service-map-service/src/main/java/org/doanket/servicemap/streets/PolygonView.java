package org.doanket.servicemap.streets;

import java.util.List;

/**
 * A polygon with its holes, along the edges of cells.
 *
 * @param rings the outer one first; each a list of column and row in turn, of corners of the world's grid (seconds of arc
 *              east and north), the first repeated as the last; the outer one counter-clockwise (RFC 7946, 3.1.6)
 */
public record PolygonView(List<int[]> rings) {

    public int corners() {
        return rings.stream().mapToInt(ring -> ring.length / 2).sum();
    }

    /** Writes it as the coordinates of a GeoJSON polygon. */
    public void write(StringBuilder text) {
        text.append('[');
        for (int i = 0; i < rings.size(); i++) {
            text.append(i == 0 ? "[" : ",[");
            int[] ring = rings.get(i);
            for (int j = 0; j < ring.length; j += 2) {
                text.append(j == 0 ? "[" : ",[");
                degrees(text, ring[j]);
                text.append(',');
                degrees(text, ring[j + 1]);
                text.append(']');
            }
            text.append(']');
        }
        text.append(']');
    }

    /** Six decimals, a tenth of a metre; by whole numbers, for that is most of the work of an answer. */
    private static void degrees(StringBuilder text, int seconds) {
        long millionths = (Math.abs((long) seconds) * 10_000 + 18) / 36;
        if (seconds < 0) {
            text.append('-');
        }
        text.append(millionths / 1_000_000).append('.');
        int rest = (int) (millionths % 1_000_000);
        for (int scale = 100_000; scale > rest && scale > 1; scale /= 10) {
            text.append('0');
        }
        text.append(rest);
    }
}
