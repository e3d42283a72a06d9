package org.doanket.servicemap.tip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeCountsTest {

    @Test
    void tellsOfTheGuildOfVinhChauAsAWhole() {
        assertThat(new OutcomeCounts(33, 6, 32, 8, 17).mayBeTold(10)).isTrue();
    }

    @Test
    void tellsNothingWhereFewerThanTenTipstersStandBehindIt() {
        assertThat(new OutcomeCounts(9, 6, 32, 8, 17).mayBeTold(10)).isFalse();
        assertThat(new OutcomeCounts(10, 6, 32, 8, 17).mayBeTold(10)).isTrue();
    }

    @Test
    void withholdsAllAsLongAsOneGroupOfPersonsIsTooSmall() {
        assertThat(new OutcomeCounts(33, 6, 9, 8, 17).mayBeTold(10)).isFalse();
        assertThat(new OutcomeCounts(33, 6, 32, 8, 1).mayBeTold(10)).isFalse();
    }

    @Test
    void nobodyAtAllIsNotTooFew() {
        assertThat(new OutcomeCounts(12, 1, 0, 0, 0).mayBeTold(10)).isTrue();
    }

    @Test
    void neverTellsOfLessThanNothing() {
        assertThat(new OutcomeCounts(12, -1, 0, 0, 0).mayBeTold(10)).isFalse();
    }
}
