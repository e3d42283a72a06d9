package org.doanket.servicemap.reach;

import com.bedatadriven.jackson.datatype.jts.JtsModule;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.isochrone.algorithm.ContourBuilder;
import com.graphhopper.isochrone.algorithm.JTSTriangulator;
import com.graphhopper.isochrone.algorithm.ShortestPathTree;
import com.graphhopper.isochrone.algorithm.Triangulator;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.PMap;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetGate;
import org.doanket.servicemap.streets.StreetQueries;
import org.locationtech.jts.geom.Geometry;

/**
 * Circles of 15 minutes, ours and GraphHopper's, over one extract, the same places in turn in one JVM: from a position to the GeoJSON as bytes, in
 * processor time of the thread. See the script beside it.
 */
final class GraphHopperCircles {

    private static final int PLACES = 300;
    private static final int ROUNDS = 4;
    private static final long MILLIS = 900_000;
    private static final double TOLERANCE_DEGREES = 0.0001;
    private static final Map<ModeView, String> PROFILES = Map.of(ModeView.FOOT, "foot", ModeView.BICYCLE, "bike", ModeView.MOTORBIKE, "car");
    private static final String VALUES = "foot_access,foot_priority,foot_average_speed,foot_road_access,hike_rating,mtb_rating,country,road_class,bike_priority,"
            + "bike_access,roundabout,bike_average_speed,bike_road_access,car_access,car_average_speed,road_access";

    private GraphHopperCircles() {
    }

    public static void main(String[] arguments) throws Exception {
        Path streets = Path.of(arguments[0]);
        StreetQueries own = new StreetQueries(Optional.empty());
        own.take(streets);
        StreetGate gate = new StreetGate(streets);
        ReachQueries reach = new ReachQueries(own);
        reach.modes(List.of(new TravelModeView("foot", 4.8, 1.38, ""), new TravelModeView("bicycle", 15, 1.23, ""), new TravelModeView("motorbike", 25, 1.30, "")));
        reach.ready();
        IsochroneQueries ours = new IsochroneQueries(own, reach, Clock.systemUTC());
        GraphHopper theirs = graphHopper(Path.of(arguments[1]), Path.of(arguments[2]));
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule()).registerModule(new JtsModule());
        for (ModeView mode : ModeView.values()) {
            TravelModeView travel = reach.mode(mode.code()).orElseThrow();
            compare(mode.code() + " / " + PROFILES.get(mode), gate, mode,
                    place -> json.writeValueAsBytes(ours.circles(place.latitude(), place.longitude(), travel, List.of(15), true)).length,
                    place -> json.writeValueAsBytes(circle(theirs, PROFILES.get(mode), place)).length);
        }
    }

    private interface Question {
        long bytes(PlaceView place) throws Exception;
    }

    private static void compare(String name, StreetGate gate, ModeView mode, Question ours, Question theirs) throws Exception {
        List<PlaceView> places = new ArrayList<>();
        Random random = new Random(20_261_129);
        for (int i = 0; i < PLACES; i++) {
            places.add(gate.somewhere(random, mode));
        }
        Question[] questions = {ours, theirs};
        double[][] millis = new double[2][PLACES];
        long[] bytes = new long[2];
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.fill(bytes, 0);
            for (int i = 0; i < PLACES; i++) {
                for (int who = 0; who < 2; who++) {
                    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    bytes[who] += questions[who].bytes(places.get(i));
                    millis[who][i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
                }
            }
        }
        for (double[] each : millis) {
            Arrays.sort(each);
        }
        double mean = Arrays.stream(millis[0]).average().orElseThrow();
        double theirMean = Arrays.stream(millis[1]).average().orElseThrow();
        System.out.printf("%-16s ours mean %.2f ms, p50 %.2f, p99 %.2f, %d KiB; GraphHopper mean %.2f, p50 %.2f, p99 %.2f, %d KiB; ratio %.1f%n", name, mean,
                millis[0][PLACES / 2], millis[0][PLACES * 99 / 100], bytes[0] / PLACES / 1_024, theirMean, millis[1][PLACES / 2], millis[1][PLACES * 99 / 100],
                bytes[1] / PLACES / 1_024, theirMean / mean);
    }

    private static GraphHopper graphHopper(Path extract, Path scratch) {
        GraphHopper hopper = new GraphHopper();
        hopper.setOSMFile(extract.toString());
        hopper.setGraphHopperLocation(scratch.toString());
        hopper.setStoreOnFlush(false);
        hopper.setEncodedValuesString(VALUES);
        hopper.setProfiles(PROFILES.values().stream().map(name -> new Profile(name).setCustomModel(GHUtility.loadCustomModelFromJar(name + ".json"))).toList());
        hopper.importOrLoad();
        return hopper;
    }

    /** As its own web resource makes one: a tree of shortest paths, a triangulation of what it has reached, and the contour of the time in it. */
    private static Geometry circle(GraphHopper hopper, String profile, PlaceView place) {
        Weighting weighting = hopper.createWeighting(hopper.getProfile(profile), new PMap());
        var inSubnetwork = hopper.getEncodingManager().getBooleanEncodedValue(Subnetwork.key(profile));
        Snap snap = hopper.getLocationIndex().findClosest(place.latitude(), place.longitude(), new DefaultSnapFilter(weighting, inSubnetwork));
        if (!snap.isValid()) {
            throw new IllegalStateException("nothing near");
        }
        QueryGraph graph = QueryGraph.create(hopper.getBaseGraph(), snap);
        ShortestPathTree tree = new ShortestPathTree(graph, graph.wrapWeighting(weighting), false, TraversalMode.NODE_BASED);
        // A little more than asked, so that the contour has something to run between.
        tree.setTimeLimit(MILLIS + Math.max(MILLIS * 0.14, 200_000));
        Triangulator.Result found = new JTSTriangulator(hopper.getRouterConfig()).triangulate(snap, graph, tree, label -> label.time, TOLERANCE_DEGREES);
        return new ContourBuilder(found.triangulation).computeIsoline(MILLIS, found.seedEdges);
    }
}
