package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes and a real kill -9: of the one who started them, and of them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CrashTest {
    @TempDir
    private Path directory;

    @Test
    void clearsWhatAKilledRunLeftAndStartsAnewThenStopsWithoutRest() throws Exception {
        var first = startBackends();
        var orphans = notes();
        assertThat(orphans).hasSize(2).allMatch(ProcessMark::isAlive);
        first.destroyForcibly().waitFor();
        assertThat(orphans).as("they outlive whoever started them").allMatch(ProcessMark::isAlive);

        var second = startBackends();
        assertThat(orphans).noneMatch(ProcessMark::isAlive);
        var running = notes();
        assertThat(running).hasSize(2).allMatch(ProcessMark::isAlive);
        var address = Files.readString(portsFile()).replaceAll("(?s).*'(.*)\\|.*", "$1");
        try (var connection = DriverManager.getConnection(address)) {
            assertThat(connection.isValid(5)).isTrue();
        }

        second.destroy();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running).noneMatch(ProcessMark::isAlive);
        assertThat(portsFile()).doesNotExist();
    }

    @Test
    void keepsTheDataOfAPostgresThatWasKilled() throws Exception {
        var data = new DataDirectory(directory.resolve("data"));
        var settings = new EmbeddedPostgres.Settings(new Ports().any(), "secret", 20, true);
        var killed = EmbeddedPostgres.start(data, settings);
        try (var connection = killed.admin(); var sql = connection.createStatement()) {
            sql.execute("CREATE TABLE kept AS SELECT 1 AS id");
        }
        var process = ProcessHandle.of(killed.child().pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
        // A stranger has got the id that the lock file still names: ourselves.
        var lock = data.postgres().resolve("postmaster.pid");
        Files.writeString(lock, Files.readString(lock).replaceFirst("^\\d+", Long.toString(ProcessHandle.current().pid())));

        try (var again = EmbeddedPostgres.start(data, settings); var connection = again.admin(); var sql = connection.createStatement();
             var rows = sql.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    private Process startBackends() throws Exception {
        Files.deleteIfExists(portsFile()); // whoever was killed could not remove it
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), Backends.class.getName(),
                "--data", directory.resolve("data").toString(), "--ports-file", portsFile().toString())
                .redirectErrorStream(true).redirectOutput(directory.resolve("backends.log").toFile()).start();
        while (!Files.exists(portsFile()) || !Files.readString(portsFile()).contains("|") || notes().size() < 2) {
            assertThat(process.isAlive()).as(() -> said()).isTrue();
            Thread.sleep(50);
        }
        return process;
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("backends.log"));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    private Path portsFile() {
        return directory.resolve("ports");
    }

    private List<ProcessMark> notes() throws Exception {
        try (var files = Files.list(directory.resolve("data/run"))) {
            return files.filter(file -> file.toString().matches(".*\\.(TERM|INT)")).map(file -> ProcessMark.from(file).orElseThrow()).toList();
        }
    }
}
