package org.doanket.servicemap.reach;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.page.PageRequest;
import org.doanket.servicemap.hours.BenchmarkSchedules;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.streets.StreetQueries;

/**
 * "What is open within 15 minutes of me?" over 400,000 points (the size of China's map of union stations), gathered in 368
 * cities as people are. Run by hand; benchmarks/README.md says how and what came out.
 */
final class ReachBenchmark {

    /** CPU time of the thread: on a machine shared with others the wall tells of them. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private ReachBenchmark() {
    }

    public static void main(String[] arguments) {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400_000;
        int questions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        BenchmarkCities cities = new BenchmarkCities();
        long before = usedMegabytes();
        long start = System.nanoTime();
        ReachQueries reach = new ReachQueries(new StreetQueries(Optional.empty()));
        reach.modes(List.of(new TravelModeView("foot", 4.8, 1.38, ""), new TravelModeView("bicycle", 15, 1.23, ""),
                new TravelModeView("motorbike", 25, 1.30, "")));
        List<ScheduleView> schedules = BenchmarkSchedules.of(2_000, ZoneId.of("Asia/Shanghai"), Set.of(LocalDate.parse("2026-10-01")));
        List<OpenPointView> all = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            double[] place = cities.place();
            all.add(new OpenPointView(new UUID(i * 0x9E3779B97F4A7C15L, i), 1, new UUID(0, i % 9_000), new UUID(1, i), BenchmarkCities.kind(i), "户外劳动者驿站 " + i,
                    "某街道办事处 " + i, "人民路 " + i % 997 + " 号", place[0], place[1],
                    "open", "own", List.of("drinking-water", "wifi"), "", schedules.get(cities.random.nextInt(schedules.size())), 1));
        }
        reach.index().apply(all, List.of());
        reach.ready();
        all.clear();
        System.out.printf("%,d points indexed in %d ms, %d MB%n", points, (System.nanoTime() - start) / 1_000_000, usedMegabytes() - before);
        for (String mode : List.of("foot", "bicycle", "motorbike")) {
            ask(reach, mode, questions, cities, false);
            ask(reach, mode, questions, cities, true);
        }
    }

    private static void ask(ReachQueries reach, String mode, int questions, BenchmarkCities cities, boolean isMeasured) {
        long[] nanos = new long[questions];
        long found = 0;
        Instant monday = Instant.parse("2026-11-23T02:00:00Z");
        for (int i = 0; i < questions; i++) {
            double[] place = cities.place();
            ReachQuestion question = new ReachQuestion(place[0], place[1],
                    reach.mode(mode).orElseThrow(), 15, true, null, i % 3 == 0 ? Set.of(BenchmarkCities.kind(i)) : Set.of(), Set.of(),
                    monday.plusSeconds(cities.random.nextInt(600)), false);
            long start = THREAD.getCurrentThreadCpuTime();
            found += reach.reach(question, new PageRequest()).total();
            nanos[i] = THREAD.getCurrentThreadCpuTime() - start;
        }
        if (isMeasured) {
            Arrays.sort(nanos);
            System.out.printf("%-9s found %.1f on average; CPU ms p50 %.3f p90 %.3f p99 %.3f p99.9 %.3f max %.3f%n", mode, (double) found / questions,
                    nanos[questions / 2] / 1e6, nanos[questions * 9 / 10] / 1e6, nanos[questions * 99 / 100] / 1e6,
                    nanos[(int) (questions * 0.999)] / 1e6, nanos[questions - 1] / 1e6);
        }
    }

    private static long usedMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
