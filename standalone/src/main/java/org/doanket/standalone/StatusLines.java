package org.doanket.standalone;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the launcher tells: one line for each part, when it is ready. */
final class StatusLines {
    private final PrintStream out;
    private long begin = System.nanoTime();

    StatusLines(PrintStream out) {
        this.out = out;
    }

    static StatusLines silent() {
        return new StatusLines(new PrintStream(OutputStream.nullOutputStream()));
    }

    /** From here on times are counted. */
    void begin() {
        begin = System.nanoTime();
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void ready(String part, String address, Child child) {
        say("  %-20s ready  %-24s after %5.1f s  %4d MB".formatted(part, address, seconds(), residentMegabytes(child.pid())));
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** From proc(5), "VmRSS:   1234 kB"; 0 where it cannot be read. */
    static long residentMegabytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024;
        } catch (java.io.IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }
}
