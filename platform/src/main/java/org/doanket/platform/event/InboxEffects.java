package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.trace.OpenSpan;
import org.doanket.platform.trace.Traceparent;
import org.doanket.platform.trace.Traces;
import org.jboss.logging.MDC;

/** The effects of one transaction and the gates that they raise. A listener that takes many facts at once gets those that follow each other together. */
final class InboxEffects {
    private final FactListener listener;
    private final InboxGates gates;
    private final EventSpans spans;
    private final Connection c;
    private final InboxCounts counts;
    private final Map<UUID, Long> versions, before;
    private final List<Passed> collected = new ArrayList<>();

    /** A fact that may take effect. @param traceparent of the trace in which it was told, or null */
    record Passed(ReceivedFact fact, String traceparent) {}

    InboxEffects(FactListener listener, InboxGates gates, EventSpans spans, Connection c, InboxCounts counts, List<UUID> aggregates) throws SQLException {
        this.listener = listener;
        this.gates = gates;
        this.spans = spans;
        this.c = c;
        this.counts = counts;
        this.versions = gates.versions(c, aggregates);
        this.before = Map.copyOf(versions);
    }

    /** The version of the aggregate that has taken effect, those included that are collected. */
    long version(UUID aggregate) {
        return versions.getOrDefault(aggregate, 0L);
    }

    /** The next fact, now or with those that follow it. */
    void add(Passed passed) throws SQLException {
        collected.add(passed);
        raise(passed.fact());
        if (!(listener instanceof BatchFactListener)) flush();
    }

    /** Takes effect by itself, when nothing is collected; if it fails, the gate stays where it was. */
    void alone(Passed passed) throws SQLException {
        take(List.of(passed));
        raise(passed.fact());
    }

    void flush() throws SQLException {
        List<Passed> all = List.copyOf(collected);
        collected.clear();
        if (!all.isEmpty()) take(all);
    }

    /** The fact counts as passed without an effect. */
    void raise(ReceivedFact fact) {
        versions.merge(fact.aggregateId(), fact.version(), Math::max);
    }

    void store() throws SQLException {
        flush();
        gates.store(c, versions, before);
    }

    private void take(List<Passed> all) throws SQLException {
        List<Passed> fresh = gates.firstTimes(c, all);
        List<Passed> known = fresh.stream().filter(each -> listener.knows(each.fact().name())).toList();
        List<OpenSpan> taking = spans.taking(listener, known);
        try {
            if (known.size() == 1) on(known.get(0), taking.isEmpty() ? known.get(0).traceparent() : taking.get(0).traceparent());
            else if (!known.isEmpty()) ((BatchFactListener) listener).onAll(known.stream().map(Passed::fact).toList(), c);
        } catch (SQLException | RuntimeException e) {
            taking.forEach(span -> span.failed(e.getClass().getSimpleName()).end());
            throw e;
        }
        counts.spans.addAll(taking);
        counts.skipped += all.size() - fresh.size();
        counts.unknown += fresh.size() - known.size();
        counts.applied += known.size();
    }

    /** A fact by itself is worked on under the trace in which it was told, and so is what it makes this service tell; many together are of no single trace. */
    private void on(Passed passed, String traceparent) throws SQLException {
        if (traceparent != null) MDC.put("traceId", Traceparent.traceId(traceparent));
        Traces.atWork(traceparent);
        try {
            listener.on(passed.fact(), c);
        } finally {
            Traces.atWork(null);
            MDC.remove("traceId");
        }
    }
}
