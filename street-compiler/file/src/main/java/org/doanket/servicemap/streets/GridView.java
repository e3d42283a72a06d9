package org.doanket.servicemap.streets;

/**
 * The part of the world's grid of 1-arc-second cells (some 31 m) that a file covers: aligned with the world, so that cells
 * of two files are the same cells and rasters of 3 arc-seconds nest in it. A cell is known by {@code row * columns + column}.
 *
 * @param row    of the southernmost row: seconds north of the equator
 * @param column of the westernmost column: seconds east of Greenwich
 */
public record GridView(int row, int column, int rows, int columns) {

    public static final int PER_DEGREE = 3_600;
    /** One entry for each cell is held in memory; a file beyond this is to be cut by province. */
    public static final long MOST_CELLS = 40_000_000;

    public static GridView around(double west, double south, double east, double north) {
        int row = (int) Math.floor(south * PER_DEGREE);
        int column = (int) Math.floor(west * PER_DEGREE);
        int rows = (int) Math.floor(north * PER_DEGREE) - row + 1;
        int columns = (int) Math.floor(east * PER_DEGREE) - column + 1;
        if ((long) rows * columns > MOST_CELLS) {
            throw new IllegalArgumentException("an area of " + rows + " x " + columns + " cells: cut the extract by province");
        }
        return new GridView(row, column, rows, columns);
    }

    public int size() {
        return rows * columns;
    }

    /** @param box west, south, east, north in degrees */
    public boolean isTouchedBy(double[] box) {
        return box[0] * PER_DEGREE < column + columns && box[2] * PER_DEGREE >= column && box[1] * PER_DEGREE < row + rows && box[3] * PER_DEGREE >= row;
    }

    /** @param r seconds north of the equator; @param c seconds east of Greenwich */
    public boolean holds(int r, int c) {
        return r >= row && r < row + rows && c >= column && c < column + columns;
    }

    /** -1 where the place lies outside. */
    public int cellAt(double latitude, double longitude) {
        int r = (int) Math.floor(latitude * PER_DEGREE) - row;
        int c = (int) Math.floor(longitude * PER_DEGREE) - column;
        return r < 0 || c < 0 || r >= rows || c >= columns ? -1 : r * columns + c;
    }

    /** Of the middle. */
    public double latitude(int cell) {
        return (row + cell / columns + 0.5) / PER_DEGREE;
    }

    /** Of the middle. */
    public double longitude(int cell) {
        return (column + cell % columns + 0.5) / PER_DEGREE;
    }

    /** Square metres of one cell of this row of the grid (counted from its south). */
    public double area(int rowOfGrid) {
        double latitude = (row + rowOfGrid + 0.5) / PER_DEGREE;
        return Earth.metresPerLatitude(latitude) / PER_DEGREE * Earth.metresPerLongitude(latitude) / PER_DEGREE;
    }
}
