package org.doanket.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's JVM is run here: five of them share one small machine with a database and a broker. */
final class ServiceCommand {
    /**
     * The optimising compiler comes in six times later: by default it takes a third of the work of a start, for code that a start runs
     * through and nobody again (figures: benchmarks/README.md). What is really hot reaches it within seconds.
     */
    private static final List<String> LATE_OPTIMISING = List.of("-XX:Tier3DelayOn=0", "-XX:Tier4InvocationThreshold=30000",
            "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=240000");

    private ServiceCommand() {
    }

    static List<String> of(ServiceSpec service, FastStart.Mode mode, Path tmp) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xms24m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k", "-XX:MaxMetaspaceSize=160m",
                "-XX:ReservedCodeCacheSize=64m", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8", "-Djava.io.tmpdir=" + tmp));
        command.addAll(LATE_OPTIMISING);
        command.addAll(FastStart.of(service).flags(mode));
        command.addAll(List.of("-jar", BuiltFiles.application(service).toString()));
        return command;
    }
}
