package org.doanket.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.doanket.platform.trace.Traces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which facts have spans, told to a collector that there is not. */
class EventSpansTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
    private static final String TOLD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Traces traces = Traces.to(Optional.of("http://127.0.0.1:9"), "probe", 1);
    private final EventSpans spans = new EventSpans(traces, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        traces.close();
    }

    @Test
    void whoHearsOfAFactHasItsSendingForAParentAndOneOfAJobIsOfNoTrace() {
        ProducerRecord<byte[], byte[]> ofARequest = record(TOLD), ofAJob = record(null), untold = record(TOLD.replaceAll("1$", "0"));
        assertThat(spans.sending(List.of(ofARequest, ofAJob, untold))).hasSize(1);
        assertThat(ofARequest.headers().headers("traceparent")).hasSize(1);
        assertThat(new String(ofARequest.headers().lastHeader("traceparent").value(), UTF_8))
            .matches("00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01");
        assertThat(ofAJob.headers().lastHeader("traceparent")).isNull();
        assertThat(new String(untold.headers().lastHeader("traceparent").value(), UTF_8)).as("goes on as it was").endsWith("b7ad6b7169203331-00");
    }

    @Test
    void ofFactsThatTakeEffectTogetherEachHasASpanThatIsOfATraceAndOfToday() {
        List<InboxEffects.Passed> facts = List.of(passed(TOLD, Duration.ofHours(1)), passed(TOLD, Duration.ofMinutes(1)), passed(null, Duration.ZERO),
            passed(TOLD.replaceAll("1$", "0"), Duration.ZERO), passed(TOLD, Duration.ofDays(2)));
        assertThat(spans.taking(new NoteFacts(), facts)).hasSize(2);
        assertThat(EventSpans.NONE.taking(new NoteFacts(), facts)).isEmpty();
    }

    private static ProducerRecord<byte[], byte[]> record(String traceparent) {
        var record = new ProducerRecord<byte[], byte[]>("test.probe.noted", new byte[0], new byte[0]);
        if (traceparent != null) record.headers().add("traceparent", traceparent.getBytes(UTF_8));
        return record;
    }

    private static InboxEffects.Passed passed(String traceparent, Duration age) {
        return new InboxEffects.Passed(new ReceivedFact(UUID.randomUUID(), "note-taken", UUID.randomUUID(), 1, NOW.minus(age), JsonNodeFactory.instance.objectNode()),
            traceparent);
    }
}
