package org.doanket.finance.payment;

import java.time.LocalDate;

/** A number of the matching, from a day on: of the rows of a name that have begun the newest holds. */
public record PaymentRuleView(String name, LocalDate validFrom, int value, String citation, boolean verified) {
}
