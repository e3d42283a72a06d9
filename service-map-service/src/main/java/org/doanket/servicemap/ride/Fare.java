package org.doanket.servicemap.ride;

import java.time.LocalTime;

/**
 * A row of a team's fare table.
 *
 * @param firstMetres  of the way, at {@code firstAmount}
 * @param kmAmount     for each km after them, by the metre
 * @param nightFrom    begin of the night, or null where there is none; it may end on the next day
 * @param nightPercent on top at night
 * @param roundedTo    up to a multiple of it; amounts are in minor units
 */
record Fare(int firstMetres, long firstAmount, long kmAmount, LocalTime nightFrom, LocalTime nightTo, int nightPercent, long roundedTo,
        String currency) {

    private static final long METRES_PER_KM = 1_000;
    private static final long PERCENT = 100;

    /** The most that a ride of so many metres may cost at that hour. The one place that rounds, and it rounds once. */
    long amount(int metres, LocalTime hour) {
        long percent = PERCENT + (isNight(hour) ? nightPercent : 0);
        long thousandths = Math.addExact(Math.multiplyExact(firstAmount, METRES_PER_KM), Math.multiplyExact(kmAmount, Math.max(0L, metres - firstMetres)));
        return ceiling(Math.multiplyExact(thousandths, percent), METRES_PER_KM * PERCENT * roundedTo) * roundedTo;
    }

    private boolean isNight(LocalTime hour) {
        if (nightFrom == null) {
            return false;
        }
        return nightFrom.isBefore(nightTo) ? !hour.isBefore(nightFrom) && hour.isBefore(nightTo) : !hour.isBefore(nightFrom) || hour.isBefore(nightTo);
    }

    private static long ceiling(long amount, long divisor) {
        return -Math.floorDiv(-amount, divisor);
    }
}
