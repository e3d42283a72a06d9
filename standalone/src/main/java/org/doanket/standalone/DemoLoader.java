package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the module `demo`, a program of its own that knows only the gateway: `java -jar demo/target/demo.jar`, with
 * DOANKET_GATEWAY in its environment. Its output is a log; it ends with 0 when the demo federation is there.
 */
final class DemoLoader {
    private static final String PART = "demo federation";

    private DemoLoader() {
    }

    static void load(DataDirectory data, String gateway, StatusLines status) {
        var done = data.root().resolve("demo-loaded");
        if (Files.exists(done)) {
            status.say("  " + PART + ": already there");
            return;
        }
        var jar = BuiltFiles.checkout().resolve("demo/target/demo.jar");
        if (!Files.exists(jar)) {
            throw new StartFailure(PART, "its loader is not built (" + jar + ")", null);
        }
        status.say("  loading the " + PART + " ...");
        double begin = status.seconds();
        var command = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-jar", jar.toString());
        var child = Child.start(data, "demo", Child.Farewell.TERM, command, Map.of("DOANKET_GATEWAY", gateway));
        if (child.await() != 0) {
            throw new StartFailure(PART, "its loader ended with an error", child.log());
        }
        try {
            Files.writeString(done, gateway);
        } catch (IOException e) {
            throw new StartFailure(PART, e.toString(), null);
        }
        status.say("  %s: loaded in %.0f s".formatted(PART, status.seconds() - begin));
    }
}
