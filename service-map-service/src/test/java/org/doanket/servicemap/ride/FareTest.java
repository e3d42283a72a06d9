package org.doanket.servicemap.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class FareTest {

    private static final LocalTime NOON = LocalTime.NOON;
    private static final Fare FARE = new Fare(2_000, 12_000, 5_000, LocalTime.of(22, 0), LocalTime.of(5, 0), 20, 1_000, "VND");

    @Test
    void theFirstKilometresAreAtOnePrice() {
        assertThat(FARE.amount(0, NOON)).isEqualTo(12_000);
        assertThat(FARE.amount(2_000, NOON)).isEqualTo(12_000);
    }

    @Test
    void whatIsFurtherGoesByTheMetreAndIsRoundedUpOnce() {
        assertThat(FARE.amount(4_000, NOON)).isEqualTo(22_000);
        assertThat(FARE.amount(4_001, NOON)).isEqualTo(23_000);
        assertThat(FARE.amount(4_200, NOON)).isEqualTo(23_000);
    }

    @Test
    void theNightReachesIntoTheNextDayAndEndsWithIt() {
        assertThat(FARE.amount(2_000, LocalTime.of(21, 59))).isEqualTo(12_000);
        assertThat(FARE.amount(2_000, LocalTime.of(22, 0))).isEqualTo(15_000);
        assertThat(FARE.amount(2_000, LocalTime.of(4, 59))).isEqualTo(15_000);
        assertThat(FARE.amount(2_000, LocalTime.of(5, 0))).isEqualTo(12_000);
    }

    @Test
    void neverFallsWithTheDistance() {
        long before = 0;
        for (int metres = 0; metres < 30_000; metres += 37) {
            long amount = FARE.amount(metres, NOON);
            assertThat(amount).isGreaterThanOrEqualTo(before).matches(each -> each % 1_000 == 0);
            before = amount;
        }
    }

    @Test
    void theDearestFareThatCanBeSetIsStillAPriceOverTheLongestWay() {
        Fare dearest = new Fare(0, RideCommand.MOST, RideCommand.MOST, LocalTime.of(22, 0), LocalTime.of(5, 0), 200, 1_000_000, "VND");
        assertThat(dearest.amount(200_000, LocalTime.MIDNIGHT)).isEqualTo(3 * (RideCommand.MOST + 200 * RideCommand.MOST));
        assertThatThrownBy(() -> new Fare(0, 100_000_000_000_000L, 0, null, null, 0, 1, "VND").amount(1, NOON)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aDegreeOfLatitudeIsSixtyNauticalMilesAndTheDetourMakesItLonger() {
        TravelEstimate estimate = new TravelEstimate(10, 1.3);
        double metres = estimate.metres(new TravelEstimate.Place(9.3, 105.9), new TravelEstimate.Place(10.3, 105.9));
        assertThat(metres / 1.3).isBetween(60 * 1_852 * 0.998, 60 * 1_852 * 1.002);
        assertThat(estimate.seconds(new TravelEstimate.Place(9.3, 105.9), new TravelEstimate.Place(10.3, 105.9))).isEqualTo(metres / 10);
    }
}
