package org.doanket.servicemap.siting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which k of many candidates cover most people (maximal covering location, Church and ReVelle 1974): the one that adds most, again
 * and again (at least 63 % of the best for equal costs: Nemhauser, Wolsey and Fisher 1978), then single swaps as long
 * as one helps. Beside it a bound that no choice can exceed, so that everybody sees how much might be missing.
 */
final class MaxCover {

    private static final int MOST_ROUNDS = 20;
    private static final double LEAST_GAIN = 1e-6;

    private final int[][] covers;
    private final double[] people;
    private final double[] costs;
    private final int most;
    private final double budget;
    /** By how many of the chosen each cell is covered. */
    private final int[] times;
    private final List<Integer> chosen = new ArrayList<>();
    private final int[] kindOf;
    private final double[] budgetOfKind;
    private final double[] spentOnKind;
    private final boolean[] isForced;
    private double spent;
    private double bound = Double.MAX_VALUE;

    /**
     * @param covers cells that each candidate would cover
     * @param people of each cell
     * @param costs  of each candidate
     * @param most   how many may be chosen
     * @param budget what they may cost together
     */
    MaxCover(int[][] covers, double[] people, double[] costs, int most, double budget) {
        this(covers, people, costs, most, budget, new int[covers.length], new double[] {Double.MAX_VALUE}, new boolean[covers.length]);
    }

    /**
     * @param kindOf       of each candidate
     * @param budgetOfKind what those of a kind may cost together
     * @param isForced     chosen whatever they add, and never given up for another
     */
    MaxCover(int[][] covers, double[] people, double[] costs, int most, double budget, int[] kindOf, double[] budgetOfKind, boolean[] isForced) {
        this.kindOf = kindOf;
        this.budgetOfKind = budgetOfKind;
        this.isForced = isForced;
        spentOnKind = new double[budgetOfKind.length];
        this.covers = covers;
        this.people = people;
        this.costs = costs;
        this.most = most;
        this.budget = budget;
        times = new int[people.length];
    }

    /** Which of the candidates may be chosen next, by how often each cell is covered so far. */
    @FunctionalInterface
    interface Turn {
        IntPredicate next(int[] times);
    }

    void choose(Turn turn) {
        choose(turn, () -> { });
    }

    /**
     * @param turn null where each choice is free; with an order there are no swaps, which would upset it
     * @param step told after each choice
     */
    void choose(Turn turn, Runnable step) {
        for (int i = 0; i < covers.length; i++) {
            if (isForced[i]) {
                put(i, 1);
                chosen.add(i);
                step.run();
            }
        }
        double[] gains = new double[covers.length];
        while (true) {
            for (int i = 0; i < covers.length; i++) {
                gains[i] = chosen.contains(i) ? 0 : gain(i);
            }
            bound = Math.min(bound, value() + atMost(gains));
            IntPredicate isAllowed = turn == null ? candidate -> true : turn.next(times);
            int best = -1;
            for (int i = 0; i < covers.length && chosen.size() < most; i++) {
                if (gains[i] > LEAST_GAIN && isAffordable(i) && isAllowed.test(i)
                        && (best < 0 || gains[i] / costs[i] > gains[best] / costs[best])) {
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            put(best, 1);
            chosen.add(best);
            step.run();
        }
        for (int round = 0; turn == null && round < MOST_ROUNDS && swap(); round++) {
            // again, from the better choice
        }
    }

    /** Puts another in the place of one, where that covers more. */
    private boolean swap() {
        boolean isBetter = false;
        for (int place = 0; place < chosen.size(); place++) {
            int out = chosen.get(place);
            if (isForced[out]) {
                continue;
            }
            put(out, -1);
            double most = gain(out) + LEAST_GAIN;
            int best = out;
            for (int i = 0; i < covers.length; i++) {
                if (!chosen.contains(i) && isAffordable(i)) {
                    double gain = gain(i);
                    if (gain > most) {
                        most = gain;
                        best = i;
                    }
                }
            }
            put(best, 1);
            chosen.set(place, best);
            isBetter |= best != out;
        }
        return isBetter;
    }

    private void put(int candidate, int step) {
        for (int cell : covers[candidate]) {
            times[cell] += step;
        }
        spent += step * costs[candidate];
        spentOnKind[kindOf[candidate]] += step * costs[candidate];
    }

    private boolean isAffordable(int candidate) {
        return spent + costs[candidate] <= budget && spentOnKind[kindOf[candidate]] + costs[candidate] <= budgetOfKind[kindOf[candidate]];
    }

    /** Whether what is forced keeps within the limits; asked before anything is chosen. */
    boolean isPossible() {
        double all = 0;
        int count = 0;
        double[] ofKind = new double[budgetOfKind.length];
        for (int i = 0; i < covers.length; i++) {
            if (isForced[i]) {
                count++;
                all += costs[i];
                ofKind[kindOf[i]] += costs[i];
            }
        }
        boolean isPossible = count <= most && all <= budget;
        for (int kind = 0; kind < ofKind.length; kind++) {
            isPossible &= ofKind[kind] <= budgetOfKind[kind];
        }
        return isPossible;
    }

    private double gain(int candidate) {
        double sum = 0;
        for (int cell : covers[candidate]) {
            if (times[cell] == 0) {
                sum += people[cell];
            }
        }
        return sum;
    }

    /**
     * What a whole choice could add to what is covered now: no set adds more than its members do one by one, so neither the k largest
     * gains nor the whole budget filled by gain for its cost (the last one in part) can be beaten.
     */
    private double atMost(double[] gains) {
        double ofCount = Arrays.stream(gains).map(gain -> -gain).sorted().limit(most).sum();
        int[] byWorth = IntStream.range(0, gains.length).boxed().sorted((a, b) -> Double.compare(gains[b] / costs[b], gains[a] / costs[a]))
                .mapToInt(Integer::intValue).toArray();
        double left = budget;
        double ofBudget = 0;
        for (int i = 0; i < byWorth.length && left > 0; i++) {
            double part = Math.min(1, left / costs[byWorth[i]]);
            ofBudget += part * gains[byWorth[i]];
            left -= part * costs[byWorth[i]];
        }
        return Math.min(-ofCount, ofBudget);
    }

    /** Another choice in the place of this one, where it covers more; and what else no choice exceeds. */
    void choose(int[] better, double lowerBound) {
        boolean[] isCovered = new boolean[people.length];
        double value = 0;
        for (int candidate : better) {
            for (int cell : covers[candidate]) {
                value += isCovered[cell] ? 0 : people[cell];
                isCovered[cell] = true;
            }
        }
        if (value > value() + LEAST_GAIN) {
            chosen.forEach(candidate -> put(candidate, -1));
            chosen.clear();
            for (int candidate : better) {
                put(candidate, 1);
                chosen.add(candidate);
            }
        }
        bound = Math.min(bound, lowerBound);
    }

    /** In the order of their choice. */
    List<Integer> chosen() {
        return List.copyOf(chosen);
    }

    double value() {
        double sum = 0;
        for (int cell = 0; cell < times.length; cell++) {
            if (times[cell] > 0) {
                sum += people[cell];
            }
        }
        return sum;
    }

    /** At least {@link #value}; no choice covers more. */
    double bound() {
        return Math.max(bound, value());
    }
}
