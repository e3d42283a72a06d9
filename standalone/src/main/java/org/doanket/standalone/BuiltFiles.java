package org.doanket.standalone;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what the build laid into `target` of this module, from wherever our classes are run. */
final class BuiltFiles {
    private BuiltFiles() {
    }

    /** The class path of a Kafka broker. */
    static Path kafkaJars() {
        return candidates().map(dir -> dir.resolve("standalone/kafka/target/jars")).filter(Files::isDirectory).findFirst()
                .orElseThrow(() -> new StartFailure("kafka", "its jars are not built; run: mvn package -DskipTests", null));
    }

    /** What is run of a service. */
    static Path application(ServiceSpec service) {
        var jar = checkout().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StartFailure(service.module(), "it is not built; run: mvn package -DskipTests", null);
        }
        return jar;
    }

    /** What the map asks for exact answers; none where its native parts are not for this machine. */
    static Optional<Path> solver() {
        var solver = checkout().resolve("siting-solver/target/solver");
        var architecture = System.getProperty("os.arch").replace("aarch64", "arm64");
        return Optional.of(solver).filter(directory -> Files.isDirectory(directory.resolve("native").resolve(architecture)));
    }

    /** The checkout that we run from. */
    static Path checkout() {
        return candidates().filter(dir -> Files.isRegularFile(dir.resolve("standalone/pom.xml"))).findFirst()
                .orElseThrow(() -> new StartFailure("launcher", "no checkout of Doanket around " + Path.of("").toAbsolutePath(), null));
    }

    /** Where our classes come from and all above, then the working directory and all above. */
    private static Stream<Path> candidates() {
        return Stream.concat(upwards(ownPlace()), upwards(Path.of("").toAbsolutePath()));
    }

    private static Stream<Path> upwards(Path from) {
        return Stream.iterate(from, dir -> dir != null, Path::getParent);
    }

    private static Path ownPlace() {
        try {
            return Path.of(BuiltFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException | RuntimeException unknown) {
            return Path.of("").toAbsolutePath(); // some class loaders do not say, or say it in a scheme of their own
        }
    }
}
