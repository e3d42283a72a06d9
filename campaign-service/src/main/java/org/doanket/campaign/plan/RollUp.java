package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * How figures of a target and of its shares below become one: sums and last figures are added over the units, a ratio is
 * made anew from the sums of its parts and never averaged.
 */
final class RollUp {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What one target's own reports say.
     *
     * @param sum  of the values of all days
     * @param last value of the newest day
     */
    record Part(BigDecimal sum, BigDecimal last, BigDecimal numerator, BigDecimal denominator, LocalDate newest) {
    }

    /** @param actual null where nothing was reported; of a ratio in percent */
    record Figure(BigDecimal actual, BigDecimal numerator, BigDecimal denominator) {
    }

    private RollUp() {
    }

    static Figure of(String aggregation, List<Part> parts) {
        if (parts.isEmpty()) {
            return new Figure(null, null, null);
        }
        return switch (aggregation) {
            case "sum" -> new Figure(plain(add(parts.stream().map(Part::sum).toList())), null, null);
            case "last" -> new Figure(plain(add(parts.stream().map(Part::last).toList())), null, null);
            case "ratio" -> {
                BigDecimal numerator = add(parts.stream().map(Part::numerator).toList());
                BigDecimal denominator = add(parts.stream().map(Part::denominator).toList());
                yield new Figure(percent(numerator, denominator), plain(numerator), plain(denominator));
            }
            default -> throw new IllegalArgumentException(aggregation);
        };
    }

    /** From facts. Nothing in the denominator makes no ratio, not one of nought. */
    static Figure counted(String aggregation, BigDecimal counted, BigDecimal denominator) {
        return aggregation.equals("ratio") ? new Figure(percent(counted, denominator), plain(counted), plain(denominator))
                : new Figure(plain(counted), null, null);
    }

    /** Of what was planned, one digit after the point; null where nothing was planned or nothing is known. */
    static BigDecimal percent(BigDecimal actual, BigDecimal planned) {
        return actual == null || planned == null || planned.signum() == 0 ? null
                : plain(actual.multiply(HUNDRED).divide(planned, 1, RoundingMode.HALF_UP));
    }

    static Boolean isMet(String direction, BigDecimal actual, BigDecimal planned) {
        return actual == null ? null : "up".equals(direction) ? actual.compareTo(planned) >= 0 : actual.compareTo(planned) <= 0;
    }

    /** As people write it: 12 and not 12.0000. */
    static BigDecimal plain(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static BigDecimal add(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
