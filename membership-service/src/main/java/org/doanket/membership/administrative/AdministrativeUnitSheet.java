package org.doanket.membership.administrative;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Kept;
import org.doanket.platform.text.Nfc;

/**
 * A table of administrative units with named columns: code, name, province_code (or parent_code), and if there are any
 * level, population, area_km2_official, merged_from, valid_from, valid_to, predecessors, successors (codes, with commas or semicolons between). Others
 * are passed over.
 */
record AdministrativeUnitSheet(List<AdministrativeUnitCommand.Row> rows, List<Fault> faults) {

    private static final SheetLimits LIMITS = new SheetLimits(16L << 20, 60_000, 60, 8_000, 100);

    static AdministrativeUnitSheet read(Path table, LocalDate validFrom) {
        AdministrativeUnitSheet sheet = new AdministrativeUnitSheet(new ArrayList<>(), new ArrayList<>());
        try (SheetReader reader = SheetReader.open(table, LIMITS)) {
            List<String> header = reader.hasNext() ? reader.next().cells().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList()
                    : List.of();
            for (String column : List.of("code", "name")) {
                if (!header.contains(column)) {
                    throw Problem.invalid(List.of(Fault.at("/rows/1", "column-missing", Map.of("column", column))));
                }
            }
            while (reader.hasNext()) {
                SheetRow row = reader.next();
                if (!row.isBlank()) {
                    sheet.add(row, header, validFrom);
                }
            }
        }
        return sheet;
    }

    private void add(SheetRow row, List<String> header, LocalDate validFrom) {
        String place = "/rows/" + row.number();
        String parent = cell(row, header, "province_code", "parent_code");
        String level = cell(row, header, "level");
        String merged = cell(row, header, "merged_from");
        LocalDate from = parsed(place, cell(row, header, "valid_from"), Kept::day);
        rows.add(new AdministrativeUnitCommand.Row(place, cell(row, header, "code"),
                level != null ? level : parent == null ? "province" : "commune", cell(row, header, "name"), parent,
                parsed(place, cell(row, header, "population"), Integer::valueOf),
                parsed(place, cell(row, header, "area_km2_official", "area_km2"), AdministrativeUnitSheet::area),
                merged == null ? null : parts(merged), from == null ? validFrom : from,
                parsed(place, cell(row, header, "valid_to"), Kept::day), codes(cell(row, header, "predecessors")),
                codes(cell(row, header, "successors"))));
    }

    private <T> T parsed(String place, String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException bad) {
            faults.add(Fault.at(place, "unreadable-value", Map.of("value", text)));
            return null;
        }
    }

    /** Square kilometres: no continent has ten digits of them. */
    private static BigDecimal area(String text) {
        BigDecimal area = new BigDecimal(text);
        if (area.signum() < 0 || (long) area.precision() - area.scale() > 9 || area.scale() > 9) {
            throw new IllegalArgumentException("no area");
        }
        return area;
    }

    private static List<String> codes(String text) {
        return text == null ? List.of() : Stream.of(text.split("[,;]")).map(String::strip).filter(code -> !code.isEmpty()).distinct().toList();
    }

    private static String cell(SheetRow row, List<String> header, String... names) {
        for (String name : names) {
            String text = row.cell(header.indexOf(name));
            if (text != null) {
                return Nfc.of(text);
            }
        }
        return null;
    }

    /** At commas, but not at those within brackets: "Phường A, Xã B (phần còn lại, sau khi sáp nhập)" are two. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == text.length())) {
                String part = text.substring(begin, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                begin = i + 1;
            }
        }
        return parts;
    }
}
