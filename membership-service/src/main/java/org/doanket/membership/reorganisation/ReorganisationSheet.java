package org.doanket.membership.reorganisation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.membership.reorganisation.ReorganisationPlan.Numbered;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Kept;
import org.doanket.platform.text.SearchForm;

/**
 * Steps as a table with named columns, one row a step, numbered by the rows of the sheet; headings and actions in Vietnamese,
 * English or Chinese. Several codes in one cell are separated by semicolons or spaces.
 */
record ReorganisationSheet(List<Numbered> steps, List<Fault> faults) {

    private static final SheetLimits LIMITS = new SheetLimits(32L << 20, ReorganisationCommand.MOST_STEPS + 10L, 40, 32_000, 100);
    private static final int DEEPEST_HEADER = 20;
    private static final Map<String, String> COLUMNS = words(Map.of(
            "action", "action;step;việc;bước;hình thức;步骤;事项",
            "code", "code;unit code;mã;mã đơn vị;mã CĐCS;代码;工会代码",
            "name", "name;tên;tên đơn vị;tên công đoàn;名称;工会名称",
            "kind", "kind;loại;loại hình;类别",
            "parent", "parent;mã cấp trên;cấp trên;上级代码",
            "territory", "territory;địa bàn;mã địa bàn;区域",
            "validFrom", "valid from;from;ngày thành lập;từ ngày;生效日期",
            "into", "into;mã tiếp nhận;nơi tiếp nhận;接收单位代码",
            "successors", "successors;kế thừa;mã kế thừa;继承单位代码"), "members", "members;đoàn viên;mã đoàn viên;会员编号", "units",
            "units;đơn vị;mã đơn vị trực thuộc;下级代码");
    private static final Map<String, String> ACTIONS = words(Map.of(
            "found", "found;thành lập;thành lập mới;成立", "move", "move;chuyển;chuyển cấp trên;điều chuyển;转移;划转",
            "merge", "merge;sáp nhập;hợp nhất;合并", "split", "split;chia tách;tách;chia;分立",
            "dissolve", "dissolve;giải thể;kết thúc hoạt động;kết thúc;撤销", "restore", "restore;khôi phục;恢复"));

    static ReorganisationSheet read(Path file) {
        ReorganisationSheet sheet = new ReorganisationSheet(new ArrayList<>(), new ArrayList<>());
        try (SheetReader reader = SheetReader.open(file, LIMITS)) {
            List<String> header = header(reader);
            while (reader.hasNext()) {
                SheetRow row = reader.next();
                if (!row.isBlank()) {
                    sheet.add(row, header);
                }
            }
        }
        if (sheet.steps.isEmpty() && sheet.faults.isEmpty()) {
            throw Problem.invalid(List.of(Fault.at("/rows", "not-empty")));
        }
        return sheet;
    }

    /** The first row that names both an action and a code. */
    private static List<String> header(SheetReader reader) {
        for (int i = 0; i < DEEPEST_HEADER && reader.hasNext(); i++) {
            List<String> header = reader.next().cells().stream().map(cell -> COLUMNS.get(SearchForm.of(cell == null ? "" : cell.strip()))).toList();
            if (header.contains("action") && header.contains("code")) {
                return header;
            }
        }
        throw Problem.invalid(List.of(Fault.at("/rows/1", "column-missing", Map.of("column", "action, code"))));
    }

    private void add(SheetRow row, List<String> header) {
        String place = "/rows/" + row.number();
        String action = row.cell(header.indexOf("action"));
        String known = action == null ? null : ACTIONS.get(SearchForm.of(action));
        if (known == null) {
            faults.add(Fault.at(place + "/action", "unreadable-value", Map.of("value", Objects.toString(action, ""))));
            return;
        }
        String code = code(place, row, header, "code");
        if (code == null) {
            faults.add(Fault.at(place + "/code", "not-blank"));
            return;
        }
        steps.add(new Numbered((int) row.number(), new Step(known, code, text(place, row, header, "name", 300), text(place, row, header, "kind", 40),
                code(place, row, header, "parent"), list(place, row, header, "territory", text -> text.length() <= 20), day(place, row, header),
                code(place, row, header, "into"), list(place, row, header, "successors", ReorganisationSheet::isCode),
                list(place, row, header, "members", ReorganisationSheet::isCode), list(place, row, header, "units", ReorganisationSheet::isCode))));
    }

    private LocalDate day(String place, SheetRow row, List<String> header) {
        String text = row.cell(header.indexOf("validFrom"));
        try {
            return text == null ? null : Kept.day(text);
        } catch (IllegalArgumentException unreadable) {
            faults.add(Fault.at(place + "/validFrom", "unreadable-value", Map.of("value", text)));
            return null;
        }
    }

    private String text(String place, SheetRow row, List<String> header, String column, int longest) {
        String text = row.cell(header.indexOf(column));
        if (text != null && text.length() > longest) {
            faults.add(Fault.at(place + "/" + column, "too-long"));
            return null;
        }
        return text;
    }

    private String code(String place, SheetRow row, List<String> header, String column) {
        List<String> one = list(place, row, header, column, ReorganisationSheet::isCode);
        if (one.size() > 1) {
            faults.add(Fault.at(place + "/" + column, "unreadable-value", Map.of("value", String.join(" ", one))));
        }
        return one.isEmpty() ? null : one.get(0);
    }

    private List<String> list(String place, SheetRow row, List<String> header, String column, Predicate<String> good) {
        String text = row.cell(header.indexOf(column));
        List<String> parts = text == null ? List.of() : Arrays.stream(text.split("[;,\\s]+")).filter(part -> !part.isEmpty()).toList();
        parts.stream().filter(good.negate())
                .forEach(part -> faults.add(Fault.at(place + "/" + column, "unreadable-value", Map.of("value", part))));
        return parts;
    }

    private static boolean isCode(String text) {
        return text.matches(ReorganisationCommand.CODE);
    }

    private static Map<String, String> words(Map<String, String> first, String... more) {
        Map<String, String> words = new HashMap<>();
        first.forEach((code, names) -> put(words, code, names));
        for (int i = 0; i < more.length; i += 2) {
            put(words, more[i], more[i + 1]);
        }
        return words;
    }

    private static void put(Map<String, String> words, String code, String names) {
        for (String name : names.split(";")) {
            words.put(SearchForm.of(name), code);
        }
        words.put(SearchForm.of(code), code);
    }
}
