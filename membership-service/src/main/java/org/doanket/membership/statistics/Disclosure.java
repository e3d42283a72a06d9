package org.doanket.membership.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which cells are withheld so that none that is too small can be told from the others. Cells are tied by equations, each of one
 * sum and its parts, and no cell is in more than two of them. Then cells are edges of a graph whose nodes are the equations (and one
 * more, for cells that are in less than two), and a withheld cell follows from those that are seen exactly if it is a bridge among
 * the withheld ones: so more are withheld until there is no bridge. What is withheld of one sum must moreover leave so much
 * room together that each of them might as well not be small.
 */
final class Disclosure {

    private static final int GROUND = 0;

    private static final class Cell {
        private final long value;
        private final boolean fixed;
        private final List<Integer> equations = new ArrayList<>(2);
        private boolean withheld;

        Cell(long value, boolean fixed, boolean withheld) {
            this.value = value;
            this.fixed = fixed;
            this.withheld = withheld;
        }

        int end(int which) {
            return which < equations.size() ? equations.get(which) : GROUND;
        }
    }

    private static final class Equation {
        private int sum = -1;
        private final List<Integer> cells = new ArrayList<>();
    }

    private final long threshold;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Equation> equations = new ArrayList<>(List.of(new Equation()));

    /** @param threshold the smallest figure that may be seen, besides none at all */
    Disclosure(long threshold) {
        this.threshold = threshold;
    }

    boolean isSmall(long value) {
        return value > 0 && value < threshold;
    }

    /** @param fixed as it is: decided elsewhere whether it is seen */
    int cell(long value, boolean fixed, boolean withheld) {
        cells.add(new Cell(value, fixed, withheld));
        return cells.size() - 1;
    }

    /** @param sum of the equation; its parts follow */
    int equation(int sum) {
        equations.add(new Equation());
        int equation = equations.size() - 1;
        equations.get(equation).sum = sum;
        part(equation, sum);
        return equation;
    }

    void part(int equation, int cell) {
        equations.get(equation).cells.add(cell);
        cells.get(cell).equations.add(equation);
        if (cells.get(cell).equations.size() > 2) {
            throw new IllegalArgumentException("a cell in more than two equations");
        }
    }

    boolean isWithheld(int cell) {
        return cells.get(cell).withheld;
    }

    /** Withholds as much more as it takes. @return false where that is not possible with what is fixed */
    boolean protect() {
        boolean more = true;
        while (more) {
            more = false;
            for (int i = GROUND + 1; i < equations.size(); i++) {
                while (gives(equations.get(i)) && withholdOneMore(equations.get(i))) {
                    more = true;
                }
            }
            if (!more) {
                for (int bridge : bridges()) {
                    Cell cell = cells.get(bridge);
                    more |= withholdOneMore(equations.get(cell.end(0))) || withholdOneMore(equations.get(cell.end(1)));
                }
            }
        }
        return bridges().isEmpty();
    }

    /** Whether an equation alone says too much of what is withheld in it. */
    private boolean gives(Equation equation) {
        List<Cell> withheld = equation.cells.stream().map(cells::get).filter(cell -> cell.withheld).toList();
        if (withheld.isEmpty()) {
            return false;
        }
        boolean sumIsSeen = !cells.get(equation.sum).withheld;
        long together = withheld.stream().mapToLong(cell -> cell.value).sum();
        return withheld.size() == 1 || sumIsSeen && together < threshold + withheld.size() - 1;
    }

    /** The one that costs least: not small, tied to others that are withheld already, no sum. None at all (0) only if there is no other. */
    private boolean withholdOneMore(Equation equation) {
        List<Integer> free = equation.cells.stream().filter(index -> !cells.get(index).fixed && !cells.get(index).withheld)
                .sorted(Comparator.<Integer>comparingInt(index -> cells.get(index).value == 0 ? 2 : index == equation.sum ? 1 : 0)
                        .thenComparing(index -> !tiedElsewhere(index, equation))
                        .thenComparingLong(index -> cells.get(index).value))
                .toList();
        if (free.isEmpty()) {
            return false;
        }
        cells.get(free.get(0)).withheld = true;
        return true;
    }

    private boolean tiedElsewhere(int index, Equation here) {
        return cells.get(index).equations.stream().map(equations::get).filter(equation -> equation != here)
                .anyMatch(equation -> equation.cells.stream().anyMatch(other -> cells.get(other).withheld));
    }

    /**
     * Edges in no circle. Each edge that a spanning forest leaves out gets a random mark, which its two ends carry: at an edge of
     * the forest the marks beneath cancel out exactly if none of those edges leads around it.
     */
    private List<Integer> bridges() {
        List<List<Integer>> at = new ArrayList<>();
        equations.forEach(equation -> at.add(new ArrayList<>()));
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).withheld) {
                at.get(cells.get(i).end(0)).add(i);
                at.get(cells.get(i).end(1)).add(i);
            }
        }
        int[] way = new int[equations.size()];
        boolean[] seen = new boolean[equations.size()];
        boolean[] inForest = new boolean[cells.size()];
        List<Integer> order = new ArrayList<>();
        for (int root = 0; root < equations.size(); root++) {
            Deque<Integer> next = new ArrayDeque<>(seen[root] ? List.of() : List.of(root));
            if (!seen[root]) {
                way[root] = -1;
                seen[root] = true;
            }
            while (!next.isEmpty()) {
                int node = next.poll();
                order.add(node);
                for (int edge : at.get(node)) {
                    int other = otherEnd(edge, node);
                    if (!seen[other]) {
                        seen[other] = true;
                        way[other] = edge;
                        inForest[edge] = true;
                        next.add(other);
                    }
                }
            }
        }
        return cutting(order, way, inForest);
    }

    private List<Integer> cutting(List<Integer> order, int[] way, boolean[] inForest) {
        long[] marks = new long[equations.size()];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).withheld && !inForest[i]) {
                long mark = random.nextLong() | 1;
                marks[cells.get(i).end(0)] ^= mark;
                marks[cells.get(i).end(1)] ^= mark;
            }
        }
        List<Integer> bridges = new ArrayList<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            int node = order.get(i);
            if (way[node] >= 0) {
                if (marks[node] == 0) {
                    bridges.add(way[node]);
                }
                marks[otherEnd(way[node], node)] ^= marks[node];
            }
        }
        return bridges;
    }

    private int otherEnd(int edge, int node) {
        Cell cell = cells.get(edge);
        return cell.end(0) == node ? cell.end(1) : cell.end(0);
    }
}
