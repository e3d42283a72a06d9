package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process known by its id, the clock tick at which it began and the boot of the machine: ids are given anew,
 * the three together are not, so that a stranger who inherited an id is never taken for a process of ours.
 */
record ProcessMark(long pid, long startTick, String boot) {

    private static final int START_TICK = 19; // of the fields behind the name, see proc(5), field 22 of the line

    static Optional<ProcessMark> of(long pid) {
        try {
            return Optional.of(read(Files.readString(Path.of("/proc/" + pid + "/stat")), thisBoot()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The two lines a child wrote about itself: the id of the boot, then its own /proc/self/stat. */
    static Optional<ProcessMark> from(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return lines.size() < 2 ? Optional.empty() : Optional.of(read(lines.get(1), lines.get(0)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return !isDefunct() && of(pid).filter(this::equals).isPresent();
    }

    private boolean isDefunct() {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return "ZX".indexOf(afterName(stat).charAt(0)) >= 0;
        } catch (IOException gone) {
            return true;
        }
    }

    private static ProcessMark read(String stat, String boot) {
        var fields = afterName(stat).split(" ");
        if (fields.length <= START_TICK) {
            throw new IllegalArgumentException("not a line of /proc/<pid>/stat: " + stat);
        }
        return new ProcessMark(Long.parseLong(stat.substring(0, stat.indexOf(' '))),
                Long.parseLong(fields[START_TICK]), boot.strip());
    }

    /** The name stands in brackets and may itself hold blanks and brackets: only the last one counts. */
    private static String afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    private static String thisBoot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
    }
}
