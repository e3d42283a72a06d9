package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of requests when a service falters. */
class BreakerTest {

    private Upstream upstream;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void aReadIsTriedOnceMoreWhenTheConnectionBreaksBeforeTheAnswer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        upstream.answers((request, out, socket) -> {
            if (asked.incrementAndGet() == 1) {
                socket.close();
            } else {
                out.write(Upstream.text("second"));
            }
        });
        assertThat(gateway.get("/map/v1/kinds").text()).isEqualTo("second");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aWriteIsNeverTriedTwice() throws IOException {
        upstream.answers((request, out, socket) -> socket.close());
        RawClient.Reply reply = gateway.raw("POST /finance/v1/receipts HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(reply.status()).isEqualTo(502);
        assertThat(upstream.seen).hasSize(1);
        assertThat(gateway.raw("DELETE /finance/v1/receipts HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(502);
        assertThat(upstream.seen).hasSize(2);
    }

    @Test
    void aReadIsNotTriedAgainOnceItsAnswerHasBegun() throws IOException {
        upstream.answers((request, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".getBytes());
            out.flush();
            socket.close();
        });
        try (RawClient client = new RawClient(gateway.port)) {
            client.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(upstream.seen).hasSize(1);
    }

    @Test
    void aServiceThatKeepsFailingIsLeftAloneAndThenTriedAgain() throws Exception {
        upstream.answers((request, out, socket) -> socket.close());
        int resting = 0;
        for (int i = 0; i < 30; i++) {
            RawClient.Reply reply = gateway.get("/finance/v1/charges", "Accept-Language: en");
            if (reply.status() == 503) {
                resting++;
                assertThat(reply.header("retry-after")).isEqualTo("5");
                assertThat(reply.text()).contains("upstream-resting", "finance");
            }
        }
        assertThat(resting).isGreaterThan(15);
        int asked = upstream.seen.size();
        assertThat(gateway.get("/finance/v1/charges").status()).isEqualTo(503);
        assertThat(upstream.seen).as("it has its rest").hasSize(asked);
        assertThat(gateway.get("/map/v1/kinds").status()).as("and the others are asked as ever").isNotEqualTo(503);
        upstream.answers((request, out, socket) -> out.write(Upstream.text("well again")));
        Thread.sleep(5_200);
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.get("/finance/v1/charges").text()).isEqualTo("well again");
        }
    }

    @Test
    void errorsOfTheTradeDoNotOpenTheBreaker() throws IOException {
        for (int status : new int[] {404, 409, 422, 500}) {
            upstream.answers(Upstream.json(status, "{}"));
            for (int i = 0; i < 30; i++) {
                assertThat(gateway.get("/finance/v1/charges").status()).isEqualTo(status);
            }
        }
    }

    @Test
    void whatAServiceHasNoRoomForJustNowDoesNotCloseTheRestOfIt() throws IOException {
        upstream.answers((request, out, socket) -> out.write(("HTTP/1.1 503 Busy\r\nContent-Type: application/problem+json\r\nRetry-After: 2\r\n"
                + "Content-Length: 15\r\n\r\n{\"code\":\"busy\"}").getBytes()));
        for (int i = 0; i < 60; i++) {
            assertThat(gateway.get("/map/v1/coverage?minutes=" + i).text()).contains("busy");
        }
        upstream.answers((request, out, socket) -> out.write(Upstream.text("well")));
        assertThat(gateway.get("/map/v1/kinds").text()).isEqualTo("well");
    }

    @Test
    void aBareRefusalDoesOpenTheBreaker() throws IOException {
        upstream.answers((request, out, socket) -> out.write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes()));
        for (int i = 0; i < 60; i++) {
            gateway.get("/map/v1/kinds");
        }
        assertThat(upstream.seen).hasSizeLessThan(60);
    }

    @Test
    void clientsThatHangUpDoNotOpenTheBreaker() throws Exception {
        upstream.answers((request, out, socket) -> {
            Thread.sleep(300);
            out.write(Upstream.text("late"));
        });
        for (int i = 0; i < 30; i++) {
            try (RawClient client = new RawClient(gateway.port)) {
                client.send(i % 2 == 0 ? "GET /finance/v1/charges HTTP/1.1\r\nHost: a\r\n\r\n"
                        : "POST /finance/v1/receipts HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcdeXX0\r\n\r\n");
                Thread.sleep(20);
            }
        }
        Thread.sleep(500);
        assertThat(gateway.get("/finance/v1/charges").text()).isEqualTo("late");
    }

    @Test
    void aServiceThatIsNotThereIsSaidNotToBe() throws Exception {
        upstream.close();
        // A request that was being answered as the service went away is answered to its end.
        RawClient.Reply reply = await().until(() -> gateway.get("/membership/v1/units", "Accept-Language: vi"), answer -> answer.status() != 200);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("2");
        assertThat(reply.header("content-language")).isEqualTo("vi");
        assertThat(reply.text()).contains("upstream-unavailable", "membership", "\"instance\":\"/membership/v1/units\"");
    }
}
