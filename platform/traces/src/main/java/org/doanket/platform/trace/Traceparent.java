package org.doanket.platform.trace;

import java.util.regex.Pattern;

/** The one line by which a trace is handed on (W3C): {@code 00-<trace, 32 digits>-<span, 16>-<flags, 2>}. */
public final class Traceparent {

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    private Traceparent() {
    }

    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /** Whether whoever began the trace wants it told. */
    public static boolean isSampled(String text) {
        return isOne(text) && (Character.digit(text.charAt(text.length() - 1), 16) & 1) == 1;
    }

    public static String of(String traceId, String spanId, String flags) {
        return "00-" + traceId + '-' + spanId + '-' + flags;
    }

    /** @param traceparent one that {@link #isOne is one} */
    public static String traceId(String traceparent) {
        return traceparent.substring(TRACE, SPAN - 1);
    }

    static String spanId(String traceparent) {
        return traceparent.substring(SPAN, FLAGS - 1);
    }

    static String flags(String traceparent) {
        return traceparent.substring(FLAGS);
    }
}
