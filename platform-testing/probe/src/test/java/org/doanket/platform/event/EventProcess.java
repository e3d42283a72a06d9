package org.doanket.platform.event;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.doanket.testing.EventBackends;

/** Relay or inboxes as a process of their own, such as a test can kill and stop. */
public final class EventProcess implements AutoCloseable {
    private final Process process;

    private EventProcess(Process process) {
        this.process = process;
    }

    /** @param role relay or inbox; @param killPoint where it is to die, or null */
    static EventProcess start(Ledger ledger, String role, String killPoint) throws IOException {
        return start(ledger.backends.url(), ledger.backends.environment(), ledger.backends.prefix(), ledger.backends.kafka(), role, killPoint);
    }

    static EventProcess start(String url, Map<String, String> database, String prefix, String kafka, String role, String killPoint) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp", System.getProperty("java.class.path"), EventProcess.class.getName(), role, url, prefix, kafka));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/event-process.log")));
        builder.environment().putAll(database);
        if (killPoint != null) builder.environment().put("DOANKET_KILL_POINT", killPoint);
        return new EventProcess(builder.start());
    }

    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("it did not come by its kill point");
        if (process.exitValue() != 137) throw new AssertionError("it ended by " + process.exitValue() + "; see target/event-process.log");
    }

    /** kill -STOP, kill -CONT, kill -KILL … */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) {
        String url = arguments[1];
        EventSettings settings = Ledger.settings(arguments[2], arguments[3]);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DataSource worker = EventBackends.pool(url, System.getenv());
        if (arguments[0].equals("relay")) {
            new OutboxRelay(settings, () -> EventBackends.session(url, System.getenv()), worker, Set.of(Ledger.STATES, Ledger.CHANGES), meters).run();
            return;
        }
        CloudEvent events = new CloudEvent(new com.fasterxml.jackson.databind.ObjectMapper(), meters);
        for (FactListener listener : List.of(new Ledger.AccountsInBatches(), new Ledger.TallyInBatches(), new Ledger.Counter())) {
            new Thread(new Inbox(settings, listener, worker, events, meters)).start();
        }
    }
}
