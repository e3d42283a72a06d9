package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway as Quarkus starts it: wired, and with its figures on the port that is not public. */
@QuarkusTest
@QuarkusTestResource(GatewayQuarkusTest.Surroundings.class)
class GatewayQuarkusTest {

    @Inject
    Gateway gateway;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void countsWhatItHandsOnAndTellsOnlyInside() throws Exception {
        assertThat(gateway.port()).isNotEqualTo(metrics.getPort());
        assertThat(RawClient.once(gateway.port(), "GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").text()).isEqualTo("ok");
        assertThat(RawClient.once(gateway.port(), "GET /q/metrics HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(404);
        HttpResponse<String> figures = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(metrics.toString())).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(figures.body()).contains("doanket_gateway_requests_seconds_count{outcome=\"2xx\",service=\"map\"} 1.0",
                "doanket_gateway_connections_open");
    }

    /** A service behind, and a key. */
    public static class Surroundings implements QuarkusTestResourceLifecycleManager {

        private final Upstream upstream = new Upstream();

        @Override
        public Map<String, String> start() {
            return Map.of("DOANKET_PORT", "0", "DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString(), "DOANKET_MAP_URL", upstream.address());
        }

        @Override
        public void stop() {
            upstream.close();
        }
    }
}
