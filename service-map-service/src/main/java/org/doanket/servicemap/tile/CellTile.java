package org.doanket.servicemap.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.doanket.servicemap.streets.CellsView;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.PolygonView;

/** Cells as polygons of a tile: only those in it, and taken together in blocks where one would be too small to see. */
final class CellTile {

    private static final int RIM = 64;
    /** In units of the tile, of which a pixel of 512 has 8. */
    private static final int SMALLEST = 12;

    private final Tile tile;
    private final GridView grid;
    private final int block;
    private final GridView blocks;
    /** The tile's window on the grid of the file: first and last row, first and last column. */
    private final int[] window;

    CellTile(Tile tile, GridView grid) {
        this.tile = tile;
        this.grid = grid;
        double units = Tile.EXTENT * (double) (1 << tile.zoom()) / 360 / GridView.PER_DEGREE;
        int size = 1;
        while (size * units < SMALLEST) {
            size *= 2;
        }
        block = size;
        double[] box = tile.box(RIM);
        window = new int[] {clamp(box[1] * GridView.PER_DEGREE - grid.row(), grid.rows()), clamp(box[3] * GridView.PER_DEGREE - grid.row(), grid.rows()),
            clamp(box[0] * GridView.PER_DEGREE - grid.column(), grid.columns()), clamp(box[2] * GridView.PER_DEGREE - grid.column(), grid.columns())};
        int row = Math.floorDiv(grid.row() + window[0], block);
        int column = Math.floorDiv(grid.column() + window[2], block);
        blocks = new GridView(row, column, Math.floorDiv(grid.row() + window[1], block) - row + 1, Math.floorDiv(grid.column() + window[3], block) - column + 1);
    }

    /** A block is in where at least half of its cells are. */
    List<List<int[]>> polygons(IntPredicate isIn) {
        int[] count = new int[blocks.size()];
        for (int row = window[0]; row <= window[1]; row++) {
            int blockRow = Math.floorDiv(grid.row() + row, block) - blocks.row();
            for (int column = window[2]; column <= window[3]; column++) {
                if (isIn.test(row * grid.columns() + column)) {
                    count[blockRow * blocks.columns() + Math.floorDiv(grid.column() + column, block) - blocks.column()]++;
                }
            }
        }
        int least = Math.max(1, block * block / 2);
        int[] cells = IntStream.range(0, count.length).filter(i -> count[i] >= least).toArray();
        List<List<int[]>> polygons = new ArrayList<>();
        for (PolygonView polygon : CellsView.outline(blocks, cells)) {
            polygons.add(polygon.rings().stream().map(this::ring).toList());
        }
        return polygons;
    }

    /** Turned round: rows of a tile grow to the south, where an outer ring is to have a positive area (4.3.4.4). */
    private int[] ring(int[] corners) {
        int[] ring = new int[corners.length];
        for (int i = 0; i < corners.length; i += 2) {
            int from = corners.length - 2 - i;
            ring[i] = tile.column((double) corners[from] * block / GridView.PER_DEGREE);
            ring[i + 1] = tile.row((double) corners[from + 1] * block / GridView.PER_DEGREE);
        }
        return ring;
    }

    private static int clamp(double cell, int cells) {
        return (int) Math.max(0, Math.min(cells - 1, Math.floor(cell)));
    }
}
