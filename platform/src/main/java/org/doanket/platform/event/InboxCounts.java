package org.doanket.platform.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.trace.OpenSpan;

/** What one transaction of an inbox did. The meters are told once it is committed: a batch that fails is done again one by one and must not count twice. */
final class InboxCounts {
    private final Meters meters;
    int applied, skipped, unknown, parked;
    final List<OpenSpan> spans = new ArrayList<>();

    record Meters(Counter applied, Counter skipped, Counter unknown, Counter parked) {
        static Meters of(MeterRegistry registry, String listener) {
            return new Meters(registry.counter("doanket.inbox.applied", "listener", listener), registry.counter("doanket.inbox.skipped", "listener", listener),
                registry.counter("doanket.inbox.unknown", "listener", listener), registry.counter("doanket.inbox.parks", "listener", listener));
        }
    }

    InboxCounts(Meters meters) {
        this.meters = meters;
    }

    void tell() {
        meters.applied().increment(applied);
        meters.skipped().increment(skipped);
        meters.unknown().increment(unknown);
        meters.parked().increment(parked);
        spans.forEach(OpenSpan::end);
    }
}
