package org.doanket.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetTest {

    private static final SheetLimits LIMITS = new SheetLimits(1 << 20, 50, 10, 100, 100);

    /** Of a record in an archive's directory: where it says how much it unpacks to. */
    private static final int SIZE_IN_DIRECTORY = 24;

    @TempDir
    Path directory;

    @Test
    void readsBackWhatItWroteAsCsvAndAsXlsx() throws IOException {
        for (String type : List.of(SheetWriter.CSV, SheetWriter.XLSX)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (SheetWriter writer = SheetWriter.of(type, out, "Đoàn viên")) {
                writer.row("Họ và tên", "Ngày sinh", "Lương", "Ghi chú");
                writer.row("Nguyễn Thị Đào", LocalDate.of(1990, 2, 3), 8_000_000L, null);
                writer.row("=SUM(A1)", null, 0, "+84 912");
            }
            List<SheetRow> rows = read(out.toByteArray());
            assertThat(rows).hasSize(3);
            assertThat(rows.get(1).cell(0)).isEqualTo("Nguyễn Thị Đào");
            assertThat(rows.get(1).cell(1)).isEqualTo("1990-02-03");
            assertThat(rows.get(1).cell(2)).isEqualTo("8000000");
            assertThat(rows.get(1).cell(3)).isNull();
            assertThat(rows.get(2).cell(0)).isEqualTo("=SUM(A1)");
            assertThat(rows.get(2).cell(3)).isEqualTo("+84 912");
            assertThat(rows.get(2).number()).isEqualTo(3);
        }
    }

    @Test
    void goesOnInAnotherSheetBelowTheSameHeadWhereOneIsFull() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter writer = new XlsxWriter(out, "Members", 3)) {
            writer.row("code");
            for (int i = 1; i <= 5; i++) {
                writer.row(i);
            }
        }
        List<List<String>> sheets = new ArrayList<>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            for (var sheet : workbook.getSheets().toList()) {
                sheets.add(sheet.read().stream().map(row -> row.getCellText(0)).toList());
            }
        }
        assertThat(sheets).containsExactly(List.of("code", "1", "2"), List.of("code", "3", "4"), List.of("code", "5"));
    }

    @Test
    void leavesNoFormulaForExcelToRun() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter writer = SheetWriter.csv(out)) {
            writer.row("=1+1", "-2", "@x", -3, "＝1+1");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\ufeff'=1+1,'-2,'@x,-3,'＝1+1\r\n");
    }

    @Test
    void readsCsvAsOfficesSaveIt() throws IOException {
        assertThat(read("a;b\r\n1;2,5\r\n".getBytes(StandardCharsets.UTF_8)).get(1).cells()).containsExactly("1", "2,5");
        assertThat(read("DANH SACH\na;b\n1;2,5,7\n".getBytes(StandardCharsets.UTF_8)).get(2).cells()).containsExactly("1", "2,5,7");
        byte[] utf16 = "\ufeffhọ\ttên\nĐỗ\tAn\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(read(utf16).get(1).cells()).containsExactly("Đỗ", "An");
    }

    @Test
    void refusesWhatIsOverALimitOrNoText() {
        assertThatThrownBy(() -> read("x\n".repeat(51).getBytes(StandardCharsets.UTF_8))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read("a,b,c,d,e,f,g,h,i,j,k\n".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read("y".repeat(101).getBytes(StandardCharsets.UTF_8))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xff, (byte) 0xc0, '\n'})).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read(new byte[] {'P', 'K', 3, 4, 9})).isInstanceOf(Problem.class);
    }

    @Test
    void refusesARecordThatNothingEndsBeforeItFillsTheMemory() throws IOException {
        Path endless = directory.resolve("endless.csv");
        Files.writeString(endless, "\"");
        try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
            file.setLength(1L << 36); // with holes: it takes no room
        }
        SheetLimits limits = new SheetLimits(Long.MAX_VALUE, 50, 10, 100, 100);
        try (SheetReader reader = SheetReader.open(endless, limits)) {
            assertThatThrownBy(reader::hasNext).isInstanceOf(Problem.class);
        }
    }

    @Test
    void refusesAZipBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(new byte[40 << 20]);
        }
        assertThatThrownBy(() -> read(out.toByteArray())).isInstanceOf(Problem.class);
        byte[] lying = out.toByteArray();
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(directory(lying) + SIZE_IN_DIRECTORY, 10);
        assertThatThrownBy(() -> read(lying)).isInstanceOf(Problem.class);
    }

    @Test
    void refusesAWorkbookWhoseTextsDoNotFitIntoTheMemory() throws IOException {
        Path good = directory.resolve("good.xlsx");
        try (SheetWriter writer = SheetWriter.xlsx(Files.newOutputStream(good), "a")) {
            writer.row("x");
        }
        Path file = directory.resolve("texts.xlsx");
        byte[] block = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file)); ZipFile parts = new ZipFile(good.toFile())) {
            for (ZipEntry part : Collections.list(parts.entries())) {
                zip.putNextEntry(new ZipEntry(part.getName()));
                parts.getInputStream(part).transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry("xl/more/sharedStrings.xml"));
            for (long left = Runtime.getRuntime().maxMemory() / 5 * 2 + block.length; left > 0; left -= block.length) {
                zip.write(block);
            }
        }
        SheetLimits generous = new SheetLimits(Long.MAX_VALUE, 50, 10, 100, 1_000_000);
        assertThatThrownBy(() -> SheetReader.open(file, generous)).as("all else in it is good").isInstanceOf(Problem.class);
    }

    @Test
    void refusesANumberThatWrittenOutWouldFillTheMemory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter writer = SheetWriter.xlsx(out, "a")) {
            writer.row(new BigDecimal("1e300"));
            writer.row(new BigDecimal("1e999999999"));
        }
        assertThatThrownBy(() -> read(out.toByteArray())).isInstanceOf(Problem.class);
    }

    @Test
    void refusesTextThatNoDatabaseKeeps() {
        assertThatThrownBy(() -> read("a,b\nx\u0000y,z\n".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Problem.class);
    }

    @Test
    void readsEachSheetByItsName() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter writer = SheetWriter.xlsx(out, "Cụm 1")) {
            writer.row("một");
            writer.next("Cụm [2]: A/B");
            writer.row("hai");
        }
        Path file = Files.write(directory.resolve("sheets"), out.toByteArray());
        List<String> names = SheetReader.names(file, LIMITS);
        assertThat(names).hasSize(2).startsWith("Cụm 1");
        try (SheetReader second = SheetReader.open(file, LIMITS, names.get(1))) {
            assertThat(second.next().cells()).containsExactly("hai");
        }
        assertThatThrownBy(() -> SheetReader.open(file, LIMITS, "Cụm 3")).isInstanceOf(Problem.class);
        assertThat(SheetReader.names(Files.writeString(file, "a,b"), LIMITS)).containsExactly("");
    }

    /** Where the archive's directory begins. */
    private static int directory(byte[] zip) {
        for (int i = zip.length - 4; i >= 0; i--) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                return i;
            }
        }
        throw new IllegalArgumentException("no archive");
    }

    private List<SheetRow> read(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("sheet"), content);
        List<SheetRow> rows = new ArrayList<>();
        try (SheetReader reader = SheetReader.open(file, LIMITS)) {
            reader.forEachRemaining(rows::add);
        }
        return rows;
    }
}
