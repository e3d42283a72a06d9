package org.doanket.membership.roster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.SearchForm;

/**
 * Which column of a sheet is what. The header is the row of the first twenty that has most known headings; what stands
 * above it (the name of the union, the title of the list) is passed over.
 *
 * @param fields in the order of the columns; null where a column is passed over
 * @param read   rows below the header that were read while it was looked for
 */
record RosterColumns(long headerRow, List<String> headings, List<String> fields, List<SheetRow> read) {

    private static final int DEEPEST_HEADER = 20;

    /** Where no row names a name, the widest of the first: so that somebody can say what its columns are. */
    static RosterColumns find(SheetReader sheet, Map<String, String> known) {
        RosterColumns best = null;
        RosterColumns widest = new RosterColumns(0, List.of(), List.of(), List.of());
        long bestKnown = 0;
        List<SheetRow> first = new ArrayList<>();
        while (first.size() < DEEPEST_HEADER && sheet.hasNext()) {
            SheetRow row = sheet.next();
            first.add(row);
            RosterColumns found = of(row, known);
            long count = found.fields.stream().filter(field -> field != null).count();
            if (found.filled() > widest.filled()) {
                widest = found;
            }
            if (count > bestKnown) {
                best = found;
                bestKnown = count;
            }
        }
        if (best == null || !best.namesAName()) {
            return best == null || best.filled() < widest.filled() ? widest : best;
        }
        for (SheetRow row : first) {
            if (row.number() > best.headerRow) {
                best.read.add(row);
            }
        }
        return best;
    }

    boolean namesAName() {
        return fields.contains("fullName") || fields.contains("givenName");
    }

    private long filled() {
        return headings.stream().filter(heading -> !heading.isEmpty()).count();
    }

    private static RosterColumns of(SheetRow row, Map<String, String> known) {
        List<String> headings = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String cell : row.cells()) {
            String heading = cell == null ? "" : cell.strip();
            headings.add(heading);
            // People mark what must be filled in by a star, and explain in brackets.
            String bare = SearchForm.of(heading).replaceAll("\\(.*?\\)|[*:]", "").strip();
            String field = known.getOrDefault(SearchForm.of(heading), known.get(bare));
            fields.add(field != null && taken.add(field) ? field : null);
        }
        return new RosterColumns(row.number(), headings, fields, new ArrayList<>());
    }

    /** All rows below the header, once. */
    Iterable<SheetRow> below(SheetReader rest) {
        Iterator<SheetRow> begun = read.iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return begun.hasNext() || rest.hasNext();
            }

            @Override
            public SheetRow next() {
                return begun.hasNext() ? begun.next() : rest.next();
            }
        };
    }

    /** The text of a field in a row, or null. */
    String text(SheetRow row, String field) {
        return row.cell(fields.indexOf(field));
    }
}
