package org.doanket.servicemap.coverage;

import java.time.Instant;
import java.util.List;
import org.doanket.servicemap.streets.NetworkView;

/**
 * How far service points reach, counted in cells of the streets.
 *
 * @param streets  on which most of the areas are counted
 * @param furtherStreets on which the others are, and what of an area lies across: each cell on one file; empty where there is one
 * @param pace     km/h on foot that were asked for; null: as the streets say
 * @param stepFree over no steps, as far as the streets tell them
 * @param demand   how people were spread and whose figures they are; null where no area with a population is known
 * @param side     of the points asked about
 * @param compared of the other day or moment, or without the plan; null where nothing was compared
 * @param gains    of the side over the compared
 */
public record CoverageView(NetworkView.About streets, List<NetworkView.About> furtherStreets, String mode, Double pace, boolean stepFree, int minutes, Instant computedAt, Demand demand, Side side,
        Side compared, Gains gains) {

    /**
     * @param unplaced     people whom the streets do not carry, who are in none of the totals
     * @param streets      of all areas that are asked about and lie on the map
     * @param unknownCodes of the unit's territory, of which no area is known; empty where no unit is asked about
     */
    public record Demand(String method, List<String> sources, long unplaced, Streets streets, List<String> unknownCodes, SpreadRule rule) {

        /** @param told of all files */
        static Demand of(DemandView.Told told, List<String> unknownCodes) {
            return new Demand(DemandView.METHOD, told.sources(), Math.round(told.unplaced()), Streets.of(told.metres(), told.km2()), unknownCodes, told.rule());
        }
    }

    /**
     * How complete the extract is: few streets where many people live are streets that nobody has mapped.
     *
     * @param km2       of the areas that lies on the map
     * @param kmOnAKm2 null where nothing does
     */
    public record Streets(double km, double km2, Double kmOnAKm2) {

        static Streets of(double metres, double km2) {
            return new Streets(rounded(metres / 1_000), rounded(km2), km2 == 0 ? null : rounded(metres / 1_000 / km2));
        }

        private static double rounded(double value) {
            return Math.round(value * 1_000) / 1_000.0;
        }
    }

    /**
     * @param sites      places that have such a point, within what is asked about
     * @param offStreets sites of them that are farther than 250 m from any street that is known: they cover nothing
     * @param gaps       where most people have none, the most people first
     */
    public record Side(int sites, int offStreets, Figures total, List<Area> areas, List<Gap> gaps) {
    }

    /**
     * @param people          on the streets that are known; null without populations
     * @param peopleCovered   by one site or more
     * @param peopleTwice     by two different sites or more
     * @param km2             of the cells along streets
     * @param shareCovered    of people, or where these are not known of area; 0 to 1; null where nothing of it is on the streets, or none of its people
     */
    public record Figures(Long people, Long peopleCovered, Long peopleTwice, double km2, double km2Covered, double km2Twice,
            Double shareCovered, Double shareTwice) {
    }

    /**
     * @param code     of the administrative area
     * @param unplaced of its people; null without a population
     * @param state    why: off-map, thin (the extract has too few streets of it), dense (too few for so many), cut (by the edge of the map, or some of it has too few streets); or placed
     */
    public record Area(String code, String name, Figures figures, Long unplaced, String state, Streets streets) {
    }

    /** A square of 15 arc-seconds. @param lat of its middle; @param people in it whom no point covers, or null without populations */
    public record Gap(double lat, double lon, Long people, double km2, String area) {
    }

    public record Gains(Long peopleCovered, Long peopleTwice, double km2Covered) {

        static Gains of(Figures now, Figures before) {
            return new Gains(now.people() == null ? null : now.peopleCovered() - before.peopleCovered(),
                    now.people() == null ? null : now.peopleTwice() - before.peopleTwice(), Math.round((now.km2Covered() - before.km2Covered()) * 1_000) / 1_000.0);
        }
    }
}
