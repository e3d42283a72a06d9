package org.doanket.membership.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The totals that anybody may see: units of the upper levels, each with all below it, and beside those below it the rest, which
 * stands under it directly. First it is decided which totals are seen; then for each dimension by itself which of its figures are. Of a
 * unit whose total is withheld nothing is seen, so that no dimension tells more of a total than the totals do.
 */
final class PublicTable {

    static final String TOTAL = "total";

    /** A figure to publish. @param members null where it is withheld */
    record Figure(UUID unit, boolean rest, String dimension, String value, Long members) {
    }

    private static final class Row {
        private final UUID unit;
        private final boolean rest;
        private final int parent;
        private boolean hasParts;
        private long total;
        private final Map<String, Map<String, Long>> figures = new HashMap<>();

        Row(UUID unit, boolean rest, int parent) {
            this.unit = unit;
            this.rest = rest;
            this.parent = parent;
        }

        long figure(String dimension, String value) {
            return figures.getOrDefault(dimension, Map.of()).getOrDefault(value, 0L);
        }
    }

    private final long threshold;
    private final List<Row> rows = new ArrayList<>();
    private final Map<UUID, Integer> leaves = new HashMap<>();
    private final Map<String, TreeSet<String>> values = new LinkedHashMap<>();

    /** @param parents the published units, each after the one it stands below; the first below none (null) */
    PublicTable(long threshold, Map<UUID, UUID> parents) {
        this.threshold = threshold;
        Map<UUID, Integer> places = new HashMap<>();
        parents.forEach((unit, parent) -> {
            int above = parent == null ? -1 : places.get(parent);
            if (above >= 0) {
                rows.get(above).hasParts = true;
            }
            places.put(unit, rows.size());
            rows.add(new Row(unit, false, above));
        });
        for (UUID unit : parents.keySet()) {
            int place = places.get(unit);
            if (rows.get(place).hasParts) {
                leaves.put(unit, rows.size());
                rows.add(new Row(unit, true, place));
            } else {
                leaves.put(unit, place);
            }
        }
    }

    /** Some members below a published unit and below none nearer. @param by what they are in each dimension */
    void add(UUID unit, Map<String, String> by, long members) {
        for (int place = leaves.get(unit); place >= 0; place = rows.get(place).parent) {
            Row row = rows.get(place);
            row.total += members;
            by.forEach((dimension, value) -> {
                values.computeIfAbsent(dimension, first -> new TreeSet<>()).add(value);
                row.figures.computeIfAbsent(dimension, first -> new HashMap<>()).merge(value, members, Long::sum);
            });
        }
    }

    List<Figure> figures() {
        boolean[] withheld = totals();
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            figures.add(new Figure(row.unit, row.rest, TOTAL, TOTAL, withheld[i] ? null : row.total));
        }
        values.forEach((dimension, those) -> figures.addAll(dimension(dimension, those, withheld)));
        return figures;
    }

    private boolean[] totals() {
        Disclosure disclosure = new Disclosure(threshold);
        int[] cells = new int[rows.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = disclosure.cell(rows.get(i).total, false, disclosure.isSmall(rows.get(i).total));
        }
        addUp(disclosure, cells);
        disclosure.protect();
        boolean[] withheld = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) {
            withheld[i] = disclosure.isWithheld(cells[i]);
        }
        return withheld;
    }

    private List<Figure> dimension(String dimension, Collection<String> those, boolean[] withheldTotals) {
        Disclosure disclosure = new Disclosure(threshold);
        int[] totals = new int[rows.size()];
        for (int i = 0; i < totals.length; i++) {
            totals[i] = disclosure.cell(rows.get(i).total, true, withheldTotals[i]);
        }
        addUp(disclosure, totals);
        Map<String, int[]> columns = new LinkedHashMap<>();
        for (String value : those) {
            int[] cells = new int[rows.size()];
            for (int i = 0; i < cells.length; i++) {
                long members = rows.get(i).figure(dimension, value);
                cells[i] = disclosure.cell(members, false, withheldTotals[i] || disclosure.isSmall(members));
            }
            addUp(disclosure, cells);
            columns.put(value, cells);
        }
        // Only where there are no parts: those above follow from these.
        for (int i = 0; i < totals.length; i++) {
            int row = i;
            if (rows.get(i).hasParts) {
                disclosure.implied(totals[i], columns.values().stream().map(cells -> cells[row]).toList());
            } else {
                int equation = disclosure.equation(totals[i]);
                for (int[] cells : columns.values()) {
                    disclosure.part(equation, cells[i]);
                }
            }
        }
        boolean safe = disclosure.protect();
        List<Figure> figures = new ArrayList<>();
        columns.forEach((value, cells) -> {
            for (int i = 0; i < cells.length; i++) {
                Row row = rows.get(i);
                figures.add(new Figure(row.unit, row.rest, dimension, value,
                        !safe || disclosure.isWithheld(cells[i]) ? null : row.figure(dimension, value)));
            }
        });
        return figures;
    }

    /** Each unit with parts is their sum. */
    private void addUp(Disclosure disclosure, int[] cells) {
        Map<Integer, Integer> equations = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            if (rows.get(i).hasParts) {
                equations.put(i, disclosure.equation(cells[i]));
            }
        }
        for (int i = 0; i < cells.length; i++) {
            if (rows.get(i).parent >= 0) {
                disclosure.part(equations.get(rows.get(i).parent), cells[i]);
            }
        }
    }
}
