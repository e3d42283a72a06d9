package org.doanket.platform.trace;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Spans of one service, told to a collector by OTLP over HTTP (docs/decisions/traces.md). Off unless an address is set: then a span is nothing but the
 * trace that it was given, and no class of OpenTelemetry is loaded.
 */
public final class Traces implements AutoCloseable {

    /** Which side of a hop a span is. */
    public enum Kind {
        SERVER, PRODUCER, CONSUMER, INTERNAL
    }

    public static final Traces OFF = new Traces(null);
    private static final String PATH = "/v1/traces";
    /** Those that OpenTelemetry knows, and its word for all others. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final String OTHER = "_OTHER";
    private static final ThreadLocal<String> AT_WORK = new ThreadLocal<>();

    private final Otlp otlp;

    private Traces(Otlp otlp) {
        this.otlp = otlp;
    }

    /**
     * @param address of the collector, {@code http://collector:4318}; none: off
     * @param service under which name
     * @param share   of the traces that begin here; those that come from elsewhere are told or not as was decided there
     */
    public static Traces to(Optional<String> address, String service, double share) {
        return address.isEmpty() || address.get().isBlank() ? OFF : new Traces(new Otlp(complete(address.get().strip()), "doanket-" + service, share));
    }

    private static String complete(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("DOANKET_OTLP_ENDPOINT is no http address: " + address);
        }
        return address.endsWith(PATH) ? address : address.replaceAll("/+$", "") + PATH;
    }

    public boolean areOn() {
        return otlp != null;
    }

    /** @param parent the W3C traceparent of what brought this about; without one, or with one that is none, a trace begins here */
    public OpenSpan begin(Kind kind, String name, String parent) {
        String known = Traceparent.isOne(parent) ? parent : null;
        return otlp == null ? new OpenSpan(null, known) : new OpenSpan(otlp.begin(kind, name, known), null);
    }

    /** How a span calls the method of a request: a stranger may send any word for one. */
    public static String method(String sent) {
        return METHODS.contains(sent) ? sent : OTHER;
    }

    /** Spans that reached the collector. */
    public long sent() {
        return otlp == null ? 0 : otlp.sent();
    }

    /** Spans that did not, for it was away or slower than they came: nobody ever waits for it. */
    public long dropped() {
        return otlp == null ? 0 : otlp.dropped();
    }

    /** In whose trace this thread works, outside any request; or null. */
    public static String atWork() {
        return AT_WORK.get();
    }

    /** @param traceparent or null for none */
    public static void atWork(String traceparent) {
        if (traceparent == null) {
            AT_WORK.remove();
        } else {
            AT_WORK.set(traceparent);
        }
    }

    /** Sends what waits, for a moment at most. */
    @Override
    public void close() {
        if (otlp != null) {
            otlp.close();
        }
    }
}
