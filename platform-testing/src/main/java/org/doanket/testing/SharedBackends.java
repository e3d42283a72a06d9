package org.doanket.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.doanket.standalone.Backends;
import org.doanket.standalone.DataDirectory;

/** The one PostgreSQL and the one Kafka of a test run: those of the whole build, or else one pair for this JVM. */
final class SharedBackends {
    /** Not a static field: Quarkus loads test classes anew for each profile, the JVM stays the same. */
    private static final String STARTED = "doanket.test.backends";

    private SharedBackends() {
    }

    static String address() {
        var given = System.getenv(Backends.VARIABLE);
        if (given != null && !given.isBlank()) {
            return given;
        }
        synchronized (System.class) {
            var started = System.getProperty(STARTED);
            return started != null ? started : start();
        }
    }

    private static String start() {
        try {
            var directory = Files.createTempDirectory("doanket-test");
            var backends = Backends.start(directory);
            System.setProperty(STARTED, backends.address());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                backends.close();
                DataDirectory.delete(directory);
            }));
            return backends.address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
