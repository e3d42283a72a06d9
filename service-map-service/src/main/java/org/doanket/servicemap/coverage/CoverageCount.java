package org.doanket.servicemap.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.streets.GridView;

/** Adds up cells: in all, by area, and what is left uncovered by squares. */
final class CoverageCount {

    private static final int SQUARE = 15;
    private static final int MOST_GAPS = 20;

    private final GridView grid;
    private final DemandView demand;
    private final Sum total = new Sum();
    private final Sum[] areas;
    private final Map<Integer, Sum> gaps = new HashMap<>();

    private static final class Sum {
        double people;
        double peopleOnce;
        double peopleTwice;
        double area;
        double areaOnce;
        double areaTwice;
        int areaNumber;

        void add(double people, double area, int sites) {
            this.people += people;
            this.area += area;
            if (sites > 0) {
                peopleOnce += people;
                areaOnce += area;
            }
            if (sites > 1) {
                peopleTwice += people;
                areaTwice += area;
            }
        }
    }

    CoverageCount(GridView grid, DemandView demand) {
        this.grid = grid;
        this.demand = demand;
        areas = new Sum[demand.areas().size() + 1];
        for (int i = 0; i < areas.length; i++) {
            areas[i] = new Sum();
        }
    }

    CoverageView.Side of(short[] sitesOfCell, int sites, int offStreets) {
        for (int cell : demand.cells()) {
            count(cell, sitesOfCell[cell]);
        }
        List<CoverageView.Area> byArea = new ArrayList<>();
        for (int i = 1; i < areas.length; i++) {
            AreaSpread spread = demand.spreads().get(i - 1);
            // Of those off the map only what was asked about by name or unit: a table of the whole country is no answer about one town.
            if (demand.isAsked(i - 1) && (spread.state() != AreaSpread.State.OFF_MAP || demand.isAsked() != null)) {
                AreaView area = demand.areas().get(i - 1);
                byArea.add(new CoverageView.Area(area.code(), area.name(), figures(areas[i], spread.isNowhere()), area.population() == null ? null
                        : Math.round(spread.unplaced()), spread.state().code(), CoverageView.Streets.of(spread.metres(), spread.km2())));
            }
        }
        return new CoverageView.Side(sites, offStreets, figures(total, total.people == 0 && demand.unplacedPeople() > 0), byArea, gaps());
    }

    private void count(int cell, int sites) {
        int row = cell / grid.columns();
        double area = grid.area(row);
        double people = demand.people()[cell];
        total.add(people, area, sites);
        int number = demand.areaOf()[cell];
        areas[number].add(people, area, sites);
        if (sites == 0) {
            int column = cell % grid.columns();
            Sum gap = gaps.computeIfAbsent(row / SQUARE << 16 | column / SQUARE, key -> new Sum());
            gap.add(people, area, 0);
            gap.areaNumber = Math.max(gap.areaNumber, number);
        }
    }

    private List<CoverageView.Gap> gaps() {
        boolean isByPeople = demand.isKnown();
        return gaps.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Sum>>comparingDouble(gap -> isByPeople ? -gap.getValue().people : -gap.getValue().area)
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_GAPS).map(gap -> {
                    Sum sum = gap.getValue();
                    int row = gap.getKey() >>> 16;
                    int column = gap.getKey() & 0xffff;
                    return new CoverageView.Gap(degrees(grid.row() + (row + 0.5) * SQUARE), degrees(grid.column() + (column + 0.5) * SQUARE),
                            isByPeople ? Math.round(sum.people) : null, km2(sum.area),
                            sum.areaNumber == 0 ? null : demand.areas().get(sum.areaNumber - 1).code());
                }).toList();
    }

    /** @param isUnknown its people are nowhere on these streets: no share is better than a wrong one */
    private CoverageView.Figures figures(Sum sum, boolean isUnknown) {
        boolean isByPeople = demand.isKnown() && sum.people > 0;
        return new CoverageView.Figures(demand.isKnown() ? Math.round(sum.people) : null, demand.isKnown() ? Math.round(sum.peopleOnce) : null,
                demand.isKnown() ? Math.round(sum.peopleTwice) : null, km2(sum.area), km2(sum.areaOnce), km2(sum.areaTwice),
                isUnknown ? null : share(isByPeople ? sum.peopleOnce / sum.people : sum.areaOnce / sum.area),
                isUnknown ? null : share(isByPeople ? sum.peopleTwice / sum.people : sum.areaTwice / sum.area));
    }

    private static double degrees(double seconds) {
        return Math.round(seconds / GridView.PER_DEGREE * 1e6) / 1e6;
    }

    private static double km2(double squareMetres) {
        return Math.round(squareMetres / 1_000) / 1_000.0;
    }

    private static Double share(double part) {
        return Double.isNaN(part) ? null : Math.round(part * 10_000) / 10_000.0;
    }
}
