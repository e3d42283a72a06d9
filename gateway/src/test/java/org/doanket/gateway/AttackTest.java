package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "The edge" of the security design, over raw sockets: refused, and no octet of it reaches a service. */
class AttackTest {

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

    /** Whatever was tried before must not have put the gateway out of step. */
    @AfterEach
    void servesTheNextClient() throws IOException {
        upstream.answers((request, out, socket) -> out.write(Upstream.text("ok")));
        assertThat(gateway.get("/map/v1/kinds").text()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/map/../finance/v1/accounts", "/map/%2e%2e/finance", "/map/.%2E/finance", "/map/v1;x=1/kinds", "//map/v1",
        "/map//v1", "/map\\v1", "/map/%00", "/map/%2f", "/map/%5c..", "/map/%252e%252e", "/map/v1/%c0%ae%c0%ae/x", "*",
        "http://evil.example/map/v1/kinds", "https://suite.example/map/v1/kinds", "map/v1", "/map/v1?%00", "/map/v1#x", "/map/\u00e9"})
    void refusesAddressesThatCouldMeanAnother(String target) throws IOException {
        assertThat(gateway.get(target).status()).as(target).isEqualTo(400);
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void routesOnTheNormalPathAndSendsExactlyThat() throws IOException {
        assertThat(gateway.get("/%6Dap/v1/%6binds%7e?q=%41").status()).isEqualTo(200);
        assertThat(upstream.seen.get(0).line()).isEqualTo("GET /map/v1/kinds~?q=%41 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a\r\nHost: b", "Host: a\r\nHost: a", "X: y", "Host: ", "Host: a b", "Host: a/b", "Host: u@a", "Host: a:b",
        "Host: a, b", "Host : a", "Host: a\r\n folded", "Host: a\r\nX\u0000Y: z", "Host: a\r\nbroken", "Host: a\r\n: x"})
    void refusesHeadsThatAreNotPlain(String headers) throws IOException {
        assertThat(gateway.raw("GET /map/v1/kinds HTTP/1.1\r\n" + headers + "\r\n\r\n").status()).isEqualTo(400);
        assertThat(upstream.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "DEBUG", "get", "TRACK"})
    void refusesOtherMethods(String method) throws IOException {
        RawClient.Reply reply = gateway.raw(method + " /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).contains("GET").doesNotContain("TRACE");
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void treatsAWebSocketHandshakeAsThePlainRequestItIs() throws IOException {
        String handshake = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + "dGhlIHNhbXBsZSBub25jZQ==";
        RawClient.Reply reply = gateway.get("/map/v1/kinds", handshake, "X-User-Id: 1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(upstream.seen.get(0).headerNames()).doesNotContain("upgrade", "connection", "sec-websocket-key", "x-user-id");
        // With a bad token it does not get past the check, as it once did.
        assertThat(gateway.get("/map/v1/kinds", handshake, "Authorization: Bearer forged").status()).isEqualTo(401);
        assertThat(upstream.seen).hasSize(1);
    }

    @Test
    void doesNotSwitchToHttp2() throws IOException {
        RawClient.Reply upgrade = gateway.get("/map/v1/kinds", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA");
        assertThat(upgrade.status()).isEqualTo(200);
        assertThat(upstream.seen.get(0).headerNames()).doesNotContain("upgrade", "http2-settings", "connection");
        assertThat(gateway.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status()).isIn(400, 405, 501, 505);
        assertThat(upstream.seen).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 6\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 6",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding:\u000bchunked",
        "Transfer-Encoding: \"chunked\"",
        "X: y\nTransfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
        "Content-Length: 3\r\nContent-Length: 6",
        "Content-Length: 3, 6",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: 0x3",
        "Content-Length: 3 3",
        "Content-Length: 99999999999999999999"})
    void refusesBodiesWhoseEndIsADispute(String framing) throws IOException {
        String smuggled = "GET /finance/v1/accounts HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /map/v1/visits HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n0\r\n\r\n"
                    + smuggled);
            assertThat(client.reply().status()).as(framing).isIn(400, 413);
            assertThat(client.closesWithin(5_000)).as("nothing after a disputed body is read as a request").isTrue();
        }
        assertThat(upstream.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\nabc\n0\n\n", "3\r\nabcX\r\n0\r\n\r\n", "zz\r\nabc\r\n0\r\n\r\n", "-1\r\n\r\n", "3;a=\"\r\nabc\r\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n", "fffffffffffffffff\r\nabc"})
    void refusesChunksThatAreNotPlain(String chunks) throws IOException {
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("POST /map/v1/visits HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                    + "GET /finance/v1/accounts HTTP/1.1\r\nHost: a\r\n\r\n");
            try {
                assertThat(client.reply().status()).as(chunks).isGreaterThanOrEqualTo(400);
            } catch (IOException closed) {
                // Without an answer is as good.
            }
        }
        assertThat(upstream.seen.stream().filter(seen -> seen.line().contains("/finance"))).isEmpty();
    }

    @Test
    void doesNotPassABodyOnWhereNoneBelongs() throws IOException {
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            assertThat(gateway.raw(method + " /map/v1/kinds HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").status()).isEqualTo(400);
        }
        assertThat(upstream.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer a\r\nAuthorization: Bearer b", "Content-Type: a/b\r\nContent-Type: c/d",
        "Idempotency-Key: a\r\nIdempotency-Key: b", "Expect: 100-continue\r\nExpect: 100-continue"})
    void refusesTwoOfWhatThereCanBeOnlyOneOf(String headers) throws IOException {
        assertThat(gateway.raw("POST /map/v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n" + headers + "\r\n\r\n").status())
                .isEqualTo(400);
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void refusesPackedBodiesOldVersionsAndStrangeExpectations() throws IOException {
        String post = "POST /map/v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n";
        assertThat(gateway.raw(post + "Content-Encoding: gzip\r\n\r\nabc").status()).isEqualTo(415);
        assertThat(gateway.raw(post + "Expect: tea\r\n\r\nabc").status()).isEqualTo(417);
        assertThat(gateway.raw("GET /map/v1/kinds HTTP/1.0\r\nHost: a\r\n\r\n").status()).isEqualTo(505);
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void boundsAddressAndHeaders() throws IOException {
        assertThat(gateway.get("/map/v1/" + "a".repeat(9_000)).status()).isEqualTo(414);
        assertThat(gateway.get("/map/v1/kinds", "X: " + "a".repeat(17_000)).status()).isEqualTo(431);
        assertThat(gateway.get("/map/v1/kinds", ("X: " + "a".repeat(1_000) + "\r\n").repeat(17) + "Y: z").status()).isEqualTo(431);
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void answersPipelinedRequestsInOrderAndEachForItself() throws IOException {
        upstream.answers((request, out, socket) -> {
            Thread.sleep(request.line().contains("first") ? 200 : 0);
            out.write(Upstream.text(request.line().split(" ")[1]));
        });
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("GET /map/first HTTP/1.1\r\nHost: a\r\n\r\nGET /map/../second HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /map/third HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.reply().text()).isEqualTo("/map/first");
            assertThat(client.reply().status()).isEqualTo(400);
            assertThat(client.reply().text()).isEqualTo("/map/third");
        }
    }

    @Test
    void namesAreRefusedThatAreNotServedHere() throws IOException {
        try (RunningGateway strict = new RunningGateway(upstream, "DOANKET_PUBLIC_HOSTS", "suite.example")) {
            assertThat(strict.get("/map/v1/kinds").status()).isEqualTo(200);
            assertThat(strict.raw("GET /map/v1/kinds HTTP/1.1\r\nHost: evil.example\r\n\r\n").status()).isEqualTo(421);
        }
    }

    @Test
    void aServicesBrokenAnswerIsNotPassedOn() throws IOException {
        for (String broken : List.of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")) {
            upstream.answers((request, out, socket) -> {
                out.write(broken.getBytes());
                out.flush();
                socket.close();
            });
            RawClient.Reply reply = gateway.raw("POST /campaigns/v1/posts HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            assertThat(reply.status()).as(broken).isEqualTo(502);
        }
    }
}
