package org.doanket.servicemap.streets;

import java.util.Arrays;

/**
 * Ties each cell that is at most 100 m from a street to the nearest one that is open to the mode. From the street to the
 * middle of the cell one walks, whatever the mode.
 */
final class CellTies {

    static final double MOST_METRES = 100;
    static final double WALKING_KMH = 4;

    private final EdgeLines lines;
    private final GridView grid;
    private final float[] distance;
    private final int[] edgeOf;
    private final float[] along;

    CellTies(EdgeLines lines, GridView grid) {
        this.lines = lines;
        this.grid = grid;
        distance = new float[grid.size()];
        edgeOf = new int[grid.size()];
        along = new float[grid.size()];
    }

    /** @return offset by edge, cell, place */
    int[][] of(int[] forward, int[] back) {
        Arrays.fill(distance, (float) MOST_METRES);
        Arrays.fill(edgeOf, -1);
        double[] lengths = new double[lines.count()];
        for (int edge = 0; edge < lines.count(); edge++) {
            if (forward[edge] != StreetFile.CLOSED || back[edge] != StreetFile.CLOSED) {
                int number = edge;
                lines.each(edge, (fromLatitude, fromLongitude, toLatitude, toLongitude) ->
                        lengths[number] += tie(number, lengths[number], fromLatitude, fromLongitude, toLatitude, toLongitude));
            }
        }
        return byEdge(lengths);
    }

    /** @return the length of this piece in metres */
    private double tie(int edge, double before, double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        double perRow = Earth.metresPerLatitude(fromLatitude) / GridView.PER_DEGREE;
        double perColumn = Earth.metresPerLongitude(fromLatitude) / GridView.PER_DEGREE;
        // In metres from the corner of the grid.
        double x = (fromLongitude * GridView.PER_DEGREE - grid.column()) * perColumn;
        double y = (fromLatitude * GridView.PER_DEGREE - grid.row()) * perRow;
        double dx = (toLongitude - fromLongitude) * GridView.PER_DEGREE * perColumn;
        double dy = (toLatitude - fromLatitude) * GridView.PER_DEGREE * perRow;
        double square = dx * dx + dy * dy;
        double length = Math.sqrt(square);
        int south = clamp((Math.min(y, y + dy) - MOST_METRES) / perRow, grid.rows());
        int north = clamp((Math.max(y, y + dy) + MOST_METRES) / perRow, grid.rows());
        int west = clamp((Math.min(x, x + dx) - MOST_METRES) / perColumn, grid.columns());
        int east = clamp((Math.max(x, x + dx) + MOST_METRES) / perColumn, grid.columns());
        for (int row = south; row <= north; row++) {
            double py = (row + 0.5) * perRow - y;
            for (int column = west; column <= east; column++) {
                double px = (column + 0.5) * perColumn - x;
                double part = square == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
                double awayX = px - part * dx;
                double awayY = py - part * dy;
                float metres = (float) Math.sqrt(awayX * awayX + awayY * awayY);
                int cell = row * grid.columns() + column;
                if (metres < distance[cell]) {
                    distance[cell] = metres;
                    edgeOf[cell] = edge;
                    along[cell] = (float) (before + part * length);
                }
            }
        }
        return length;
    }

    private int[][] byEdge(double[] lengths) {
        int[] offset = new int[lines.count() + 1];
        for (int edge : edgeOf) {
            if (edge >= 0) {
                offset[edge + 1]++;
            }
        }
        for (int edge = 0; edge < lines.count(); edge++) {
            offset[edge + 1] += offset[edge];
        }
        int[] next = offset.clone();
        int[] cells = new int[offset[lines.count()]];
        int[] places = new int[cells.length];
        for (int cell = 0; cell < edgeOf.length; cell++) {
            int edge = edgeOf[cell];
            if (edge >= 0) {
                int at = next[edge]++;
                cells[at] = cell;
                int fraction = lengths[edge] == 0 ? 0 : (int) Math.round(Math.min(1, along[cell] / lengths[edge]) * 65_535);
                places[at] = fraction << 16 | (int) Math.ceil(distance[cell] / WALKING_KMH * 36);
            }
        }
        return new int[][] {offset, cells, places};
    }

    private static int clamp(double cell, int cells) {
        return (int) Math.max(0, Math.min(cells - 1, Math.floor(cell)));
    }
}
