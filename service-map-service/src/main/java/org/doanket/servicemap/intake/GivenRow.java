package org.doanket.servicemap.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A row as it came. @param number as the file counts; @param cells by column, blank ones absent; @param columns that the file has, blank or not */
record GivenRow(int number, Map<String, String> cells, Set<String> columns) {

    /** With what it does not speak of as it is: a column that is not in the file, and a blank one that cannot be blank. */
    GivenRow over(Map<String, String> present) {
        Map<String, String> all = new HashMap<>(cells);
        present.forEach((column, text) -> {
            if (text != null && (!columns.contains(column) || ExistingPoint.NEVER_BLANK.contains(column))) {
                all.putIfAbsent(column, text);
            }
        });
        return new GivenRow(number, all, columns);
    }
}
