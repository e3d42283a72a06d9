package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway's own hop, told to a collector. */
class SpanTest {

    private static final String STRANGERS = "00-11111111111111111111111111111111-2222222222222222-01";

    private Upstream upstream;
    private Upstream collector;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        upstream = new Upstream();
        collector = new Upstream();
        gateway = new RunningGateway(upstream, "DOANKET_OTLP_ENDPOINT", collector.address());
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
        collector.close();
    }

    /** Each octet as a character. */
    private String told() {
        return collector.seen.stream().map(seen -> {
            try {
                return new String(new GZIPInputStream(new ByteArrayInputStream(seen.body())).readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }).collect(Collectors.joining());
    }

    private static String octets(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRequestIsASpanThatTheServiceIsBelowAndBearsNothingOfWhoeverAsks() throws IOException {
        gateway.get("/q/health");
        gateway.get("/membership/v1/members/id-of-a-person?name=name-in-the-query", "Authorization: Bearer " + TestToken.good(), "User-Agent: agent-of-somebody",
                "traceparent: " + STRANGERS);
        String parent = upstream.seen.stream().filter(seen -> seen.line().contains("/members/")).findFirst().orElseThrow().header("traceparent");
        assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").doesNotContain("1111111111111111", "2222222222222222");
        await().atMost(Duration.ofSeconds(15)).until(() -> told().contains("/membership/*"));
        assertThat(collector.seen.get(0).line()).startsWith("POST /v1/traces ");
        assertThat(told()).contains(octets(parent.substring(3, 35)), octets(parent.substring(36, 52)), "GET /membership/*", "doanket-gateway", "http.response.status_code")
                .doesNotContain("id-of-a-person", "name-in-the-query", "agent-of-somebody", "127.0.0.1", "/gateway/*", octets("1111111111111111"), octets("2222222222222222"));
    }

    @Test
    void aCollectorThatIsAwayDelaysNobody() throws IOException {
        collector.close();
        long began = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(gateway.get("/map/v1/kinds").status()).isEqualTo(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
}
