package org.doanket.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole gateway on a free port, with the settings it ships with but for those that a test changes. */
final class RunningGateway implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Vertx vertx = Vertx.vertx();
    private final Gateway gateway;
    final int port;

    /** @param changes pairs of setting (below doanket.gateway, or a DOANKET_ variable) and value */
    RunningGateway(Upstream upstream, String... changes) {
        Map<String, String> properties = new HashMap<>();
        for (String service : List.of("MEMBERSHIP", "FINANCE", "CAMPAIGNS", "MAP")) {
            properties.put("DOANKET_" + service + "_URL", upstream.address());
        }
        properties.put("DOANKET_PORT", "0");
        properties.put("DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString());
        for (int i = 0; i < changes.length; i += 2) {
            properties.put(changes[i].startsWith("DOANKET_") ? changes[i] : "doanket.gateway." + changes[i], changes[i + 1]);
        }
        gateway = new Gateway(vertx, settings(properties), new SimpleMeterRegistry());
        try {
            port = gateway.open(List.of("test"));
        } catch (Exception failed) {
            vertx.close();
            throw new IllegalStateException(failed);
        }
    }

    static GatewaySettings settings(Map<String, String> properties) {
        try {
            SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(properties, "test", 500),
                            new PropertiesConfigSource(RunningGateway.class.getResource("/application.properties")))
                    .withMapping(GatewaySettings.class).build();
            return config.getConfigMapping(GatewaySettings.class);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    RawClient.Reply raw(String request) throws IOException {
        return RawClient.once(port, request);
    }

    /** A plain GET with further header lines, each as "Name: value". */
    RawClient.Reply get(String target, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return raw("GET " + target + " HTTP/1.1\r\nHost: suite.example\r\n" + more + "\r\n");
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json").header("Accept-Language", "en").timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
    }

    void drain() throws InterruptedException {
        gateway.stop(null);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
