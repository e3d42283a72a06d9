package org.doanket.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static final Outlook.Rule RULE = new Outlook.Rule(new BigDecimal("75"), new BigDecimal("95"), "test", false);
    private static final LocalDate STARTS = LocalDate.of(2026, 1, 1);
    private static final LocalDate ENDS = LocalDate.of(2026, 12, 31);

    @Test
    void expectsOfASumAsMuchAsOfTheYearIsOver() {
        Outlook.View view = of("up", "sum", "365", "150", LocalDate.of(2026, 6, 30));
        assertThat(view.expected()).isEqualByComparingTo("181");
        assertThat(view.light()).isEqualTo("amber");
        assertThat(view.forecast().value()).isEqualByComparingTo("302");
        assertThat(view.forecast().isForecast()).isTrue();
    }

    @Test
    void changesItsLightExactlyWhereTheRuleSays() {
        LocalDate end = ENDS;
        assertThat(of("up", "sum", "100", "95", end).light()).isEqualTo("green");
        assertThat(of("up", "sum", "100", "94.9", end).light()).isEqualTo("amber");
        assertThat(of("up", "sum", "100", "75", end).light()).isEqualTo("amber");
        assertThat(of("up", "sum", "100", "74.9", end).light()).isEqualTo("red");
        assertThat(of("up", "sum", "100", null, end).light()).isNull();
    }

    @Test
    void judgesWhatIsToStayLowByHowFarItIsAbove() {
        assertThat(of("down", "ratio", "5", "5", ENDS).light()).isEqualTo("green");
        assertThat(of("down", "ratio", "5", "6", ENDS).light()).isEqualTo("amber");
        assertThat(of("down", "ratio", "5", "10", ENDS).light()).isEqualTo("red");
        assertThat(of("down", "sum", "12", "0", STARTS).light()).isEqualTo("green");
    }

    @Test
    void isRedWhereMoreWasTakenBackThanCameAndNothingWasExpected() {
        assertThat(of("up", "sum", "0", "-1", ENDS).light()).isEqualTo("red");
        assertThat(of("up", "sum", "100", "-1", STARTS.minusDays(1)).light()).isEqualTo("red");
        assertThat(of("up", "last", "0", "-0.5", STARTS).light()).isEqualTo("red");
    }

    @Test
    void forecastsNothingOfRatiosAndOfWhatIsOver() {
        assertThat(of("up", "ratio", "75", "50", LocalDate.of(2026, 6, 30)).forecast()).isNull();
        assertThat(of("up", "sum", "100", "90", ENDS).forecast()).isNull();
        assertThat(of("up", "sum", "100", "0", STARTS.minusDays(5)).forecast()).isNull();
        assertThat(of("up", "sum", "100", "0", STARTS.minusDays(5)).light()).isEqualTo("green");
    }

    private static Outlook.View of(String direction, String aggregation, String planned, String actual, LocalDate day) {
        return Outlook.of(direction, aggregation, new BigDecimal(planned), actual == null ? null : new BigDecimal(actual), STARTS, ENDS, day, RULE);
    }
}
