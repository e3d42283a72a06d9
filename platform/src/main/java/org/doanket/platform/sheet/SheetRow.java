package org.doanket.platform.sheet;

import java.util.List;

/** A row as text. @param number as spreadsheet programs count, from 1 */
public record SheetRow(long number, List<String> cells) {

    /** The cell's text, trimmed; null where it is missing or blank. */
    public String cell(int column) {
        if (column < 0 || column >= cells.size()) {
            return null;
        }
        String text = cells.get(column);
        return text == null || text.isBlank() ? null : text.strip();
    }

    public boolean isBlank() {
        return cells.stream().allMatch(cell -> cell == null || cell.isBlank());
    }
}
