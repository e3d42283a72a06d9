package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A report of progress as it was made. @param replaced by a later one for the same day */
public record ReportView(UUID id, LocalDate day, BigDecimal value, BigDecimal numerator, BigDecimal denominator, String note,
        String reportedBy, OffsetDateTime reportedAt, boolean replaced) {
}
