package org.doanket.campaign.plan;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.doanket.platform.text.Nfc;

/** A task of a plan: what, by when, by whom. */
@Embeddable
public record Task(@NotBlank @Size(max = 500) String title, LocalDate due, @Size(max = 300) String responsible) {

    public Task {
        title = Nfc.of(title);
        responsible = Nfc.of(responsible);
    }

    /**
     * Where each task of a list is in another: the very same one, else one with its title, else what stands in its place there and is new.
     *
     * @return by number, from one; without those that are there no more
     */
    static Map<Integer, Integer> moved(List<Task> before, List<Task> after) {
        Map<Integer, Integer> moved = new TreeMap<>();
        match(before, after, moved, Task::equals);
        match(before, after, moved, (one, other) -> one.title().equals(other.title()));
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!moved.containsKey(i + 1) && !moved.containsValue(i + 1)) {
                moved.put(i + 1, i + 1);
            }
        }
        return moved;
    }

    /** Where several are alike, the one in the same place first. */
    private static void match(List<Task> before, List<Task> after, Map<Integer, Integer> moved, BiPredicate<Task, Task> isSame) {
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
