package org.doanket.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * `./test`: the whole build with its tests on one PostgreSQL and one Kafka, then the packaged suite as a user starts it,
 * with a kill -9 in the middle, and the journeys against it. Leaves nothing running; keeps its logs when something failed.
 */
public final class TestRun {
    private static final int GATEWAY_PORT = 28080;
    /** Not one of ours by name, which are kept from children. */
    private static final String INHERITED = "RUN_OF_TESTS";

    private final Path checkout = BuiltFiles.checkout();
    private final Path work;
    private final List<String> passedOn;

    private TestRun(Path work, List<String> passedOn) {
        this.work = work;
        this.passedOn = passedOn;
    }

    public static void main(String[] arguments) throws Exception {
        var passedOn = new ArrayList<String>();
        for (var argument : arguments) {
            if (!argument.equals("--chaos")) {
                System.err.println("unknown option " + argument + "; ./test --help tells all");
                System.exit(2);
            }
            passedOn.add("-Ddoanket.chaos=true");
        }
        var work = Files.createTempDirectory("doanket-test-run");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endLeftovers(work)));
        boolean passed = new TestRun(work, passedOn).run();
        if (passed) {
            DataDirectory.delete(work);
        } else {
            System.err.println("FAILED. Logs: " + work + ", and target/surefire-reports of the module named above");
        }
        System.exit(passed ? 0 : 1);
    }

    /** After Ctrl-C or an error of ours, whatever we were just doing. */
    private static void endLeftovers(Path work) {
        // Maven, or a launcher, which would start again what we end; PostgreSQL, told as well, waits for their connections to close.
        endAll(ProcessHandle.current().children().toList());
        for (var directory : List.of("suite/training", "suite", "backends")) {
            if (Files.isDirectory(work.resolve(directory))) {
                Child.endLeftovers(new DataDirectory(work.resolve(directory)));
            }
        }
        endAll(ProcessHandle.allProcesses().filter(process -> isOf(work, process)).toList());
    }

    private static void endAll(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        processes.forEach(each -> each.onExit().completeOnTimeout(each, 1, TimeUnit.MINUTES).join().destroyForcibly());
    }

    /** What a test has begun is nobody's child once its JVM was ended; what all of a run have in common they inherited. */
    private static boolean isOf(Path work, ProcessHandle process) {
        try {
            return process.pid() != ProcessHandle.current().pid()
                    && Files.readString(Path.of("/proc/" + process.pid() + "/environ"), ISO_8859_1).contains(INHERITED + '=' + work + '\0');
        } catch (IOException goneOrAStrangers) {
            return false;
        }
    }

    private boolean run() throws Exception {
        return build() && suite();
    }

    private boolean build() throws Exception {
        System.out.println("Building and testing every module ...");
        try (var backends = Backends.start(work.resolve("backends"))) {
            // Four modules at a time on two cores, for half of the time of each goes by in waiting: each has databases and topics of its own.
            var command = maven("verify");
            command.addAll(List.of("-T", "4"));
            return maven(command, "build", backends.address());
        }
    }

    private boolean suite() throws Exception {
        if (!benchmarksCompile() || !town()) {
            return false;
        }
        System.out.println("Starting the suite ...");
        var first = new SuiteRun(work.resolve("suite"), streets(), work.resolve("first-start.log"));
        first.begin(GATEWAY_PORT);
        if (!journeys(first.awaitAddress(), "journeys")) {
            return false;
        }
        System.out.println("Killing the launcher, starting again ...");
        var orphans = first.processes();
        first.kill();
        var again = new SuiteRun(work.resolve("suite"), streets(), work.resolve("second-start.log"));
        again.begin(GATEWAY_PORT);
        var address = again.awaitAddress();
        if (!allGone(orphans, "from the killed run")) {
            return false;
        }
        boolean passed = journeys(address, "journeys-after-restart", "-Donly=after-restart", "-Dleave.out=") && (passedOn.isEmpty() || chaos(again.data()));
        var processes = again.processes();
        again.stop();
        return allGone(processes, "after the stop") && passed;
    }

    /** What is measured beside others is of no module: a change of ours that breaks it would be found by whoever measures next. */
    private boolean benchmarksCompile() throws IOException, InterruptedException {
        var compile = new ProcessBuilder(checkout.resolve("benchmarks/circles").toString(), "--compile").inheritIO();
        compile.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return compile.start().waitFor() == 0;
    }

    private Path streets() {
        return work.resolve("town.streets");
    }

    /** Streets for the map, made up: a real extract is no part of the project. Around the place at which StreetsJourney has its points. */
    private boolean town() throws IOException, InterruptedException {
        var compiler = checkout.resolve("street-compiler/target");
        var command = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx128m", "-XX:+UseSerialGC", "-cp",
                compiler.resolve("classes") + File.pathSeparator + compiler.resolve("lib") + "/*", "org.doanket.streetcompiler.StreetCompiler",
                "generate", "21.0245", "105.8412", streets().toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static boolean allGone(List<ProcessMark> processes, String when) {
        var left = processes.stream().filter(ProcessMark::isAlive).toList();
        if (!left.isEmpty()) {
            System.err.println("still there " + when + ": " + left);
        }
        return left.isEmpty();
    }

    /** The module skips its tests unless it is told where the suite is; it needs no other module. */
    private boolean journeys(String address, String name, String... which) throws Exception {
        System.out.println("Journeys through " + address + " ...");
        var command = maven("verify");
        command.addAll(List.of("-pl", "journeys", "-Ddoanket.gateway=" + address, "-Ddoanket.streets=true", "-Ddoanket.suite=" + work.resolve("suite")));
        command.addAll(List.of(which));
        return maven(command, name, "");
    }

    /** Last, for what it leaves is a federation of its own in a suite that nobody needs any more. */
    private boolean chaos(Path suite) throws Exception {
        System.out.println("Killing and stopping services at random ...");
        var command = maven("test");
        command.addAll(List.of("-pl", "standalone", "-am", "-Dtest=SuiteChaosTest", "-Dsurefire.failIfNoSpecifiedTests=false", "-Ddoanket.suite=" + suite));
        return maven(command, "chaos", "");
    }

    private List<String> maven(String goal) {
        var command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-Dstyle.color=never", "-f", checkout.resolve("pom.xml").toString(), goal));
        command.addAll(passedOn);
        return command;
    }

    /** Everything into a log, the lines that matter on the screen. */
    private boolean maven(List<String> command, String name, String backends) throws IOException, InterruptedException {
        var log = work.resolve(name + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(Backends.VARIABLE, backends);
        builder.environment().put(INHERITED, work.toString());
        var process = builder.start();
        try (var lines = process.inputReader(); var copy = Files.newBufferedWriter(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                if (matters(line)) {
                    System.out.println(line);
                }
            }
        }
        return process.waitFor() == 0;
    }

    static boolean matters(String line) {
        return line.startsWith("[ERROR]") || line.matches("\\[INFO] (Building Doanket|Tests run:.* in |BUILD|.* (SUCCESS|FAILURE|SKIPPED) ).*");
    }

    /** The launcher as a process of its own, the way a user has it. */
    private record SuiteRun(Path data, Path streets, Path log, List<Process> launcher) {

        SuiteRun(Path data, Path streets, Path log) {
            this(data, streets, log, new ArrayList<>());
        }

        void begin(int port) throws IOException {
            launcher.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
                    "-cp", System.getProperty("java.class.path"), Launcher.class.getName(), "--data", data.toString(), "--port", Integer.toString(port),
                    "--streets", streets.toString())
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start());
        }

        String awaitAddress() throws IOException, InterruptedException {
            var file = new DataDirectory(data).address();
            while (!Files.exists(file)) {
                if (!launcher.get(0).isAlive()) {
                    throw new StartFailure("suite", Files.readString(log).strip(), log);
                }
                Thread.sleep(100);
            }
            return Files.readString(file);
        }

        List<ProcessMark> processes() throws IOException {
            try (var notes = Files.newDirectoryStream(data.resolve("run"), "*.{TERM,INT}")) {
                var marks = new ArrayList<ProcessMark>();
                notes.forEach(note -> ProcessMark.from(note).ifPresent(marks::add));
                return marks;
            }
        }

        void kill() throws IOException, InterruptedException {
            launcher.get(0).destroyForcibly().waitFor();
            Files.deleteIfExists(new DataDirectory(data).address());
        }

        void stop() {
            try {
                launcher.get(0).destroy();
                launcher.get(0).waitFor(2, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
