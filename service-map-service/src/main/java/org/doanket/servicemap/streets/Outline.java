package org.doanket.servicemap.streets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks around a set of cells with the set at its left. Cells that meet only at a corner are not held together by it, so each
 * ring belongs to one polygon; where a ring comes back to a corner it is parted there, so that every ring is simple
 * and every polygon valid (OGC Simple Features 1.2.1, 6.1.11).
 */
final class Outline {

    private static final int[] STEP_COLUMN = {1, 0, -1, 0};
    private static final int[] STEP_ROW = {0, 1, 0, -1};

    private final GridView grid;
    private final int firstRow;
    private final int firstColumn;
    private final int rows;
    private final int columns;
    /** The set within its own box and an empty rim around it, a bit for each cell. */
    private final long[] set;
    private final long[] walked;
    private final int[] part;
    private final List<List<int[]>> outer = new ArrayList<>();

    private Outline(GridView grid, int[] cells) {
        this.grid = grid;
        int south = Integer.MAX_VALUE;
        int north = 0;
        int west = Integer.MAX_VALUE;
        int east = 0;
        for (int cell : cells) {
            int row = cell / grid.columns();
            int column = cell - row * grid.columns();
            south = Math.min(south, row);
            north = Math.max(north, row);
            west = Math.min(west, column);
            east = Math.max(east, column);
        }
        firstRow = south - 1;
        firstColumn = west - 1;
        rows = north - south + 3;
        columns = east - west + 3;
        set = new long[(rows * columns >> 6) + 1];
        walked = new long[set.length];
        part = new int[rows * columns];
        for (int cell : cells) {
            int row = cell / grid.columns();
            int at = (row - firstRow) * columns + cell - row * grid.columns() - firstColumn;
            set[at >> 6] |= 1L << at;
        }
    }

    static List<PolygonView> of(GridView grid, int[] cells) {
        return cells.length == 0 ? List.of() : new Outline(grid, cells).polygons();
    }

    private List<PolygonView> polygons() {
        int parts = label();
        List<List<int[]>> holes = new ArrayList<>();
        for (int i = 0; i <= parts; i++) {
            outer.add(new ArrayList<>(1));
            holes.add(new ArrayList<>(0));
        }
        for (int word = 0; word < set.length; word++) {
            // Cells with nothing to the north of them: each ring has at least one such edge.
            for (long bits = set[word]; bits != 0; bits &= bits - 1) {
                int at = word << 6 | Long.numberOfTrailingZeros(bits);
                if (!has(at + columns) && !get(walked, at)) {
                    for (int[] ring : simple(walk(at))) {
                        (isCounterClockwise(ring) ? outer : holes).get(part[at]).add(ring);
                    }
                }
            }
        }
        List<PolygonView> polygons = new ArrayList<>(parts);
        for (int i = 1; i <= parts; i++) {
            if (!outer.get(i).isEmpty()) {
                List<int[]> rings = new ArrayList<>(outer.get(i));
                rings.addAll(holes.get(i));
                polygons.add(new PolygonView(rings));
            }
        }
        return polygons;
    }

    /** Numbers the parts of the set that hang together by edges. @return how many */
    private int label() {
        int parts = 0;
        IntList open = new IntList(64);
        int[] neighbours = {1, -1, columns, -columns};
        for (int word = 0; word < set.length; word++) {
            for (long bits = set[word]; bits != 0; bits &= bits - 1) {
                int first = word << 6 | Long.numberOfTrailingZeros(bits);
                if (part[first] != 0) {
                    continue;
                }
                part[first] = ++parts;
                open.clear();
                open.add(first);
                for (int i = 0; i < open.size(); i++) {
                    int at = open.get(i);
                    for (int step : neighbours) {
                        int next = at + step;
                        if (has(next) && part[next] == 0) {
                            part[next] = parts;
                            open.add(next);
                        }
                    }
                }
            }
        }
        return parts;
    }

    /** From the north-east corner of a cell westward and on, until the same step comes again. @return corners where it turns */
    private Ring walk(int cell) {
        Ring ring = new Ring();
        int row = cell / columns + 1;
        int column = cell % columns + 1;
        int beginRow = row;
        int beginColumn = column;
        int direction = 2;
        do {
            if (direction == 2) {
                int south = (row - 1) * columns + column - 1;
                walked[south >> 6] |= 1L << south;
            }
            row += STEP_ROW[direction];
            column += STEP_COLUMN[direction];
            // The two cells ahead, left and right of the corner that was come to.
            boolean left = ahead(row, column, direction, true);
            boolean right = ahead(row, column, direction, false);
            if (!left) {
                ring.turn(column, row, right);
                direction = direction + 1 & 3;
            } else if (right) {
                ring.turn(column, row, false);
                direction = direction + 3 & 3;
            }
        } while (row != beginRow || column != beginColumn || direction != 2);
        return ring;
    }

    private boolean ahead(int row, int column, int direction, boolean isLeft) {
        int r = switch (direction) {
            case 0 -> isLeft ? row : row - 1;
            case 1 -> row;
            case 2 -> isLeft ? row - 1 : row;
            default -> row - 1;
        };
        int c = switch (direction) {
            case 0 -> column;
            case 1 -> isLeft ? column - 1 : column;
            case 2 -> column - 1;
            default -> isLeft ? column : column - 1;
        };
        return has(r * columns + c);
    }

    /** Corners of a walk, in columns and rows of the box; those where it may come by twice are marked. */
    private static final class Ring {
        final IntList corners = new IntList(64);
        final IntList meetings = new IntList(8);

        void turn(int column, int row, boolean mayComeTwice) {
            if (mayComeTwice) {
                meetings.add(corners.size() / 2);
            }
            corners.add(column);
            corners.add(row);
        }
    }

    private List<int[]> simple(Ring ring) {
        if (ring.meetings.size() < 2) {
            return List.of(closed(ring.corners.toArray()));
        }
        List<int[]> rings = new ArrayList<>();
        Map<Long, Integer> open = new HashMap<>();
        IntList path = new IntList(64);
        int meeting = 0;
        for (int i = 0; i < ring.corners.size() / 2; i++) {
            int column = ring.corners.get(2 * i);
            int row = ring.corners.get(2 * i + 1);
            if (meeting < ring.meetings.size() && ring.meetings.get(meeting) == i) {
                meeting++;
                long key = (long) row << 32 | column;
                Integer before = open.get(key);
                if (before != null) {
                    rings.add(closed(cut(path, before, open)));
                }
                open.put(key, path.size());
            }
            path.add(column);
            path.add(row);
        }
        rings.add(closed(path.toArray()));
        return rings;
    }

    /** Takes the path from there on out of it. */
    private static int[] cut(IntList path, int from, Map<Long, Integer> open) {
        int[] all = path.toArray();
        int[] loop = java.util.Arrays.copyOfRange(all, from, all.length);
        path.clear();
        for (int i = 0; i < from; i++) {
            path.add(all[i]);
        }
        open.values().removeIf(at -> at >= from);
        return loop;
    }

    /** In seconds of arc on the world's grid. */
    private int[] closed(int[] corners) {
        int[] ring = new int[corners.length + 2];
        for (int i = 0; i < corners.length; i += 2) {
            ring[i] = corners[i] + firstColumn + grid.column();
            ring[i + 1] = corners[i + 1] + firstRow + grid.row();
        }
        ring[corners.length] = ring[0];
        ring[corners.length + 1] = ring[1];
        return ring;
    }

    private static boolean isCounterClockwise(int[] ring) {
        long doubled = 0;
        for (int i = 0; i < ring.length - 2; i += 2) {
            doubled += (long) ring[i] * ring[i + 3] - (long) ring[i + 2] * ring[i + 1];
        }
        return doubled > 0;
    }

    private boolean has(int at) {
        return get(set, at);
    }

    private static boolean get(long[] bits, int at) {
        return (bits[at >> 6] >>> at & 1L) != 0;
    }
}
