package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
    private static final long OWN = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    @Test
    void knowsALivingProcess() {
        assertThat(ProcessMark.of(OWN)).hasValueSatisfying(mark -> assertThat(mark.isAlive()).isTrue());
    }

    @Test
    void takesNoStrangerWhoInheritedTheIdForOurs() {
        var own = ProcessMark.of(OWN).orElseThrow();

        assertThat(new ProcessMark(own.pid(), own.startTick() - 1, own.boot()).isAlive()).isFalse();
    }

    @Test
    void takesNoProcessOfAnEarlierBootForOurs() {
        var own = ProcessMark.of(OWN).orElseThrow();

        assertThat(new ProcessMark(own.pid(), own.startTick(), "another boot").isAlive()).isFalse();
    }

    @Test
    void takesAZombieForDead() throws Exception {
        // The outer shell becomes sleep and never collects its child.
        var parent = new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 60").start();
        try (var said = parent.inputReader()) {
            long zombie = Long.parseLong(said.readLine());
            while (ProcessMark.of(zombie).isPresent() && !Files.readString(Path.of("/proc/" + zombie + "/stat")).contains(") Z ")) {
                Thread.sleep(10);
            }
            assertThat(ProcessMark.of(zombie)).hasValueSatisfying(mark -> assertThat(mark.isAlive()).isFalse());
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void readsANameWithBracketsAndBlanks() throws IOException {
        var note = directory.resolve("note");
        Files.writeString(note, "boot\n42 (a) b (c) S 1 42 42 0 -1 4194304 200 0 0 0 0 0 0 0 20 0 1 0 142534 2654208 391\n");

        assertThat(ProcessMark.from(note)).contains(new ProcessMark(42, 142534, "boot"));
    }

    @Test
    void ignoresANoteThatBrokeOff() throws IOException {
        var note = directory.resolve("note");
        Files.writeString(note, "boot\n42 (sh) S 1");

        assertThat(ProcessMark.from(note)).isEmpty();
    }
}
