package org.doanket.servicemap.coverage;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.territory.OutlineView;

/** Puts the people of one area after another along streets. A cell is of the first area that takes it, lest an overlap swallow people. */
final class PeopleSpread {

    private static final double PER_KM2 = 1e6;

    private final GridView grid;
    private final SpreadRule rule;
    private final BitSet along;
    private final BitSet lived;
    private final float[] metres;
    private final float[] people;
    private final int[] areaOf;
    private final BitSet taken = new BitSet();
    private final IntStream.Builder cells = IntStream.builder();

    PeopleSpread(NetworkView network, SpreadRule rule) {
        this.rule = rule;
        grid = network.grid();
        along = new BitSet(grid.size());
        network.eachCell(cell -> {
            cells.add(cell);
            along.set(cell);
        });
        lived = new BitSet(grid.size());
        network.eachResidentialCell(lived::set);
        metres = new float[grid.size()];
        network.eachStreet((cell, length) -> metres[cell] += (float) length);
        people = new float[grid.size()];
        areaOf = new int[grid.size()];
    }

    /** @param before boxes of files on which a cell of this area is counted already */
    AreaSpread add(int number, int population, OutlineView outline, List<GridView> before) {
        // Most of a country lies off any one part of it.
        if (!grid.isTouchedBy(outline.bounds())) {
            return AreaSpread.offMap(population);
        }
        BitSet inside = new BitSet();
        // A large province has more cells than an int can count.
        long[] all = new long[1];
        outline.eachStretch((row, first, last) -> {
            all[0] += last - first + 1;
            set(inside, row, first, last, true);
            for (GridView box : before) {
                if (row >= box.row() && row < box.row() + box.rows()) {
                    set(inside, row, Math.max(first, box.column()), Math.min(last, box.column() + box.columns() - 1), false);
                }
            }
        });
        if (inside.isEmpty()) {
            return AreaSpread.offMap(population);
        }
        double share = (double) inside.cardinality() / all[0];
        double part = population * share;
        double streets = inside.stream().mapToDouble(cell -> metres[cell]).sum();
        double km2 = inside.stream().mapToDouble(cell -> grid.area(cell / grid.columns())).sum() / PER_KM2;
        boolean isCut = inside.cardinality() < all[0];
        inside.andNot(taken);
        taken.or(inside);
        inside.stream().forEach(cell -> areaOf[cell] = number);
        BitSet homes = homes(inside);
        if (homes.isEmpty() || rule.isTooThin(streets, km2, part)) {
            return new AreaSpread(population, 0, 0, streets, km2, AreaSpread.State.THIN);
        }
        double each = part / homes.cardinality();
        double most = rule.mostPeopleKm2() * grid.area(homes.nextSetBit(0) / grid.columns()) / PER_KM2;
        homes.stream().forEach(cell -> people[cell] = (float) Math.min(each, most));
        return new AreaSpread(population, Math.min(each, most) * homes.cardinality(), share, streets, km2,
                each > most ? AreaSpread.State.DENSE : isCut ? AreaSpread.State.CUT : AreaSpread.State.PLACED);
    }

    /** @param row of the world's, as the columns are: what of it lies on this file */
    private void set(BitSet inside, int row, int first, int last, boolean isIn) {
        int r = row - grid.row();
        int west = Math.max(0, first - grid.column());
        int east = Math.min(grid.columns() - 1, last - grid.column());
        if (r >= 0 && r < grid.rows() && west <= east) {
            inside.set(r * grid.columns() + west, r * grid.columns() + east + 1, isIn);
        }
    }

    /** Where no street is known along which people live, they live along any other: off all streets they would be in no total. */
    private BitSet homes(BitSet inside) {
        BitSet homes = (BitSet) inside.clone();
        homes.and(lived);
        if (homes.isEmpty()) {
            homes.or(inside);
            homes.and(along);
        }
        return homes;
    }

    DemandView view(List<AreaView> areas, List<AreaSpread> spreads, long revision) {
        return new DemandView(people, areaOf, cells.build().toArray(), areas, spreads, revision, null, rule);
    }
}
