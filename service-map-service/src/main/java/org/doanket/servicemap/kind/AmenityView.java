package org.doanket.servicemap.kind;

import java.time.LocalDate;

/** What a service point can have. @param label in the language asked for; @param validTo the first day on which none can have it anew; null: none is set */
public record AmenityView(String code, String label, LocalDate validFrom, LocalDate validTo) {
}
