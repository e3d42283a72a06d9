package org.doanket.finance.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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

    private String statusSince;

    private long spans(UUID member) {
        return federation.number("SELECT count(*) FROM member_span s JOIN member_ref m ON m.no = s.member_no WHERE m.id = ?", member);
    }

    private long owed(UUID unit, String month) {
        String path = federation.path(unit);
        return federation.number("SELECT count(*) FROM dues_of(?, ?, ?)", path, path.substring(0, path.length() - 1) + "0", LocalDate.parse(month + "-01"));
    }

    private void tell(UUID member, long version, String name, String time, UUID unit, String status) {
        Map<String, Object> data = new HashMap<>(Map.of("id", member, "unitId", unit, "code", "C" + version, "displayName", "Somebody",
                "category", "worker", "status", status, "since", "2025-02-10", "duesKind", "non-state-enterprise", "aFieldOfTomorrow", 1));
        data.put("statusSince", statusSince);
        federation.transaction(connection -> listener.on(new ReceivedFact(UUID.randomUUID(), name, member, version, Instant.parse(time),
                json.valueToTree(data)), connection));
    }
}
