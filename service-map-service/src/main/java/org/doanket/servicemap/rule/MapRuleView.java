package org.doanket.servicemap.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** A rule of the map, from a day on: of the rows of one rule that have begun the newest holds. */
public record MapRuleView(String rule, LocalDate validFrom, Map<String, BigDecimal> values, String citation, boolean verified) {
}
