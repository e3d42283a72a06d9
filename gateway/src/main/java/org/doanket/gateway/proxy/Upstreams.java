package org.doanket.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The services of the suite by the first segment of their paths. */
public final class Upstreams {

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(40)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(3)
            .maxWaitDurationInHalfOpenState(Duration.ofSeconds(30))
            .build();

    private final Map<String, Upstream> byName = new TreeMap<>();

    public Upstreams(Map<String, URI> addresses) {
        addresses.forEach((name, address) -> byName.put(name, new Upstream(name, address, CircuitBreaker.of(name, BREAKER))));
    }

    /** @return null if there is none */
    public Upstream find(String name) {
        return byName.get(name);
    }

    public Collection<Upstream> all() {
        return byName.values();
    }
}
