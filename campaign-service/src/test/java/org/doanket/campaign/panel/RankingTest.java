package org.doanket.campaign.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    @Test
    void oneScorerFarOffMovesTheMeanButNotTheMedianNorTheTrimmedMean() {
        List<BigDecimal> totals = totals(80, 82, 84, 20);
        assertThat(Ranking.combined("mean", totals)).isEqualByComparingTo("66.5");
        assertThat(Ranking.combined("median", totals)).isEqualByComparingTo("81");
        assertThat(Ranking.combined("trimmed-mean", totals)).isEqualByComparingTo("81");
        assertThat(Ranking.combined("median", totals(1, 9, 5))).isEqualByComparingTo("5");
        assertThat(Ranking.combined("trimmed-mean", totals(10, 20))).isEqualByComparingTo("15");
        assertThat(Ranking.combined("mean", totals(1, 1, 0))).isEqualByComparingTo("0.6667");
    }

    @Test
    void equalScoresArePartedByTheRulesInTheirOrder() {
        List<Ranking.Entry> entries = List.of(entry(A, 1, 5, 70, 90), entry(B, 2, 7, 80, 80), entry(C, 3, 5, 90, 70));
        assertThat(Ranking.of("mean", List.of("criterion:spreads", "chair"), entries)).extracting(Ranking.Placed::model).containsExactly(B, C, A);
        assertThat(Ranking.of("mean", List.of("lowest"), entries)).extracting(Ranking.Placed::model).startsWith(B);
        assertThat(Ranking.of("mean", List.of("entered-first"), entries)).extracting(Ranking.Placed::model).containsExactly(A, B, C);
    }

    @Test
    void whatNoRulePartsSharesItsPlaceAndTheNextIsAsManyFurtherOn() {
        List<Ranking.Entry> entries = List.of(entry(A, 1, 5, 80, 80), entry(B, 2, 5, 80, 80), entry(C, 3, 9, 60, 60));
        assertThat(Ranking.of("mean", List.of("chair"), entries)).extracting(Ranking.Placed::place).containsExactly(1, 1, 3);
    }

    /** The first of the totals is the chair's. */
    private static Ranking.Entry entry(UUID model, int position, int spreads, int... totals) {
        return new Ranking.Entry(model, totals(totals), BigDecimal.valueOf(totals[0]), Map.of("spreads", BigDecimal.valueOf(spreads)), position);
    }

    private static List<BigDecimal> totals(int... values) {
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
    }
}
