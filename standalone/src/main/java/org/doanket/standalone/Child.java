package org.doanket.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A process that we started. It leads a session of its own, so that a Ctrl-C at the terminal reaches us alone and we
 * stop all in order; and it notes its own id before it becomes the program, so that there is no moment at which our
 * death would leave a process that nobody can find again.
 */
final class Child {
    private static final String NOTE_AND_BECOME = """
            read -r stat < /proc/$$/stat; read -r boot < /proc/sys/kernel/random/boot_id
            printf '%s\\n%s\\n' "$boot" "$stat" > "$0"; exec "$@"
            """;

    /** How a program wants to be asked to end: PostgreSQL takes TERM as "when the last client has gone". */
    enum Farewell { TERM, INT }

    private final String name;
    private final Process process;
    private final Path note;
    private final Path log;
    private final Farewell farewell;

    private Child(String name, Process process, Path note, Path log, Farewell farewell) {
        this.name = name;
        this.process = process;
        this.note = note;
        this.log = log;
        this.farewell = farewell;
    }

    static Child start(DataDirectory data, String name, Farewell farewell, List<String> command, Map<String, String> settings) {
        var note = data.run().resolve(name + "." + farewell);
        var log = data.log(name);
        var whole = new ArrayList<>(List.of("setsid", "sh", "-c", NOTE_AND_BECOME, note.toString()));
        whole.addAll(command);
        var builder = new ProcessBuilder(whole).directory(data.root().toFile()).redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null")).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("DOANKET_"));
        builder.environment().putAll(settings);
        try {
            keepLast(log);
            Files.deleteIfExists(note);
            return new Child(name, builder.start(), note, log, farewell);
        } catch (IOException e) {
            throw new StartFailure(name, e.getMessage(), log);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** For a program that is meant to end: its exit code. */
    int await() {
        try {
            int code = process.waitFor();
            Files.deleteIfExists(note);
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(name, "interrupted", log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /** Throws what there is to say once the process has ended though it should serve. */
    void mustLive() {
        if (!process.isAlive()) {
            throw new StartFailure(name, "it ended with code " + process.exitValue() + lastWords(), log);
        }
    }

    /** The innermost cause if there was an exception, else the last line; not the stack below it. */
    String lastWords() {
        try (var lines = Files.lines(log)) {
            var telling = lines.filter(line -> !line.isBlank() && !line.stripLeading().startsWith("at ") && !line.stripLeading().startsWith("... ")
                    && !line.contains("[warning][")).toList();
            return telling.stream().filter(line -> line.startsWith("Caused by: ")).reduce((former, latter) -> latter)
                    .or(() -> telling.stream().reduce((former, latter) -> latter)).map(": "::concat).orElse("");
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return "";
        }
    }

    void stop(Duration patience) {
        end(process.toHandle(), farewell, patience);
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what an earlier run of this data directory left behind; returns the names of those it found alive. */
    static List<String> endLeftovers(DataDirectory data) {
        var found = new ArrayList<String>();
        try (var files = Files.list(data.run())) {
            for (var note : files.filter(file -> file.toString().matches(".*\\.(TERM|INT)")).sorted(Comparator.comparing(Child::turnToEnd)).toList()) {
                var file = note.getFileName().toString();
                var mark = ProcessMark.from(note).filter(ProcessMark::isAlive);
                if (mark.isPresent()) {
                    found.add(file.substring(0, file.lastIndexOf('.')) + " (" + mark.get().pid() + ")");
                    ProcessHandle.of(mark.get().pid()).ifPresent(handle ->
                            end(handle, Farewell.valueOf(file.substring(file.lastIndexOf('.') + 1)), Duration.ofSeconds(15)));
                }
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Those who write before those whom they write to, as in an orderly stop. */
    private static int turnToEnd(Path note) {
        var name = note.getFileName().toString();
        return name.startsWith("postgresql") ? 2 : name.startsWith("kafka") ? 1 : 0;
    }

    private static void end(ProcessHandle handle, Farewell farewell, Duration patience) {
        if (!handle.isAlive()) {
            return;
        }
        signal(handle.pid(), farewell.name());
        if (!endsWithin(handle, patience)) {
            signal(handle.pid(), "KILL");
            endsWithin(handle, Duration.ofSeconds(10));
        }
    }

    private static boolean endsWithin(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException late) {
            return !handle.isAlive();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By the shell's own kill: a bare Debian has no such program, and Java knows only TERM and KILL. */
    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log of the run before is what one wants to read after a crash: one generation is kept. */
    private static void keepLast(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
