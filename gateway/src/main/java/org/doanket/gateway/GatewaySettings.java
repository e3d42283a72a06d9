package org.doanket.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything an operator can turn, with the value that holds if nobody does. */
@ConfigMapping(prefix = "doanket.gateway")
public interface GatewaySettings {

    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8080")
    int port();

    /** Event loops that serve; 0 means one for each processor. */
    @WithDefault("0")
    int threads();

    /** Service name, which is also the first segment of its paths, to its address. */
    Map<String, URI> upstreams();

    /** Names by which the suite may be addressed ({@code Host}); empty: any. */
    Optional<List<String>> publicHosts();

    /** Load balancers (addresses or networks) whose X-Forwarded-For, X-Forwarded-Proto and traceparent are believed. */
    Optional<List<String>> trustedProxies();

    /** Web origins whose pages may call the suite. */
    Optional<List<String>> corsOrigins();

    Jwt jwt();

    Demo demo();

    Limits limits();

    Rates rates();

    Otlp otlp();

    interface Jwt {
        /** File of a PEM public key or a JWKS, or the http(s) address of a JWKS. */
        String key();

        String issuer();

        @WithDefault("doanket")
        String audience();

        /** Values of the header {@code typ} that this issuer uses for access tokens. */
        @WithDefault("at+jwt")
        List<String> types();

        @WithDefault("15m")
        Duration maxLife();

        /** Good tokens that are not computed again at each request; 0 computes each time. */
        @WithDefault("20000")
        long remembered();
    }

    interface Demo {
        /** File of the PEM private key that signs demo identities; without it there are none. */
        Optional<String> key();
    }

    interface Limits {
        @WithDefault("1048576")
        long bodyBytes();

        /** Last segments of the paths that take whole files, and how large these may be: what the services' documents say ({@code x-body-limit}). */
        Map<String, MemorySize> bulk();

        /** Last segments of the paths that make a service work hard, and the layers of such tiles. */
        List<String> heavyPaths();

        /** From accepting a connection, or from the last answer on it, to a complete request head. */
        @WithDefault("30s")
        Duration head();

        @WithDefault("60s")
        Duration body();

        @WithDefault("30m")
        Duration bulkBody();

        /** A body may be slower than this only within the grace. */
        @WithDefault("1024")
        long bodyBytesPerSecond();

        @WithDefault("10s")
        Duration bodyGrace();

        @WithDefault("2s")
        Duration connect();

        /** From the end of the request to the first byte of the answer. */
        @WithDefault("60s")
        Duration answer();

        @WithDefault("5m")
        Duration bulkAnswer();

        /** An answer may stand still for this long, whoever is to blame; event streams may be silent. */
        @WithDefault("60s")
        Duration stall();

        /** Event streams are closed after this time; browsers come back by themselves. */
        @WithDefault("1h")
        Duration eventStream();

        @WithDefault("20s")
        Duration drain();

        @WithDefault("4096")
        int connections();

        @WithDefault("256")
        int connectionsPerAddress();

        @WithDefault("128")
        int connectionsPerUpstream();
    }

    interface Otlp {
        /** Of the collector that is told spans; without one there are none. */
        Optional<String> endpoint();

        /** Of the traces that begin here, between 0 and 1. */
        @WithDefault("1")
        double share();
    }

    interface Rates {
        @WithDefault("true")
        boolean enabled();

        @WithDefault("200")
        long addressPerSecond();

        @WithDefault("2000")
        long addressBurst();

        @WithDefault("100")
        long subjectPerSecond();

        @WithDefault("1000")
        long subjectBurst();

        /** Clients remembered at most; who has been forgotten starts with a full bucket. */
        @WithDefault("50000")
        long remembered();
    }
}
