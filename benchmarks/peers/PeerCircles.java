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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
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
 * Circles of 15 minutes, ours, GraphHopper's and Valhalla's, over one extract, the same places in turn in one run: from a position to the GeoJSON as bytes. In
 * processor time: of the thread for the two in this JVM, of its whole process for Valhalla, which is asked line by line. See the script beside it.
 */
final class PeerCircles {

    private static final int PLACES = 300;
    private static final int ROUNDS = 4;
    private static final long MILLIS = 900_000;
    private static final double TOLERANCE_DEGREES = 0.0001;
    private static final Map<ModeView, String> PROFILES = Map.of(ModeView.FOOT, "foot", ModeView.BICYCLE, "bike", ModeView.MOTORBIKE, "car");
    private static final Map<ModeView, String> COSTINGS = Map.of(ModeView.FOOT, "pedestrian", ModeView.BICYCLE, "bicycle", ModeView.MOTORBIKE, "motor_scooter");
    private static final List<String> NAMES = List.of("ours", "GraphHopper", "Valhalla");
    private static final String VALUES = "foot_access,foot_priority,foot_average_speed,foot_road_access,hike_rating,mtb_rating,country,road_class,bike_priority,"
            + "bike_access,roundabout,bike_average_speed,bike_road_access,car_access,car_average_speed,road_access";

    private PeerCircles() {
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
        Valhalla valhalla = new Valhalla(arguments[3]);
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule()).registerModule(new JtsModule());
        for (ModeView mode : ModeView.values()) {
            TravelModeView travel = reach.mode(mode.code()).orElseThrow();
            compare(mode.code(), gate, mode, List.of(
                    inThread(place -> json.writeValueAsBytes(ours.circles(place.latitude(), place.longitude(), travel, null, false, List.of(15), true))),
                    inThread(place -> json.writeValueAsBytes(circle(theirs, PROFILES.get(mode), place))),
                    place -> valhalla.ask(COSTINGS.get(mode), place)));
        }
        valhalla.close();
    }

    private record Answer(double millis, long bytes) {
    }

    private interface Peer {
        Answer ask(PlaceView place) throws Exception;
    }

    private interface Question {
        byte[] circle(PlaceView place) throws Exception;
    }

    private static Peer inThread(Question question) {
        return place -> {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long bytes = question.circle(place).length;
            return new Answer((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6, bytes);
        };
    }

    /** A process of its own (valhalla.js), which tells what each question took it. */
    private static final class Valhalla implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final Writer questions;

        Valhalla(String command) throws IOException {
            process = new ProcessBuilder(command.split(" ")).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            answers = process.inputReader();
            questions = process.outputWriter();
        }

        Answer ask(String costing, PlaceView place) throws IOException {
            questions.write(costing + ' ' + place.latitude() + ' ' + place.longitude() + '\n');
            questions.flush();
            String answer = answers.readLine();
            while (!answer.startsWith("= ")) { // what it logs
                answer = answers.readLine();
            }
            String[] figures = answer.split(" ");
            return new Answer(Long.parseLong(figures[1]) / 1e3, Long.parseLong(figures[2]));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static void compare(String name, StreetGate gate, ModeView mode, List<Peer> peers) throws Exception {
        List<PlaceView> places = new ArrayList<>();
        Random random = new Random(20_261_129);
        for (int i = 0; i < PLACES; i++) {
            places.add(gate.somewhere(random, mode));
        }
        double[][] millis = new double[peers.size()][PLACES];
        long[] bytes = new long[peers.size()];
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.fill(bytes, 0);
            for (int i = 0; i < PLACES; i++) {
                for (int who = 0; who < peers.size(); who++) {
                    Answer answer = peers.get(who).ask(places.get(i));
                    millis[who][i] = answer.millis();
                    bytes[who] += answer.bytes();
                }
            }
        }
        double own = Arrays.stream(millis[0]).average().orElseThrow();
        for (int who = 0; who < peers.size(); who++) {
            double mean = Arrays.stream(millis[who]).average().orElseThrow();
            Arrays.sort(millis[who]);
            System.out.printf("%-10s %-12s mean %.2f ms, p50 %.2f, p99 %.2f, %d KiB; %.1f times ours%n", name, NAMES.get(who), mean, millis[who][PLACES / 2],
                    millis[who][PLACES * 99 / 100], bytes[who] / PLACES / 1_024, mean / own);
        }
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
