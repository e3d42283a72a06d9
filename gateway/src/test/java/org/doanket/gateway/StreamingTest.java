package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Event streams at once and as they are; other text packed when it is worth it. */
class StreamingTest {

    private static Upstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream, "limits.stall", "1s", "limits.event-stream", "5s", "limits.drain", "5s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void eventsArriveOneByOneAndMayBeFarApart() throws IOException {
        upstream.answers((request, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=UTF-8\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            out.flush();
            for (int i = 1; i <= 3; i++) {
                Thread.sleep(i == 3 ? 2_000 : 300);
                String event = "data: {\"done\":" + i + "}\n\n";
                out.write((Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes());
                out.flush();
            }
            out.write("0\r\n\r\n".getBytes());
        });
        try (RawClient client = new RawClient(gateway.port)) {
            long started = System.currentTimeMillis();
            client.send("GET /membership/v1/jobs/7/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\n"
                    + "Last-Event-ID: 3\r\n\r\n");
            String head = client.head();
            assertThat(head.toLowerCase()).contains("text/event-stream").doesNotContain("content-encoding");
            assertThat(System.currentTimeMillis() - started).as("the head does not wait for the first event").isLessThan(250);
            for (int i = 1; i <= 3; i++) {
                client.line();
                assertThat(client.line()).isEqualTo("data: {\"done\":" + i + "}");
                client.line();
                client.line();
                long at = System.currentTimeMillis() - started;
                assertThat(at).isBetween(i == 3 ? 2_500L : 300L * i - 50, i == 3 ? 3_500L : 300L * i + 250);
            }
            assertThat(client.line()).isEqualTo("0");
        }
        assertThat(upstream.seen.get(upstream.seen.size() - 1).header("last-event-id")).isEqualTo("3");
    }

    @Test
    void anEventStreamThatIsLeftIsLeftByTheServiceToo() throws Exception {
        java.util.concurrent.CountDownLatch left = new java.util.concurrent.CountDownLatch(1);
        upstream.answers((request, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            out.flush();
            if (socket.getInputStream().read() < 0) {
                left.countDown();
            }
        });
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("GET /membership/v1/jobs/8/events HTTP/1.1\r\nHost: a\r\n\r\n").head();
        }
        assertThat(left.await(3, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noEventStreamLivesForEver() throws IOException {
        upstream.answers((request, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            out.flush();
            Thread.sleep(20_000);
        });
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("GET /membership/v1/jobs/9/events HTTP/1.1\r\nHost: a\r\n\r\n").head();
            assertThat(client.closesWithin(3_000)).as("silence alone is no reason to close it").isFalse();
            assertThat(client.closesWithin(5_000)).isTrue();
        }
    }

    @Test
    void textAboveAKilobyteIsPackedForThoseWhoTakeIt() throws IOException {
        String large = "{\"items\":[" + "\"Liên đoàn Lao động\",".repeat(200) + "1]}";
        upstream.answers(Upstream.json(200, large));
        RawClient.Reply packed = gateway.get("/map/v1/kinds", "Accept-Encoding: gzip");
        assertThat(packed.header("content-encoding")).isEqualTo("gzip");
        assertThat(String.join(",", packed.headers("vary")).toLowerCase()).contains("accept-encoding");
        assertThat(packed.body().length).isLessThan(1_000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()).asString().isEqualTo(large);
        RawClient.Reply plain = gateway.get("/map/v1/kinds");
        assertThat(plain.header("content-encoding")).isNull();
        assertThat(plain.text()).isEqualTo(large);
    }

    @Test
    void smallAnswersPicturesAndPackedOnesStayAsTheyAre() throws IOException {
        upstream.answers(Upstream.json(200, "{}"));
        assertThat(gateway.get("/map/v1/kinds", "Accept-Encoding: gzip").header("content-encoding")).isNull();
        upstream.answers("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3000));
        assertThat(gateway.get("/map/v1/kinds", "Accept-Encoding: gzip").header("content-encoding")).isNull();
        upstream.answers("HTTP/1.1 200 OK\r\nContent-Type: text/css\r\nContent-Encoding: br\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3000));
        RawClient.Reply packed = gateway.get("/map/v1/kinds", "Accept-Encoding: gzip");
        assertThat(packed.header("content-encoding")).isEqualTo("br");
        assertThat(packed.body()).hasSize(3000);
    }
}
