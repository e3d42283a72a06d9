package org.doanket.sitingsolver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * {@code siting-solver [PROBLEM.json]}: reads a problem (see {@link SitingProblem}) from the file or from standard input and writes the answer as the
 * last line of standard output. Reading from standard input it ends when that is closed: whoever asked is gone then.
 */
public final class SitingSolver {

    private static final ObjectMapper JSON = new ObjectMapper().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    private static final int ASKER_GONE = 3;

    private SitingSolver() {
    }

    public static void main(String[] arguments) throws IOException {
        SitingAnswer answer;
        try {
            SitingProblem problem = read(arguments);
            load();
            answer = solve(problem);
        } catch (IOException | IllegalArgumentException | LinkageError failure) {
            answer = SitingAnswer.failed(String.valueOf(failure.getMessage()));
        }
        // Native code may have printed something without ending its line.
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print("\n" + JSON.writeValueAsString(answer) + "\n");
        out.flush();
        System.exit(answer.failure() == null ? 0 : 1);
    }

    private static SitingProblem read(String[] arguments) throws IOException {
        SitingProblem problem;
        if (arguments.length > 0) {
            problem = JSON.readValue(Files.readAllBytes(Path.of(arguments[0])), SitingProblem.class);
        } else {
            problem = JSON.readValue(System.in, SitingProblem.class);
            Thread watch = new Thread(() -> await(System.in), "asker");
            watch.setDaemon(true);
            watch.start();
        }
        problem.check();
        return problem;
    }

    private static void await(InputStream asker) {
        try {
            while (asker.read() >= 0) {
                // a line end, or whatever it may be
            }
        } catch (IOException gone) {
            // as at its end
        }
        Runtime.getRuntime().halt(ASKER_GONE);
    }

    /** From where the build laid it: unpacked to a directory of temporary files it could not be run where these are no programs. */
    static void load() {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : System.getProperty("os.arch");
        Path directory = Path.of(System.getProperty("solver.native", "native"), architecture, architecture.equals("arm64") ? "ortools-linux-aarch64"
                : "ortools-linux-x86-64");
        System.load(directory.resolve("libjniortools.so").toAbsolutePath().toString());
    }

    static SitingAnswer solve(SitingProblem problem) {
        MPSolver solver = MPSolver.createSolver("SCIP");
        MPVariable[] chosen = solver.makeBoolVarArray(problem.covers().length);
        MPVariable[] covered = solver.makeNumVarArray(problem.weights().length, 0, 1);
        MPObjective objective = solver.objective();
        objective.setMaximization();
        for (int group = 0; group < covered.length; group++) {
            objective.setCoefficient(covered[group], problem.weights()[group]);
        }
        limit(solver, problem, chosen);
        link(solver, problem, chosen, covered);
        hint(solver, problem, chosen);
        solver.setTimeLimit(problem.seconds() * 1_000L);
        solver.setSolverSpecificParametersAsString("limits/memory = " + problem.mebibytes());
        MPSolverParameters parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        return answer(problem, solver.solve(parameters), objective, chosen);
    }

    private static void limit(MPSolver solver, SitingProblem problem, MPVariable[] chosen) {
        MPConstraint count = solver.makeConstraint(0, problem.most());
        MPConstraint all = problem.budget() == null ? null : solver.makeConstraint(0, problem.budget());
        MPConstraint[] ofKind = Arrays.stream(problem.budgets()).map(budget -> budget == null ? null : solver.makeConstraint(0, budget))
                .toArray(MPConstraint[]::new);
        for (int i = 0; i < chosen.length; i++) {
            count.setCoefficient(chosen[i], 1);
            if (all != null) {
                all.setCoefficient(chosen[i], problem.costs()[i]);
            }
            if (ofKind[problem.kindOf()[i]] != null) {
                ofKind[problem.kindOf()[i]].setCoefficient(chosen[i], problem.costs()[i]);
            }
        }
        Arrays.stream(problem.forced()).forEach(candidate -> chosen[candidate].setLb(1));
    }

    /** Nobody is covered but by one who is chosen. */
    private static void link(MPSolver solver, SitingProblem problem, MPVariable[] chosen, MPVariable[] covered) {
        MPConstraint[] links = new MPConstraint[covered.length];
        for (int group = 0; group < links.length; group++) {
            links[group] = solver.makeConstraint(Double.NEGATIVE_INFINITY, 0);
            links[group].setCoefficient(covered[group], 1);
        }
        for (int i = 0; i < chosen.length; i++) {
            for (int group : problem.covers()[i]) {
                links[group].setCoefficient(chosen[i], -1);
            }
        }
    }

    private static void hint(MPSolver solver, SitingProblem problem, MPVariable[] chosen) {
        double[] start = new double[chosen.length];
        Arrays.stream(problem.start()).forEach(candidate -> start[candidate] = 1);
        solver.setHint(chosen, start);
    }

    private static SitingAnswer answer(SitingProblem problem, MPSolver.ResultStatus status, MPObjective objective, MPVariable[] chosen) {
        return switch (status) {
            case OPTIMAL -> {
                int[] best = chosen(chosen);
                yield new SitingAnswer(best, problem.value(best), problem.value(best), true, null);
            }
            case FEASIBLE -> {
                int[] best = chosen(chosen);
                yield new SitingAnswer(best, problem.value(best), Math.max(problem.value(best), bound(problem, objective)), false, null);
            }
            // Out of time before it found anything: what it was given is all there is.
            case NOT_SOLVED -> new SitingAnswer(problem.start(), problem.value(problem.start()), bound(problem, objective), false, null);
            default -> SitingAnswer.failed(status.toString());
        };
    }

    private static int[] chosen(MPVariable[] chosen) {
        return IntStream.range(0, chosen.length).filter(i -> chosen[i].solutionValue() > 0.5).toArray();
    }

    /** Before the first relaxation is solved it knows of none. */
    private static double bound(SitingProblem problem, MPObjective objective) {
        double all = Arrays.stream(problem.weights()).sum();
        double bound = objective.bestBound();
        return bound >= 0 && bound < all ? bound : all;
    }
}
