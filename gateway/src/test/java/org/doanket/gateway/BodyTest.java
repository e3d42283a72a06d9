package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies pass as streams: within the limit of their route, and without being kept in memory. */
class BodyTest {

    private static final int MEGABYTE = 1 << 20;
    private static Upstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.seen.clear();
        upstream.answers((request, out, socket) -> out.write(Upstream.text("ok")));
    }

    @Test
    void passesBodiesWithALengthAndInChunks() throws IOException {
        assertThat(post("/finance/v1/dues-runs", "Content-Length: 11", "{\"a\":\"b\"}  ").status()).isEqualTo(200);
        assertThat(post("/finance/v1/dues-runs", "Transfer-Encoding: chunked", "5\r\n{\"a\":\r\n4\r\n\"b\"}\r\n0\r\n\r\n").status())
                .isEqualTo(200);
        assertThat(new String(upstream.seen.get(0).body())).isEqualTo("{\"a\":\"b\"}  ");
        assertThat(upstream.seen.get(0).header("content-length")).isEqualTo("11");
        assertThat(new String(upstream.seen.get(1).body())).isEqualTo("{\"a\":\"b\"}");
        assertThat(upstream.seen.get(1).header("transfer-encoding")).isEqualTo("chunked");
        assertThat(upstream.seen.get(1).header("content-length")).isNull();
    }

    @Test
    void refusesWhatIsAnnouncedAsTooLargeBeforeItIsSent() throws IOException {
        RawClient.Reply reply = post("/finance/v1/grants", "Content-Length: 1048577", "");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(post("/finance/v1/grants", "Content-Length: 999999999999999999999", "").status()).isIn(400, 413);
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void takesWholeFilesOnlyWhereAServiceReadsThem() throws IOException {
        String body = "x".repeat(2 * MEGABYTE);
        for (String path : new String[] {"/membership/v1/imports", "/membership/v1/administrative-units", "/finance/v1/pay-records",
            "/finance/v1/bank-statements", "/campaigns/v1/model-imports", "/map/v1/service-point-imports"}) {
            assertThat(post(path, "Content-Length: " + body.length(), body).status()).as(path).isEqualTo(200);
        }
        assertThat(post("/membership/v1/members", "Content-Length: " + body.length(), "").status()).isEqualTo(413);
        assertThat(post("/membership/v1/imports/7/commit", "Content-Length: " + body.length(), "").status()).isEqualTo(413);
        for (String above : new String[] {"/membership/v1/imports 400", "/membership/v1/administrative-units 16", "/finance/v1/pay-records 64",
            "/finance/v1/bank-statements 64", "/campaigns/v1/model-imports 32", "/map/v1/service-point-imports 64"}) {
            RawClient.Reply refused = post(above.split(" ")[0], "Content-Length: " + (Long.parseLong(above.split(" ")[1]) * MEGABYTE + 1), "");
            assertThat(refused.status()).as(above).isEqualTo(413);
            assertThat(refused.header("content-type")).as(above).isEqualTo("application/problem+json");
            assertThat(refused.text()).as(above).contains("\"too-large\"");
        }
    }

    @Test
    void stopsWhatTurnsOutTooLarge() throws IOException {
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /finance/v1/grants HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes();
            for (int i = 0; i < 18; i++) {
                client.send(chunk, chunk.length);
            }
            RawClient.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(client.closesWithin(5_000)).isTrue();
        }
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void asksForTheBodyOnlyWhenItIsWelcome() throws IOException {
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /membership/v1/imports HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(100);
            assertThat(client.send("abc").reply().status()).isEqualTo(200);
        }
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /membership/v1/imports HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
                    + "Authorization: Bearer rubbish\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(401);
        }
        assertThat(upstream.seen).hasSize(1);
        assertThat(upstream.seen.get(0).header("expect")).isNull();
    }

    @Test
    void streamsAnImportOfManyMegabytesInBoundedMemory() throws IOException {
        byte[] chunk = new byte[MEGABYTE];
        System.gc();
        long before = used();
        long most = 0;
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /membership/v1/imports HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\nContent-Length: "
                    + 150L * MEGABYTE + "\r\n\r\n");
            for (int i = 0; i < 150; i++) {
                client.send(chunk, chunk.length);
                if (i % 30 == 29) {
                    System.gc();
                    most = Math.max(most, used() - before);
                }
            }
            assertThat(client.reply().status()).isEqualTo(200);
        }
        assertThat(upstream.seen.get(0).bodyLength()).isEqualTo(150L * MEGABYTE);
        assertThat(most).as("heap held while 150 MB passed").isLessThan(20L * MEGABYTE);
    }

    @Test
    void streamsALargeAnswerNoFasterThanItIsRead() throws Exception {
        java.util.concurrent.atomic.AtomicLong written = new java.util.concurrent.atomic.AtomicLong();
        upstream.answers((request, out, socket) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + 200L * MEGABYTE + "\r\n\r\n")
                    .getBytes());
            byte[] chunk = new byte[MEGABYTE];
            for (int i = 0; i < 200; i++) {
                out.write(chunk);
                written.addAndGet(chunk.length);
            }
        });
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("GET /membership/v1/members HTTP/1.1\r\nHost: a\r\n\r\n");
            client.head();
            Thread.sleep(1_500);
            assertThat(written.get()).as("taken from the service while nobody reads").isLessThan(40L * MEGABYTE);
        }
    }

    @Test
    void aRefusalIsHeardWhileTheBodyIsStillComing() throws IOException {
        try (Upstream strict = new Upstream(); RunningGateway behind = new RunningGateway(strict)) {
            try (RawClient client = new RawClient(behind.port)) {
                client.send("POST /membership/v1/imports HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\nAuthorization: Bearer x\r\n\r\n");
                byte[] chunk = new byte[65_536];
                try {
                    for (int i = 0; i < 20; i++) {
                        client.send(chunk, chunk.length);
                    }
                } catch (SocketException closedMeanwhile) {
                    // The answer is there nevertheless.
                }
                assertThat(client.reply().status()).isEqualTo(401);
            }
            assertThat(strict.seen).isEmpty();
        }
    }

    private static RawClient.Reply post(String path, String framing, String body) throws IOException {
        return gateway.raw("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n" + body);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
