package org.doanket.servicemap.siting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.coverage.DemandView;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** One comparison over the cells that nothing covers yet. */
final class Comparison {

    private static final String METHOD = "Greedy choice with single swaps; atMost by marginal gains (no choice exceeds it). ";
    private static final String EXACT = "By a solver (branch and bound, SCIP), beginning from a greedy choice; atMost as it proved. ";
    private static final int SQUARE = 15;
    private static final int MOST_BY_BUDGET = 50;
    /** Cells of all circles together that are held at once (4 bytes each). */
    private static final int MOST_CELLS = 16_000_000;

    private final ModeView mode;
    private final int minutes;
    private final Double pace;
    private final List<Part> parts = new ArrayList<>();
    /** Of each area its place among the sums, which begin with those in none. */
    private final Map<String, Integer> areas = new HashMap<>();
    private double[] people = {};
    private int[] areaOf = {};
    private double[] areaPeople = {0};
    private double[] areaCovered = {0};
    private double all;
    private double covered;
    private DemandView.Told told;

    /**
     * The streets of one file.
     *
     * @param number of each cell of its grid the number among those that are compared, or -1
     */
    private record Part(NetworkView network, DemandView demand, int[] number) {
    }

    /** @param places on the streets of each part that has one near it; @param kind null where it has none */
    record Spot(Map<Integer, PlaceView> places, double latitude, double longitude, String label, String kind, double cost, boolean isForced) {
    }

    /** A square in which people are uncovered, by its middle. */
    record Square(int part, int key, double latitude, double longitude, double people) {
    }

    /** @param pace km/h on foot; null: as the streets say */
    Comparison(ModeView mode, int minutes, Double pace) {
        this.mode = mode;
        this.minutes = minutes;
        this.pace = pace;
    }

    /**
     * Takes up those of one file whom nothing covers yet.
     *
     * @param network the streets that may be gone on
     * @param weights by the code of an area, how much one of its people counts
     */
    void add(NetworkView network, DemandView demand, Map<String, BigDecimal> weights, IntPredicate isCovered) {
        int[] sums = new int[demand.areas().size() + 1];
        double[] weight = new double[sums.length];
        weight[0] = 1;
        for (int i = 1; i < sums.length; i++) {
            String code = demand.areas().get(i - 1).code();
            sums[i] = areas.computeIfAbsent(code, key -> areas.size() + 1);
            weight[i] = weights == null || !weights.containsKey(code) ? 1 : weights.get(code).doubleValue();
        }
        areaPeople = Arrays.copyOf(areaPeople, areas.size() + 1);
        areaCovered = Arrays.copyOf(areaCovered, areas.size() + 1);
        int count = people.length;
        people = Arrays.copyOf(people, count + demand.cells().length);
        areaOf = Arrays.copyOf(areaOf, people.length);
        int[] number = new int[network.grid().size()];
        Arrays.fill(number, -1);
        for (int cell : demand.cells()) {
            double here = demand.people()[cell] * weight[demand.areaOf()[cell]];
            int area = sums[demand.areaOf()[cell]];
            all += here;
            areaPeople[area] += here;
            if (isCovered.test(cell)) {
                covered += here;
                areaCovered[area] += here;
            } else if (here > 0) {
                people[count] = here;
                areaOf[count] = area;
                number[cell] = count++;
            }
        }
        people = Arrays.copyOf(people, count);
        areaOf = Arrays.copyOf(areaOf, count);
        told = told == null ? demand.told() : told.and(demand.told());
        parts.add(new Part(network, demand, number));
    }

    /** Those with most people first. */
    List<Square> squares() {
        List<Square> squares = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            GridView grid = parts.get(i).network().grid();
            int[] number = parts.get(i).number();
            Map<Integer, Double> inside = new HashMap<>();
            for (int cell : parts.get(i).demand().cells()) {
                if (number[cell] >= 0) {
                    inside.merge(cell / grid.columns() / SQUARE << 16 | cell % grid.columns() / SQUARE, people[number[cell]], Double::sum);
                }
            }
            inside.forEach((key, sum) -> squares.add(new Square(part, key, (grid.row() + ((key >>> 16) + 0.5) * SQUARE) / GridView.PER_DEGREE,
                    (grid.column() + ((key & 0xffff) + 0.5) * SQUARE) / GridView.PER_DEGREE, sum)));
        }
        squares.sort(Comparator.comparingDouble(Square::people).reversed().thenComparing(Square::part).thenComparing(Square::key));
        return squares;
    }

    /** Where a place is on the streets of each part; empty where it is near none. */
    Map<Integer, PlaceView> snap(double latitude, double longitude) {
        Map<Integer, PlaceView> places = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            NetworkView network = parts.get(i).network();
            if (parts.size() == 1 || network.covers(latitude, longitude)) {
                network.snap(mode, latitude, longitude).ifPresent(place -> places.put(part, place));
            }
        }
        return places;
    }

    /** The same for the street nearest to the middle of a square: whoever is put there stands on it. */
    Optional<Spot> spot(Square square) {
        return parts.get(square.part()).network().snap(mode, square.latitude(), square.longitude()).map(place -> {
            Map<Integer, PlaceView> places = snap(place.latitude(), place.longitude());
            places.put(square.part(), new PlaceView(place.edge(), place.fraction(), 0, place.latitude(), place.longitude()));
            return new Spot(places, place.latitude(), place.longitude(), null, null, 1, false);
        });
    }

    PlacementView of(List<Spot> candidates, int offStreets, PlacementCommand.Ask asked, PlacementQueries.Progress progress, SolverProcess solver)
            throws InterruptedException {
        int most = asked.count() == null ? MOST_BY_BUDGET : asked.count();
        long total = candidates.size() + most;
        List<int[]> covers = new ArrayList<>();
        long cells = 0;
        for (int i = 0; i < candidates.size() && cells < MOST_CELLS; i++) {
            int[] circle = circle(candidates.get(i));
            covers.add(circle);
            cells += circle.length;
            progress.at(i + 1, total);
        }
        List<Spot> spots = candidates.subList(0, covers.size());
        double[] costs = spots.stream().mapToDouble(Spot::cost).toArray();
        List<String> kinds = new ArrayList<>();
        kinds.add(null);
        kinds.addAll(asked.budgets() == null ? Set.of() : asked.budgets().keySet());
        int[][] circles = covers.toArray(int[][]::new);
        Double budget = asked.budget() == null ? null : asked.budget().doubleValue();
        int[] kindOf = spots.stream().mapToInt(spot -> Math.max(0, kinds.indexOf(spot.kind()))).toArray();
        Double[] budgets = kinds.stream().map(kind -> kind == null ? null : (Double) asked.budgets().get(kind).doubleValue()).toArray(Double[]::new);
        MaxCover cover = new MaxCover(circles, people, costs, most, budget == null ? Double.MAX_VALUE : budget, kindOf,
                Arrays.stream(budgets).mapToDouble(each -> each == null ? Double.MAX_VALUE : each).toArray(), forced(spots));
        if (!cover.isPossible()) {
            throw new Problem(422, "placement-forced-too-much");
        }
        int[] chosen = new int[1];
        cover.choose(Boolean.TRUE.equals(asked.worstFirst()) ? worstFirst(covers) : null, () -> progress.at(candidates.size() + ++chosen[0], total));
        if (asked.wantsProof()) {
            SolverProcess.Answer answer = solver.ask(ExactCover.of(cover, circles, people, costs, most, budget, kindOf, budgets, forced(spots), solver));
            cover.choose(answer.chosen(), answer.bound());
        }
        return view(cover, spots, covers, offStreets, spots.size() < candidates.size(), asked.goesRoundSteps(), asked.wantsProof());
    }

    private static boolean[] forced(List<Spot> spots) {
        boolean[] isForced = new boolean[spots.size()];
        for (int i = 0; i < isForced.length; i++) {
            isForced[i] = spots.get(i).isForced();
        }
        return isForced;
    }

    /** Across the edge of a file too, where another knows the place. */
    private int[] circle(Spot spot) {
        IntStream.Builder inside = IntStream.builder();
        spot.places().forEach((part, place) -> {
            NetworkView network = parts.get(part).network();
            int[] number = parts.get(part).number();
            network.travel(mode, false, place, network.millis(minutes, pace), travel -> {
                travel.eachCell((cell, at) -> {
                    if (number[cell] >= 0) {
                        inside.add(number[cell]);
                    }
                });
                return inside;
            });
        });
        return inside.build().toArray();
    }

    /** The code of the area in which it stands, or null. */
    private String area(Spot spot) {
        for (int part : spot.places().keySet()) {
            DemandView demand = parts.get(part).demand();
            int cell = parts.get(part).network().grid().cellAt(spot.latitude(), spot.longitude());
            if (cell >= 0 && demand.areaOf()[cell] > 0 && (parts.size() == 1 || demand.holds(cell))) {
                return demand.areas().get(demand.areaOf()[cell] - 1).code();
            }
        }
        return null;
    }

    /** Only what helps the area of which the smallest share is covered, among those that any candidate can still help. */
    private MaxCover.Turn worstFirst(List<int[]> covers) {
        return times -> {
            double[] now = areaCovered.clone();
            boolean[] canBeHelped = new boolean[now.length];
            for (int cell = 0; cell < times.length; cell++) {
                now[areaOf[cell]] += times[cell] > 0 ? people[cell] : 0;
            }
            for (int[] circle : covers) {
                for (int cell : circle) {
                    canBeHelped[areaOf[cell]] |= times[cell] == 0;
                }
            }
            int worst = -1;
            for (int area = 1; area < now.length; area++) {
                if (canBeHelped[area] && areaPeople[area] > 0 && (worst < 0 || now[area] / areaPeople[area] < now[worst] / areaPeople[worst])) {
                    worst = area;
                }
            }
            int wanted = worst;
            return candidate -> wanted < 0 || Arrays.stream(covers.get(candidate)).anyMatch(cell -> times[cell] == 0 && areaOf[cell] == wanted);
        };
    }

    private PlacementView view(MaxCover cover, List<Spot> spots, List<int[]> covers, int offStreets, boolean isTruncated, boolean isStepFree, boolean isExact) {
        List<PlacementView.Chosen> chosen = new ArrayList<>();
        boolean[] seen = new boolean[people.length];
        for (int index : cover.chosen()) {
            double gain = 0;
            for (int cell : covers.get(index)) {
                gain += seen[cell] ? 0 : people[cell];
                seen[cell] = true;
            }
            Spot spot = spots.get(index);
            chosen.add(new PlacementView.Chosen(chosen.size() + 1, rounded(spot.latitude(), 1e6), rounded(spot.longitude(), 1e6), spot.label(),
                    rounded(gain, 1), area(spot)));
        }
        double value = cover.value();
        return new PlacementView(parts.get(0).network().about(), parts.stream().skip(1).map(part -> part.network().about()).toList(),
                (isExact ? EXACT : METHOD) + DemandView.METHOD, told.sources(), mode.code(), pace, isStepFree, minutes, spots.size(), offStreets, isTruncated,
                Math.round(told.unplaced()), rounded(all, 1), rounded(covered, 1), rounded(covered + value, 1), rounded(Math.min(all, covered + cover.bound()), 1),
                cover.bound() - value < 1e-6 * Math.max(1, value), rounded(Math.min(all - covered, cover.bound()) - value, 1),
                cover.bound() == 0 ? 1 : rounded(value / cover.bound(), 10_000), chosen);
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
