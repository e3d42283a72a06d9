package org.doanket.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void withoutAnAddressASpanIsNothingButTheTraceThatItWasGiven() {
        for (Optional<String> none : java.util.List.of(Optional.<String>empty(), Optional.of(" "))) {
            Traces off = Traces.to(none, "probe", 1);
            assertThat(off.areOn()).isFalse();
            OpenSpan span = off.begin(Traces.Kind.SERVER, "x", GIVEN).with("a", "b").with("a", 1).failed("x").called("y");
            assertThat(span.traceparent()).isEqualTo(GIVEN);
            span.end();
            assertThat(off.begin(Traces.Kind.SERVER, "x", "no trace").traceparent()).isNull();
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedAtTheStart() {
        for (String wrong : new String[] {"collector:4318", "ftp://collector", "http:/collector"}) {
            assertThatThrownBy(() -> Traces.to(Optional.of(wrong), "probe", 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSpanGoesOnWithTheTraceThatItWasGivenAndBeginsOneWhereThatIsNone() {
        try (Traces on = Traces.to(Optional.of("http://127.0.0.1:9"), "probe", 1)) {
            assertThat(on.begin(Traces.Kind.SERVER, "x", GIVEN).traceparent()).matches("00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01");
            assertThat(on.begin(Traces.Kind.SERVER, "x", GIVEN.replaceAll("1$", "0")).traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c").endsWith("-00");
            for (String none : new String[] {null, "", "00-00000000000000000000000000000000-b7ad6b7169203331-01", GIVEN + "-x"}) {
                assertThat(on.begin(Traces.Kind.SERVER, "x", none).traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").doesNotContain("b7ad6b7169203331");
            }
        }
        try (Traces none = Traces.to(Optional.of("http://127.0.0.1:9"), "probe", 0)) {
            assertThat(none.begin(Traces.Kind.SERVER, "x", null).traceparent()).endsWith("-00");
            assertThat(none.begin(Traces.Kind.SERVER, "x", GIVEN).traceparent()).as("what was decided elsewhere").endsWith("-01");
        }
    }

    @Test
    void aWordOfAStrangersForAMethodIsNotTold() {
        assertThat(Traces.method("PATCH")).isEqualTo("PATCH");
        for (String strange : new String[] {"BREW", "get", "PROPFIND", ""}) {
            assertThat(Traces.method(strange)).isEqualTo("_OTHER");
        }
    }

    @Test
    void aTraceIsCutOutOfTheLineThatItWasHandedOnWith() {
        assertThat(Traceparent.traceId(GIVEN)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(Traceparent.of(Traceparent.traceId(GIVEN), Traceparent.spanId(GIVEN), Traceparent.flags(GIVEN))).isEqualTo(GIVEN);
        assertThat(Traceparent.isSampled(GIVEN)).isTrue();
        assertThat(Traceparent.isSampled(GIVEN.replaceAll("1$", "2"))).isFalse();
    }

    @Test
    void nobodyWaitsForACollectorThatNeverAnswersAndWhatIsTooMuchIsCounted() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Traces on = Traces.to(Optional.of("http://127.0.0.1:" + silent.getLocalPort()), "probe", 1)) {
            long began = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                on.begin(Traces.Kind.SERVER, "x", null).with("http.route", "/x").end();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(on.dropped()).isGreaterThan(10_000);
            assertThat(on.sent()).isZero();
        }
    }
}
