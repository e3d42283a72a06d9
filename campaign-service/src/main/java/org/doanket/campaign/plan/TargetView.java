package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A target and how far it is.
 *
 * @param adopts  the target of a unit above of which this is a share
 * @param binding from which facts it is counted; of a ratio the numerator is, and the denominator from those of {@code denominator}
 * @param offered handed down to the units below
 */
public record TargetView(UUID id, UUID plan, UUID unit, String unitCode, String unitName, Integer task, String code, String title,
        String unitOfMeasure, String direction, String aggregation, BigDecimal planned, String binding, String denominator, String currency,
        LocalDate starts, LocalDate ends, UUID boundUnit, UUID adopts, boolean offered, String jurisdiction, Progress progress, Outlook.View outlook, long version) {

    /**
     * @param actual      null while nothing is known
     * @param percent     of what is planned
     * @param met         whether the figure is where it should be
     * @param asOf        of the newest fact or report in it
     * @param sources     how many facts or reports are in it
     * @param numerator   of a ratio, with its denominator
     */
    public record Progress(BigDecimal actual, BigDecimal percent, Boolean met, OffsetDateTime asOf, long sources, BigDecimal numerator,
            BigDecimal denominator) {
    }

    TargetView with(ProgressQueries.Known known, Outlook.Rule rule, LocalDate day) {
        // Counted from facts and none there: that is nought, but no ratio. Nobody has reported: that is not known.
        BigDecimal actual = known != null ? known.figure().actual() : binding != null && denominator == null ? BigDecimal.ZERO : null;
        Progress made = new Progress(actual, RollUp.percent(actual, planned), RollUp.isMet(direction, actual, planned),
                known == null ? null : known.asOf(), known == null ? 0 : known.sources(),
                known == null ? null : known.figure().numerator(), known == null ? null : known.figure().denominator());
        return new TargetView(id, plan, unit, unitCode, unitName, task, code, title, unitOfMeasure, direction, aggregation, planned, binding,
                denominator, currency, starts, ends, boundUnit, adopts, offered, jurisdiction, made,
                Outlook.of(direction, aggregation, planned, actual, starts, ends, day, rule), version);
    }

    /** Definition and progress both, so that a client's copy is stale when either has changed. */
    String tag() {
        return "v" + version + "-" + Integer.toHexString(31 * progress.hashCode() + outlook.hashCode());
    }
}
