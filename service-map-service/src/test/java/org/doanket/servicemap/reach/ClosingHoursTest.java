package org.doanket.servicemap.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.page.PageRequest;
import org.doanket.servicemap.hours.BenchmarkSchedules;
import org.doanket.servicemap.streets.StreetQueries;
import org.junit.jupiter.api.Test;

/** Who closes earlier, or on one more day, is reached by no more people: whatever the hours, the hour and the place. */
class ClosingHoursTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.parse("2026-10-01"));
    private static final String[] DAYS = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    private static final Instant MONDAY = Instant.parse("2026-09-27T16:00:00Z");
    private static final int POINTS = 300;

    /** Seeded: what fails once fails again. */
    private final Random random = new Random(20_261_128);

    @Test
    void closingHoursOnlyShrinkWhatIsReachable() {
        int shrunk = 0;
        for (int round = 0; round < 20; round++) {
            List<String> hours = new ArrayList<>();
            List<String> fewer = new ArrayList<>();
            List<double[]> places = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                int from = random.nextInt(20);
                int to = from + 1 + random.nextInt(28 - from);
                String days = random.nextBoolean() ? "Mo-Su" : "Mo-" + DAYS[1 + random.nextInt(6)];
                hours.add(span(days, from, 0, to, 0));
                fewer.add(fewer(days, from, to));
                places.add(new double[] {35.58 + random.nextGaussian() * 0.01, 104.62 + random.nextGaussian() * 0.01});
            }
            ReachQueries before = index(hours, places);
            ReachQueries after = index(fewer, places);
            for (int question = 0; question < 50; question++) {
                ReachQuestion asked = question(before);
                Set<UUID> open = found(before, asked);
                Set<UUID> stillOpen = found(after, asked);
                assertThat(open).as("%s at %s", asked.mode().code(), asked.at()).containsAll(stillOpen);
                shrunk += open.size() - stillOpen.size();
            }
        }
        assertThat(shrunk).as("hours that were taken away were asked about at all").isPositive();
    }

    /** The same hours with some taken away: later, earlier, with a break, on a day less, or on holidays no more. */
    private String fewer(String days, int from, int to) {
        int minutes = random.nextInt(60);
        return switch (random.nextInt(6)) {
            case 0 -> span(days, from, minutes, to, 0);
            case 1 -> span(days, from, 0, to - 1, minutes);
            case 2 -> span(days, from, 0, to, 0) + "; " + DAYS[random.nextInt(7)] + " off";
            case 3 -> span(days, from, 0, to, 0) + "; PH off";
            case 4 -> to - from < 2 ? span(days, from, 0, to, 0) : span(days, from, 0, from + 1, 0) + String.format(",%02d:%02d-%02d:00", from + 1, minutes, to);
            default -> span(days, from, 0, to, 0);
        };
    }

    private static String span(String days, int from, int fromMinute, int to, int toMinute) {
        return from * 60 + fromMinute >= to * 60 + toMinute ? days + " off" : String.format("%s %02d:%02d-%02d:%02d", days, from, fromMinute, to, toMinute);
    }

    private static ReachQueries index(List<String> hours, List<double[]> places) {
        ReachQueries reach = new ReachQueries(new StreetQueries(Optional.empty()));
        reach.modes(List.of(new TravelModeView("foot", 4.8, 1.38, ""), new TravelModeView("motorbike", 25, 1.30, "")));
        List<OpenPointView> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            UUID id = new UUID(0, i);
            points.add(new OpenPointView(id, 1, id, id, "rest-stop", "n", "s", "a", places.get(i)[0], places.get(i)[1], "open", "own", List.of(), hours.get(i),
                    BenchmarkSchedules.of(hours.get(i), ZONE, HOLIDAYS), 1));
        }
        reach.index().apply(points, List.of());
        reach.ready();
        return reach;
    }

    /** Some time in the week of a holiday, some place in the town, there or from there. */
    private ReachQuestion question(ReachQueries reach) {
        return new ReachQuestion(35.58 + random.nextGaussian() * 0.01, 104.62 + random.nextGaussian() * 0.01,
                reach.mode(random.nextBoolean() ? "foot" : "motorbike").orElseThrow(), 5 + random.nextInt(25), random.nextBoolean(), null, Set.of(), Set.of(),
                MONDAY.plusSeconds(random.nextInt(7 * 24 * 3_600)), false);
    }

    private static Set<UUID> found(ReachQueries reach, ReachQuestion question) {
        PageRequest all = new PageRequest();
        all.limit = POINTS;
        return reach.reach(question, all).items().stream().map(ReachView.Point::id).collect(Collectors.toSet());
    }
}
