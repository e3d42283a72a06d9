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
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin/java").toString();
    private static final String STAYS = "  The suite runs on without it; ./run --demo goes on with the loading.";

    private DemoLoader() {
    }

    /** Whatever fails here, the suite is there and stays: it is said, and the next start with --demo goes on with the loading. */
    static void load(DataDirectory data, Path jar, String gateway, StatusLines status) {
        var done = data.root().resolve("demo-loaded");
        if (Files.exists(done)) {
            status.say("  " + PART + ": already there");
            return;
        }
        status.say("  loading the " + PART + " ...");
        double begin = status.seconds();
        try {
            var child = Child.start(data, "demo", Child.Farewell.TERM, List.of(JAVA, "-Xmx256m", "-XX:+UseSerialGC", "-jar", jar.toString()),
                    Map.of("DOANKET_GATEWAY", gateway));
            int code = child.await();
            if (code == 0) {
                Files.writeString(done, gateway);
                status.say("  %s: loaded in %.0f s".formatted(PART, status.seconds() - begin));
            } else {
                status.say("  %s: NOT loaded. Its loader ended with code %d%s%n  its log: %s%n%s".formatted(PART, code, child.lastWords(), child.log(), STAYS));
            }
        } catch (StartFailure | IOException e) {
            status.say("  %s: NOT loaded. %s%n%s".formatted(PART, e.getMessage(), STAYS));
        }
    }
}
