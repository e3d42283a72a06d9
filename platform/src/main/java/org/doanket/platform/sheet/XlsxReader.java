package org.doanket.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.doanket.platform.error.Problem;
import org.doanket.platform.text.Kept;

/** A sheet of a workbook, values as text: dates as {@code YYYY-MM-DD}, numbers without exponent. */
final class XlsxReader implements SheetReader {

    /** Of a number; the format itself knows 15 that count. */
    private static final int MOST_DIGITS = 310;

    private final SheetLimits limits;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private long last;

    /** @param sheet its name; null: the first */
    XlsxReader(Path file, SheetLimits limits, String sheet) throws IOException {
        this.limits = limits;
        refuseBombs(file, limits);
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(file.toFile(), new ReadingOptions(isStyled(file), false));
            stream = (sheet == null ? opened.getFirstSheet() : opened.findSheet(sheet).orElseThrow()).openStream();
            rows = stream.iterator();
            workbook = opened;
        } catch (RuntimeException noWorkbook) {
            // Of whatever kind: what is missing in an archive that is no workbook, the library meets in many ways.
            if (opened != null) {
                opened.close();
            }
            throw SheetReader.refused("content");
        }
    }

    /** Styles may be left out, and generators of reports do: then no number of it is a day. The library would want them. */
    private static boolean isStyled(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().toLowerCase(Locale.ROOT).endsWith("styles.xml"));
        }
    }

    static List<String> names(Path file, SheetLimits limits) throws IOException {
        refuseBombs(file, limits);
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile()); Stream<Sheet> sheets = workbook.getSheets()) {
            return sheets.map(Sheet::getName).toList();
        } catch (RuntimeException noWorkbook) {
            throw SheetReader.refused("content");
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (RuntimeException unreadable) {
            throw SheetReader.refused("row " + (last + 1));
        }
    }

    @Override
    public SheetRow next() {
        try {
            return read(rows.next());
        } catch (Problem refused) {
            throw refused;
        } catch (RuntimeException unreadable) {
            throw SheetReader.refused("row " + (last + 1));
        }
    }

    private SheetRow read(Row row) {
        last = row.getRowNum();
        if (last > limits.rows()) {
            throw SheetReader.refused("rows");
        }
        if (row.getCellCount() > limits.columns()) {
            throw SheetReader.refused("columns");
        }
        List<String> cells = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            String text = row.getOptionalCell(i).map(XlsxReader::text).orElse("");
            if (text.length() > limits.cellLength() || !Kept.isText(text)) {
                throw SheetReader.refused("cell in row " + last);
            }
            cells.add(text);
        }
        return new SheetRow(last, cells);
    }

    @Override
    public void close() {
        try {
            stream.close();
            workbook.close();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText() == null ? "" : Formulas.plain(cell.getText());
        }
        String format = cell.getDataFormatString();
        if (format != null && looksLikeDate(format)) {
            return cell.asDate().toLocalDate().toString();
        }
        BigDecimal number = cell.asNumber();
        if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS) {
            // Written out it would fill the memory.
            throw SheetReader.refused("number");
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean looksLikeDate(String format) {
        String bare = format.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "").toLowerCase(Locale.ROOT);
        return bare.contains("y") && bare.contains("m") || bare.contains("d") && bare.contains("m");
    }

    /**
     * A file of kilobytes must not unpack to gigabytes. Counted, for the sizes that an archive tells of itself may be lies. What a workbook keeps of its texts
     * apart from its rows is read as a whole, so there is less room for it.
     */
    private static void refuseBombs(Path file, SheetLimits limits) throws IOException {
        long allowed = Math.max(10L << 20, Files.size(file) * limits.unzipRatio());
        long texts = Runtime.getRuntime().maxMemory() / 5 * 2;
        byte[] block = new byte[1 << 16];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                boolean isTexts = entry.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int read = content.read(block); read >= 0; read = content.read(block)) {
                        allowed -= read;
                        texts -= isTexts ? read : 0;
                        if (allowed < 0 || texts < 0) {
                            throw SheetReader.refused(allowed < 0 ? "unzip ratio" : "more text than a workbook may hold here; CSV has no such limit");
                        }
                    }
                }
            }
        }
    }
}
