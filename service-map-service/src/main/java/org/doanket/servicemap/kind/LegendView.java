package org.doanket.servicemap.kind;

import java.time.LocalDate;
import java.util.List;

/** A kind or an amenity as those see it who set it. @param jurisdictions null for an amenity, which is offered everywhere */
public record LegendView(String code, String labelVi, String labelEn, String labelZh, List<String> jurisdictions, int position, LocalDate validFrom,
        LocalDate validTo, long version) {
}
