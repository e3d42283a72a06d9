package org.doanket.membership.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a patient reader with all published figures of a tree and some linear algebra can find out: nothing that was withheld. */
class DisclosureTest {

    private static final long THRESHOLD = 5;

    private final Map<UUID, UUID> parents = new LinkedHashMap<>();

    @Test
    void publishesWhatIsNotSmall() {
        UUID top = unit(null);
        assertThat(figures(Map.of(top, Map.of("women", 60L, "men", 40L)))).doesNotContainValue(null).hasSize(3);
    }

    @Test
    void withholdsASmallFigureAndTheOneThatWouldGiveItAway() {
        UUID top = unit(null);
        Map<String, Long> seen = figures(Map.of(top, Map.of("women", 3L, "men", 97L)));
        assertThat(seen).containsEntry(key(top, false, "total"), 100L).containsEntry(key(top, false, "women"), null)
                .containsEntry(key(top, false, "men"), null);
    }

    @Test
    void withholdsASecondUnitWhereOneIsSmall() {
        UUID top = unit(null);
        UUID small = unit(top);
        UUID middle = unit(top);
        UUID large = unit(top);
        Map<String, Long> seen = figures(Map.of(small, Map.of("women", 3L), middle, Map.of("women", 30L, "men", 20L), large,
                Map.of("women", 300L, "men", 200L)));
        assertThat(seen).containsEntry(key(top, false, "total"), 553L).containsEntry(key(small, false, "total"), null)
                .containsEntry(key(middle, false, "total"), null).containsEntry(key(middle, false, "women"), null)
                .containsEntry(key(large, false, "total"), 500L);
    }

    @Test
    void withholdsNoneWhereThereAreNone() {
        UUID top = unit(null);
        UUID one = unit(top);
        UUID other = unit(top);
        Map<String, Long> seen = figures(Map.of(one, Map.of("women", 40L), other, Map.of("women", 30L, "men", 20L)));
        assertThat(seen).doesNotContainValue(null).containsEntry(key(one, false, "men"), 0L);
    }

    @Test
    void doesNotLetTwoThatTogetherAreTwoBeSeenThrough() {
        UUID top = unit(null);
        UUID one = unit(top);
        UUID other = unit(top);
        UUID third = unit(top);
        Map<String, Long> seen = figures(Map.of(one, Map.of("women", 1L, "men", 50L), other, Map.of("women", 1L, "men", 50L),
                third, Map.of("women", 40L, "men", 50L)));
        // 42 less 40 would be 2, which only 1 and 1 make.
        assertThat(seen.get(key(top, false, "women")) == null || seen.get(key(third, false, "women")) == null).isTrue();
    }

    /** As in a federation of 72,000 of whom four have no sex on record. */
    @Test
    void withholdsOnlyAlongThePathOfASmallFigure() {
        UUID top = unit(null);
        UUID first = unit(top);
        UUID second = unit(top);
        UUID empty = unit(top);
        List<UUID> communes = new ArrayList<>();
        Map<UUID, Map<String, Long>> own = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            UUID commune = unit(i < 20 ? first : second);
            communes.add(commune);
            own.put(commune, new HashMap<>(Map.of("women", 1_000L + i, "men", 800L - i)));
        }
        own.put(empty, Map.of("women", 0L, "men", 0L));
        own.get(communes.get(0)).put("unknown", 3L);
        own.get(communes.get(30)).put("unknown", 1L);

        Map<String, Long> seen = figures(own);

        assertThat(determined(seen, own)).isEmpty();
        assertThat(seen.entrySet().stream().filter(entry -> entry.getValue() == null).map(Map.Entry::getKey)).containsExactlyInAnyOrder(
                List.of(top, first, second, communes.get(0), communes.get(30)).stream()
                        .flatMap(unit -> java.util.stream.Stream.of(key(unit, false, "men"), key(unit, false, "unknown"))).toArray(String[]::new));
    }

    @Test
    void withholdsNothingThatCouldBePublishedAsWell() {
        int withheld = 0;
        for (int seed = 0; seed < 120; seed++) {
            Map<UUID, Map<String, Long>> own = grown(new Random(seed));
            Map<String, Long> truth = figures(own, 0);
            Map<String, Long> seen = figures(own);
            for (String key : seen.keySet()) {
                long value = truth.get(key);
                if (seen.get(key) == null && (value == 0 || value >= THRESHOLD) && !isOfWithheldTotal(key, seen)) {
                    Map<String, Long> more = new HashMap<>(seen);
                    more.put(key, value);
                    assertThat(!determined(more, own).isEmpty() || tight(more, truth, own) > tight(seen, truth, own)).as("seed %d: %s", seed, key).isTrue();
                    withheld++;
                }
            }
        }
        assertThat(withheld).isPositive();
    }

    /** What is decided of the totals comes first: of a unit whose total is withheld nothing is seen. */
    private static boolean isOfWithheldTotal(String key, Map<String, Long> seen) {
        return seen.get(key.substring(0, key.lastIndexOf(' ')) + " total") == null;
    }

    /** How many sums that are seen leave what is withheld of them no room to be large, though more of them could be withheld. */
    private long tight(Map<String, Long> seen, Map<String, Long> truth, Map<UUID, Map<String, Long>> own) {
        long tight = 0;
        for (Map.Entry<String, List<String>> equation : equations(own).entrySet()) {
            List<String> hidden = equation.getValue().stream().filter(part -> seen.get(part) == null).toList();
            if (seen.get(equation.getKey().split("=")[0]) != null && !hidden.isEmpty()
                    && (!equation.getKey().contains(" total=") || equation.getValue().stream().anyMatch(part -> seen.get(part) != null && seen.get(part) > 0))
                    && hidden.stream().mapToLong(truth::get).sum() < THRESHOLD + hidden.size() - 1) {
                tight++;
            }
        }
        return tight;
    }

    @Test
    void noSumThatIsSeenLeavesOnlySmallFiguresOpen() {
        for (int seed = 0; seed < 400; seed++) {
            Map<UUID, Map<String, Long>> own = grown(new Random(seed));
            assertThat(tight(figures(own), figures(own, 0), own)).as("seed %d", seed).isZero();
        }
    }

    private Map<UUID, Map<String, Long>> grown(Random random) {
        parents.clear();
        List<UUID> units = new ArrayList<>(List.of(unit(null)));
        for (int i = random.nextInt(14); i > 0; i--) {
            units.add(unit(units.get(random.nextInt(units.size()))));
        }
        Map<UUID, Map<String, Long>> own = new HashMap<>();
        for (UUID unit : units) {
            for (String value : List.of("women", "men", "unknown").subList(0, 2 + random.nextInt(2))) {
                own.computeIfAbsent(unit, first -> new HashMap<>()).put(value, (long) (random.nextInt(3) == 0 ? random.nextInt(7) : random.nextInt(200)));
            }
        }
        return own;
    }

    @Test
    void noWithheldFigureOfAnyTreeFollowsFromTheOthers() {
        int withheld = 0;
        int published = 0;
        for (int seed = 0; seed < 400; seed++) {
            Map<UUID, Map<String, Long>> own = grown(new Random(seed));
            Map<String, Long> truth = figures(own, 0);
            Map<String, Long> seen = figures(own, THRESHOLD);
            assertThat(seen.keySet()).isEqualTo(truth.keySet());
            seen.forEach((key, value) -> assertThat(value).as("%s", key).isIn(null, truth.get(key)));
            seen.forEach((key, value) -> assertThat(value == null || value == 0 || value >= THRESHOLD).as("%s is %s", key, value).isTrue());
            assertThat(determined(seen, own)).as("seed %d", seed).isEmpty();
            withheld += seen.values().stream().filter(java.util.Objects::isNull).count();
            published += seen.values().stream().filter(java.util.Objects::nonNull).count();
        }
        assertThat(withheld).isPositive();
        assertThat(published).as("withheld %d", withheld).isGreaterThan(withheld / 2);
    }

    private UUID unit(UUID parent) {
        UUID id = new UUID(0, parents.size() + 1);
        parents.put(id, parent);
        return id;
    }

    private Map<String, Long> figures(Map<UUID, Map<String, Long>> own) {
        return figures(own, THRESHOLD);
    }

    private Map<String, Long> figures(Map<UUID, Map<String, Long>> own, long threshold) {
        PublicTable table = new PublicTable(threshold, parents);
        own.forEach((unit, values) -> values.forEach((value, members) -> table.add(unit, Map.of("sex", value), members)));
        Map<String, Long> seen = new HashMap<>();
        table.figures().forEach(figure -> seen.put(key(figure.unit(), figure.rest(), figure.value()), figure.members()));
        return seen;
    }

    private static String key(UUID unit, boolean rest, String value) {
        return unit.getLeastSignificantBits() + (rest ? " rest " : " ") + value;
    }

    /** The withheld figures that the equations between all figures determine, by elimination. */
    private List<String> determined(Map<String, Long> seen, Map<UUID, Map<String, Long>> own) {
        List<String> unknown = seen.keySet().stream().filter(key -> seen.get(key) == null).sorted().toList();
        List<double[]> rows = new ArrayList<>();
        equations(own).forEach((sum, parts) -> rows.add(row(unknown, sum.split("=")[0], parts)));
        return solved(rows, unknown);
    }

    /** Each sum, and after its name what it is a sum by, with its parts. */
    private Map<String, List<String>> equations(Map<UUID, Map<String, Long>> own) {
        List<String> values = new ArrayList<>(own.values().stream().flatMap(map -> map.keySet().stream()).distinct().sorted().toList());
        List<String> columns = new ArrayList<>(values);
        columns.add("total");
        Map<String, List<String>> equations = new LinkedHashMap<>();
        for (UUID unit : parents.keySet()) {
            List<UUID> parts = parents.keySet().stream().filter(part -> unit.equals(parents.get(part))).toList();
            for (boolean rest : parts.isEmpty() ? new boolean[] {false} : new boolean[] {false, true}) {
                equations.put(key(unit, rest, "total") + "=values", values.stream().map(value -> key(unit, rest, value)).toList());
            }
            for (String value : parts.isEmpty() ? List.<String>of() : columns) {
                List<String> below = new ArrayList<>(parts.stream().map(part -> key(part, false, value)).toList());
                below.add(key(unit, true, value));
                equations.put(key(unit, false, value) + "=units", below);
            }
        }
        return equations;
    }

    private static double[] row(List<String> unknown, String sum, List<String> parts) {
        double[] row = new double[unknown.size()];
        if (unknown.contains(sum)) {
            row[unknown.indexOf(sum)] -= 1;
        }
        parts.stream().filter(unknown::contains).forEach(part -> row[unknown.indexOf(part)] += 1);
        return row;
    }

    /** Gauss and Jordan: what stands alone in its row is known. */
    private static List<String> solved(List<double[]> rows, List<String> unknown) {
        int rank = 0;
        for (int column = 0; column < unknown.size() && rank < rows.size(); column++) {
            int pivot = rank;
            for (int i = rank; i < rows.size(); i++) {
                if (Math.abs(rows.get(i)[column]) > Math.abs(rows.get(pivot)[column])) {
                    pivot = i;
                }
            }
            if (Math.abs(rows.get(pivot)[column]) < 1e-9) {
                continue;
            }
            double[] swapped = rows.set(pivot, rows.get(rank));
            rows.set(rank, swapped);
            double factor = swapped[column];
            for (int j = 0; j < swapped.length; j++) {
                swapped[j] /= factor;
            }
            for (int i = 0; i < rows.size(); i++) {
                double by = rows.get(i)[column];
                if (i != rank && Math.abs(by) > 1e-9) {
                    for (int j = 0; j < swapped.length; j++) {
                        rows.get(i)[j] -= by * swapped[j];
                    }
                }
            }
            rank++;
        }
        List<String> solved = new ArrayList<>();
        for (double[] row : rows) {
            int last = -1;
            int count = 0;
            for (int j = 0; j < row.length; j++) {
                if (Math.abs(row[j]) > 1e-6) {
                    last = j;
                    count++;
                }
            }
            if (count == 1) {
                solved.add(unknown.get(last));
            }
        }
        return solved;
    }
}
