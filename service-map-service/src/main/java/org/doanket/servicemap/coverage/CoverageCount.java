package org.doanket.servicemap.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.servicemap.streets.GridView;

/** Adds up cells: in all, by area, and what is left uncovered by squares. */
final class CoverageCount {

    private static final int SQUARE = 15;
    private static final int MOST_GAPS = 20;

    private final Sum total = new Sum();
    private final Map<String, Tally> areas = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<UUID> sites = new HashSet<>();
    private final Set<UUID> offStreets = new HashSet<>();
    private boolean isByPeople;
    private boolean isOfAreas;
    private DemandView.Told told;

    /** Of one area, on however many files it lies. @param number its place among all */
    private record Tally(AreaView area, int number, Sum sum) {
    }

    private record Gap(double rank, CoverageView.Gap told) {
    }

    private static final class Sum {
        double people;
        double peopleOnce;
        double peopleTwice;
        double area;
        double areaOnce;
        double areaTwice;
        int areaNumber;

        void add(Sum other) {
            people += other.people;
            peopleOnce += other.peopleOnce;
            peopleTwice += other.peopleTwice;
            area += other.area;
            areaOnce += other.areaOnce;
            areaTwice += other.areaTwice;
        }

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

    /** Counts the cells of one file. */
    void add(GridView grid, DemandView demand, short[] sitesOfCell, CoverageQueries.Sites found) {
        Sum[] ofArea = new Sum[demand.areas().size() + 1];
        for (int i = 0; i < ofArea.length; i++) {
            ofArea[i] = new Sum();
        }
        Map<Integer, Sum> squares = new HashMap<>();
        isByPeople = demand.isKnown();
        for (int cell : demand.cells()) {
            count(grid, demand, cell, sitesOfCell[cell], ofArea, squares);
        }
        DemandView.Told here = demand.told();
        told = told == null ? here : told.and(here);
        for (int i = 1; i < ofArea.length; i++) {
            if (demand.isAsked(i - 1)) {
                AreaView area = demand.areas().get(i - 1);
                int number = i;
                areas.computeIfAbsent(area.code(), key -> new Tally(area, number, new Sum())).sum().add(ofArea[i]);
            }
        }
        isOfAreas |= demand.isAsked() != null;
        addGaps(grid, demand, squares);
        found.places().forEach((site, place) -> addIf(demand.holds(grid.cellAt(place.latitude(), place.longitude())), site, sites));
        found.off().forEach((site, spot) -> addIf(demand.holds(grid.cellAt(spot.latitude(), spot.longitude())), site, offStreets));
    }

    private static void addIf(boolean isHeld, UUID site, Set<UUID> to) {
        if (isHeld) {
            to.add(site);
        }
    }

    /** Of all files together. Where two overlap a site may be near the streets of one of them only. */
    CoverageView.Side side() {
        offStreets.removeAll(sites);
        return new CoverageView.Side(sites.size(), offStreets.size(), figures(total, total.people == 0 && Math.round(told.unplaced()) > 0), ofAreas(),
                gaps.stream().sorted(Comparator.comparingDouble(gap -> -gap.rank())).limit(MOST_GAPS).map(Gap::told).toList());
    }

    DemandView.Told told() {
        return told;
    }

    /** Of those off the map only what was asked about by name or unit: a table of the whole country is no answer about one town. */
    private List<CoverageView.Area> ofAreas() {
        return areas.values().stream().sorted(Comparator.comparingInt(Tally::number))
                .filter(tally -> isOfAreas || told.spreads().get(tally.area().code()).state() != AreaSpread.State.OFF_MAP).map(tally -> {
                    AreaView area = tally.area();
                    AreaSpread spread = told.spreads().get(area.code());
                    return new CoverageView.Area(area.code(), area.name(), figures(tally.sum(), spread.isNowhere()), area.population() == null ? null
                            : Math.round(spread.unplaced()), spread.state().code(), CoverageView.Streets.of(spread.metres(), spread.km2()));
                }).toList();
    }

    private void count(GridView grid, DemandView demand, int cell, int sitesThere, Sum[] ofArea, Map<Integer, Sum> squares) {
        int row = cell / grid.columns();
        double area = grid.area(row);
        double people = demand.people()[cell];
        total.add(people, area, sitesThere);
        int number = demand.areaOf()[cell];
        ofArea[number].add(people, area, sitesThere);
        if (sitesThere == 0) {
            int column = cell % grid.columns();
            Sum gap = squares.computeIfAbsent(row / SQUARE << 16 | column / SQUARE, key -> new Sum());
            gap.add(people, area, 0);
            gap.areaNumber = Math.max(gap.areaNumber, number);
        }
    }

    private void addGaps(GridView grid, DemandView demand, Map<Integer, Sum> squares) {
        squares.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Sum>>comparingDouble(gap -> -rank(gap.getValue())).thenComparing(Map.Entry::getKey))
                .limit(MOST_GAPS).forEach(gap -> {
                    Sum sum = gap.getValue();
                    int row = gap.getKey() >>> 16;
                    int column = gap.getKey() & 0xffff;
                    gaps.add(new Gap(rank(sum), new CoverageView.Gap(degrees(grid.row() + (row + 0.5) * SQUARE), degrees(grid.column() + (column + 0.5) * SQUARE),
                            isByPeople ? Math.round(sum.people) : null, km2(sum.area), sum.areaNumber == 0 ? null : demand.areas().get(sum.areaNumber - 1).code())));
                });
    }

    private double rank(Sum gap) {
        return isByPeople ? gap.people : gap.area;
    }

    /** @param isUnknown its people are nowhere on these streets: no share is better than a wrong one */
    private CoverageView.Figures figures(Sum sum, boolean isUnknown) {
        boolean isShareOfPeople = isByPeople && sum.people > 0;
        return new CoverageView.Figures(isByPeople ? Math.round(sum.people) : null, isByPeople ? Math.round(sum.peopleOnce) : null,
                isByPeople ? Math.round(sum.peopleTwice) : null, km2(sum.area), km2(sum.areaOnce), km2(sum.areaTwice),
                isUnknown ? null : share(isShareOfPeople ? sum.peopleOnce / sum.people : sum.areaOnce / sum.area),
                isUnknown ? null : share(isShareOfPeople ? sum.peopleTwice / sum.people : sum.areaTwice / sum.area));
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
