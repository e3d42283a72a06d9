package org.doanket.platform.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.doanket.platform.error.Failures;
import org.jboss.logging.Logger;

/** One thing done again and again on a daemon thread of its own; what fails is told, and tried again at the next turn. */
public final class Repeating implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Repeating.class);

    private final ScheduledExecutorService timer;

    private Repeating(String name) {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done at each turn. */
    @FunctionalInterface
    public interface Turn {
        void run() throws Exception;
    }

    /** @param pause from the end of one turn to the beginning of the next */
    public static Repeating every(String name, Duration first, Duration pause, Turn turn) {
        Repeating repeating = new Repeating(name);
        repeating.timer.scheduleWithFixedDelay(() -> {
            try {
                turn.run();
            } catch (Exception | Error later) {
                // An error as well: a timer whose turn throws never comes round again.
                LOG.warnf("%s: trying again in %s: %s", name, pause, Failures.describe(later));
            }
        }, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return repeating;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
