package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    private Path directory;
    private DataDirectory data;

    @BeforeEach
    void makeDataDirectory() {
        data = new DataDirectory(directory.resolve("data"));
    }

    @Test
    void findsAndEndsWhatADeadLauncherLeftBehind() throws Exception {
        var child = start("sleeper", Child.Farewell.TERM, "exec sleep 60"); // nobody stops it: so it is after a kill -9 of the launcher

        assertThat(Child.endLeftovers(data)).containsExactly("sleeper (" + child.pid() + ")");
        assertThat(child.isAlive()).isFalse();
        assertThat(Child.endLeftovers(data)).isEmpty();
    }

    @Test
    void leavesAStrangerAloneWhoHasTheIdNow() throws Exception {
        var stranger = start("stranger", Child.Farewell.TERM, "exec sleep 60");
        try {
            var note = data.run().resolve("stranger.TERM");
            Files.writeString(note, Files.readString(note).replaceFirst("(?m)^\\S+", "the-boot-before"));

            assertThat(Child.endLeftovers(data)).isEmpty();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void asksFirstInTheWayTheProgramWants() throws Exception {
        // Whoever runs the tests in the background has INT ignored, which a shell inherits and cannot trap.
        var child = start("polite", Child.Farewell.INT, "exec env --default-signal=INT sh -c \"trap 'echo asked by INT; exit 0' INT; "
                + "trap 'echo asked by TERM; exit 0' TERM; echo up; while :; do sleep 0.05; done\"");

        child.stop(Duration.ofSeconds(10));

        assertThat(Files.readString(child.log())).contains("asked by INT").doesNotContain("TERM");
    }

    @Test
    void endsByForceWhatDoesNotListen() throws Exception {
        var child = start("deaf", Child.Farewell.TERM, "trap '' TERM; echo up; while :; do sleep 0.05; done");

        child.stop(Duration.ofMillis(300));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void saysWhoEndedWithWhichCodeAndLastWords() throws Exception {
        var child = start("broken", Child.Farewell.TERM, "echo no room on disk; exit 3");
        child.await();

        assertThatThrownBy(child::mustLive).isInstanceOf(StartFailure.class)
                .hasMessageContaining("broken").hasMessageContaining("code 3").hasMessageContaining("no room on disk")
                .hasMessageContaining(child.log().toString());
    }

    @Test
    void saysTheInnermostCauseAndNotTheStack() throws Exception {
        var child = start("java", Child.Farewell.TERM, "printf 'java.lang.Error: outer\\n\\tat a.B\\nCaused by: middle\\n\\tat a.C\\nCaused by: no such host\\n\\tat a.D\\n\\t... 9 more\\n'; exit 1");
        child.await();

        assertThatThrownBy(child::mustLive).hasMessageContaining("no such host").hasMessageNotContaining("middle").hasMessageNotContaining("a.D");
    }

    @Test
    void handsDownNoSettingOfOurOwn() throws Exception {
        var child = Child.start(data, "settings", Child.Farewell.TERM, List.of("sh", "-c", "env | grep DOANKET_"), Map.of("DOANKET_PORT", "1"));
        child.await();

        assertThat(Files.readAllLines(child.log())).containsExactly("DOANKET_PORT=1");
    }

    /** Back when the child has noted itself and, if it says "up", has come so far. */
    private Child start(String name, Child.Farewell farewell, String script) throws Exception {
        var child = Child.start(data, name, farewell, List.of("sh", "-c", script), Map.of());
        var note = data.run().resolve(name + "." + farewell);
        while (child.isAlive() && (ProcessMark.from(note).isEmpty() || script.contains("echo up") && !Files.readString(child.log()).contains("up"))) {
            Thread.sleep(10);
        }
        return child;
    }
}
