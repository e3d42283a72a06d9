package org.doanket.sitingsolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SitingSolverTest {

    @BeforeAll
    static void load() {
        SitingSolver.load();
    }

    private static SitingProblem problem(Random random) {
        int candidates = 4 + random.nextInt(8);
        int groups = 10 + random.nextInt(30);
        int[][] covers = IntStream.range(0, candidates).mapToObj(i -> IntStream.range(0, groups).filter(group -> random.nextInt(4) == 0).toArray())
                .toArray(int[][]::new);
        double[] costs = random.doubles(candidates, 1, 5).toArray();
        Double[] budgets = {null, random.nextBoolean() ? null : 6.0};
        int[] forced = random.nextInt(3) == 0 ? new int[] {random.nextInt(candidates)} : new int[0];
        return new SitingProblem(random.doubles(groups, 0, 100).toArray(), covers, costs, 1 + random.nextInt(5), random.nextBoolean() ? null : 9.0,
                IntStream.range(0, candidates).map(i -> random.nextInt(2)).toArray(), budgets, forced, forced, 30, 256);
    }

    /** Tries every choice there is. */
    private static double best(SitingProblem problem) {
        double best = -1;
        for (int choice = 0; choice < 1 << problem.covers().length; choice++) {
            int set = choice;
            int[] chosen = IntStream.range(0, problem.covers().length).filter(i -> (set >> i & 1) != 0).toArray();
            if (isAllowed(problem, chosen)) {
                best = Math.max(best, problem.value(chosen));
            }
        }
        return best;
    }

    private static boolean isAllowed(SitingProblem problem, int[] chosen) {
        double all = Arrays.stream(chosen).mapToDouble(i -> problem.costs()[i]).sum();
        boolean isAllowed = chosen.length <= problem.most() && (problem.budget() == null || all <= problem.budget() + 1e-9)
                && Arrays.stream(problem.forced()).allMatch(forced -> Arrays.stream(chosen).anyMatch(each -> each == forced));
        for (int kind = 0; kind < problem.budgets().length; kind++) {
            int of = kind;
            double spent = Arrays.stream(chosen).filter(i -> problem.kindOf()[i] == of).mapToDouble(i -> problem.costs()[i]).sum();
            isAllowed &= problem.budgets()[kind] == null || spent <= problem.budgets()[kind] + 1e-9;
        }
        return isAllowed;
    }

    @Test
    void findsWhatTryingEveryChoiceFinds() {
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            SitingProblem problem = problem(random);
            SitingAnswer answer = SitingSolver.solve(problem);
            assertThat(answer.failure()).isNull();
            assertThat(answer.proven()).isTrue();
            assertThat(answer.value()).isCloseTo(best(problem), within(1e-6)).isEqualTo(answer.bound());
            assertThat(isAllowed(problem, answer.chosen())).isTrue();
        }
    }

    @Test
    void saysSoWhereNothingIsAllowed() {
        SitingProblem impossible = new SitingProblem(new double[] {1}, new int[][] {{0}}, new double[] {5}, 1, 3.0, new int[1], new Double[1], new int[] {0},
                new int[0], 5, 256);
        assertThat(SitingSolver.solve(impossible).failure()).isEqualTo("INFEASIBLE");
    }

    @Test
    void refusesWhatIsNoProblem() {
        SitingProblem wrong = new SitingProblem(new double[] {1}, new int[][] {{1}}, new double[] {5}, 1, null, new int[1], new Double[1], new int[0], new int[0],
                5, 256);
        assertThatThrownBy(wrong::check).isInstanceOf(IllegalArgumentException.class).hasMessage("covers");
    }
}
