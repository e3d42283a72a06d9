package org.doanket.servicemap.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Where people live, cell by cell of the streets that are loaded.
 *
 * @param people  of each cell of the grid
 * @param areaOf  of each cell: one more than the place of its area in the list; 0 where it is in none
 * @param cells   those along streets, in which somebody may live or stand
 * @param areas   all that are known, also those off the map
 * @param spreads of each of them
 * @param isAsked of each number of {@code areaOf}; null where all are asked about
 * @param rule    by which people were spread
 */
public record DemandView(float[] people, int[] areaOf, int[] cells, List<AreaView> areas, List<AreaSpread> spreads, long revision, boolean[] isAsked,
        SpreadRule rule) {

    /** How populations were spread; told with every figure made of it. */
    public static final String METHOD = "The population of each area, spread evenly over the cells (1 arc-second) within 100 m of a "
            + "street along which people live, or, where an area has none, of any street. Unplaced are the people of what lies off the map, of areas with too few "
            + "streets in the extract, and those beyond the most that may live on a square kilometre: they are in no other figure.";

    /** Only the cells of the areas with these codes. */
    public DemandView within(Set<String> codes) {
        boolean[] isIn = new boolean[areas.size() + 1];
        for (int i = 1; i < isIn.length; i++) {
            isIn[i] = codes.contains(areas.get(i - 1).code());
        }
        return new DemandView(people, areaOf, Arrays.stream(cells).filter(cell -> isIn[areaOf[cell]]).toArray(), areas, spreads, revision, isIn, rule);
    }

    /** By the place of an area in the list. */
    boolean isAsked(int area) {
        return isAsked == null || isAsked[area + 1];
    }

    /** Whether what stands in a cell stands in what is asked about; outside the grid (-1) it does not. */
    public boolean holds(int cell) {
        return isAsked == null || cell >= 0 && isAsked[areaOf[cell]];
    }

    /**
     * What is told of the whole, without what is held of each cell.
     *
     * @param spreads of the areas that are asked about, by their codes
     */
    public record Told(boolean isKnown, List<String> sources, Map<String, AreaSpread> spreads, SpreadRule rule) {

        /** With what is counted on another file; of an area that lies across both, nobody twice. */
        public Told and(Told other) {
            Map<String, AreaSpread> both = new LinkedHashMap<>(spreads);
            other.spreads.forEach((code, spread) -> both.merge(code, spread, AreaSpread::and));
            return new Told(isKnown, Stream.concat(sources.stream(), other.sources.stream()).distinct().toList(), both, rule);
        }

        /** Who is in no total, for the streets do not carry him. */
        public double unplaced() {
            return sum(AreaSpread::unplaced);
        }

        /** Of streets in the areas that are asked about. */
        double metres() {
            return sum(AreaSpread::metres);
        }

        /** Of these that lies on the map. */
        double km2() {
            return sum(AreaSpread::km2);
        }

        private double sum(ToDoubleFunction<AreaSpread> of) {
            return spreads.values().stream().mapToDouble(of).sum();
        }
    }

    public Told told() {
        Map<String, AreaSpread> asked = new LinkedHashMap<>();
        for (int i = 0; i < spreads.size(); i++) {
            if (isAsked(i)) {
                asked.put(areas.get(i).code(), spreads.get(i));
            }
        }
        return new Told(isKnown(), sources(), asked, rule);
    }

    /** Where the figures come from. */
    public List<String> sources() {
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            if (isAsked(i) && !sources.contains(areas.get(i).source())) {
                sources.add(areas.get(i).source());
            }
        }
        return sources;
    }

    /** Whether any area is known at all. */
    public boolean isKnown() {
        return !areas.isEmpty();
    }

    /** Whether any area lies on the streets, so that people can be compared. */
    public boolean isOnMap() {
        for (int i = 0; i < areas.size(); i++) {
            if (isAsked(i) && spreads.get(i).state() != AreaSpread.State.OFF_MAP) {
                return true;
            }
        }
        return false;
    }
}
