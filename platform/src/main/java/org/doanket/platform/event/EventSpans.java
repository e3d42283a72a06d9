package org.doanket.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.doanket.platform.trace.OpenSpan;
import org.doanket.platform.trace.Traceparent;
import org.doanket.platform.trace.Traces;
import org.doanket.platform.trace.Traces.Kind;

/**
 * The spans of facts on their way: one for each that was told in a trace, when it is sent and wherever it takes effect. Facts of jobs were told in none, and
 * a hundred thousand members of one import make no spans (docs/decisions/traces.md).
 */
final class EventSpans {
    static final EventSpans NONE = new EventSpans(Traces.OFF, null);
    private static final String TRACEPARENT = "traceparent";
    /** A topic that is read from its start tells of what nobody looks for any more. */
    private static final Duration RECENT = Duration.ofDays(1);

    private final Traces traces;
    private final Clock clock;

    EventSpans(Traces traces, Clock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    /** From now on those who hear of it have the sending for a parent, and that has the request. */
    List<OpenSpan> sending(Collection<ProducerRecord<byte[], byte[]>> records) {
        if (!traces.areOn()) return List.of();
        List<OpenSpan> spans = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            String told = text(record.headers().lastHeader(TRACEPARENT));
            if (!Traceparent.isSampled(told)) continue;
            OpenSpan span = about(traces.begin(Kind.PRODUCER, "send " + record.topic(), told), record.topic(), "send", text(record.headers().lastHeader("ce_type")));
            record.headers().remove(TRACEPARENT).add(TRACEPARENT, span.traceparent().getBytes(UTF_8));
            spans.add(span);
        }
        return spans;
    }

    /** To be ended when the effect is committed. What is of no trace, or of the day before yesterday, has none. */
    List<OpenSpan> taking(FactListener listener, List<InboxEffects.Passed> facts) {
        if (!traces.areOn()) return List.of();
        List<OpenSpan> spans = new ArrayList<>();
        for (InboxEffects.Passed each : facts) {
            if (!Traceparent.isSampled(each.traceparent()) || each.fact().time().isBefore(clock.instant().minus(RECENT))) continue;
            spans.add(about(traces.begin(Kind.CONSUMER, "process " + listener.topic(), each.traceparent()), listener.topic(), "process", each.fact().name())
                .with("messaging.consumer.group.name", listener.name()));
        }
        return spans;
    }

    /** Neither key nor id: they are of a person as often as not. */
    private static OpenSpan about(OpenSpan span, String topic, String operation, String fact) {
        return span.with("messaging.system", "kafka").with("messaging.destination.name", topic).with("messaging.operation.type", operation)
            .with("messaging.operation.name", operation).with("doanket.fact", fact);
    }

    private static String text(Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
