package org.doanket.membership.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which cells are withheld so that none that is too small can be told from the others. Cells are tied by equations, each of one
 * sum and its parts, and no cell is in more than two of them. Then cells are edges of a graph whose nodes are the equations (and one
 * more, for cells that are in less than two), and a withheld cell follows from those that are seen exactly if it is a bridge among
 * the withheld ones: so around each bridge the circle is withheld that hides the fewest members, along the path of the small cell and not
 * across the land. What is withheld of one sum must moreover leave so much room together that each of them might as well not be small. In the
 * end each figure is published again without which the others are safe as well.
 */
final class Disclosure {

    private static final int GROUND = 0;

    private static final class Cell {
        private final long value;
        private final boolean fixed;
        private final boolean given;
        private final List<Integer> equations = new ArrayList<>(2);
        private boolean withheld;

        Cell(long value, boolean fixed, boolean withheld) {
            this.value = value;
            this.fixed = fixed;
            this.given = fixed || withheld;
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
    private final List<Equation> implied = new ArrayList<>();
    private int[][] edges;

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

    /** A sum that follows from the equations and binds nothing more, but must leave as much room. */
    void implied(int sum, List<Integer> parts) {
        Equation equation = new Equation();
        equation.sum = sum;
        equation.cells.add(sum);
        equation.cells.addAll(parts);
        implied.add(equation);
    }

    boolean isWithheld(int cell) {
        return cells.get(cell).withheld;
    }

    /** Withholds as much more as it takes, and no more. @return false where that is not possible with what is fixed */
    boolean protect() {
        boolean more = true;
        while (more) {
            more = false;
            for (int bridge : bridges()) {
                more |= withholdAround(bridge);
            }
            if (!more) {
                for (Equation equation : sums()) {
                    more |= gives(equation) && withholdOneMore(equation);
                }
            }
        }
        publishAgain();
        return bridges().isEmpty();
    }

    private List<Equation> sums() {
        List<Equation> sums = new ArrayList<>(equations.subList(GROUND + 1, equations.size()));
        sums.addAll(implied);
        return sums;
    }

    /** Whether an equation alone says too much of what is withheld in it. */
    private boolean gives(Equation equation) {
        long together = 0;
        int count = 0;
        for (int index : equation.cells) {
            if (cells.get(index).withheld) {
                together += cells.get(index).value;
                count++;
            }
        }
        return count > 0 && !cells.get(equation.sum).withheld && together < threshold + count - 1;
    }

    /** The one that costs least and makes room: no sum, if that can be; and of a sum of none, of which only none can be left, the sum. */
    private boolean withholdOneMore(Equation equation) {
        Optional<Integer> next = equation.cells.stream().filter(index -> !cells.get(index).fixed && !cells.get(index).withheld
                && (cells.get(index).value > 0 || index == equation.sum)).min(Comparator.<Integer, Boolean>comparing(index -> index == equation.sum)
                .thenComparingLong(index -> cells.get(index).value));
        next.ifPresent(index -> cells.get(index).withheld = true);
        return next.isPresent();
    }

    /** The way from one end of a cell to the other that hides the fewest members. @return whether there is one */
    private boolean withholdAround(int bridge) {
        int goal = cells.get(bridge).end(1);
        long[] cost = new long[equations.size()];
        int[] way = new int[equations.size()];
        Arrays.fill(cost, Long.MAX_VALUE);
        Arrays.fill(way, -1);
        record Step(int node, long cost) {
        }
        PriorityQueue<Step> next = new PriorityQueue<>(Comparator.comparingLong(Step::cost));
        cost[cells.get(bridge).end(0)] = 0;
        next.add(new Step(cells.get(bridge).end(0), 0));
        while (!next.isEmpty() && next.peek().node() != goal) {
            Step step = next.poll();
            if (step.cost() > cost[step.node()]) {
                continue;
            }
            for (int edge : edges()[step.node()]) {
                int other = otherEnd(edge, step.node());
                long there = step.cost() + (cells.get(edge).withheld ? 0 : 1 + cells.get(edge).value);
                if (edge != bridge && there < cost[other] && mayBeWithheld(cells.get(edge))) {
                    cost[other] = there;
                    way[other] = edge;
                    next.add(new Step(other, there));
                }
            }
        }
        if (cost[goal] == Long.MAX_VALUE) {
            return false;
        }
        boolean more = false;
        for (int node = goal; way[node] >= 0; node = otherEnd(way[node], node)) {
            more |= !cells.get(way[node]).withheld;
            cells.get(way[node]).withheld = true;
        }
        return more;
    }

    /** Of a sum that is seen to be none there is nothing to withhold. */
    private boolean mayBeWithheld(Cell cell) {
        return cell.withheld || !cell.fixed && (cell.value > 0 || cell.equations.stream().map(equations::get).map(equation -> cells.get(equation.sum))
                .allMatch(sum -> sum == cell || sum.withheld || sum.value > 0));
    }

    private int[][] edges() {
        if (edges == null) {
            int[] count = new int[equations.size()];
            cells.forEach(cell -> {
                count[cell.end(0)]++;
                count[cell.end(1)]++;
            });
            edges = IntStream.of(count).mapToObj(int[]::new).toArray(int[][]::new);
            for (int i = 0; i < cells.size(); i++) {
                for (int which = 0; which < 2; which++) {
                    int node = cells.get(i).end(which);
                    edges[node][--count[node]] = i;
                }
            }
        }
        return edges;
    }

    /** One circle may have made another one needless: the largest first, and with it what only closed the circle. */
    private void publishAgain() {
        Map<Integer, List<Equation>> sumsOf = new HashMap<>();
        sums().forEach(equation -> equation.cells.forEach(index -> sumsOf.computeIfAbsent(index, first -> new ArrayList<>()).add(equation)));
        long[] marks = marks();
        Map<Long, List<Integer>> together = together(marks);
        for (int cell : IntStream.range(0, cells.size()).boxed().filter(index -> cells.get(index).withheld && !cells.get(index).given)
                .sorted(Comparator.comparingLong(index -> -cells.get(index).value)).toList()) {
            List<Integer> circle = marks[cell] == 0 ? List.of(cell) : together.get(marks[cell]);
            if (cells.get(cell).withheld && circle.stream().noneMatch(index -> cells.get(index).given) && publish(circle, sumsOf)) {
                marks = marks();
                together = together(marks);
            }
        }
    }

    /** Withheld cells by their mark: without one of them the others of the same mark would be in no circle. */
    private Map<Long, List<Integer>> together(long[] marks) {
        return IntStream.range(0, cells.size()).filter(index -> cells.get(index).withheld).boxed().collect(Collectors.groupingBy(index -> marks[index]));
    }

    /** @return false where the sums of these would leave too little room */
    private boolean publish(List<Integer> those, Map<Integer, List<Equation>> sumsOf) {
        Set<Equation> sums = new HashSet<>();
        those.forEach(index -> sums.addAll(sumsOf.getOrDefault(index, List.of())));
        Set<Equation> tight = sums.stream().filter(this::gives).collect(Collectors.toSet());
        those.forEach(index -> cells.get(index).withheld = false);
        boolean gives = sums.stream().anyMatch(sum -> gives(sum) && (!tight.contains(sum)
                || those.stream().anyMatch(index -> cells.get(index).value > 0 && sum.cells.contains(index))));
        those.forEach(index -> cells.get(index).withheld = gives);
        return !gives;
    }

    private List<Integer> bridges() {
        long[] marks = marks();
        return IntStream.range(0, cells.size()).filter(index -> cells.get(index).withheld && marks[index] == 0).boxed().toList();
    }

    /**
     * Of each withheld cell the circles that it is in. Each edge that a spanning forest leaves out gets a random mark, which its two ends carry: at an
     * edge of the forest the marks beneath cancel out exactly if none of those edges leads around it, and come to the mark of another edge exactly if the
     * same lead around both.
     */
    private long[] marks() {
        int[][] at = edges();
        int[] way = new int[equations.size()];
        boolean[] seen = new boolean[equations.size()];
        boolean[] inForest = new boolean[cells.size()];
        int[] order = new int[equations.size()];
        int placed = 0;
        for (int root = 0; root < equations.size(); root++) {
            if (seen[root]) {
                continue;
            }
            way[root] = -1;
            seen[root] = true;
            int next = placed;
            order[placed++] = root;
            while (next < placed) {
                int node = order[next++];
                for (int edge : at[node]) {
                    int other = otherEnd(edge, node);
                    if (cells.get(edge).withheld && !seen[other]) {
                        seen[other] = true;
                        way[other] = edge;
                        inForest[edge] = true;
                        order[placed++] = other;
                    }
                }
            }
        }
        return marks(order, way, inForest);
    }

    private long[] marks(int[] order, int[] way, boolean[] inForest) {
        long[] at = new long[equations.size()];
        long[] marks = new long[cells.size()];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).withheld && !inForest[i]) {
                marks[i] = random.nextLong() | 1;
                at[cells.get(i).end(0)] ^= marks[i];
                at[cells.get(i).end(1)] ^= marks[i];
            }
        }
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            if (way[node] >= 0) {
                marks[way[node]] = at[node];
                at[otherEnd(way[node], node)] ^= at[node];
            }
        }
        return marks;
    }

    private int otherEnd(int edge, int node) {
        Cell cell = cells.get(edge);
        return cell.end(0) == node ? cell.end(1) : cell.end(0);
    }
}
