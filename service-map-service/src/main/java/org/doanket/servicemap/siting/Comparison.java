package org.doanket.servicemap.siting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.coverage.DemandView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** One comparison over the cells that nothing covers yet. */
final class Comparison {

    private static final String METHOD = "Greedy choice with single swaps; atMost by marginal gains (no choice exceeds it). ";
    private static final String EXACT = "By a solver (branch and bound, SCIP), beginning from a greedy choice; atMost as it proved. ";
    private static final int MOST_BY_BUDGET = 50;
    /** Cells of all circles together that are held at once (4 bytes each). */
    private static final int MOST_CELLS = 16_000_000;

    private final NetworkView network;
    private final ModeView mode;
    private final int minutes;
    private final DemandView demand;
    private final double[] weight;
    /** Of each cell of the grid its number among those that are compared, or -1. */
    private final int[] number;
    private final double[] people;
    private final int[] areaOf;
    private final double[] areaPeople;
    private final double[] areaCovered;
    private double all;
    private double covered;

    /** @param kind null where it has none */
    record Spot(PlaceView place, double latitude, double longitude, String label, String kind, double cost, boolean isForced) {
    }

    Comparison(NetworkView network, ModeView mode, int minutes, DemandView demand, double[] weight, boolean[] isCovered) {
        this.network = network;
        this.mode = mode;
        this.minutes = minutes;
        this.demand = demand;
        this.weight = weight;
        number = new int[weight.length];
        Arrays.fill(number, -1);
        people = new double[demand.cells().length];
        areaOf = new int[people.length];
        areaPeople = new double[demand.areas().size() + 1];
        areaCovered = new double[areaPeople.length];
        int count = 0;
        for (int cell : demand.cells()) {
            all += weight[cell];
            areaPeople[demand.areaOf()[cell]] += weight[cell];
            if (isCovered[cell]) {
                covered += weight[cell];
                areaCovered[demand.areaOf()[cell]] += weight[cell];
            } else if (weight[cell] > 0) {
                people[count] = weight[cell];
                areaOf[count] = demand.areaOf()[cell];
                number[cell] = count++;
            }
        }
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
        return view(cover, spots, covers, offStreets, spots.size() < candidates.size(), asked.wantsProof());
    }

    private static boolean[] forced(List<Spot> spots) {
        boolean[] isForced = new boolean[spots.size()];
        for (int i = 0; i < isForced.length; i++) {
            isForced[i] = spots.get(i).isForced();
        }
        return isForced;
    }

    private int[] circle(Spot spot) {
        return network.travel(mode, false, spot.place(), minutes * 60_000, travel -> {
            IntStream.Builder inside = IntStream.builder();
            travel.eachCell((cell, at) -> {
                if (number[cell] >= 0) {
                    inside.add(number[cell]);
                }
            });
            return inside.build().toArray();
        });
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

    private PlacementView view(MaxCover cover, List<Spot> spots, List<int[]> covers, int offStreets, boolean isTruncated, boolean isExact) {
        List<PlacementView.Chosen> chosen = new ArrayList<>();
        boolean[] seen = new boolean[people.length];
        for (int index : cover.chosen()) {
            double gain = 0;
            for (int cell : covers.get(index)) {
                gain += seen[cell] ? 0 : people[cell];
                seen[cell] = true;
            }
            Spot spot = spots.get(index);
            int cell = network.grid().cellAt(spot.latitude(), spot.longitude());
            int area = cell < 0 ? 0 : demand.areaOf()[cell];
            chosen.add(new PlacementView.Chosen(chosen.size() + 1, rounded(spot.latitude(), 1e6), rounded(spot.longitude(), 1e6), spot.label(),
                    rounded(gain, 1), area == 0 ? null : demand.areas().get(area - 1).code()));
        }
        double value = cover.value();
        return new PlacementView(network.about(), (isExact ? EXACT : METHOD) + DemandView.METHOD, demand.sources(), mode.code(), minutes, spots.size(), offStreets, isTruncated,
                rounded(all, 1), rounded(covered, 1), rounded(covered + value, 1), rounded(Math.min(all, covered + cover.bound()), 1),
                cover.bound() - value < 1e-6 * Math.max(1, value), rounded(Math.min(all - covered, cover.bound()) - value, 1),
                cover.bound() == 0 ? 1 : rounded(value / cover.bound(), 10_000), chosen);
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
