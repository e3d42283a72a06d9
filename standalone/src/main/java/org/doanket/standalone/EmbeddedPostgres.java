package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL as a process of its own, on the loopback address only, with passwords. */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String PART = "postgresql";
    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORPHAN_TRIES = 20;
    /** Rounds make words that people choose dear to guess. Ours are random and long; each of some hundred connections at a start pays for rounds. */
    private static final int SCRAM_ROUNDS = 64;

    /** What differs between the default for users (durable) and a pair for tests, whose data nobody will miss. */
    public record Settings(int port, String password, int connections, boolean durable) {
    }

    private final Child child;
    private final Settings settings;

    private EmbeddedPostgres(Child child, Settings settings) {
        this.child = child;
        this.settings = settings;
    }

    /** After a kill -9 of its first process the others need a moment to notice and to let go of the shared memory. */
    public static EmbeddedPostgres start(DataDirectory data, Settings settings) {
        for (int tries = 0;; tries++) {
            try {
                return startOnce(data, settings);
            } catch (StartFailure e) {
                if (tries == ORPHAN_TRIES || !says(data.log(PART), "pre-existing shared memory block")) {
                    throw e;
                }
                pause(500);
            }
        }
    }

    private static boolean says(Path log, String words) {
        try {
            return Files.readString(log).contains(words);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static EmbeddedPostgres startOnce(DataDirectory data, Settings settings) {
        var programs = PostgresBinaries.directory();
        var user = UnprivilegedUser.prefix();
        if (!Files.exists(data.postgres().resolve("PG_VERSION"))) {
            initialise(data, programs, user, settings);
        }
        forgetStalePid(data.postgres());
        var command = new ArrayList<>(user);
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.postgres().toString(),
                "-c", "listen_addresses=127.0.0.1", "-c", "port=" + settings.port(), "-c", "unix_socket_directories=",
                "-c", "max_connections=" + settings.connections(), "-c", "timezone=UTC", "-c", "log_timezone=UTC"));
        if (!settings.durable()) {
            command.addAll(List.of("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"));
        }
        var postgres = new EmbeddedPostgres(Child.start(data, PART, Child.Farewell.INT, command, Map.of()), settings);
        postgres.awaitConnections();
        return postgres;
    }

    /** Made under another name first: a data directory that a crash left half made is made anew. */
    private static void initialise(DataDirectory data, Path programs, List<String> user, Settings settings) {
        var half = data.root().resolve("postgres.new");
        var password = data.run().resolve("initdb-password");
        DataDirectory.delete(half);
        DataDirectory.writeWhole(password, settings.password());
        var command = new ArrayList<>(user);
        command.addAll(List.of(programs.resolve("bin/initdb").toString(), "-D", half.toString(), "--username", SUPERUSER,
                "--pwfile", password.toString(), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8",
                "--locale-provider", "icu", "--icu-locale", "und", "--set", "scram_iterations=" + SCRAM_ROUNDS));
        if (!settings.durable()) {
            command.add("--no-sync");
        }
        var log = data.log("initdb");
        try {
            int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
            if (code != 0) {
                throw new StartFailure(PART, "initdb ended with code " + code + ": " + Files.readString(log).strip(), log);
            }
            Files.move(half, data.postgres());
            Files.delete(password);
        } catch (IOException e) {
            throw new StartFailure(PART, "initdb: " + e, log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(PART, "interrupted", log);
        }
    }

    /**
     * After a kill -9 PostgreSQL trusts the id in postmaster.pid if any process of that id lives, also a stranger's
     * (in a container ids repeat at once). Whoever of ours still ran was ended before this by his own note.
     */
    private static void forgetStalePid(Path postgres) {
        var file = postgres.resolve("postmaster.pid");
        try {
            if (Files.exists(file)) {
                var pid = Files.readAllLines(file).get(0).strip();
                var line = Path.of("/proc", pid, "cmdline");
                if (!Files.exists(line) || !Files.readString(line).contains(postgres.toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new StartFailure(PART, "cannot read " + file + ": " + e, null);
        }
    }

    private void awaitConnections() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            child.mustLive();
            try (var connection = admin()) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    child.stop(Duration.ofSeconds(5));
                    throw new StartFailure(PART, "no answer in " + PATIENCE.toSeconds() + " s: " + notYet.getMessage(), child.log());
                }
                pause(50);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(PART, "interrupted", null);
        }
    }

    public Connection admin() throws SQLException {
        return DriverManager.getConnection(adminUrl());
    }

    public String adminUrl() {
        return url("postgres") + "?user=" + SUPERUSER + "&password=" + settings.password();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
    }

    Child child() {
        return child;
    }

    @Override
    public void close() {
        child.stop(Duration.ofSeconds(20));
    }
}
