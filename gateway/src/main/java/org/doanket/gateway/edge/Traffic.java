package org.doanket.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.gateway.GatewaySettings;

/** What goes on at the public port just now, over all event loops: counts, limits and the end of it all. */
public final class Traffic {

    private final int maxConnections;
    private final int maxPerAddress;
    private final MeterRegistry registry;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private volatile boolean draining;
    private volatile int port;

    public Traffic(GatewaySettings.Limits limits, MeterRegistry registry) {
        this.maxConnections = limits.connections();
        this.maxPerAddress = limits.connectionsPerAddress();
        this.registry = registry;
        registry.gauge("doanket.gateway.requests.open", requests);
        registry.gauge("doanket.gateway.connections.open", connections);
    }

    void listening(int actual) {
        port = actual;
    }

    public int port() {
        return port;
    }

    boolean connected(String peer, boolean countedByAddress) {
        if (connections.incrementAndGet() > maxConnections) {
            connections.decrementAndGet();
            return false;
        }
        if (countedByAddress && perAddress.merge(peer, 1, Integer::sum) > maxPerAddress) {
            disconnected(peer, true);
            return false;
        }
        return true;
    }

    void disconnected(String peer, boolean countedByAddress) {
        connections.decrementAndGet();
        if (countedByAddress) {
            perAddress.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    void began() {
        requests.incrementAndGet();
    }

    void ended(String service, int status, long nanos) {
        requests.decrementAndGet();
        String outcome = status == 429 || status == 499 ? Integer.toString(status) : status / 100 + "xx";
        timers.computeIfAbsent(service + outcome, any -> Timer.builder("doanket.gateway.requests")
                .tag("service", service).tag("outcome", outcome).register(registry)).record(nanos, TimeUnit.NANOSECONDS);
    }

    public int openRequests() {
        return requests.get();
    }

    void drain() {
        draining = true;
    }

    public boolean isDraining() {
        return draining;
    }
}
