package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.RepeatedTest;

/** Closing a month and opening it again is identity, whatever was booked. The seed is in the output. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReopeningPropertyTest {

    @Inject
    Federation federation;

    private final long seed = Long.getLong("doanket.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @RepeatedTest(3)
    void closingThenReopeningMonthsIsIdentity() {
        System.out.println("reopening: seed " + seed);
        UUID unit = federation.unit(null, "vn");
        List<String> months = new ArrayList<>();
        for (int month = 1; month <= 2 + random.nextInt(4); month++) {
            months.add("2025-0" + month);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                Books.posted(unit, Books.income(unit, "2025-0" + month + "-" + (10 + random.nextInt(18)), 1 + random.nextInt(999_999)));
            }
        }
        String before = state(unit);
        int closed = 1 + random.nextInt(months.size());
        List<String> hashes = close(unit, months.subList(0, closed));
        assertThat(state(unit)).as("closing moves nothing, seed %d", seed).isEqualTo(before);
        int open = random.nextInt(closed);
        List<String> back = new ArrayList<>(months.subList(open, closed));
        Collections.reverse(back);
        back.forEach(month -> Books.reopen(unit, month).then().statusCode(200));
        assertThat(state(unit)).as("nor does opening, seed %d", seed).isEqualTo(before);
        assertThat(close(unit, months.subList(open, closed))).as("the same chain, seed %d", seed).isEqualTo(hashes.subList(open, closed));
        assertThat(state(unit)).as("seed %d", seed).isEqualTo(before);
        Api.as("auditor", unit).get("/periods/verification?unit=" + unit).then().statusCode(200).body("intact", equalTo(true))
                .body("months", equalTo(closed));
    }

    private List<String> close(UUID unit, List<String> months) {
        return months.stream().map(month -> Books.close(unit, month).then().statusCode(200).extract().<String>path("hash")).toList();
    }

    private String state(UUID unit) {
        return federation.text("SELECT string_agg(concat_ws(' ', e.no, e.effective_date, p.line, p.account, p.amount), ',' ORDER BY e.no, p.line) "
                + "FROM journal_entry e JOIN posting p ON p.entry_no = e.no WHERE e.unit_id = ?", unit)
                + Api.as("auditor", unit).get("/trial-balance?unit=" + unit).asString();
    }
}
