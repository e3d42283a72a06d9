package org.doanket.platform.sheet;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a sheet row by row. Cells may be text, numbers, dates or null. */
public interface SheetWriter extends AutoCloseable {

    String CSV = "text/csv";
    String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    void row(Object... cells) throws IOException;

    /** Goes on with another sheet of that name (which a workbook does by itself where one is full); in a CSV, which has but one, below a blank line and the name. */
    void next(String name) throws IOException;

    /** Finishes the sheet; the stream beneath stays open. */
    @Override
    void close() throws IOException;

    /** UTF-8 with a mark, as Excel wants it. */
    static SheetWriter csv(OutputStream out) throws IOException {
        return new CsvWriter(out);
    }

    static SheetWriter xlsx(OutputStream out, String name) {
        return new XlsxWriter(out, name);
    }

    /** By media type, as a client asked for it. */
    static SheetWriter of(String mediaType, OutputStream out, String name) throws IOException {
        return mediaType.startsWith(CSV) ? csv(out) : xlsx(out, name);
    }
}
