package org.doanket.servicemap.coverage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Areas and what is part of what: a district whose wards are known has only those people left to itself whom none of them counts. */
final class AreaParts {

    /** More than levels of government anywhere; whoever enters a circle is stopped here. */
    private static final int MOST_LEVELS = 10;

    private final List<AreaView> lowestFirst;
    private final Map<String, Long> countedBelow = new HashMap<>();

    AreaParts(List<AreaView> areas) {
        Map<String, AreaView> byCode = new HashMap<>();
        areas.forEach(area -> byCode.put(area.code(), area));
        Map<String, Integer> levels = new HashMap<>();
        for (AreaView area : areas) {
            int level = 0;
            for (AreaView above = byCode.get(area.parent()); above != null && level < MOST_LEVELS; above = byCode.get(above.parent())) {
                level++;
            }
            levels.put(area.code(), level);
        }
        lowestFirst = areas.stream().sorted(Comparator.<AreaView>comparingInt(area -> -levels.get(area.code())).thenComparing(AreaView::code)).toList();
        for (AreaView area : lowestFirst) {
            long people = Math.max(countedBelow.getOrDefault(area.code(), 0L), area.population() == null ? 0 : area.population());
            if (area.parent() != null) {
                countedBelow.merge(area.parent(), people, Long::sum);
            }
        }
    }

    /** What is part of something before that; else by code. */
    List<AreaView> lowestFirst() {
        return lowestFirst;
    }

    /** Of its people those whom no part of it counts. */
    int remaining(AreaView area) {
        return area.population() == null ? 0 : (int) Math.max(0, area.population() - countedBelow.getOrDefault(area.code(), 0L));
    }
}
