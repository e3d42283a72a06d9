package org.doanket.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import org.doanket.gateway.problem.Refusal;


/** Which web pages may call the suite: those of listed origins, with tokens and never with cookies. */
public final class Cors {

    private static final String EXPOSED = "Allow, ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotent-Replay, Doanket-Notice, "
            + "Content-Disposition, Content-Language, Deprecation, Sunset, WWW-Authenticate";

    private final Set<String> origins;

    public Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    public boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    public void answerPreflight(Exchange exchange) {
        if (!origins.contains(exchange.request().getHeader(HttpHeaders.ORIGIN))) {
            throw new Refusal(403, "origin-not-allowed");
        }
        HttpServerResponse response = exchange.response().setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, RequestHead.METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, RequestHeaders.FOR_BROWSERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
        exchange.dress(response.headers());
        response.end();
    }

    void dress(HttpServerRequest request, MultiMap headers) {
        if (origins.isEmpty()) {
            return;
        }
        headers.add(HttpHeaders.VARY, "Origin");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin).set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
}
