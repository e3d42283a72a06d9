package org.doanket.finance.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Federation;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.id.Ids;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** 72,059 members heard of in transactions of 500 facts, as the inbox makes them: one statement a fact, then one a batch. Not part of ./test. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberIntakeBenchmark {

    private static final int MEMBERS = 72_059;
    private static final int BATCH = 500;

    @Inject
    Federation federation;

    @Inject
    MemberListener listener;

    @Test
    void batchesAreManyTimesFaster() {
        UUID unit = federation.unit(null, "vn");
        long before = federation.number("SELECT count(*) FROM member_span");
        double alone = factsPerSecond(facts(unit), batch -> federation.transaction(connection -> {
            for (ReceivedFact fact : batch) {
                listener.on(fact, connection);
            }
        }));
        double together = factsPerSecond(facts(unit), batch -> federation.transaction(connection -> listener.onAll(batch, connection)));
        System.out.printf("%,d members: one by one %,.0f facts/s, in batches of %d %,.0f facts/s%n", MEMBERS, alone, BATCH, together);
        assertThat(federation.number("SELECT count(*) FROM member_span")).isEqualTo(before + 2 * MEMBERS);
        assertThat(together).isGreaterThan(3 * alone);
    }

    private interface Intake {
        void of(List<ReceivedFact> batch);
    }

    private List<ReceivedFact> facts(UUID unit) {
        return IntStream.range(0, MEMBERS).mapToObj(i -> federation.fact(Ids.next(), LocalDate.of(2026, 1, 1), unit, "B" + i, "active",
                "non-state-enterprise")).toList();
    }

    private static double factsPerSecond(List<ReceivedFact> facts, Intake intake) {
        long begin = System.nanoTime();
        for (int from = 0; from < facts.size(); from += BATCH) {
            intake.of(facts.subList(from, Math.min(from + BATCH, facts.size())));
        }
        return facts.size() / ((System.nanoTime() - begin) / 1e9);
    }
}
