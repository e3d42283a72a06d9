package org.doanket.platform.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

final class XlsxWriter implements SheetWriter {

    private static final int FLUSH_EVERY = 1_000;
    /** More the format does not know. */
    private static final int MOST_ROWS = 1_048_576;

    private final Workbook workbook;
    private final int mostRows;
    private String name;
    private Worksheet sheet;
    private int row;
    private Object[] head;

    XlsxWriter(OutputStream out, String name) {
        this(out, name, MOST_ROWS);
    }

    /** @param mostRows in a sheet; what is over goes on in another, below the same head */
    XlsxWriter(OutputStream out, String name, int mostRows) {
        workbook = new Workbook(out, "Doanket", "1.0");
        this.mostRows = mostRows;
        this.name = name;
        sheet = workbook.newWorksheet(name);
    }

    @Override
    public void row(Object... cells) throws IOException {
        if (row == 0) {
            head = cells;
        } else if (row == mostRows) {
            Object[] again = head;
            next(name);
            write(again);
        }
        write(cells);
    }

    private void write(Object... cells) throws IOException {
        for (int column = 0; column < cells.length; column++) {
            Object cell = cells[column];
            if (cell instanceof LocalDate date) {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            } else if (cell instanceof Number number) {
                sheet.value(row, column, number);
            } else if (cell != null) {
                // Typed as text in the file, so never a formula.
                sheet.value(row, column, cell.toString());
            }
        }
        if (++row % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    /** The library makes a name of what may be none, and two of the same two. */
    @Override
    public void next(String name) throws IOException {
        sheet.finish();
        this.name = name;
        sheet = workbook.newWorksheet(name);
        row = 0;
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
