package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Archives of loaded classes, one for each program of ours, made in a training run once after a build: with them a
 * service starts with half the work or less (figures: benchmarks/README.md). A JVM that finds an archive not made
 * by itself or not for these jars ignores it.
 */
final class FastStart {
    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final boolean AOT_CACHE = Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    /** Writing an archive at the end of the training run takes seconds of its own. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    enum Mode { USE, TRAIN }

    private final Path archive;
    private final Path program;

    private FastStart(Path archive, Path program) {
        this.archive = archive;
        this.program = program;
    }

    static FastStart of(ServiceSpec service) {
        return new FastStart(archive(service.module()), BuiltFiles.application(service));
    }

    static FastStart ofKafka() {
        return new FastStart(archive("standalone"), BuiltFiles.kafkaJars());
    }

    private static Path archive(String module) {
        var name = System.getProperty("java.vm.version") + (AOT_CACHE ? ".aot" : ".jsa");
        return BuiltFiles.checkout().resolve(module).resolve("target/fast-start").resolve(name);
    }

    List<String> flags(Mode mode) {
        if (mode == Mode.TRAIN) {
            return List.of((AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + fresh());
        }
        if (!isThere()) {
            return List.of();
        }
        return AOT_CACHE ? List.of("-XX:AOTCache=" + archive) : List.of("-XX:SharedArchiveFile=" + archive);
    }

    /** Whether there is an archive and it is younger than the program. */
    boolean isThere() {
        try {
            return Files.exists(archive) && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(program)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Nobody uses what a training run that failed has left: JDK 25 has crashed on such a half-made cache. */
    private Path fresh() {
        return archive.resolveSibling("new-" + archive.getFileName());
    }

    private void prepare() throws IOException {
        Files.createDirectories(archive.getParent());
        forget();
    }

    private void accept() throws IOException {
        if (Files.exists(fresh())) {
            Files.move(fresh(), archive);
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(archive);
        Files.deleteIfExists(fresh());
    }

    private static List<FastStart> all() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(ofKafka()), ServiceSpec.ALL.stream().map(FastStart::of)).toList();
    }

    static boolean isComplete() {
        return all().stream().allMatch(FastStart::isThere);
    }

    /** Nothing depends on it: where it fails, programs start without. */
    static boolean train(Suite suite, StatusLines status) {
        try {
            for (var each : all()) {
                each.prepare();
            }
            try (suite) {
                suite.start(ServiceSpec.GATEWAY.port());
            }
            for (var each : all()) {
                each.accept();
            }
            return true;
        } catch (IOException | StartFailure e) {
            status.say("  not possible now: " + e.getMessage());
            return false;
        }
    }
}
