package org.doanket.servicemap.coverage;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where people live, cell by cell of the streets that are loaded.
 *
 * @param people  of each cell of the grid
 * @param areaOf  of each cell: one more than the place of its area in the list; 0 where it is in none
 * @param cells   those along streets, in which somebody may live or stand
 * @param sources where the figures come from
 * @param unplaced of each area, numbered as in {@code areaOf}: people for whom there is no street at all to put them at
 */
public record DemandView(float[] people, short[] areaOf, int[] cells, List<AreaView> areas, List<String> sources, long revision, double[] unplaced) {

    /** How populations were spread; told with every figure made of it. */
    public static final String METHOD = "The population of each area, spread evenly over the cells (1 arc-second) within 100 m of a "
            + "street along which people live, or, where an area has none, of any street; of an area that the map cuts, only the part that its cells on the map are of its whole.";

    /** Only the cells of the areas with these codes. */
    DemandView within(Set<String> codes) {
        boolean[] isIn = new boolean[areas.size() + 1];
        for (int i = 1; i < isIn.length; i++) {
            isIn[i] = codes.contains(areas.get(i - 1).code());
        }
        return new DemandView(people, areaOf, Arrays.stream(cells).filter(cell -> isIn[areaOf[cell]]).toArray(), areas, sources, revision,
                IntStream.range(0, unplaced.length).mapToDouble(i -> isIn[i] ? unplaced[i] : 0).toArray());
    }

    /** Who is in no total, for his area has no street on the map. */
    long unplacedPeople() {
        return Math.round(Arrays.stream(unplaced).sum());
    }

    public boolean isKnown() {
        return !areas.isEmpty();
    }
}
