package org.doanket.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service gets to see of a request head: the listed headers and what we vouch for, nothing else. */
public final class RequestHeaders {

    private static final List<CharSequence> PASSED = Stream.of("accept", "accept-crs", "accept-language", "authorization",
            "cache-control", "content-crs", "content-digest", "content-disposition", "content-language", "content-type",
            "idempotency-key", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
            "last-event-id", "prefer", "purpose", "range", "x-doanket-signature", "x-doanket-timestamp").map(HttpHeaders::createOptimized)
            .toList();
    static final String FOR_BROWSERS = PASSED.stream().map(Object::toString).collect(Collectors.joining(", "));
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");

    private RequestHeaders() {
    }

    /** @param into the head for the service, emptied first */
    public static void fill(MultiMap into, Exchange exchange) {
        HttpServerRequest request = exchange.request();
        MultiMap from = request.headers();
        into.clear();
        for (CharSequence name : PASSED) {
            if (from.contains(name)) {
                // A list may come in pieces; joined it means the same (RFC 9110, 5.3).
                into.set(name, String.join(", ", from.getAll(name)));
            }
        }
        into.set(FORWARDED_FOR, exchange.client().address())
                .set(FORWARDED_PROTO, exchange.client().scheme())
                .set(FORWARDED_HOST, from.get(HttpHeaders.HOST))
                .set(TRACEPARENT, exchange.trace().parent());
    }
}
