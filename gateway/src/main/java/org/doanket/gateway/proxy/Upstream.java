package org.doanket.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.doanket.gateway.problem.Refusal;

/** A service behind the gateway, and whether it may be asked at present. */
public final class Upstream {

    private static final int RESTING_SECONDS = 5;

    private final String name;
    private final String host;
    private final int port;
    private final boolean tls;
    private final CircuitBreaker breaker;

    Upstream(String name, URI address, CircuitBreaker breaker) {
        if (address.getHost() == null || address.getScheme() == null || !address.getScheme().matches("https?")) {
            throw new IllegalArgumentException("address of " + name + " is not http(s)://host:port: " + address);
        }
        this.name = name;
        this.host = address.getHost();
        this.tls = address.getScheme().equals("https");
        this.port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        this.breaker = breaker;
    }

    public String name() {
        return name;
    }

    public RequestOptions options(HttpMethod method, String uri) {
        return new RequestOptions().setMethod(method).setHost(host).setPort(port).setSsl(tls).setURI(uri);
    }

    /** Each permit must be followed by exactly one of the three reports below. */
    void requirePermit() {
        if (!breaker.tryAcquirePermission()) {
            throw Refusal.later(503, "upstream-resting", RESTING_SECONDS, name, RESTING_SECONDS);
        }
    }

    void succeeded(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, Throwable why) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, why);
    }

    /** Broken off by the client: says nothing about the service. */
    void abandoned() {
        breaker.releasePermission();
    }

    public boolean isResting() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
