package org.doanket.servicemap.siting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.doanket.platform.error.Problem;

/**
 * The question of {@link MaxCover} as siting-solver is asked it: cells that the very same candidates cover are one group, of which there are
 * hundreds of times fewer.
 */
final class ExactCover {

    /** Of groups in all circles together: what a solver holds in its memory. */
    private static final int MOST_GROUPS = 1_000_000;

    private final int[] groupOf;
    private int groups = 1;

    private ExactCover(int cells) {
        groupOf = new int[cells];
    }

    /** @throws Problem 422 where it is too much for a solver */
    static SolverProcess.Question of(MaxCover cover, int[][] covers, double[] people, double[] costs, int most, Double budget, int[] kindOf, Double[] budgets,
            boolean[] isForced, SolverProcess solver) {
        int[] forced = IntStream.range(0, isForced.length).filter(i -> isForced[i]).toArray();
        ExactCover exact = new ExactCover(people.length);
        for (int[] circle : covers) {
            exact.part(circle);
        }
        int[] numbers = exact.numbers();
        double[] weights = new double[Arrays.stream(numbers).max().orElse(-1) + 1];
        for (int cell = 0; cell < people.length; cell++) {
            int number = numbers[exact.groupOf[cell]];
            if (number >= 0) {
                weights[number] += people[cell];
            }
        }
        int[][] groups = new int[covers.length][];
        long all = 0;
        for (int i = 0; i < covers.length; i++) {
            groups[i] = Arrays.stream(covers[i]).map(cell -> numbers[exact.groupOf[cell]]).sorted().distinct().toArray();
            all += groups[i].length;
            if (all > MOST_GROUPS) {
                throw new Problem(422, "placement-too-large");
            }
        }
        return new SolverProcess.Question(weights, groups, costs, most, budget, kindOf, budgets, forced,
                cover.chosen().stream().mapToInt(Integer::intValue).toArray(), solver.seconds(), solver.mebibytes());
    }

    /** Of the groups that still have a cell, without the first, which nobody covers. */
    private int[] numbers() {
        int[] numbers = new int[groups];
        Arrays.fill(numbers, -1);
        int next = 0;
        for (int group : groupOf) {
            if (group > 0 && numbers[group] < 0) {
                numbers[group] = next++;
            }
        }
        return numbers;
    }

    /** Splits each group into what this circle covers and what it does not. */
    private void part(int[] circle) {
        Map<Integer, Integer> inside = new HashMap<>();
        for (int cell : circle) {
            groupOf[cell] = inside.computeIfAbsent(groupOf[cell], before -> groups++);
        }
    }
}
