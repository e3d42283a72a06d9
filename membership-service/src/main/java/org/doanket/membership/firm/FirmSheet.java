package org.doanket.membership.firm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.text.SearchForm;

/**
 * A file of firms, one sheet for each cluster and named by it; or one table with the cluster in a column. Columns are known by their
 * headings in Vietnamese, English or Chinese, below whatever title there is; others are passed over.
 */
record FirmSheet(List<Row> rows, List<Fault> faults) {

    private static final SheetLimits LIMITS = new SheetLimits(16L << 20, 60_000, 60, 4_000, 100);
    private static final int MOST_SHEETS = 300;
    private static final int MOST_TITLE_ROWS = 10;
    private static final int LONGEST = 300;
    private static final int MOST_WORKERS = 10_000_000;
    private static final Map<String, List<String>> HEADINGS = Map.of(
            "name", List.of("name", "firm", "ten doanh nghiep", "ten don vi", "doanh nghiep", "企业名称", "名称"),
            "cluster", List.of("cluster", "cum", "片区", "集群"),
            "code", List.of("code", "tax code", "ma so thue", "统一社会信用代码"),
            "workers", List.of("workers", "so lao dong", "lao dong", "职工人数"),
            "address", List.of("address", "dia chi", "地址"),
            "note", List.of("note", "ghi chu", "备注"));

    record Row(String cluster, String name, String code, Integer workers, String address, String note) {
    }

    static FirmSheet read(Path file) {
        FirmSheet firms = new FirmSheet(new ArrayList<>(), new ArrayList<>());
        List<String> sheets = SheetReader.names(file, LIMITS);
        if (sheets.size() > MOST_SHEETS) {
            throw Problem.invalid(List.of(Fault.at("", "too-many-sheets", Map.of("value", MOST_SHEETS))));
        }
        Set<String> seen = new HashSet<>();
        for (String sheet : sheets) {
            try (SheetReader reader = SheetReader.open(file, LIMITS, sheet)) {
                firms.add(sheet, reader, seen);
            }
        }
        return firms;
    }

    private void add(String sheet, SheetReader reader, Set<String> seen) {
        Optional<Map<String, Integer>> columns = Optional.empty();
        for (int i = 0; i < MOST_TITLE_ROWS && columns.isEmpty() && reader.hasNext(); i++) {
            columns = Optional.of(columns(reader.next())).filter(found -> found.containsKey("name"));
        }
        if (columns.isEmpty()) {
            faults.add(Fault.at('/' + sheet, "column-missing", Map.of("column", "name")));
            return;
        }
        while (reader.hasNext()) {
            SheetRow row = reader.next();
            if (!row.isBlank()) {
                add(sheet, row, columns.get(), seen);
            }
        }
    }

    private void add(String sheet, SheetRow row, Map<String, Integer> columns, Set<String> seen) {
        String at = (sheet.isEmpty() ? "" : '/' + sheet) + "/rows/" + row.number();
        String cluster = text(at, row, columns, "cluster");
        if (cluster == null && !sheet.isEmpty()) {
            cluster = Nfc.of(sheet);
        }
        String name = text(at, row, columns, "name");
        if (name == null) {
            faults.add(Fault.at(at + "/name", "name-missing"));
        }
        if (cluster == null) {
            faults.add(Fault.at(at + "/cluster", "cluster-missing"));
        }
        if (name != null && cluster != null && !seen.add(SearchForm.of(cluster) + '\u001f' + SearchForm.of(name))) {
            faults.add(Fault.at(at + "/name", "firm-twice", Map.of("cluster", cluster)));
        }
        rows.add(new Row(cluster, name, text(at, row, columns, "code"), workers(at, row, columns), text(at, row, columns, "address"),
                text(at, row, columns, "note")));
    }

    private Integer workers(String at, SheetRow row, Map<String, Integer> columns) {
        String text = text(at, row, columns, "workers");
        if (text == null) {
            return null;
        }
        String bare = text.replaceAll("[., ](?=\\d{3}\\b)", "");
        if (bare.matches("\\d{1,8}") && Integer.parseInt(bare) <= MOST_WORKERS) {
            return Integer.valueOf(bare);
        }
        faults.add(Fault.at(at + "/workers", "unreadable-value", Map.of("value", text)));
        return null;
    }

    private String text(String at, SheetRow row, Map<String, Integer> columns, String column) {
        Integer place = columns.get(column);
        String text = place == null ? null : Nfc.of(row.cell(place));
        if (text != null && text.length() > LONGEST) {
            faults.add(Fault.at(at + '/' + column, "size", Map.of("min", 0, "max", LONGEST)));
            return null;
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private static Map<String, Integer> columns(SheetRow row) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            int place = i;
            String heading = SearchForm.of(row.cells().get(i));
            HEADINGS.forEach((column, names) -> {
                if (names.contains(heading)) {
                    found.putIfAbsent(column, place);
                }
            });
        }
        return found;
    }
}
