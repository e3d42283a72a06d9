package org.doanket.servicemap.coverage;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How far streets may carry the people of an area.
 *
 * @param mostPeopleKm2     on a square kilometre of the cells along streets
 * @param leastStreetKm     on a square kilometre of the area; with less than that and less than leastStreetMetres the extract lacks too much of it
 * @param leastStreetMetres for each of its people
 */
public record SpreadRule(LocalDate validFrom, int mostPeopleKm2, BigDecimal leastStreetKm, BigDecimal leastStreetMetres, String citation, boolean verified) {

    boolean isTooThin(double streetMetres, double km2, double people) {
        return streetMetres < leastStreetKm.doubleValue() * 1_000 * km2 && streetMetres < leastStreetMetres.doubleValue() * people;
    }
}
