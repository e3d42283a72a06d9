package org.doanket.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.doanket.gateway.limit.RateLimits;

/** What every answer bears, wherever it comes from. */
public final class AnswerHeaders {

    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence FRAMES = HttpHeaders.createOptimized("x-frame-options");
    private static final CharSequence CSP = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence HSTS = HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("ratelimit-policy");

    private final Cors cors;
    private final String policy;

    public AnswerHeaders(Cors cors, RateLimits rates) {
        this.cors = cors;
        this.policy = rates.policy();
    }

    void dress(Exchange exchange, MultiMap headers) {
        headers.set(NOSNIFF, "nosniff").set(FRAMES, "DENY").set(REFERRER, "no-referrer");
        if (!headers.contains(CSP)) {
            // Data, not pages: nothing in it may run, whatever somebody managed to store.
            headers.set(CSP, "default-src 'none'; frame-ancestors 'none'; sandbox");
        }
        if (exchange.client() != null && exchange.client().scheme().equals("https")) {
            headers.set(HSTS, "max-age=31536000; includeSubDomains");
        }
        if (exchange.rateLimit() != null && !headers.contains(RATE_LIMIT)) {
            headers.set(RATE_LIMIT, exchange.rateLimit()).set(RATE_LIMIT_POLICY, policy);
        }
        if (exchange.token() != null && !headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        cors.dress(exchange.request(), headers);
        if (exchange.peer().isClosing()) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }
}
