package org.doanket.platform.page;

import java.util.List;
import java.util.function.Function;

/** One page of a collection and the cursor of the next, or null at the end. */
public record Page<T>(List<T> items, String next) {

    /**
     * Cuts a list that was read with one row more than asked for.
     *
     * @param rows   at most {@code limit + 1} rows
     * @param cursor the sort key of a row, for the next page
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)).encode());
    }
}
