package org.doanket.servicemap.kind;

import java.time.LocalDate;
import java.util.List;

/**
 * What a service point can be.
 *
 * @param label         in the language asked for
 * @param jurisdictions where it is offered
 * @param validTo       the first day on which no new point can be one; null: none is set
 */
public record KindView(String code, String label, List<String> jurisdictions, LocalDate validFrom, LocalDate validTo) {
}
