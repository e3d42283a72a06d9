package org.doanket.platform.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.doanket.platform.error.Failures;
import org.doanket.platform.trace.Traces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts relay, inboxes and watch of this service with it and stops them with it. None of them is waited for: without a broker the service serves on. */
@ApplicationScoped
public class EventRuntime {
    private static final Logger LOG = Logger.getLogger(EventRuntime.class);
    static final int WATCH_AFTER = 2_000;
    private static final long STOP_MILLIS = 5_000;
    private static final int RELAY_SOCKET_SECONDS = 10, REBUILD_SOCKET_SECONDS = 600;

    @ConfigProperty(name = "doanket.service")
    String service;
    @ConfigProperty(name = "doanket.kafka")
    String bootstrap;
    @ConfigProperty(name = "doanket.events.enabled", defaultValue = "true")
    boolean isEnabled;
    @ConfigProperty(name = "doanket.events.topic-prefix", defaultValue = "doanket")
    String prefix;
    @ConfigProperty(name = "doanket.events.partitions", defaultValue = "6")
    int partitions;
    @ConfigProperty(name = "doanket.events.replication", defaultValue = "1")
    int replication;
    @ConfigProperty(name = "doanket.events.lease", defaultValue = "20S")
    Duration lease;
    @ConfigProperty(name = "quarkus.datasource.worker.jdbc.url")
    Optional<String> url;
    @ConfigProperty(name = "quarkus.datasource.worker.username")
    Optional<String> user;
    @ConfigProperty(name = "quarkus.datasource.worker.password")
    Optional<String> password;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;
    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;
    @Inject
    @All
    List<Topic> topics;
    @Inject
    @All
    List<FactListener> listeners;
    @Inject
    ObjectMapper json;
    @Inject
    MeterRegistry meters;
    @Inject
    Traces traces;
    @Inject
    Clock clock;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    private final Map<String, Rebuild> rebuilds = new ConcurrentHashMap<>();
    private volatile boolean isStopping;
    private EventSettings settings;
    private CloudEvent events;
    private OutboxRelay relay;

    /** Before the watch, which looks at what was started. */
    void start(@Observes @Priority(WATCH_AFTER - 10) StartupEvent event) {
        if (!isEnabled) return;
        settings = new EventSettings(service, prefix, bootstrap, partitions, replication, lease, EventSettings.LARGEST_FACT_BYTES, security());
        EventSpans spans = new EventSpans(traces, clock);
        if (!topics.isEmpty()) {
            relay = new OutboxRelay(settings, () -> ownSession(RELAY_SOCKET_SECONDS), worker,
                topics.stream().map(Topic::aggregateType).collect(Collectors.toSet()), meters, spans, OutboxRelay.Guards.ALL);
            run("relay", () -> {
                createTopics();
                relay.run();
            });
        }
        events = new CloudEvent(json, meters);
        for (FactListener listener : listeners) {
            Inbox inbox = new Inbox(settings, listener, worker, events, meters, spans, true);
            inboxes.add(inbox);
            run("inbox-" + listener.name(), inbox);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        isStopping = true;
        if (relay != null) relay.close();
        inboxes.forEach(Inbox::close);
        for (Thread thread : threads) thread.join(STOP_MILLIS);
    }

    List<Topic> topics() {
        return topics;
    }

    boolean owns(String aggregateType) {
        return topics.stream().anyMatch(topic -> topic.aggregateType().equals(aggregateType));
    }

    void wakeRelay() {
        if (relay != null) relay.wake();
    }

    Optional<OutboxRelay> relay() {
        return Optional.ofNullable(relay);
    }

    List<Inbox> inboxes() {
        return List.copyOf(inboxes);
    }

    EventSettings settings() {
        return settings;
    }

    /** Begins to make the listener's replica anew; false if that is going on already. */
    synchronized boolean rebuild(FactListener listener) {
        Rebuild before = rebuilds.get(listener.name());
        if (before != null && before.state().equals("running")) return false;
        Rebuild rebuild = new Rebuild(settings, listener, () -> ownSession(REBUILD_SOCKET_SECONDS), events, meters);
        rebuilds.put(listener.name(), rebuild);
        run("rebuild-" + listener.name(), () -> {
            try {
                rebuild.run();
            } catch (Exception e) {
                LOG.errorf("The replica of %s stays as it was: %s", listener.name(), Failures.describe(e));
            }
        });
        return true;
    }

    Optional<Rebuild> rebuildOf(String listener) {
        return Optional.ofNullable(rebuilds.get(listener));
    }

    private void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void createTopics() {
        while (!isStopping) {
            try {
                Topic.create(settings, topics);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.warnf("Topics cannot be made yet: %s", Failures.describe(e));
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            isStopping = true;
            Thread.currentThread().interrupt();
        }
    }

    /** What an installation sets under kafka.* for its cluster's security; everything else is ours to say. */
    private Map<String, Object> security() {
        return kafka.entrySet().stream().filter(e -> e.getKey().matches("(security|sasl|ssl)\\..*"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Past the pool, and to the primary where the address names several servers. */
    private Connection ownSession(int socketSeconds) throws SQLException {
        Properties properties = new Properties();
        user.ifPresent(value -> properties.setProperty("user", value));
        password.ifPresent(value -> properties.setProperty("password", value));
        properties.setProperty("targetServerType", "primary");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", Integer.toString(socketSeconds));
        properties.setProperty("ApplicationName", service + "-events");
        return DriverManager.getConnection(url.orElseThrow(), properties);
    }
}
