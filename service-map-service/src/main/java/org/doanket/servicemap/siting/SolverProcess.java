package org.doanket.servicemap.siting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.doanket.platform.error.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks siting-solver, a process of its own: native code that fails, or takes too much memory, takes no service along. One at a time. It ends when
 * its standard input is closed, and so also with this process, however that ends.
 */
@ApplicationScoped
class SolverProcess {

    private static final Logger LOG = Logger.getLogger(SolverProcess.class);
    private static final String MAIN = "org.doanket.sitingsolver.SitingSolver";
    /** Where memory is short the kernel ends it before the service. */
    private static final List<String> FIRST_TO_GO = List.of("/bin/sh", "-c", "echo 1000 >/proc/self/oom_score_adj 2>/dev/null; exec \"$@\"", "siting-solver");
    /** For its start, and for what it does before and after it looks at its clock. */
    private static final int MORE_SECONDS = 30;
    private static final int LONGEST_ANSWER = 1 << 20;

    private final Provider<Optional<String>> setting;
    private final Provider<Integer> seconds;
    private final Provider<Integer> mebibytes;
    private final ObjectMapper json;
    private final Semaphore one = new Semaphore(1);

    SolverProcess(@ConfigProperty(name = "doanket.solver") Provider<Optional<String>> setting,
            @ConfigProperty(name = "doanket.solver.seconds", defaultValue = "60") Provider<Integer> seconds,
            @ConfigProperty(name = "doanket.solver.mebibytes", defaultValue = "256") Provider<Integer> mebibytes, ObjectMapper json) {
        this.setting = setting;
        this.seconds = seconds;
        this.mebibytes = mebibytes;
        this.json = json;
    }

    /** As siting-solver reads it. */
    record Question(double[] weights, int[][] covers, double[] costs, int most, Double budget, int[] kindOf, Double[] budgets, int[] forced, int[] start,
            int seconds, int mebibytes) {
    }

    /** As siting-solver writes it. */
    record Answer(int[] chosen, double value, double bound, boolean proven, String failure) {
    }

    int seconds() {
        return seconds.get();
    }

    int mebibytes() {
        return mebibytes.get();
    }

    /** @throws Problem 409 where there is none */
    void require() {
        if (setting.get().filter(text -> !text.isBlank()).isEmpty()) {
            throw Problem.conflict("no-solver");
        }
    }

    /** @throws Problem 503 where it ended without an answer, or took too long */
    Answer ask(Question question) throws InterruptedException {
        require();
        one.acquire();
        try {
            Process process = new ProcessBuilder(command(setting.get().orElseThrow().strip())).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                return answer(process, question);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException cannotStart) {
            LOG.warnf("siting-solver cannot be started: %s", cannotStart.getMessage());
            throw new Problem(503, "solver-failed");
        } finally {
            one.release();
        }
    }

    private Answer answer(Process process, Question question) throws InterruptedException {
        CompletableFuture<byte[]> said = CompletableFuture.supplyAsync(() -> said(process.getInputStream()), SolverProcess::beside);
        beside(() -> tell(process.getOutputStream(), question));
        if (!process.waitFor(question.seconds() + MORE_SECONDS, TimeUnit.SECONDS)) {
            throw new Problem(503, "solver-too-slow");
        }
        Answer answer = read(said);
        if (process.exitValue() != 0 || answer == null || answer.failure() != null || answer.chosen() == null) {
            LOG.warnf("siting-solver ended with %d: %s", process.exitValue(), answer == null ? "no answer" : answer.failure());
            throw new Problem(503, "solver-failed");
        }
        return answer;
    }

    private static void beside(Runnable work) {
        Thread thread = new Thread(work, "siting-solver");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its input stays open until it has answered: closed, it would take us for gone. */
    private void tell(OutputStream in, Question question) {
        try {
            in.write(json.writeValueAsBytes(question));
            in.write('\n');
            in.flush();
        } catch (IOException gone) {
            LOG.debug("siting-solver ended before it had read all", gone);
        }
    }

    private static byte[] said(InputStream out) {
        try {
            // Who says more waits for somebody to read it, until he has taken too long.
            return out.readNBytes(LONGEST_ANSWER);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Its last line; native code may have said something before. @return null where there is none that can be read */
    private Answer read(CompletableFuture<byte[]> said) {
        try {
            String[] lines = new String(said.join(), StandardCharsets.UTF_8).strip().split("\n");
            return json.readValue(lines[lines.length - 1], Answer.class);
        } catch (CompletionException | JsonProcessingException unreadable) {
            return null;
        }
    }

    /** @param text the directory that siting-solver's build made, or a command with its arguments between spaces */
    private List<String> command(String text) {
        List<String> command = new ArrayList<>(FIRST_TO_GO);
        Path directory = Path.of(text);
        if (!Files.isDirectory(directory)) {
            command.addAll(Arrays.asList(text.split(" +")));
            return command;
        }
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m", "-Dsolver.native=" + directory.resolve("native"), "-cp", directory.resolve("lib") + "/*", MAIN));
        return command;
    }
}
