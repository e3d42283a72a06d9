package org.doanket.gateway.exchange;

import java.util.SplittableRandom;
import org.doanket.platform.trace.OpenSpan;
import org.doanket.platform.trace.Traceparent;

/** W3C trace context of one request: made anew for strangers, who could otherwise write into our traces. */
public record Trace(String traceId, String parent) {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    public static Trace of(String given, boolean trusted, SplittableRandom random) {
        if (trusted && Traceparent.isOne(given)) {
            return of(given);
        }
        char[] parent = new char[55];
        parent[0] = '0';
        parent[1] = '0';
        parent[2] = '-';
        hex(random.nextLong() | 1, parent, 3);
        hex(random.nextLong(), parent, 19);
        parent[35] = '-';
        hex(random.nextLong() | 1, parent, 36);
        parent[52] = '-';
        parent[53] = '0';
        parent[54] = '1';
        return of(new String(parent));
    }

    /** Of a span of ours, which is the parent of what the service does. */
    public static Trace of(OpenSpan span) {
        return of(span.traceparent());
    }

    private static Trace of(String parent) {
        return new Trace(Traceparent.traceId(parent), parent);
    }

    private static void hex(long value, char[] into, int at) {
        for (int i = 15; i >= 0; i--, value >>>= 4) {
            into[at + i] = HEX[(int) value & 15];
        }
    }
}
