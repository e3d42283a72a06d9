package org.doanket.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Which answers are worth packing: text above one kilobyte, and never an event stream, whose events must not wait. */
public final class Compression {

    private static final int FROM_BYTES = 1024;

    private Compression() {
    }

    /**
     * Leaves the answer to the compressor behind us, or tells it by "identity" (which is not sent) to keep its hands off.
     *
     * @param length in bytes, or -1 where nobody knows it yet
     */
    public static void decide(MultiMap headers, long length) {
        if (headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            return;
        }
        if (length >= 0 && length < FROM_BYTES || !isText(headers.get(HttpHeaders.CONTENT_TYPE))) {
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        } else {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    private static boolean isText(String type) {
        if (type == null || type.startsWith("text/event-stream")) {
            return false;
        }
        return type.startsWith("text/") || type.startsWith("application/json") || type.contains("+json") || type.contains("+xml")
                || type.startsWith("application/xml") || type.startsWith("application/yaml")
                || type.startsWith("application/vnd.mapbox-vector-tile");
    }
}
