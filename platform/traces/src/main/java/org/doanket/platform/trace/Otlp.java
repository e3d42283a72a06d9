package org.doanket.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The OpenTelemetry SDK with a queue of our own before the exporter: that of the SDK tells of what it drops only to a metrics SDK, which we do not have.
 * Whoever ends a span offers it and goes on; one thread sends.
 */
final class Otlp implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger(Otlp.class);
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_TOGETHER = 512;
    private static final long GATHER_MILLIS = 200;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long STOP_MILLIS = 2_000;

    private final BlockingQueue<ReadableSpan> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final SpanExporter exporter;
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Thread sender;
    private volatile boolean stopping;
    private boolean away;

    Otlp(String address, String service, double share) {
        // No second try: what is lost is counted, and a collector that comes back has better things to do than to hear old news.
        this.exporter = OtlpHttpSpanExporter.builder().setEndpoint(address).setConnectTimeout(CONNECT).setTimeout(ANSWER).setRetryPolicy(null)
                .setCompression("gzip").build();
        // Of the machine and the process nothing is told: who reads traces need not know where it runs.
        this.provider = SdkTracerProvider.builder().setResource(Resource.create(io.opentelemetry.api.common.Attributes.of(
                        AttributeKey.stringKey("service.name"), service, AttributeKey.stringKey("service.namespace"), "doanket")))
                .setSampler(Sampler.parentBased(share >= 1 ? Sampler.alwaysOn() : Sampler.traceIdRatioBased(Math.max(0, share))))
                .addSpanProcessor(this).build();
        this.tracer = provider.get("org.doanket");
        this.sender = new Thread(this::send, "traces");
        sender.setDaemon(true);
        sender.start();
    }

    Span begin(Traces.Kind kind, String name, String parent) {
        Context context = parent == null ? Context.root() : Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(
                Traceparent.traceId(parent), Traceparent.spanId(parent), TraceFlags.fromHex(Traceparent.flags(parent), 0), TraceState.getDefault())));
        return tracer.spanBuilder(name).setParent(context).setSpanKind(SpanKind.valueOf(kind.name())).startSpan();
    }

    @Override
    public void onStart(Context context, ReadWriteSpan span) {
        // nothing to do before its end
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled() && !waiting.offer(span)) {
            dropped.increment();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private void send() {
        try {
            while (!stopping || !waiting.isEmpty()) {
                ReadableSpan first = waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    if (!stopping && waiting.size() < MOST_TOGETHER) {
                        Thread.sleep(GATHER_MILLIS); // so that a few requests make one message
                    }
                    List<ReadableSpan> together = new ArrayList<>(List.of(first));
                    waiting.drainTo(together, MOST_TOGETHER - 1);
                    send(together.stream().map(ReadableSpan::toSpanData).toList());
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<SpanData> spans) {
        boolean arrived;
        try {
            CompletableResultCode result = exporter.export(spans).join(ANSWER.plus(CONNECT).toMillis(), TimeUnit.MILLISECONDS);
            arrived = result.isSuccess();
        } catch (RuntimeException fault) {
            arrived = false; // the thread goes on, or there would be no more spans until the next start
        }
        (arrived ? sent : dropped).add(spans.size());
        // Once each way. The exporter itself would tell it with its whole stack each time; it is silenced by the log's settings.
        if (!arrived && !away) {
            LOG.warn("The collector of spans takes none: they are dropped and counted until it does");
        } else if (arrived && away) {
            LOG.info("The collector of spans takes them again");
        }
        away = !arrived;
    }

    long sent() {
        return sent.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            sender.join(STOP_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        exporter.shutdown();
    }
}
