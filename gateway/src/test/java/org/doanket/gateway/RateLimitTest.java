package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private Upstream upstream;

    @BeforeEach
    void start() {
        upstream = new Upstream();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBackAndMay() throws Exception {
        try (RunningGateway gateway = new RunningGateway(upstream, "rates.address-burst", "10", "rates.address-per-second", "5")) {
            List<RawClient.Reply> replies = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                replies.add(gateway.get("/map/v1/kinds", "Accept-Language: en"));
            }
            assertThat(replies.get(0).header("ratelimit")).isEqualTo("\"address\";r=9;t=1");
            assertThat(replies.get(0).header("ratelimit-policy")).contains("\"address\";q=10;w=2");
            RawClient.Reply refused = replies.get(13);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.header("ratelimit")).isEqualTo("\"address\";r=0;t=1");
            assertThat(refused.text()).contains("Too many requests");
            Thread.sleep(1_100);
            assertThat(gateway.get("/map/v1/kinds").status()).isEqualTo(200);
        }
        assertThat(upstream.seen.size()).isLessThan(14);
    }

    @Test
    void eachSubjectHasItsOwnMeasure() throws IOException {
        try (RunningGateway gateway = new RunningGateway(upstream, "rates.subject-burst", "5", "rates.subject-per-second", "1")) {
            String busy = new TestToken().claim("sub", "busy").sign();
            String again = new TestToken().claim("sub", "busy").sign();
            String quiet = new TestToken().claim("sub", "quiet").sign();
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.get("/map/v1/kinds", "Authorization: Bearer " + busy).status()).isEqualTo(200);
            }
            assertThat(gateway.get("/map/v1/kinds", "Authorization: Bearer " + again).status()).as("a new token is no new subject").isEqualTo(429);
            assertThat(gateway.get("/map/v1/kinds", "Authorization: Bearer " + quiet).status()).isEqualTo(200);
            assertThat(gateway.get("/map/v1/kinds").status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsDearCostsMore() throws IOException {
        try (RunningGateway gateway = new RunningGateway(upstream, "rates.address-burst", "25", "rates.address-per-second", "1")) {
            assertThat(gateway.get("/map/v1/coverage").status()).isEqualTo(200);
            assertThat(gateway.get("/map/v1/coverage").status()).isEqualTo(200);
            assertThat(gateway.get("/map/v1/coverage").status()).isEqualTo(429);
            assertThat(gateway.get("/map/v1/kinds").status()).as("what is cheap is still to be had").isEqualTo(200);
        }
    }

    @Test
    void guessingTokensIsDearerThanAsking() throws IOException {
        try (RunningGateway gateway = new RunningGateway(upstream, "rates.address-burst", "100", "rates.address-per-second", "1")) {
            int refused = 0;
            while (gateway.get("/map/v1/kinds", "Authorization: Bearer guess" + refused).status() == 401) {
                refused++;
            }
            assertThat(refused).isBetween(4, 6);
        }
    }

    @Test
    void whoeverPretendsToBeAProxyIsStillHimself() throws IOException {
        try (RunningGateway gateway = new RunningGateway(upstream, "rates.address-burst", "5", "rates.address-per-second", "1")) {
            int status = 0;
            for (int i = 0; i < 8; i++) {
                status = gateway.get("/map/v1/kinds", "X-Forwarded-For: 192.0.2." + i).status();
            }
            assertThat(status).isEqualTo(429);
        }
        try (RunningGateway gateway = new RunningGateway(upstream, "rates.address-burst", "5", "rates.address-per-second", "1",
                "DOANKET_TRUSTED_PROXIES", "127.0.0.0/8")) {
            upstream.seen.clear();
            for (int i = 0; i < 8; i++) {
                assertThat(gateway.get("/map/v1/kinds", "X-Forwarded-For: 6.6.6.6, 192.0.2." + i, "X-Forwarded-Proto: https")
                        .header("strict-transport-security")).isNotNull();
            }
            assertThat(upstream.seen.get(7).header("x-forwarded-for")).isEqualTo("192.0.2.7");
            assertThat(upstream.seen.get(7).header("x-forwarded-proto")).isEqualTo("https");
        }
    }

    @Test
    void noAddressHoldsAllConnections() throws IOException {
        try (RunningGateway gateway = new RunningGateway(upstream, "limits.connections-per-address", "5")) {
            List<RawClient> open = new ArrayList<>();
            try {
                for (int i = 0; i < 5; i++) {
                    RawClient client = new RawClient(gateway.port);
                    open.add(client);
                    assertThat(client.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").reply().status()).isEqualTo(200);
                }
                try (RawClient oneMore = new RawClient(gateway.port)) {
                    assertThat(oneMore.closesWithin(3_000)).isTrue();
                }
                assertThat(open.get(0).send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").reply().status()).isEqualTo(200);
            } finally {
                for (RawClient client : open) {
                    client.close();
                }
            }
        }
    }
}
