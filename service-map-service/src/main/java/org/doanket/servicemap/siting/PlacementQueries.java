package org.doanket.servicemap.siting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.servicemap.coverage.CoverageQueries;
import org.doanket.servicemap.coverage.CoverageCommand;
import org.doanket.servicemap.coverage.DemandQueries;
import org.doanket.servicemap.coverage.DemandView;
import org.doanket.servicemap.kind.LegendCodeQueries;
import org.doanket.servicemap.reach.ReachQueries;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** Compares candidates by the people whom nothing covers yet. */
@ApplicationScoped
@Unscoped("reads what is public: points, streets and totals of people")
public class PlacementQueries {

    private final CoverageQueries coverage;
    private final DemandQueries demands;
    private final ReachQueries reach;
    private final LegendCodeQueries legend;
    private final SolverProcess solver;

    PlacementQueries(CoverageQueries coverage, DemandQueries demands, ReachQueries reach, LegendCodeQueries legend, SolverProcess solver) {
        this.coverage = coverage;
        this.demands = demands;
        this.reach = reach;
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
     * @throws Problem 400 no such mode, kind, amenity, hour, pace or site; 409 without streets or populations, where nobody knows which streets are steps, or without a solver
     *                 where one is asked for
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
        boolean isOnMap = false;
        for (CoverageQueries.Part part : coverage.parts(asked.areas())) {
            ways(part, asked);
            isOnMap |= demand(part).isOnMap();
        }
        if (!isOnMap) {
            throw Problem.conflict("no-populations");
        }
        if (asked.wantsProof()) {
            solver.require();
        }
    }

    private ModeView mode(PlacementCommand.Ask asked) {
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
        reach.pace(asked.pace(), mode.code(), "/pace");
        ReachQueries.requireOnFoot(asked.goesRoundSteps(), mode.code(), "/stepFree");
        return mode;
    }

    private DemandView demand(CoverageQueries.Part part) {
        return demands.of(part).within(part.areas());
    }

    private static NetworkView ways(CoverageQueries.Part part, PlacementCommand.Ask asked) {
        return asked.goesRoundSteps() ? part.network().withoutSteps() : part.network();
    }

    /** @throws Problem as {@link #check}; 422 where what is forced is too much, or off the streets, or too much for the solver; 503 where that fails */
    PlacementView place(PlacementCommand.Ask asked, Progress progress) throws InterruptedException {
        ModeView mode = mode(asked);
        int minutes = asked.minutes() == null ? 15 : asked.minutes();
        Double pace = reach.pace(asked.pace(), mode.code(), "/pace");
        CoverageCommand question = new CoverageCommand(mode, minutes, pace, asked.goesRoundSteps(), orNone(asked.kinds()), orNone(asked.amenities()),
                asked.at() == null ? null : asked.at().toInstant(), hour(asked), null, List.of(), null, orNone(asked.without()));
        Comparison comparison = new Comparison(mode, minutes, pace);
        boolean isOnMap = false;
        for (CoverageQueries.Part part : coverage.parts(asked.areas())) {
            DemandView demand = demand(part);
            isOnMap |= demand.isOnMap();
            coverage.counted(part.network(), question, (sites, of) -> {
                comparison.add(ways(part, asked), demand, asked.weights(), cell -> sites[cell] > 0);
                return comparison;
            });
        }
        if (!isOnMap) {
            throw Problem.conflict("no-populations");
        }
        int[] off = new int[1];
        List<Comparison.Spot> spots = asked.candidates() == null || asked.candidates().isEmpty() ? squares(comparison, asked) : given(comparison, asked, off);
        return comparison.of(spots, off[0], asked, progress, solver);
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

    private static List<Comparison.Spot> given(Comparison comparison, PlacementCommand.Ask asked, int[] off) {
        List<Comparison.Spot> spots = new ArrayList<>();
        for (PlacementCommand.Candidate candidate : asked.candidates()) {
            boolean isForced = Boolean.TRUE.equals(candidate.forced());
            if (isForced || isAllowed(asked, candidate.lat(), candidate.lon())) {
                Map<Integer, PlaceView> places = comparison.snap(candidate.lat(), candidate.lon());
                if (places.isEmpty() && isForced) {
                    throw new Problem(422, "far-from-streets", NetworkView.MOST_METRES_TO_STREET);
                } else if (places.isEmpty()) {
                    off[0]++;
                } else {
                    spots.add(new Comparison.Spot(places, candidate.lat(), candidate.lon(), candidate.label(), candidate.kind(),
                            candidate.cost() == null ? 1 : candidate.cost().doubleValue(), isForced));
                }
            }
        }
        // Those first, lest they be among what is too much to compare.
        spots.sort(Comparator.comparing(spot -> !spot.isForced()));
        return spots;
    }

    /** The squares where most people are uncovered, each by its place on a street nearest to its middle. */
    private static List<Comparison.Spot> squares(Comparison comparison, PlacementCommand.Ask asked) {
        return comparison.squares().stream().filter(square -> isAllowed(asked, square.latitude(), square.longitude())).map(comparison::spot).flatMap(Optional::stream)
                .filter(spot -> isAllowed(asked, spot.latitude(), spot.longitude())).toList();
    }

    private static boolean isAllowed(PlacementCommand.Ask asked, double latitude, double longitude) {
        return asked.notIn() == null || asked.notIn().stream().noneMatch(box -> box.holds(latitude, longitude));
    }
}
