package org.doanket.servicemap.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real process, as its build laid it out. */
class ExactCoverTest {

    private static SolverProcess solver(String setting, int seconds) {
        return new SolverProcess(() -> Optional.ofNullable(setting), () -> seconds, () -> 256, new ObjectMapper());
    }

    @Test
    void isTheBestThereIsAndNeverBelowGreedNorAboveItsBound() throws InterruptedException {
        SolverProcess solver = solver(System.getProperty("doanket.solver"), 30);
        Random random = new Random(3);
        for (int i = 0; i < 6; i++) {
            int[][] covers = MaxCoverTest.covers(random, 11, 60);
            double[] people = random.doubles(60, 0, 100).toArray();
            double[] costs = random.doubles(11, 1, 5).toArray();
            Double budget = i % 2 == 0 ? null : 9.0;
            MaxCover cover = new MaxCover(covers, people, costs, 4, budget == null ? Double.MAX_VALUE : budget);
            cover.choose(null);
            double greed = cover.value();
            double bound = cover.bound();
            SolverProcess.Answer answer = solver.ask(ExactCover.of(cover, covers, people, costs, 4, budget, new int[11], new Double[1], new boolean[11], solver));
            cover.choose(answer.chosen(), answer.bound());
            assertThat(answer.proven()).isTrue();
            assertThat(cover.value()).isCloseTo(MaxCoverTest.best(covers, people, costs, 4, budget == null ? Double.MAX_VALUE : budget), within(1e-6))
                    .isGreaterThanOrEqualTo(greed - 1e-6).isLessThanOrEqualTo(bound + 1e-6);
            assertThat(cover.bound()).isCloseTo(cover.value(), within(1e-6));
        }
    }

    @Test
    void makesOneGroupOfCellsThatTheSameCandidatesCover() {
        int[][] covers = {{0, 1, 2, 3}, {2, 3, 4}};
        double[] people = {1, 2, 4, 8, 16, 32};
        double[] costs = {1, 1};
        MaxCover cover = new MaxCover(covers, people, costs, 1, 9);
        SolverProcess.Question question = ExactCover.of(cover, covers, people, costs, 1, 9.0, new int[2], new Double[1], new boolean[2], solver("", 1));
        assertThat(question.covers()[0]).hasSize(2);
        assertThat(question.covers()[1]).hasSize(2);
        assertThat(Arrays.stream(question.covers()[0]).mapToDouble(group -> question.weights()[group]).sum()).isEqualTo(15);
        assertThat(Arrays.stream(question.covers()[1]).mapToDouble(group -> question.weights()[group]).sum()).isEqualTo(28);
    }

    @Test
    void saysSoWhereThereIsNoSolverOrItDiesOrAnswersNonsense(@TempDir Path directory) throws IOException {
        assertThat(failure(null)).isEqualTo("no-solver");
        assertThat(failure(" ")).isEqualTo("no-solver");
        assertThat(failure("/nowhere/at/all")).isEqualTo("solver-failed");
        assertThat(failure(script(directory, "kill -9 $$"))).isEqualTo("solver-failed");
        assertThat(failure(script(directory, "echo nonsense"))).isEqualTo("solver-failed");
        assertThat(failure(script(directory, "echo '{\"chosen\": [], \"value\": 0, \"bound\": 0, \"proven\": false, \"failure\": \"INFEASIBLE\"}'")))
                .isEqualTo("solver-failed");
        assertThat(failure(script(directory, "exec yes"))).isEqualTo("solver-too-slow");
    }

    /** The service may be killed in the middle of a question: nobody is left to end the process then. */
    @Test
    void endsWithTheOneWhoAsked() throws IOException, InterruptedException {
        Path directory = Path.of(System.getProperty("doanket.solver"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Dsolver.native=" + directory.resolve("native"), "-cp",
                directory.resolve("lib") + "/*", "org.doanket.sitingsolver.SitingSolver").redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(new ObjectMapper().writeValueAsBytes(hard()));
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        process.destroyForcibly();
    }

    /** Takes a solver more than a minute. */
    private static SolverProcess.Question hard() {
        Random random = new Random(5);
        int[][] covers = IntStream.range(0, 150).mapToObj(i -> IntStream.range(0, 1_500).filter(cell -> random.nextInt(25) == 0).toArray()).toArray(int[][]::new);
        return new SolverProcess.Question(random.doubles(1_500, 0, 100).toArray(), covers, random.doubles(150, 1, 5).toArray(), 40, 90.0, new int[150], new Double[1],
                new int[0], new int[0], 300, 256);
    }

    private static String failure(String setting) {
        SolverProcess solver = solver(setting, -28);
        Problem[] refused = new Problem[1];
        assertThatThrownBy(() -> solver.ask(new SolverProcess.Question(new double[] {1}, new int[][] {{0}}, new double[] {1}, 1, null, new int[1], new Double[1],
                new int[0], new int[0], solver.seconds(), 1))).isInstanceOfSatisfying(Problem.class, problem -> refused[0] = problem);
        return refused[0].code();
    }

    private static String script(Path directory, String line) throws IOException {
        Path script = Files.createTempFile(directory, "solver", ".sh");
        Files.writeString(script, line + "\n");
        return "/bin/sh " + script;
    }
}
