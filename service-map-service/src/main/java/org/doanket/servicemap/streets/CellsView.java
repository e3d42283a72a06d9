package org.doanket.servicemap.streets;

import java.util.List;

/**
 * A circle: the cells from which (or to which) one gets in time.
 *
 * @param millis the time of each cell
 * @param isCut  it touches the edge of the streets that are loaded, and may go on beyond
 */
public record CellsView(GridView grid, int[] cells, int[] millis, boolean isCut) {

    /** Those that need no longer: a part of this circle, always. */
    public int[] within(int mostMillis) {
        IntList some = new IntList(cells.length);
        for (int i = 0; i < cells.length; i++) {
            if (millis[i] <= mostMillis) {
                some.add(cells[i]);
            }
        }
        return some.toArray();
    }

    /** Polygons around these cells of the grid. */
    public static List<PolygonView> outline(GridView grid, int[] cells) {
        return Outline.of(grid, cells);
    }

    public static double squareMetres(GridView grid, int[] cells) {
        int[] byRow = new int[grid.rows()];
        for (int cell : cells) {
            byRow[cell / grid.columns()]++;
        }
        double area = 0;
        for (int row = 0; row < byRow.length; row++) {
            area += byRow[row] == 0 ? 0 : byRow[row] * grid.area(row);
        }
        return area;
    }
}
