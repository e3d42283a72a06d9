package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a target should be on a day, how it stands to that, and where it ends if it goes on so. Only a sum grows with time: of it
 * a part of the year expects that part of the plan. Of a ratio or a last figure the whole plan is expected at any time, and
 * nothing is forecast.
 */
final class Outlook {

    private static final int DIGITS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** From which percent of what is expected a light is amber, and from which green. */
    record Rule(BigDecimal amberFrom, BigDecimal greenFrom, String citation, boolean verified) {
    }

    /**
     * How it stands.
     *
     * @param expected by that day
     * @param light    {@code green}, {@code amber} or {@code red}; null while nothing is known
     * @param forecast no fact: what comes of it if it goes on as until now; null where that cannot be said
     */
    @Schema(name = "TargetOutlook")
    record View(LocalDate on, BigDecimal expected, String light, String lightRule, Forecast forecast) {
    }

    /** @param method {@code linear}: the same each day. @param isForecast always true, so that nobody takes it for a figure */
    @Schema(name = "TargetForecast")
    record Forecast(BigDecimal value, BigDecimal percent, String method, boolean isForecast) {
    }

    private Outlook() {
    }

    static View of(String direction, String aggregation, BigDecimal planned, BigDecimal actual, LocalDate starts, LocalDate ends,
            LocalDate day, Rule rule) {
        long total = ChronoUnit.DAYS.between(starts, ends) + 1;
        long elapsed = Math.max(0, Math.min(total, ChronoUnit.DAYS.between(starts, day) + 1));
        boolean grows = "sum".equals(aggregation);
        BigDecimal expected = RollUp.plain(grows ? planned.multiply(BigDecimal.valueOf(elapsed))
                .divide(BigDecimal.valueOf(total), DIGITS, RoundingMode.HALF_UP) : planned);
        return new View(day, expected, light(direction, expected, actual, rule), rule.citation(),
                grows && actual != null && elapsed > 0 && elapsed < total ? forecast(actual, planned, elapsed, total) : null);
    }

    private static String light(String direction, BigDecimal expected, BigDecimal actual, Rule rule) {
        if (actual == null) {
            return null;
        }
        boolean up = "up".equals(direction);
        BigDecimal reached = up ? actual : expected;
        BigDecimal wanted = up ? expected : actual;
        if (reached.compareTo(wanted) >= 0) {
            return "green";
        }
        if (wanted.signum() == 0) {
            return "red"; // what was taken back is more than what came, and nothing was expected: of that there is no percentage
        }
        BigDecimal percent = reached.multiply(HUNDRED).divide(wanted, DIGITS, RoundingMode.HALF_UP);
        return percent.compareTo(rule.greenFrom()) >= 0 ? "green" : percent.compareTo(rule.amberFrom()) >= 0 ? "amber" : "red";
    }

    private static Forecast forecast(BigDecimal actual, BigDecimal planned, long elapsed, long total) {
        BigDecimal value = RollUp.plain(actual.multiply(BigDecimal.valueOf(total)).divide(BigDecimal.valueOf(elapsed), 0, RoundingMode.HALF_UP));
        return new Forecast(value, RollUp.percent(value, planned), "linear", true);
    }
}
