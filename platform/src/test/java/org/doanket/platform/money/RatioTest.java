package org.doanket.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void roundsHalvesUpForDues() {
        assertThat(new Ratio(5, 1000).halfUpOf(8_000_000)).isEqualTo(40_000);
        assertThat(new Ratio(5, 1000).halfUpOf(100)).isEqualTo(1);
        assertThat(new Ratio(5, 1000).halfUpOf(99)).isZero();
        assertThat(new Ratio(2, 100).halfUpOf(123_456_789)).isEqualTo(2_469_136);
    }

    @Test
    void roundsDownWhatGoesUp() {
        assertThat(new Ratio(30, 100).floorOf(40_001)).isEqualTo(12_000);
        assertThat(new Ratio(25, 100).floorOf(2_469_136)).isEqualTo(617_284);
    }

    @Test
    void doesNotOverflowOnTheWay() {
        assertThat(new Ratio(999, 1000).floorOf(Long.MAX_VALUE / 2)).isPositive();
    }

    @Test
    void refusesNegativeAmountsAndEmptyDenominators() {
        assertThatThrownBy(() -> new Ratio(1, 2).floorOf(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ratio(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsNoTwoCurrencies() {
        assertThatThrownBy(() -> new Money(1, "VND").plus(new Money(1, "CNY"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "VND").plus(new Money(1, "VND"))).isInstanceOf(ArithmeticException.class);
        assertThat(new Money(3, "VND").minus(new Money(5, "VND"))).isEqualTo(new Money(-2, "VND"));
    }
}
