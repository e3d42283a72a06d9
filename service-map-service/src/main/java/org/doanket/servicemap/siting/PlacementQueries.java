package org.doanket.servicemap.siting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.servicemap.coverage.CoverageQueries;
import org.doanket.servicemap.coverage.CoverageCommand;
import org.doanket.servicemap.coverage.DemandQueries;
import org.doanket.servicemap.coverage.DemandView;
import org.doanket.servicemap.kind.LegendCodeQueries;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** Compares candidates by the people whom nothing covers yet. */
@ApplicationScoped
@Unscoped("reads what is public: points, streets and totals of people")
public class PlacementQueries {

    private static final int SQUARE = 15;

    private final CoverageQueries coverage;
    private final DemandQueries demands;
    private final LegendCodeQueries legend;
    private final SolverProcess solver;

    PlacementQueries(CoverageQueries coverage, DemandQueries demands, LegendCodeQueries legend, SolverProcess solver) {
        this.coverage = coverage;
        this.demands = demands;
        this.legend = legend;
        this.solver = solver;
    }

    /** Told how many steps of how many are done. */
    @FunctionalInterface
    interface Progress {
        void at(long done, long total);
    }

    /**
     * What can be told before the work begins.
     *
     * @throws Problem 400 no such mode, kind, amenity, hour or site; 409 without streets or populations, or without a solver where one is asked for
     */
    void check(PlacementCommand.Ask asked) {
        mode(asked);
        hour(asked);
        // A misspelt one would find nothing there, and so would look like an answer.
        legend.requireKnown(orNone(asked.kinds()), "/kinds", orNone(asked.amenities()), "/amenities");
        List<Fault> faults = coverage.unknownSites(orNone(asked.without())).stream().map(site -> Fault.at("/without", "unknown-code", Map.of("code", site))).toList();
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        if (!demands.of(coverage.network(asked.areas())).within(asked.areas()).isOnMap()) {
            throw Problem.conflict("no-populations");
        }
        if (asked.wantsProof()) {
            solver.require();
        }
    }

    private static ModeView mode(PlacementCommand.Ask asked) {
        ModeView mode = ModeView.of(asked.mode() == null ? "foot" : asked.mode());
        if (mode == null) {
            throw Problem.malformed(Fault.at("/mode", "bad-value"));
        }
        if (asked.count() == null && asked.budget() == null) {
            throw Problem.malformed(Fault.at("/count", "not-null"));
        }
        if (asked.wantsProof() && Boolean.TRUE.equals(asked.worstFirst())) {
            throw Problem.malformed(Fault.at("/exact", "not-with-worst-first"));
        }
        return mode;
    }

    /** @throws Problem as {@link #check}; 422 where what is forced is too much, or off the streets, or too much for the solver; 503 where that fails */
    PlacementView place(PlacementCommand.Ask asked, Progress progress) throws InterruptedException {
        ModeView mode = mode(asked);
        int minutes = asked.minutes() == null ? 15 : asked.minutes();
        NetworkView network = coverage.network(asked.areas());
        DemandView demand = demands.of(network).within(asked.areas());
        if (!demand.isOnMap()) {
            throw Problem.conflict("no-populations");
        }
        CoverageCommand question = new CoverageCommand(mode, minutes, orNone(asked.kinds()), orNone(asked.amenities()),
                asked.at() == null ? null : asked.at().toInstant(), hour(asked), orNone(asked.without()));
        double[] weight = weights(demand, asked.weights());
        boolean[] isCovered = coverage.counted(network, question, (sites, of) -> {
            boolean[] covered = new boolean[weight.length];
            for (int cell : demand.cells()) {
                covered[cell] = sites[cell] > 0;
            }
            return covered;
        });
        int[] off = new int[1];
        List<Comparison.Spot> spots = asked.candidates() == null || asked.candidates().isEmpty()
                ? squares(network, mode, demand, weight, isCovered, asked) : given(network, mode, asked, off);
        return new Comparison(network, mode, minutes, demand, weight, isCovered).of(spots, off[0], asked, progress, solver);
    }

    private static CoverageCommand.Hour hour(PlacementCommand.Ask asked) {
        if (asked.hour() == null) {
            return null;
        }
        if (asked.at() != null) {
            throw Problem.malformed(Fault.at("/hour", "not-with-at"));
        }
        try {
            return CoverageCommand.Hour.of(asked.hour());
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw Problem.malformed(Fault.at("/hour", "bad-value"));
        }
    }

    private static <T> Set<T> orNone(Set<T> given) {
        return given == null ? Set.of() : given;
    }

    private static double[] weights(DemandView demand, Map<String, java.math.BigDecimal> given) {
        double[] ofArea = new double[demand.areas().size() + 1];
        Arrays.fill(ofArea, 1);
        for (int i = 1; i < ofArea.length && given != null; i++) {
            java.math.BigDecimal factor = given.get(demand.areas().get(i - 1).code());
            ofArea[i] = factor == null ? 1 : factor.doubleValue();
        }
        double[] weight = new double[demand.people().length];
        for (int cell : demand.cells()) {
            weight[cell] = demand.people()[cell] * ofArea[demand.areaOf()[cell]];
        }
        return weight;
    }

    private static List<Comparison.Spot> given(NetworkView network, ModeView mode, PlacementCommand.Ask asked, int[] off) {
        List<Comparison.Spot> spots = new ArrayList<>();
        for (PlacementCommand.Candidate candidate : asked.candidates()) {
            boolean isForced = Boolean.TRUE.equals(candidate.forced());
            if (isForced || isAllowed(asked, candidate.lat(), candidate.lon())) {
                PlaceView place = network.snap(mode, candidate.lat(), candidate.lon()).orElse(null);
                if (place == null && isForced) {
                    throw new Problem(422, "far-from-streets", NetworkView.MOST_METRES_TO_STREET);
                } else if (place == null) {
                    off[0]++;
                } else {
                    spots.add(new Comparison.Spot(place, candidate.lat(), candidate.lon(), candidate.label(), candidate.kind(),
                            candidate.cost() == null ? 1 : candidate.cost().doubleValue(), isForced));
                }
            }
        }
        // Those first, lest they be among what is too much to compare.
        spots.sort(Comparator.comparing(spot -> !spot.isForced()));
        return spots;
    }

    /** The squares where most people are uncovered, each by its place on a street nearest to its middle. */
    private static List<Comparison.Spot> squares(NetworkView network, ModeView mode, DemandView demand, double[] weight, boolean[] isCovered,
            PlacementCommand.Ask asked) {
        GridView grid = network.grid();
        Map<Integer, Double> people = new HashMap<>();
        for (int cell : demand.cells()) {
            if (!isCovered[cell] && weight[cell] > 0) {
                people.merge(cell / grid.columns() / SQUARE << 16 | cell % grid.columns() / SQUARE, weight[cell], Double::sum);
            }
        }
        return people.entrySet().stream().sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry::getKey))
                .map(square -> {
                    double latitude = (grid.row() + ((square.getKey() >>> 16) + 0.5) * SQUARE) / GridView.PER_DEGREE;
                    double longitude = (grid.column() + ((square.getKey() & 0xffff) + 0.5) * SQUARE) / GridView.PER_DEGREE;
                    return isAllowed(asked, latitude, longitude) ? network.snap(mode, latitude, longitude)
                            .filter(place -> isAllowed(asked, place.latitude(), place.longitude()))
                            .map(place -> new Comparison.Spot(new PlaceView(place.edge(), place.fraction(), 0, place.latitude(), place.longitude()),
                                    place.latitude(), place.longitude(), null, null, 1, false)).orElse(null) : null;
                }).filter(spot -> spot != null).toList();
    }

    private static boolean isAllowed(PlacementCommand.Ask asked, double latitude, double longitude) {
        return asked.notIn() == null || asked.notIn().stream().noneMatch(box -> box.holds(latitude, longitude));
    }
}
