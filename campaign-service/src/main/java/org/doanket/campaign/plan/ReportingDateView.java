package org.doanket.campaign.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Up to which day reports of a period tell, and by when they are due.
 *
 * @param unit that has set it for itself and all below; null where the rule of the jurisdiction holds
 */
public record ReportingDateView(UUID unit, int year, String period, LocalDate cutOff, LocalDate due, String citation, boolean verified,
        @JsonIgnore long version) {

    /** Later, or telling less. */
    boolean isLooserThan(ReportingDateView other) {
        return due.isAfter(other.due) || cutOff.isBefore(other.cutOff);
    }
}
