package org.doanket.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.doanket.gateway.exchange.Compression;
import org.doanket.gateway.exchange.Exchange;

/** What a client gets to see of a service's answer head. */
final class ResponseHeaders {

    /** The date among them because the proxy would parse it for each answer (a tenth of its time) and fail on a malformed one. */
    private static final List<CharSequence> DROPPED = Stream.of("connection", "date", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "proxy-connection", "te", "trailer", "upgrade", "server", "x-powered-by", "via",
            "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "traceparent",
            "tracestate", "alt-svc", "set-cookie", "access-control-allow-origin", "access-control-allow-credentials",
            "access-control-allow-headers", "access-control-allow-methods", "access-control-expose-headers",
            "access-control-max-age").map(HttpHeaders::createOptimized).toList();
    /** A service that names these in Connection would have us cut the framing of its own answer. */
    private static final Set<String> KEPT = Set.of("content-length", "transfer-encoding", "content-type");

    private ResponseHeaders() {
    }

    static void clean(MultiMap headers, Exchange exchange) {
        if (headers.contains(HttpHeaders.CONNECTION)) {
            for (String named : String.join(",", headers.getAll(HttpHeaders.CONNECTION)).split(",")) {
                String name = named.trim().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !KEPT.contains(name)) {
                    headers.remove(name);
                }
            }
        }
        for (CharSequence name : DROPPED) {
            headers.remove(name);
        }
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        Compression.decide(headers, length == null ? -1 : Long.parseLong(length));
        exchange.dress(headers);
    }
}
