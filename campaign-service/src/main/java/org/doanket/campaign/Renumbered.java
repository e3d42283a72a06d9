package org.doanket.campaign;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Lists of which others name the parts by their number: when such a list becomes another, they go along. */
public final class Renumbered {

    private Renumbered() {
    }

    /**
     * Where each part of a list is in another: the very same one, else one with its title, else what stands in its place there and is new.
     *
     * @return by number, from one; without those that are there no more
     */
    public static <T> Map<Integer, Integer> moved(List<T> before, List<T> after, Function<T, String> title) {
        Map<Integer, Integer> moved = new TreeMap<>();
        match(before, after, moved, Object::equals);
        match(before, after, moved, (one, other) -> title.apply(one).equals(title.apply(other)));
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!moved.containsKey(i + 1) && !moved.containsValue(i + 1)) {
                moved.put(i + 1, i + 1);
            }
        }
        return moved;
    }

    /** Where several are alike, the one in the same place first. */
    private static <T> void match(List<T> before, List<T> after, Map<Integer, Integer> moved, BiPredicate<T, T> isSame) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!moved.containsKey(i + 1) && !moved.containsValue(i + 1) && isSame.test(before.get(i), after.get(i))) {
                moved.put(i + 1, i + 1);
            }
        }
        for (int i = 0; i < before.size(); i++) {
            for (int k = 0; k < after.size() && !moved.containsKey(i + 1); k++) {
                if (!moved.containsValue(k + 1) && isSame.test(before.get(i), after.get(k))) {
                    moved.put(i + 1, k + 1);
                }
            }
        }
    }
}
