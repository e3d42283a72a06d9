package org.doanket.servicemap.coverage;

import java.time.Instant;
import java.util.List;
import org.doanket.servicemap.streets.NetworkView;

/**
 * How far service points reach, counted in cells of the streets.
 *
 * @param demand   how people were spread and whose figures they are; null where no area with a population is known
 * @param side     of the points asked about
 * @param compared of the other day or moment, or without the plan; null where nothing was compared
 * @param gains    of the side over the compared
 */
public record CoverageView(NetworkView.About streets, String mode, int minutes, Instant computedAt, Demand demand, Side side, Side compared,
        Gains gains) {

    /** @param unplaced people of areas without any street on the map, who are in none of the totals */
    public record Demand(String method, List<String> sources, long unplaced) {
    }

    /**
     * @param sites      places that have such a point
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
     * @param shareCovered    of people, or where these are not known of area; 0 to 1
     */
    public record Figures(Long people, Long peopleCovered, Long peopleTwice, double km2, double km2Covered, double km2Twice,
            double shareCovered, double shareTwice) {
    }

    /** @param code of the administrative area */
    public record Area(String code, String name, Figures figures) {
    }

    /** A square of 15 arc-seconds. @param lat of its middle; @param people in it whom no point covers, or null without populations */
    public record Gap(double lat, double lon, Long people, double km2, String area) {
    }

    public record Gains(Long peopleCovered, Long peopleTwice, double km2Covered) {

        static Gains of(Figures now, Figures before) {
            return new Gains(now.people() == null ? null : now.peopleCovered() - before.peopleCovered(),
                    now.people() == null ? null : now.peopleTwice() - before.peopleTwice(), now.km2Covered() - before.km2Covered());
        }
    }
}
