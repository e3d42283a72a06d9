package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Files;

/** `./run`: everything on one machine, without containers, until Ctrl-C. */
public final class Launcher {
    private static final StatusLines STATUS = new StatusLines(System.out);

    private final DataDirectory data;
    private final Options options;
    private volatile Suite current;
    private volatile boolean stopping;

    private Launcher(DataDirectory data, Options options) {
        this.data = data;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException {
        Launcher launcher = null;
        try {
            var options = Options.of(BuiltFiles.checkout().resolve("var"), arguments);
            var data = new DataDirectory(options.data());
            try (var lock = OneAtATime.on(data)) {
                assert lock.lock().isValid();
                launcher = new Launcher(data, options);
                launcher.run();
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "; ./run --help tells all");
            System.exit(2);
        } catch (StartFailure failure) {
            if (launcher == null || !launcher.stopping) { // parts that end while we stop them are no failure
                System.err.println("\n" + failure.getMessage());
                System.exit(1);
            }
        }
    }

    private void run() throws IOException {
        // On Ctrl-C, on SIGTERM and after a failure alike.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        var training = new DataDirectory(data.root().resolve("training"));
        endLeftovers(training);
        endLeftovers(data);
        if (options.fresh()) {
            data.forget();
        }
        if (!FastStart.isComplete()) {
            STATUS.say("Preparing fast starts, once after a build ...");
            current = new Suite(training, StatusLines.silent(), FastStart.Mode.TRAIN);
            if (FastStart.train(current, STATUS)) {
                DataDirectory.delete(training.root());
            }
        }
        start();
    }

    private void start() throws IOException {
        STATUS.say("Starting Doanket in " + data.root());
        STATUS.begin();
        current = new Suite(data, STATUS, FastStart.Mode.USE, options.streets());
        var gateway = current.start(options.port());
        STATUS.say("  all ready after %.1f s".formatted(STATUS.seconds()));
        if (options.demo()) {
            DemoLoader.load(data, BuiltFiles.checkout().resolve("demo/target/demo.jar"), gateway, STATUS);
        }
        if (stopping) {
            return;
        }
        DataDirectory.writeWhole(data.address(), gateway);
        STATUS.say("Doanket is at %s (logs: %s). Ctrl-C stops it.".formatted(gateway, data.root().resolve("logs")));
        new Watch(current, STATUS).watch();
    }

    private static void endLeftovers(DataDirectory data) {
        var leftovers = Child.endLeftovers(data);
        if (!leftovers.isEmpty()) {
            STATUS.say("Ended what an earlier run left behind: " + String.join(", ", leftovers));
        }
    }

    private void stop() {
        stopping = true;
        try {
            Files.deleteIfExists(data.address());
        } catch (IOException e) {
            System.err.println("cannot remove " + data.address() + ": " + e);
        }
        if (current != null) {
            STATUS.say("Stopping ...");
            current.close();
            STATUS.say("Stopped.");
        }
    }
}
