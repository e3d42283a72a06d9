package org.doanket.platform.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of a workbook, values as text: dates as {@code YYYY-MM-DD}, numbers without exponent. */
final class XlsxReader implements SheetReader {

    private final SheetLimits limits;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private long last;

    XlsxReader(Path file, SheetLimits limits) throws IOException {
        this.limits = limits;
        refuseBombs(file, limits);
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
            stream = workbook.getFirstSheet().openStream();
            rows = stream.iterator();
        } catch (ExcelReaderException | IllegalStateException noWorkbook) {
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
        Row row;
        try {
            row = rows.next();
        } catch (ExcelReaderException | UncheckedIOException unreadable) {
            throw SheetReader.refused("row " + (last + 1));
        }
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
            if (text.length() > limits.cellLength()) {
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
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean looksLikeDate(String format) {
        String bare = format.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "").toLowerCase(java.util.Locale.ROOT);
        return bare.contains("y") && bare.contains("m") || bare.contains("d") && bare.contains("m");
    }

    /** A file of kilobytes must not unpack to gigabytes; sizes are those of the archive's directory. */
    private static void refuseBombs(Path file, SheetLimits limits) throws IOException {
        long allowed = Math.max(10L << 20, Files.size(file) * limits.unzipRatio());
        long total = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                long size = entries.nextElement().getSize();
                total += size;
                if (size < 0 || total > allowed) {
                    throw SheetReader.refused("unzip ratio");
                }
            }
        }
    }
}
