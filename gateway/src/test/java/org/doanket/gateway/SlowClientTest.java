package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Time limits, made short: who trickles is cut off, who only pauses for a good reason is not. */
class SlowClientTest {

    private static Upstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream, "limits.head", "2s", "limits.body", "6s", "limits.body-grace", "2s",
                "limits.body-bytes-per-second", "100", "limits.answer", "2s", "limits.stall", "2s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void aHeadThatTricklesInIsCutOffThoughItIsNeverIdle() throws Exception {
        try (RawClient client = new RawClient(gateway.port)) {
            long started = System.currentTimeMillis();
            client.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n");
            boolean cut = false;
            while (!cut && System.currentTimeMillis() - started < 8_000) {
                try {
                    client.send("X: y\r\n");
                    cut = client.closesWithin(200);
                } catch (SocketException closed) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
            assertThat(System.currentTimeMillis() - started).isBetween(1_500L, 4_000L);
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedAlsoAfterAnAnswer() throws IOException {
        try (RawClient silent = new RawClient(gateway.port); RawClient served = new RawClient(gateway.port)) {
            assertThat(served.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").reply().status()).isEqualTo(200);
            assertThat(silent.closesWithin(4_000)).isTrue();
            assertThat(served.closesWithin(4_000)).isTrue();
        }
    }

    @Test
    void aBodyThatTricklesInIsRefused() throws Exception {
        upstream.seen.clear();
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /map/v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
            Thread trickle = trickle(client, 1, 100);
            long started = System.currentTimeMillis();
            assertThat(client.reply().status()).isEqualTo(408);
            assertThat(System.currentTimeMillis() - started).isBetween(1_500L, 5_000L);
            trickle.join();
        }
        assertThat(upstream.seen).as("the service never got the whole of it").isEmpty();
    }

    @Test
    void evenASteadyBodyHasAnEnd() throws Exception {
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /map/v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            Thread trickle = trickle(client, 50, 100);
            long started = System.currentTimeMillis();
            assertThat(client.reply().status()).isEqualTo(408);
            assertThat(System.currentTimeMillis() - started).isBetween(5_000L, 9_000L);
            trickle.join();
        }
    }

    @Test
    void aServiceThatTakesTooLongIsNotWaitedFor() throws IOException {
        upstream.answers((request, out, socket) -> Thread.sleep(10_000));
        long started = System.currentTimeMillis();
        RawClient.Reply reply = gateway.get("/campaigns/v1/models", "Accept-Language: en");
        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.text()).contains("upstream-timeout");
        assertThat(System.currentTimeMillis() - started).isBetween(1_500L, 4_500L);
        upstream.answers((request, out, socket) -> out.write(Upstream.text("ok")));
    }

    @Test
    void anAnswerThatStandsStillIsBrokenOffAndSeenToBeBroken() throws IOException {
        upstream.answers((request, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes());
            out.flush();
            Thread.sleep(10_000);
        });
        try (RawClient client = new RawClient(gateway.port)) {
            assertThat(client.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").head()).startsWith("HTTP/1.1 200");
            for (char c : "half".toCharArray()) {
                assertThat(client.send("").closesWithin(1_000)).isFalse();
            }
            assertThat(client.closesWithin(6_000)).isTrue();
        }
        upstream.answers((request, out, socket) -> out.write(Upstream.text("ok")));
    }

    private static Thread trickle(RawClient client, int octets, int everyMillis) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    client.send("x".repeat(octets));
                    Thread.sleep(everyMillis);
                }
            } catch (IOException | InterruptedException refused) {
                // as it should be
            }
        });
        thread.start();
        return thread;
    }
}
