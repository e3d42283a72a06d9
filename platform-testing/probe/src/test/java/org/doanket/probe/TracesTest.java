package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.doanket.platform.trace.Traces;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probe tells a collector of spans; it tells of its other tests too, but nobody listens. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@QuarkusTestResource(SpanCollector.Address.class)
class TracesTest {

    private static final String NOTES = "/probe/v1/notes";
    private static final String BEFORE = "00f067aa0ba902b7";

    private static SpanCollector collector;

    @Inject
    ProbeTree tree;

    @Inject
    Traces traces;

    private UUID unit;
    private String trace;

    @BeforeAll
    static void listen() throws IOException {
        collector = new SpanCollector(URI.create(ConfigProvider.getConfig().getValue("DOANKET_OTLP_ENDPOINT", String.class)).getPort());
    }

    @AfterAll
    static void hangUp() {
        collector.close();
    }

    @BeforeEach
    void begin() {
        String number = String.valueOf(System.nanoTime());
        unit = tree.unit("T" + number, "/3/" + number + "/");
        trace = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1) + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private RequestSpecification officer(String flags) {
        return given().header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(unit).subject("subject-of-the-token").token())
                .header("traceparent", "00-" + trace + '-' + BEFORE + '-' + flags).header("User-Agent", "agent-of-somebody").contentType("application/json");
    }

    private List<SpanCollector.Span> spans(int expected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ofTrace().size() >= expected);
        return ofTrace();
    }

    private List<SpanCollector.Span> ofTrace() {
        return collector.spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private static SpanCollector.Span of(List<SpanCollector.Span> spans, int kind) {
        return spans.stream().filter(span -> span.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    void aRequestThatTellsAFactIsOneTraceFromTheRequestToItsEffect() {
        String id = officer("01").queryParam("name", "name-in-the-query").body("""
                {"text": "text-of-the-body", "on": "2026-01-02"}""").post(NOTES + "/told").then().statusCode(201).extract().path("id");
        List<SpanCollector.Span> spans = spans(3);
        SpanCollector.Span server = of(spans, 2);
        SpanCollector.Span producer = of(spans, 4);
        SpanCollector.Span consumer = of(spans, 5);
        assertThat(spans).hasSize(3);
        assertThat(server.parent()).isEqualTo(BEFORE);
        assertThat(producer.parent()).isEqualTo(server.id());
        assertThat(consumer.parent()).isEqualTo(producer.id());
        assertThat(server.name()).isEqualTo("POST /probe/v1/notes/told");
        assertThat(server.attributes()).isEqualTo(Map.of("http.request.method", "POST", "http.route", "/probe/v1/notes/told", "http.response.status_code", "201"));
        assertThat(producer.attributes()).containsEntry("doanket.fact", "org.doanket.probe.note-taken.v1").containsEntry("messaging.system", "kafka");
        assertThat(consumer.attributes()).containsEntry("doanket.fact", "note-taken").containsEntry("messaging.consumer.group.name", "notes");

        String all = collector.received.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).collect(Collectors.joining());
        assertThat(all).doesNotContain("name-in-the-query", "text-of-the-body", "agent-of-somebody", "subject-of-the-token", id, unit.toString(), "127.0.0.1", "INSERT INTO",
                "SELECT ");
    }

    @Test
    void anAddressIsToldByItsTemplateAndOneThatThereIsNotNotAtAll() {
        officer("01").get(NOTES + "/" + UUID.randomUUID()).then().statusCode(200);
        officer("01").get("/probe/v1/nothing/of-somebody").then().statusCode(404);
        given().header("traceparent", "00-" + trace + '-' + BEFORE + "-01").get(NOTES).then().statusCode(401);
        assertThat(spans(3)).extracting(SpanCollector.Span::name).containsExactlyInAnyOrder("GET /probe/v1/notes/{id}", "GET", "GET /probe/v1/notes");
    }

    @Test
    void aJobIsPartOfTheTraceOfWhoeverGaveIt() {
        String job = officer("01").body("""
                {"steps": 1, "refuse": true}""").post(NOTES + "/counting").then().statusCode(202).extract().path("job");
        List<SpanCollector.Span> spans = spans(2);
        SpanCollector.Span run = of(spans, 1);
        assertThat(run.parent()).isEqualTo(of(spans, 2).id());
        assertThat(run.name()).isEqualTo("job count");
        assertThat(run.attributes()).containsEntry("error.type", "concurrent-change").doesNotContainValue(job);
    }

    @Test
    void whatACallerWantsUntoldIsNot() {
        officer("00").body("""
                {"text": "untold", "on": "2026-01-02"}""").post(NOTES + "/told").then().statusCode(201);
        String untold = trace;
        begin();
        officer("01").get(NOTES).then().statusCode(200);
        spans(1);
        assertThat(collector.spans).noneMatch(span -> span.trace().equals(untold));
    }

    @Test
    void nobodyWaitsForACollectorThatIsIllAndWhatItDoesNotTakeIsCounted() {
        long before = traces.dropped();
        collector.isIll = true;
        try {
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                officer("01").get(NOTES).then().statusCode(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(20)).until(() -> traces.dropped() > before);
        } finally {
            collector.isIll = false;
        }
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString()).contains("doanket_traces_dropped_total", "doanket_traces_sent_total");
    }

    @Test
    void whatAlertsLookAtOfTracesIsMeasured() throws IOException {
        List<String> wanted = Pattern.compile("doanket_traces_\\w+").matcher(Files.readString(Path.of("../../deploy/prometheus/alerts.yml"))).results().map(MatchResult::group)
                .distinct().toList();
        assertThat(wanted).isNotEmpty();
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString()).contains(wanted);
    }
}
