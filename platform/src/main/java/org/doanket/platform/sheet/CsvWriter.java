package org.doanket.platform.sheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

final class CsvWriter implements SheetWriter {

    private final CSVPrinter printer;

    CsvWriter(OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        writer.write('\ufeff');
        printer = new CSVPrinter(writer, CSVFormat.DEFAULT);
    }

    @Override
    public void row(Object... cells) throws IOException {
        for (Object cell : cells) {
            printer.print(cell instanceof String text ? Formulas.neutral(text) : cell);
        }
        printer.println();
    }

    @Override
    public void next(String name) throws IOException {
        row();
        row(name);
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }
}
