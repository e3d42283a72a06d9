package org.doanket.servicemap.reach;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.page.PageRequest;
import org.doanket.servicemap.hours.BenchmarkSchedules;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetGate;
import org.doanket.servicemap.streets.StreetQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The gates of the map on real streets: {@code -Dtest=StreetBenchmark -Dbenchmark=hanoi.streets}, a file of street-compiler's. */
class StreetBenchmark {

    /** CPU time of the thread: on a machine shared with others the wall tells of them. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final int QUESTIONS = 500;
    private static final int CIRCLES = 10_000;
    private static final int POINTS_IN_TOWN = 14_000;

    public static void main(String[] arguments) throws Exception {
        run(Path.of(arguments[0]));
    }

    @Test
    @EnabledIfSystemProperty(named = "benchmark", matches = ".*\\.streets")
    void measures() throws Exception {
        run(Path.of(System.getProperty("benchmark")));
    }

    private static void run(Path file) throws Exception {
        StreetQueries streets = new StreetQueries(Optional.empty());
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            streets.take(file);
            System.out.printf("loaded in %.1f ms%n", (System.nanoTime() - begun) / 1e6);
        }
        StreetGate gate = new StreetGate(file);
        ReachQueries reach = new ReachQueries(streets);
        reach.modes(List.of(new TravelModeView("foot", 4.8, 1.38, ""), new TravelModeView("bicycle", 15, 1.23, ""), new TravelModeView("motorbike", 25, 1.30, "")));
        reach.ready();
        isochrones(gate, new IsochroneQueries(streets, reach, Clock.systemUTC()), reach);
        circles(gate);
        reachable(gate, reach);
        truth(gate);
    }

    private static void isochrones(StreetGate gate, IsochroneQueries queries, ReachQueries reach) throws Exception {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        for (ModeView mode : ModeView.values()) {
            TravelModeView travel = reach.mode(mode.code()).orElseThrow();
            for (int round = 0; round < 3; round++) {
                Random random = new Random(20261128);
                long[] nanos = new long[QUESTIONS];
                long bytes = 0;
                for (int i = 0; i < QUESTIONS; i++) {
                    PlaceView place = gate.somewhere(random, mode);
                    long start = THREAD.getCurrentThreadCpuTime();
                    bytes += json.writeValueAsBytes(queries.circles(place.latitude(), place.longitude(), travel, null, false, List.of(15), true)).length;
                    nanos[i] = THREAD.getCurrentThreadCpuTime() - start;
                }
                if (round == 2) {
                    report("isochrone with GeoJSON, " + mode.code() + ", " + bytes / QUESTIONS / 1_024 + " KiB", nanos);
                }
            }
        }
    }

    private static void circles(StreetGate gate) {
        for (int round = 0; round < 3; round++) {
            Random random = new Random(1);
            short[] sites = new short[gate.network.grid().size()];
            List<PlaceView> places = new ArrayList<>();
            for (int i = 0; i < CIRCLES; i++) {
                places.add(gate.somewhere(random, ModeView.FOOT));
            }
            long start = THREAD.getCurrentThreadCpuTime();
            for (PlaceView place : places) {
                gate.network.travel(ModeView.FOOT, false, place, 900_000, travel -> {
                    travel.eachCell((cell, at) -> sites[cell]++);
                    return null;
                });
            }
            int twice = 0;
            for (short count : sites) {
                twice += count > 1 ? 1 : 0;
            }
            System.out.printf("%,d foot circles with counts: %.2f s CPU (%d cells covered twice)%n", CIRCLES,
                    (THREAD.getCurrentThreadCpuTime() - start) / 1e9, twice);
        }
    }

    /** A town's share of 400,000 points by Zipf's law, and the others elsewhere in the index. */
    private static void reachable(StreetGate gate, ReachQueries reach) {
        Random random = new Random(3);
        List<ScheduleView> schedules = BenchmarkSchedules.of(2_000, ZoneId.of("Asia/Ho_Chi_Minh"), Set.of(LocalDate.parse("2026-10-01")));
        List<OpenPointView> all = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            PlaceView place = i < POINTS_IN_TOWN ? gate.somewhere(random, ModeView.FOOT)
                    : new PlaceView(0, 0, 0, 22 + random.nextDouble() * 20, 108 + random.nextDouble() * 20);
            all.add(new OpenPointView(new UUID(i, i), 1, new UUID(0, i), new UUID(1, i), i % 2 == 0 ? "rest-stop" : "canteen", "n", "s", "a",
                    place.latitude(), place.longitude(), "open", "own", List.of(), "", schedules.get(random.nextInt(schedules.size())), 1));
        }
        reach.index().apply(all, List.of());
        Instant monday = Instant.parse("2026-11-23T02:00:00Z");
        for (ModeView mode : ModeView.values()) {
            for (int round = 0; round < 2; round++) {
                long[] nanos = new long[2_000];
                long found = 0;
                for (int i = 0; i < nanos.length; i++) {
                    PlaceView place = gate.somewhere(random, mode);
                    ReachQuestion question = new ReachQuestion(place.latitude(), place.longitude(), reach.mode(mode.code()).orElseThrow(), 15, true, null,
                            Set.of(), Set.of(), monday.plusSeconds(random.nextInt(600)), false);
                    long start = THREAD.getCurrentThreadCpuTime();
                    found += reach.reach(question, new PageRequest()).total();
                    nanos[i] = THREAD.getCurrentThreadCpuTime() - start;
                }
                if (round == 1) {
                    report("open within 15 minutes, 400,000 points, " + mode.code() + ", " + found / nanos.length + " found", nanos);
                }
            }
        }
    }

    private static void truth(StreetGate gate) {
        for (ModeView mode : ModeView.values()) {
            for (boolean isForward : new boolean[] {true, false}) {
                System.out.printf("%s %s: %d differences to a plain Dijkstra from 1,000 sources%n", mode.code(), isForward ? "out" : "in",
                        gate.differences(mode, isForward, 1_000, 900_000, new Random(4)));
            }
            StreetGate.Honesty honesty = gate.honesty(mode, mode == ModeView.MOTORBIKE ? 40 : 100, new Random(5));
            System.out.printf("%s: %d polygons, %d invalid, %d not nested; junctions wrongly inside %.2f %%, missed %.2f %%%n", mode.code(), honesty.polygons,
                    honesty.invalid, honesty.notNested, 100.0 * honesty.wronglyIn / honesty.inside, 100.0 * honesty.missed / honesty.inside);
        }
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf("%s: CPU ms mean %.3f p50 %.3f p99 %.3f max %.3f%n", what, Arrays.stream(nanos).average().orElseThrow() / 1e6,
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6, nanos[nanos.length - 1] / 1e6);
    }
}
