package org.doanket.servicemap.streets;

import java.nio.IntBuffer;

/** Looks for the nearest street in squares around a place, ring by ring, until no farther ring can hold a nearer one. */
final class Snapping {

    private final StreetFile file;
    private final IntBuffer offset;
    private final IntBuffer edges;
    private final boolean isStepFree;
    private double bestMetres;
    private PlaceView best;

    Snapping(StreetFile file, IntBuffer offset, IntBuffer edges, boolean isStepFree) {
        this.file = file;
        this.offset = offset;
        this.edges = edges;
        this.isStepFree = isStepFree;
    }

    PlaceView nearest(ModeView mode, double latitude, double longitude, double mostMetres) {
        GridView grid = file.grid();
        double perLatitude = Earth.metresPerLatitude(latitude);
        double perLongitude = Earth.metresPerLongitude(latitude);
        double square = StreetFile.SNAP_CELLS * Math.min(perLatitude, perLongitude) / GridView.PER_DEGREE;
        int row = Math.floorDiv((int) Math.floor(latitude * GridView.PER_DEGREE) - grid.row(), StreetFile.SNAP_CELLS);
        int column = Math.floorDiv((int) Math.floor(longitude * GridView.PER_DEGREE) - grid.column(), StreetFile.SNAP_CELLS);
        bestMetres = mostMetres;
        for (int ring = 0; (ring - 1) * square <= bestMetres; ring++) {
            for (int r = row - ring; r <= row + ring; r++) {
                int step = r == row - ring || r == row + ring ? 1 : 2 * ring;
                for (int c = column - ring; c <= column + ring; c += step) {
                    look(mode, r, c, latitude, longitude, perLatitude, perLongitude);
                }
            }
        }
        return best;
    }

    private void look(ModeView mode, int row, int column, double latitude, double longitude, double perLatitude, double perLongitude) {
        int columns = squares(file.grid().columns());
        if (row < 0 || column < 0 || column >= columns || row >= squares(file.grid().rows())) {
            return;
        }
        int square = row * columns + column;
        for (int i = offset.get(square); i < offset.get(square + 1); i++) {
            int edge = edges.get(i);
            if (file.isOpen(mode, edge) && !(isStepFree && file.isStepped(edge))) {
                project(edge, latitude, longitude, perLatitude, perLongitude);
            }
        }
    }

    private void project(int edge, double latitude, double longitude, double perLatitude, double perLongitude) {
        int points = file.points(edge);
        double along = 0;
        double nearestAlong = -1;
        double placeX = 0;
        double placeY = 0;
        double fromX = (file.pointLongitude(edge, 0) - longitude) * perLongitude;
        double fromY = (file.pointLatitude(edge, 0) - latitude) * perLatitude;
        for (int i = 1; i < points; i++) {
            double toX = (file.pointLongitude(edge, i) - longitude) * perLongitude;
            double toY = (file.pointLatitude(edge, i) - latitude) * perLatitude;
            double dx = toX - fromX;
            double dy = toY - fromY;
            double square = dx * dx + dy * dy;
            double part = square == 0 ? 0 : Math.max(0, Math.min(1, -(fromX * dx + fromY * dy) / square));
            double x = fromX + part * dx;
            double y = fromY + part * dy;
            double distance = Math.sqrt(x * x + y * y);
            double length = Math.sqrt(square);
            // Ties go to the lower edge, so that the answer does not hang on the order of the squares.
            if (distance < bestMetres || distance == bestMetres && (best == null || edge < best.edge())) {
                bestMetres = distance;
                nearestAlong = along + part * length;
                placeX = x;
                placeY = y;
                best = new PlaceView(edge, 0, distance, 0, 0);
            }
            along += length;
            fromX = toX;
            fromY = toY;
        }
        if (nearestAlong >= 0) {
            best = new PlaceView(edge, along == 0 ? 0 : nearestAlong / along, bestMetres, latitude + placeY / perLatitude,
                    longitude + placeX / perLongitude);
        }
    }

    static int squares(int cells) {
        return (cells + StreetFile.SNAP_CELLS - 1) / StreetFile.SNAP_CELLS;
    }
}
