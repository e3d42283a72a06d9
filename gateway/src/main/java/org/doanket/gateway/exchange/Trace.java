package org.doanket.gateway.exchange;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.doanket.platform.trace.OpenSpan;

/** W3C trace context of one request: made anew for strangers, who could otherwise write into our traces. */
public record Trace(String traceId, String parent) {

    private static final Pattern TRACEPARENT = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    public static Trace of(String given, boolean trusted, SplittableRandom random) {
        if (trusted && given != null && TRACEPARENT.matcher(given).matches()) {
            return new Trace(given.substring(3, 35), given);
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
        return new Trace(new String(parent, 3, 32), new String(parent));
    }

    /** Of a span of ours, which is the parent of what the service does. */
    public static Trace of(OpenSpan span) {
        String parent = span.traceparent();
        return new Trace(parent.substring(3, 35), parent);
    }

    private static void hex(long value, char[] into, int at) {
        for (int i = 15; i >= 0; i--, value >>>= 4) {
            into[at + i] = HEX[(int) value & 15];
        }
    }
}
