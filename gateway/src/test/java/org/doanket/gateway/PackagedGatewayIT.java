package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway as it is shipped, a process of its own. */
class PackagedGatewayIT {

    private Upstream upstream;
    private Path log;
    private Process process;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        upstream = new Upstream();
        log = Files.createTempFile("gateway", ".log");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void clear() throws Exception {
        upstream.close();
        process.destroyForcibly().waitFor();
        Files.delete(log);
    }

    @Test
    void refusesToStartInProductionWithADemoKey() throws Exception {
        start("prod", "DOANKET_DEMO_KEY", TestKeys.PRIVATE_FILE.toString());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(log)).contains("DOANKET_DEMO_KEY is set in the prod profile");
    }

    @Test
    void hasNoDemoTokensInProduction() throws Exception {
        start("prod");
        awaitReady();
        assertThat(demoToken().status()).isEqualTo(404);
    }

    @Test
    void hasDemoTokensWhereTheyAreSwitchedOn() throws Exception {
        upstream.answers(Upstream.json(200, "{\"items\":[]}"));
        start("demo", "DOANKET_DEMO_KEY", TestKeys.PRIVATE_FILE.toString());
        awaitReady();
        assertThat(demoToken().status()).isEqualTo(200);
    }

    @Test
    void answersWhatIsUnderWayBeforeItStops() throws Exception {
        upstream.answers((request, out, socket) -> {
            Thread.sleep(2_000);
            out.write(Upstream.text("in peace"));
        });
        start("prod");
        awaitReady();
        CompletableFuture<RawClient.Reply> underWay = CompletableFuture.supplyAsync(() -> {
            try {
                return RawClient.once(port, "GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n");
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
        await().until(() -> upstream.seen.stream().anyMatch(request -> request.line().contains("/map/v1/kinds")));
        process.destroy();
        assertThat(underWay.get(10, TimeUnit.SECONDS).text()).isEqualTo("in peace");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).doesNotContain("broken off");
    }

    private void start(String profile, String... environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m",
                "-Dquarkus.profile=" + profile, "-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("DOANKET_PORT", Integer.toString(port));
        builder.environment().put("DOANKET_JWT_ISSUER", "https://login.union.example");
        builder.environment().put("DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString());
        for (String service : List.of("MEMBERSHIP", "FINANCE", "CAMPAIGNS", "MAP")) {
            builder.environment().put("DOANKET_" + service + "_URL", upstream.address());
        }
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        process = builder.start();
    }

    private void awaitReady() throws Exception {
        try {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(IOException.class).until(
                    () -> RawClient.once(port, "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n").status() == 200);
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("not ready: " + Files.readString(log), never);
        }
    }

    private RawClient.Reply demoToken() throws IOException {
        String wish = "{\"role\":\"treasurer\"}";
        return RawClient.once(port, "POST /demo/tokens HTTP/1.1\r\nHost: a\r\nContent-Length: " + wish.length() + "\r\n\r\n" + wish);
    }
}
