package org.doanket.campaign.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static final LocalDate BEGIN = LocalDate.of(2025, 1, 1);

    @Test
    void everyDayOfATimeIsSummedOnceAndNoOther() {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            LocalDate from = i % 5 == 0 ? null : BEGIN.plusDays(random.nextInt(500));
            LocalDate to = i % 7 == 0 ? null : (from == null ? BEGIN : from).plusDays(random.nextInt(200));
            List<Span> spans = Span.of(from, to);
            for (LocalDate day = BEGIN.minusDays(40); day.isBefore(BEGIN.plusDays(800)); day = day.plusDays(1)) {
                boolean isWithin = (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
                LocalDate month = day.withDayOfMonth(1);
                LocalDate each = day;
                long summed = spans.stream().filter(span -> span.unit().equals("m") ? !month.isBefore(span.from()) && !month.isAfter(span.to())
                        : !each.isBefore(span.from()) && !each.isAfter(span.to())).count();
                assertThat(summed).as("%s in %s to %s by %s", day, from, to, spans).isEqualTo(isWithin ? 1 : 0);
            }
        }
    }

    @Test
    void withoutBoundsMonthsAreEnough() {
        assertThat(Span.of(null, null)).extracting(Span::unit).containsExactly("m");
        assertThat(Span.of(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 31))).extracting(Span::unit).containsExactly("m");
        assertThat(Span.of(LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 20))).extracting(Span::unit).containsExactly("d");
    }
}
