package org.doanket.membership.roster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.doanket.membership.Rosters;

/** Rosters of any length as files, written row by row. A workbook has its texts in one table, as Excel writes it: the dearest way to read. */
final class RosterSheets {

    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"};
    private static final String[] MIDDLE = {"Thị", "Văn", "Đức", "Thanh", "Minh", "Ngọc", "Hữu", "Quang"};
    private static final String[] GIVEN = {"An", "Bình", "Cường", "Dung", "Giang", "Hà", "Hương", "Khánh", "Linh", "Mai", "Nam", "Oanh", "Phúc", "Quỳnh"};
    private static final List<String> HEADINGS = List.of("Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Mã NV", "Ngày vào công đoàn",
            "Chức vụ");
    /** Columns of which no two rows have the same: national id, telephone, employer's number. */
    private static final List<Integer> OWN = List.of(3, 4, 5);
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private RosterSheets() {
    }

    static Path csv(int rows, long from) throws IOException {
        Path file = Files.createTempFile("roster-", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", HEADINGS) + "\n");
            for (int i = 0; i < rows; i++) {
                out.write(String.join(",", row(i, from)) + "\n");
            }
        }
        return file;
    }

    static Path xlsx(int rows, long from) throws IOException {
        Path file = Files.createTempFile("roster-", ".xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file)); Writer out = new BufferedWriter(
                new OutputStreamWriter(zip, StandardCharsets.UTF_8))) {
            part(zip, out, "[Content_Types].xml", () -> out.write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + type("/xl/workbook.xml", "sheet.main") + type("/xl/worksheets/sheet1.xml", "worksheet")
                    + type("/xl/sharedStrings.xml", "sharedStrings") + type("/xl/styles.xml", "styles") + "</Types>"));
            part(zip, out, "_rels/.rels", () -> out.write("<Relationships xmlns=\"" + RELATIONS + "\">"
                    + relation(1, "officeDocument", "xl/workbook.xml") + "</Relationships>"));
            part(zip, out, "xl/_rels/workbook.xml.rels", () -> out.write("<Relationships xmlns=\"" + RELATIONS + "\">"
                    + relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "sharedStrings", "sharedStrings.xml")
                    + relation(3, "styles", "styles.xml") + "</Relationships>"));
            part(zip, out, "xl/styles.xml", () -> out.write("<styleSheet xmlns=\"" + MAIN + "\"/>"));
            part(zip, out, "xl/workbook.xml", () -> out.write("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>"
                    + "<sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"));
            // Each text once: what recurs first, then what is each row's own.
            Map<String, Integer> recurring = new LinkedHashMap<>();
            HEADINGS.forEach(heading -> recurring.put(heading, recurring.size()));
            for (int i = 0; i < rows; i++) {
                List<String> row = row(i, from);
                for (int column = 0; column < row.size(); column++) {
                    if (!OWN.contains(column)) {
                        recurring.putIfAbsent(row.get(column), recurring.size());
                    }
                }
            }
            part(zip, out, "xl/worksheets/sheet1.xml", () -> {
                out.write("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
                for (int i = -1; i < rows; i++) {
                    List<String> row = i < 0 ? HEADINGS : row(i, from);
                    out.write("<row r=\"" + (i + 2) + "\">");
                    for (int column = 0; column < row.size(); column++) {
                        int text = i >= 0 && OWN.contains(column) ? recurring.size() + i * OWN.size() + OWN.indexOf(column) : recurring.get(row.get(column));
                        out.write("<c r=\"" + (char) ('A' + column) + (i + 2) + "\" t=\"s\"><v>" + text + "</v></c>");
                    }
                    out.write("</row>");
                }
                out.write("</sheetData></worksheet>");
            });
            part(zip, out, "xl/sharedStrings.xml", () -> {
                out.write("<sst xmlns=\"" + MAIN + "\">");
                texts(out, List.copyOf(recurring.keySet()));
                for (int i = 0; i < rows; i++) {
                    List<String> row = row(i, from);
                    texts(out, OWN.stream().map(row::get).toList());
                }
                out.write("</sst>");
            });
        }
        return file;
    }

    private static List<String> row(int i, long from) {
        return List.of(FAMILY[i % FAMILY.length] + ' ' + MIDDLE[i / 7 % MIDDLE.length] + ' ' + GIVEN[i / 3 % GIVEN.length],
                String.format("%02d/%02d/19%02d", i % 28 + 1, i % 12 + 1, 60 + i % 40), i % 2 == 0 ? "Nữ" : "Nam", Rosters.nationalId(from + i),
                String.format("09%08d", i), "E" + (from + i), String.format("01/%02d/20%02d", i % 12 + 1, i % 10 + 15), i % 50 == 0 ? "Tổ trưởng" : "");
    }

    private interface Content {
        void write() throws IOException;
    }

    private static void part(ZipOutputStream zip, Writer out, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        content.write();
        out.flush();
        zip.closeEntry();
    }

    private static void texts(Writer out, List<String> texts) throws IOException {
        for (String text : texts) {
            out.write("<si><t>" + text + "</t></si>");
        }
    }

    private static String type(String part, String kind) {
        return "<Override PartName=\"" + part + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + kind + "+xml\"/>";
    }

    private static String relation(int id, String kind, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + OFFICE + "/" + kind + "\" Target=\"" + target + "\"/>";
    }
}
