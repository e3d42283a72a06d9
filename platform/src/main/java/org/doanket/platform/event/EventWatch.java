package org.doanket.platform.event;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.doanket.platform.error.Failures;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Looks every few seconds at what waits and what is parked, from the database and apart from relay and inbox: its figures grow just when those are stuck.
 * None of it makes the service unready, for it serves on; health tells, and the alert rules call somebody.
 */
@Readiness
@Default // said, because Readiness is a qualifier too and would be its only one
@ApplicationScoped
class EventWatch implements HealthCheck {
    /** More is not counted: that there are so many is all that one needs to know, and counting a million rows is work. */
    static final int COUNTED_AT_MOST = 100_000;
    private static final Logger LOG = Logger.getLogger(EventWatch.class);
    private static final long REMEMBER_DAYS = 400;

    record Figures(long pending, long oldestSeconds, long parkedFacts, Map<String, Long> parkedEvents) {}

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;
    @Inject
    EventRuntime runtime;
    @Inject
    MeterRegistry meters;
    @ConfigProperty(name = "doanket.events.watch-seconds", defaultValue = "5")
    long everySeconds;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "event-watch");
        thread.setDaemon(true);
        return thread;
    });
    private MultiGauge parkedByListener;
    private volatile Figures figures = new Figures(0, 0, 0, Map.of());

    void start(@Observes @Priority(EventRuntime.WATCH_AFTER) StartupEvent event) {
        if (runtime.settings() == null) return;
        meters.gauge("doanket.outbox.pending", this, watch -> watch.figures.pending());
        meters.gauge("doanket.outbox.oldest.seconds", this, watch -> watch.figures.oldestSeconds());
        meters.gauge("doanket.outbox.parked", this, watch -> watch.figures.parkedFacts());
        parkedByListener = MultiGauge.builder("doanket.inbox.parked").register(meters);
        clock.scheduleWithFixedDelay(this::look, 0, everySeconds, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(this::forget, 1, 24 * 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void look() {
        try {
            Figures now = read();
            figures = now;
            parkedByListener.register(now.parkedEvents().entrySet().stream()
                .map(e -> MultiGauge.Row.of(Tags.of("listener", e.getKey()), e.getValue())).toList(), true);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("No figures of facts for now: %s", Failures.describe(e));
        }
    }

    Figures read() throws SQLException {
        String counts = """
            SELECT (SELECT count(*) FROM (SELECT FROM outbox WHERE parked IS NULL LIMIT %1$d) x),
                   coalesce((SELECT extract(epoch FROM now() - created_at) FROM outbox WHERE parked IS NULL ORDER BY id LIMIT 1), 0),
                   (SELECT count(*) FROM (SELECT FROM outbox WHERE parked IS NOT NULL LIMIT %1$d) x)""".formatted(COUNTED_AT_MOST);
        Map<String, Long> parked = new TreeMap<>();
        runtime.inboxes().forEach(inbox -> parked.put(inbox.listener().name(), 0L));
        return new WorkerDatabase(worker).transaction(c -> {
            try (PreparedStatement s = c.prepareStatement("SELECT consumer, count(*) FROM parked_event GROUP BY consumer"); ResultSet r = s.executeQuery()) {
                while (r.next()) parked.put(r.getString(1), r.getLong(2));
            }
            try (PreparedStatement s = c.prepareStatement(counts); ResultSet r = s.executeQuery()) {
                r.next();
                return new Figures(r.getLong(1), Math.max(0, (long) r.getDouble(2)), r.getLong(3), parked);
            }
        });
    }

    /** Ids of facts long gone from their topics. */
    private void forget() {
        try {
            new WorkerDatabase(worker).transaction(c -> {
                try (PreparedStatement s = c.prepareStatement("DELETE FROM seen_event WHERE seen_at < now() - make_interval(days => ?)")) {
                    s.setInt(1, (int) REMEMBER_DAYS);
                    return s.executeUpdate();
                }
            });
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Old ids are kept for now: %s", Failures.describe(e));
        }
    }

    @Override
    public HealthCheckResponse call() {
        Figures now = figures;
        HealthCheckResponseBuilder health = HealthCheckResponse.named("facts").up()
            .withData("pending", now.pending()).withData("oldestSeconds", now.oldestSeconds()).withData("parked", now.parkedFacts());
        runtime.relay().map(OutboxRelay::trouble).ifPresent(trouble -> health.withData("relay", trouble));
        now.parkedEvents().forEach((listener, count) -> {
            if (count > 0) health.withData("parked by " + listener, count);
        });
        for (Inbox inbox : runtime.inboxes()) {
            if (inbox.trouble() != null) health.withData(inbox.listener().name(), inbox.trouble());
        }
        return health.build();
    }
}
