package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLoaderTest {
    @TempDir
    private Path directory;

    @Test
    void aLoadingThatFailsIsSaidLeavesTheSuiteAloneAndIsTriedAgainNextTime() throws Exception {
        var jar = Files.writeString(directory.resolve("demo.jar"), "no jar");
        var data = new DataDirectory(Files.createDirectory(directory.resolve("data")));
        assertThat(load(data, jar)).contains("demo federation: NOT loaded", "code 1", "logs/demo.log", "The suite runs on");
        assertThat(load(data, jar)).contains("NOT loaded");
        assertThat(Files.list(data.run())).as("nothing is left to end").isEmpty();
    }

    @Test
    void whatIsLoadedIsNotLoadedAgain() throws Exception {
        var data = new DataDirectory(Files.createDirectory(directory.resolve("data")));
        Files.writeString(data.root().resolve("demo-loaded"), "");
        assertThat(load(data, directory.resolve("none.jar"))).contains("already there").doesNotContain("NOT");
    }

    private static String load(DataDirectory data, Path jar) {
        var said = new ByteArrayOutputStream();
        DemoLoader.load(data, jar, "http://127.0.0.1:1", new StatusLines(new PrintStream(said, true, StandardCharsets.UTF_8)));
        return said.toString(StandardCharsets.UTF_8);
    }
}
