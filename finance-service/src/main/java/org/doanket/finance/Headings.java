package org.doanket.finance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.SearchForm;

/** The columns of a sheet, by the headings that people give them; compared without diacritics, case and hyphens. */
public final class Headings {

    private Headings() {
    }

    /** Where each column stands, or an empty map if this row is no heading. @param key the column without which it is none */
    public static <C extends Enum<C>> Map<C, Integer> places(SheetRow row, C key, Function<C, Set<String>> headings) {
        Map<C, Integer> places = new EnumMap<>(key.getDeclaringClass());
        List<String> cells = row.cells();
        for (int i = 0; i < cells.size(); i++) {
            String heading = SearchForm.of(cells.get(i).replace('-', ' ').replace('_', ' '));
            for (C column : key.getDeclaringClass().getEnumConstants()) {
                if (headings.apply(column).contains(heading)) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        return places.containsKey(key) ? places : Map.of();
    }
}
