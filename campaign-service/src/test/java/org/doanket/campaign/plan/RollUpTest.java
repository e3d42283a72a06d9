package org.doanket.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.doanket.campaign.plan.RollUp.Part;
import org.junit.jupiter.api.Test;

class RollUpTest {

    @Test
    void addsSumsAndLastFiguresOverTheUnits() {
        List<Part> parts = List.of(part("40", "25", "0", "0"), part("2.5", "2", "0", "0"));
        assertThat(RollUp.of("sum", parts).actual()).isEqualTo(new BigDecimal("42.5"));
        assertThat(RollUp.of("last", parts).actual()).isEqualTo(new BigDecimal("27"));
    }

    @Test
    void makesARatioFromItsPartsAndNeverFromRatios() {
        // 1 of 2 and 90 of 100: the mean of the percentages would be 70.
        RollUp.Figure figure = RollUp.of("ratio", List.of(part("0", "0", "1", "2"), part("0", "0", "90", "100")));
        assertThat(figure.actual()).isEqualTo(new BigDecimal("89.2"));
        assertThat(figure.numerator()).isEqualTo(new BigDecimal("91"));
        assertThat(figure.denominator()).isEqualTo(new BigDecimal("102"));
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        assertThat(RollUp.of("sum", List.of()).actual()).isNull();
        assertThat(RollUp.percent(null, BigDecimal.TEN)).isNull();
        assertThat(RollUp.percent(BigDecimal.ONE, BigDecimal.ZERO)).isNull();
        assertThat(RollUp.isMet("up", null, BigDecimal.TEN)).isNull();
        assertThat(RollUp.of("ratio", List.of(part("0", "0", "0", "0"))).actual()).isNull();
    }

    @Test
    void roundsThePercentHalfUpToOneDigit() {
        assertThat(RollUp.percent(new BigDecimal("1429"), new BigDecimal("3572"))).isEqualTo(new BigDecimal("40"));
        assertThat(RollUp.percent(new BigDecimal("1298"), new BigDecimal("2865"))).isEqualTo(new BigDecimal("45.3"));
        assertThat(RollUp.percent(new BigDecimal("1"), new BigDecimal("16"))).isEqualTo(new BigDecimal("6.3"));
    }

    @Test
    void isMetFromBelowOrFromAbove() {
        assertThat(RollUp.isMet("up", BigDecimal.TEN, BigDecimal.TEN)).isTrue();
        assertThat(RollUp.isMet("up", BigDecimal.ONE, BigDecimal.TEN)).isFalse();
        assertThat(RollUp.isMet("down", BigDecimal.ONE, BigDecimal.TEN)).isTrue();
        assertThat(RollUp.isMet("down", new BigDecimal("10.1"), BigDecimal.TEN)).isFalse();
    }

    private static Part part(String sum, String last, String numerator, String denominator) {
        return new Part(new BigDecimal(sum), new BigDecimal(last), new BigDecimal(numerator), new BigDecimal(denominator),
                LocalDate.of(2026, 6, 30));
    }
}
