package org.doanket.servicemap.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
     * @param unplaced who is in no total, for the streets do not carry him
     * @param metres   of streets in the areas that are asked about
     * @param km2      of these that lies on the map
     */
    public record Told(boolean isKnown, List<String> sources, double unplaced, double metres, double km2, SpreadRule rule) {
    }

    public Told told() {
        double unplaced = 0;
        double metres = 0;
        double km2 = 0;
        for (int i = 0; i < spreads.size(); i++) {
            if (isAsked(i)) {
                unplaced += spreads.get(i).unplaced();
                metres += spreads.get(i).metres();
                km2 += spreads.get(i).km2();
            }
        }
        return new Told(isKnown(), sources(), unplaced, metres, km2, rule);
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
