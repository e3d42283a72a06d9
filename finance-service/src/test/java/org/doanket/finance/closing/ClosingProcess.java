package org.doanket.finance.closing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.doanket.finance.standing.StandingService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** A closing in a process of its own that dies, as by kill -9, at a named place: before or after the commit of a step. */
public final class ClosingProcess {

    private ClosingProcess() {
    }

    /** @param place such as {@code before-freeze}, or none; @return how the process ended: 137 where it was killed */
    static int run(UUID closing, String place) throws IOException, InterruptedException {
        Config config = ConfigProvider.getConfig();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx96m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ClosingProcess.class.getName(),
                closing.toString(), place));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/closing-process.log")));
        builder.environment().put("CLOSING_DB_URL", config.getValue("quarkus.datasource.worker.jdbc.url", String.class));
        builder.environment().put("CLOSING_DB_USER", config.getValue("quarkus.datasource.worker.username", String.class));
        builder.environment().put("CLOSING_DB_PASSWORD", config.getValue("quarkus.datasource.worker.password", String.class));
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end; see target/closing-process.log");
        }
        return process.exitValue();
    }

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(System.getenv("CLOSING_DB_URL"), System.getenv("CLOSING_DB_USER"),
                System.getenv("CLOSING_DB_PASSWORD"))) {
            connection.setAutoCommit(false);
            new ClosingSaga(new ClosingClaims(new StandingService()))
                    .run(connection, UUID.fromString(arguments[0]), LocalDate.of(2026, 1, 1), "process", step -> {
                dieAt("before-" + step.word(), arguments[1]);
                connection.commit();
                dieAt("after-" + step.word(), arguments[1]);
            });
        }
    }

    private static void dieAt(String here, String place) {
        if (here.equals(place)) {
            Runtime.getRuntime().halt(137);
        }
    }
}
