package org.doanket.campaign.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What ballots come to: the scores of the scorers put together by a rule, and places by score. Equal scores are parted by the tie
 * rules one after the other; what none of them parts shares a place, and the next place is as many further on.
 */
final class Ranking {

    private static final int SCALE = 4;
    private static final String CRITERION = "criterion:";

    /**
     * One model's ballots.
     *
     * @param totals   of each scorer, out of 100; {@code chair} that of the chair, null where the chair stood back
     * @param criteria mean of the points that scorers gave for each criterion
     * @param position in which it was entered
     */
    record Entry(UUID model, List<BigDecimal> totals, BigDecimal chair, Map<String, BigDecimal> criteria, int position) {
    }

    record Placed(UUID model, BigDecimal score, int place) {
    }

    private Ranking() {
    }

    /** @param ties chair, median, highest, lowest, entered-first or criterion:code */
    static List<Placed> of(String combination, List<String> ties, List<Entry> entries) {
        Map<UUID, BigDecimal> scores = new HashMap<>();
        entries.forEach(entry -> scores.put(entry.model(), combined(combination, entry.totals())));
        Comparator<Entry> order = Comparator.comparing((Entry entry) -> scores.get(entry.model())).reversed();
        for (String tie : ties) {
            order = order.thenComparing(rule(tie));
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(order);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean isShared = i > 0 && order.compare(sorted.get(i - 1), sorted.get(i)) == 0;
            placed.add(new Placed(sorted.get(i).model(), scores.get(sorted.get(i).model()), isShared ? placed.get(i - 1).place() : i + 1));
        }
        return placed;
    }

    /** To four places, halves up. A trimmed mean leaves out the highest and the lowest where there are three or more. */
    static BigDecimal combined(String combination, List<BigDecimal> totals) {
        List<BigDecimal> sorted = totals.stream().sorted().toList();
        return switch (combination) {
            case "mean" -> mean(sorted);
            case "median" -> mean(sorted.subList((sorted.size() - 1) / 2, sorted.size() / 2 + 1));
            case "trimmed-mean" -> mean(sorted.size() < 3 ? sorted : sorted.subList(1, sorted.size() - 1));
            default -> throw new IllegalArgumentException(combination);
        };
    }

    static boolean isRule(String tie, List<String> criteria) {
        return List.of("chair", "median", "highest", "lowest", "entered-first").contains(tie)
                || tie.startsWith(CRITERION) && criteria.contains(tie.substring(CRITERION.length()));
    }

    private static Comparator<Entry> rule(String tie) {
        if (tie.equals("entered-first")) {
            return Comparator.comparing(Entry::position);
        }
        Comparator<Entry> least = switch (tie) {
            case "chair" -> Comparator.comparing(Entry::chair, Comparator.nullsFirst(Comparator.naturalOrder()));
            case "median" -> Comparator.comparing(entry -> combined("median", entry.totals()));
            case "highest" -> Comparator.comparing(entry -> entry.totals().stream().max(Comparator.naturalOrder()).orElseThrow());
            case "lowest" -> Comparator.comparing(entry -> entry.totals().stream().min(Comparator.naturalOrder()).orElseThrow());
            default -> Comparator.comparing(entry -> entry.criteria().get(tie.substring(CRITERION.length())));
        };
        return least.reversed();
    }

    static BigDecimal mean(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(BigDecimal.valueOf(values.size()), SCALE, RoundingMode.HALF_UP);
    }
}
