package org.doanket.servicemap.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * Sets a rule of the map from a day on.
 *
 * @param rule     same-site (metres), territory (metres), territory-far (metres), spread (mostPeopleKm2, leastStreetKm, leastStreetMetres), off-street
 *                 (metres, share), visits (lateDays), trust (loss, strangers, noticeBelow), travel (speedKmh, detourFactor), pace (leastKmh, mostKmh) or
 *                 tips (people, at least 10)
 * @param subject  of travel: foot, bicycle or motorbike; the others have none
 * @param values   all numbers of that rule
 * @param citation whence it is
 * @param verified somebody has read it where the citation says
 */
public record MapRuleCommand(@NotNull @Pattern(regexp = "same-site|territory|territory-far|spread|off-street|visits|trust|travel|pace|tips") String rule,
        @Size(max = 50) String subject, @NotNull LocalDate validFrom, @NotEmpty @Size(max = 5) Map<String, @NotNull BigDecimal> values, @NotBlank @Size(max = 500) String citation,
        boolean verified) {
}
