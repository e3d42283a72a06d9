package org.doanket.finance.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.finance.Federation;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberHistoryTest {

    @Inject
    Federation federation;

    @Inject
    MemberListener listener;

    @Inject
    ObjectMapper json;

    @Test
    void remembersWhoOwedWhereInAMonth() {
        UUID a = federation.unit(null, "vn");
        UUID b = federation.unit(null, "vn");
        UUID member = UUID.randomUUID();
        tell(member, 1, "member-admitted", "2025-02-10T01:00:00Z", a, "active");
        tell(member, 2, "member-transferred", "2025-04-20T01:00:00Z", b, "active");
        tell(member, 3, "member-ended", "2025-06-05T01:00:00Z", b, "left");
        assertThat(new long[] {owed(a, "2025-01"), owed(a, "2025-02"), owed(a, "2025-03"), owed(a, "2025-04"), owed(a, "2025-05")})
                .containsExactly(0, 1, 1, 0, 0);
        assertThat(new long[] {owed(b, "2025-03"), owed(b, "2025-04"), owed(b, "2025-05"), owed(b, "2025-06"), owed(b, "2025-07")})
                .containsExactly(0, 1, 1, 1, 0);
    }

    @Test
    void countsTheLastStateOfADayAndIgnoresAMereNewName() {
        UUID a = federation.unit(null, "vn");
        UUID member = UUID.randomUUID();
        tell(member, 1, "member-admitted", "2025-02-10T01:00:00Z", a, "active");
        tell(member, 2, "member-changed", "2025-03-10T01:00:00Z", a, "active");
        assertThat(spans(member)).isOne();
        tell(member, 3, "member-changed", "2025-04-10T01:00:00Z", a, "suspended");
        tell(member, 4, "member-changed", "2025-04-10T09:00:00Z", a, "active");
        assertThat(spans(member)).isEqualTo(2);
        assertThat(owed(a, "2025-05")).isOne();
    }

    @Test
    void forgetsTheTimeOfAMemberWhoseImportWasUndone() {
        UUID a = federation.unit(null, "vn");
        UUID member = UUID.randomUUID();
        tell(member, 1, "member-admitted", "2025-02-10T01:00:00Z", a, "active");
        tell(member, 2, "member-ended", "2025-02-11T01:00:00Z", a, "import-undone");
        assertThat(owed(a, "2025-02")).isZero();
    }

    @Test
    void countsANewStatusFromTheDayThatTheFactNames() {
        UUID a = federation.unit(null, "vn");
        UUID member = UUID.randomUUID();
        tell(member, 1, "member-admitted", "2025-02-10T01:00:00Z", a, "active");
        statusSince = "2025-05-31";
        tell(member, 2, "member-ended", "2025-09-20T01:00:00Z", a, "retired");
        assertThat(owed(a, "2025-05")).isOne();
        assertThat(owed(a, "2025-06")).isZero();
    }

    @Test
    void remembersTheSameOfABatchAsOfItsFactsOneByOne() {
        UUID a = federation.unit(null, "vn");
        UUID b = federation.unit(null, "vn");
        Random random = new Random(7);
        List<UUID> alone = Stream.generate(UUID::randomUUID).limit(40).toList();
        List<UUID> together = Stream.generate(UUID::randomUUID).limit(40).toList();
        List<ReceivedFact> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int member = random.nextInt(40);
            String day = LocalDate.of(2025, 3, 1).plusDays(i / 2).toString();
            String status = List.of("active", "active", "suspended", "retired", "import-undone").get(random.nextInt(5));
            String since = random.nextBoolean() ? null : LocalDate.of(2025, 2, 1).plusDays(random.nextInt(200)).toString();
            UUID unit = random.nextBoolean() ? a : b;
            federation.transaction(connection -> listener.on(fact(alone.get(member), 1, "member-changed", day + "T01:00:00Z", unit, status, since), connection));
            batch.add(fact(together.get(member), 1, "member-changed", day + "T01:00:00Z", unit, status, since));
        }
        federation.transaction(connection -> {
            for (int from = 0; from < batch.size(); from += 100) {
                listener.onAll(batch.subList(from, from + 100), connection);
            }
        });
        for (int i = 0; i < 40; i++) {
            assertThat(history(together.get(i))).as("member %d", i).isEqualTo(history(alone.get(i)));
        }
        assertThat(alone.stream().mapToLong(this::spans).max().orElseThrow()).isGreaterThan(3);
    }

    private String history(UUID member) {
        return federation.text("SELECT m.unit_id || m.status || coalesce(string_agg(concat_ws(' ', s.valid_from, s.valid_to, s.unit_id, s.status, "
                + "s.dues_kind), ', ' ORDER BY s.valid_from), '') FROM member_ref m LEFT JOIN member_span s ON s.member_no = m.no WHERE m.id = ? "
                + "GROUP BY m.no", member);
    }

    private String statusSince;

    private long spans(UUID member) {
        return federation.number("SELECT count(*) FROM member_span s JOIN member_ref m ON m.no = s.member_no WHERE m.id = ?", member);
    }

    private long owed(UUID unit, String month) {
        String path = federation.path(unit);
        return federation.number("SELECT count(*) FROM dues_of(?, ?, ?)", path, path.substring(0, path.length() - 1) + "0", LocalDate.parse(month + "-01"));
    }

    private void tell(UUID member, long version, String name, String time, UUID unit, String status) {
        federation.transaction(connection -> listener.on(fact(member, version, name, time, unit, status, statusSince), connection));
    }

    private ReceivedFact fact(UUID member, long version, String name, String time, UUID unit, String status, String since) {
        Map<String, Object> data = new HashMap<>(Map.of("id", member, "unitId", unit, "code", "C" + version, "displayName", "Somebody",
                "category", "worker", "status", status, "since", "2025-02-10", "duesKind", "non-state-enterprise", "aFieldOfTomorrow", 1));
        data.put("statusSince", since);
        return new ReceivedFact(UUID.randomUUID(), name, member, version, Instant.parse(time), json.valueToTree(data));
    }
}
