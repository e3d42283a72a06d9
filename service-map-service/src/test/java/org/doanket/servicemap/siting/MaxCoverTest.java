package org.doanket.servicemap.siting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaxCoverTest {

    static int[][] covers(Random random, int candidates, int cells) {
        return IntStream.range(0, candidates).mapToObj(i -> IntStream.range(0, cells).filter(cell -> random.nextInt(4) == 0).toArray())
                .toArray(int[][]::new);
    }

    /** Tries every choice there is. */
    static double best(int[][] covers, double[] people, double[] costs, int most, double budget) {
        double best = 0;
        for (int choice = 0; choice < 1 << covers.length; choice++) {
            int set = choice;
            double cost = IntStream.range(0, covers.length).filter(i -> (set >> i & 1) != 0).mapToDouble(i -> costs[i]).sum();
            if (Integer.bitCount(choice) <= most && cost <= budget) {
                BitSet covered = new BitSet();
                IntStream.range(0, covers.length).filter(i -> (set >> i & 1) != 0).forEach(i -> Arrays.stream(covers[i]).forEach(covered::set));
                best = Math.max(best, covered.stream().mapToDouble(cell -> people[cell]).sum());
            }
        }
        return best;
    }

    @Test
    void isNearlyTheBestAndNeverBeyondItsBound() {
        Random random = new Random(1);
        double worst = 1;
        for (int i = 0; i < 60; i++) {
            int[][] covers = covers(random, 10, 40);
            double[] people = random.doubles(40, 0, 100).toArray();
            double[] costs = new double[10];
            Arrays.fill(costs, 1);
            MaxCover cover = new MaxCover(covers, people, costs, 4, Double.MAX_VALUE);
            cover.choose(null);
            double best = best(covers, people, costs, 4, Double.MAX_VALUE);
            assertThat(cover.value()).isLessThanOrEqualTo(best + 1e-9).isGreaterThanOrEqualTo(best * (1 - 1 / Math.E));
            assertThat(cover.bound()).isGreaterThanOrEqualTo(best - 1e-9);
            assertThat(cover.chosen()).hasSizeLessThanOrEqualTo(4).doesNotHaveDuplicates();
            worst = Math.min(worst, cover.value() / best);
        }
        assertThat(worst).isGreaterThan(0.93);
    }

    @Test
    void keepsToItsBudget() {
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            int[][] covers = covers(random, 9, 30);
            double[] people = random.doubles(30, 0, 100).toArray();
            double[] costs = random.doubles(9, 1, 5).toArray();
            MaxCover cover = new MaxCover(covers, people, costs, 9, 8);
            cover.choose(null);
            assertThat(cover.chosen().stream().mapToDouble(each -> costs[each]).sum()).isLessThanOrEqualTo(8);
            double best = best(covers, people, costs, 9, 8);
            assertThat(cover.value()).isLessThanOrEqualTo(best + 1e-9);
            assertThat(cover.bound()).isGreaterThanOrEqualTo(best - 1e-9);
        }
    }

    @Test
    void swapsWhatGreedTookFirst() {
        // The big one in the middle looks best, but the two at its sides together cover all.
        int[][] covers = {{0, 1, 2, 3}, {0, 1, 4}, {2, 3, 5}};
        MaxCover cover = new MaxCover(covers, new double[] {1, 1, 1, 1, 0.9, 0.9}, new double[] {1, 1, 1}, 2, 2);
        cover.choose(null);
        assertThat(cover.chosen()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void stopsWhereNothingIsLeftToGain() {
        MaxCover cover = new MaxCover(new int[][] {{0}, {0}}, new double[] {5}, new double[] {1, 1}, 2, 2);
        cover.choose(null);
        assertThat(cover.chosen()).hasSize(1);
        assertThat(cover.bound()).isEqualTo(5);
    }
}
