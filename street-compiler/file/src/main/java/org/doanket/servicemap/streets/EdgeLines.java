package org.doanket.servicemap.streets;

import org.doanket.servicemap.streets.StreetFile.Section;

/** The lines of all edges while they are being written. */
final class EdgeLines {

    private final int[][] sections;

    EdgeLines(int[][] sections) {
        this.sections = sections;
    }

    /** Takes each piece of an edge's line, in degrees, in the order of the line. */
    @FunctionalInterface
    interface Piece {
        void take(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude);
    }

    int count() {
        return sections[Section.EDGE_FROM.ordinal()].length;
    }

    void each(int edge, Piece piece) {
        int node = sections[Section.EDGE_FROM.ordinal()][edge];
        double latitude = degrees(Section.LATITUDE, node);
        double longitude = degrees(Section.LONGITUDE, node);
        int[] offset = sections[Section.SHAPE_OFFSET.ordinal()];
        for (int i = offset[edge]; i < offset[edge + 1]; i++) {
            double nextLatitude = degrees(Section.SHAPE_LATITUDE, i);
            double nextLongitude = degrees(Section.SHAPE_LONGITUDE, i);
            piece.take(latitude, longitude, nextLatitude, nextLongitude);
            latitude = nextLatitude;
            longitude = nextLongitude;
        }
        int last = sections[Section.EDGE_TO.ordinal()][edge];
        piece.take(latitude, longitude, degrees(Section.LATITUDE, last), degrees(Section.LONGITUDE, last));
    }

    private double degrees(Section section, int index) {
        return sections[section.ordinal()][index] / StreetFile.UNITS_PER_DEGREE;
    }

    /** For each square of the index the edges that may pass through it, each once: offset and edge. */
    int[][] squares(GridView grid) {
        int columns = Snapping.squares(grid.columns());
        int count = columns * Snapping.squares(grid.rows());
        int[] offset = new int[count + 1];
        int[] seen = new int[count];
        walk(grid, columns, seen, 0, (square, edge) -> offset[square + 1]++);
        for (int i = 0; i < count; i++) {
            offset[i + 1] += offset[i];
        }
        int[] edges = new int[offset[count]];
        int[] next = offset.clone();
        // Told apart from the first walk by numbers beyond those of it.
        walk(grid, columns, seen, count(), (square, edge) -> edges[next[square]++] = edge);
        return new int[][] {offset, edges};
    }

    @FunctionalInterface
    private interface Visit {
        void take(int square, int edge);
    }

    private void walk(GridView grid, int columns, int[] seen, int mark, Visit visit) {
        for (int edge = 0; edge < count(); edge++) {
            int stamp = mark + edge + 1;
            int number = edge;
            each(edge, (fromLatitude, fromLongitude, toLatitude, toLongitude) -> {
                int south = square(grid, Math.min(fromLatitude, toLatitude), grid.row(), grid.rows());
                int north = square(grid, Math.max(fromLatitude, toLatitude), grid.row(), grid.rows());
                int west = square(grid, Math.min(fromLongitude, toLongitude), grid.column(), grid.columns());
                int east = square(grid, Math.max(fromLongitude, toLongitude), grid.column(), grid.columns());
                for (int row = south; row <= north; row++) {
                    for (int column = west; column <= east; column++) {
                        int square = row * columns + column;
                        if (seen[square] != stamp) {
                            seen[square] = stamp;
                            visit.take(square, number);
                        }
                    }
                }
            });
        }
    }

    /** A line may leave the box of the nodes by its shape: it is then found from the border. */
    private static int square(GridView grid, double degrees, int first, int cells) {
        int cell = (int) Math.floor(degrees * GridView.PER_DEGREE) - first;
        return Math.max(0, Math.min(cells - 1, cell)) / StreetFile.SNAP_CELLS;
    }
}
