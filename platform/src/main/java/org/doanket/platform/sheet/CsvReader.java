package org.doanket.platform.sheet;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.doanket.platform.text.Kept;

/** CSV as Excel writes it: UTF-8 or UTF-16 with a mark, or UTF-8; comma, semicolon or tab, whichever the first line with any has most of. */
final class CsvReader implements SheetReader {

    private static final int BUFFER = 1 << 16;

    private final SheetLimits limits;
    private final RecordBound bound;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long rows;

    CsvReader(Path file, SheetLimits limits) throws IOException {
        this.limits = limits;
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 4);
        // Bytes that are no text are an error here, not question marks in somebody's name.
        CharsetDecoder decoder = charset(in).newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        bound = new RecordBound(new InputStreamReader(in, decoder), (long) limits.columns() * limits.cellLength() + 2 * BUFFER);
        BufferedReader reader = new BufferedReader(bound, BUFFER);
        try {
            CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter(reader)).setIgnoreEmptyLines(false).get();
            parser = CSVParser.builder().setReader(reader).setFormat(format).get();
            records = parser.iterator();
        } catch (IOException noText) {
            reader.close();
            throw noText;
        }
    }

    @Override
    public boolean hasNext() {
        try {
            bound.begin();
            return records.hasNext();
        } catch (UncheckedIOException | IllegalStateException unreadable) {
            throw SheetReader.refused("row " + (rows + 1));
        }
    }

    @Override
    public SheetRow next() {
        CSVRecord row;
        try {
            row = records.next();
        } catch (UncheckedIOException | IllegalStateException unreadable) {
            throw SheetReader.refused("row " + (rows + 1));
        }
        if (++rows > limits.rows()) {
            throw SheetReader.refused("rows");
        }
        if (row.size() > limits.columns()) {
            throw SheetReader.refused("columns");
        }
        List<String> cells = new ArrayList<>(row.size());
        for (String cell : row) {
            if (cell.length() > limits.cellLength() || !Kept.isText(cell)) {
                throw SheetReader.refused("cell in row " + rows);
            }
            cells.add(Formulas.plain(cell));
        }
        return new SheetRow(rows, cells);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    /** The parser puts a record together before anybody can look at it: a quote that never closes would make one of the whole file. Counts what is read ahead too. */
    private static final class RecordBound extends FilterReader {

        private final long most;
        private long taken;

        RecordBound(Reader in, long most) {
            super(in);
            this.most = most;
        }

        void begin() {
            taken = 0;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            taken += Math.max(count, 0);
            if (taken > most) {
                throw new IOException("record too long");
            }
            return count;
        }
    }

    private static Charset charset(PushbackInputStream in) throws IOException {
        byte[] mark = in.readNBytes(3);
        if (mark.length >= 2 && (mark[0] & 0xFF) == 0xFF && (mark[1] & 0xFF) == 0xFE) {
            in.unread(mark, 2, mark.length - 2);
            return StandardCharsets.UTF_16LE;
        }
        if (mark.length == 3 && (mark[0] & 0xFF) == 0xEF && (mark[1] & 0xFF) == 0xBB && (mark[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        in.unread(mark);
        return StandardCharsets.UTF_8;
    }

    private static char delimiter(BufferedReader reader) throws IOException {
        char[] head = new char[4096];
        reader.mark(head.length + 1);
        int length = Math.max(reader.read(head), 0);
        reader.reset();
        // The first line that has any: offices put a title above the heading, and figures below it have commas of their own.
        String line = new String(head, 0, length).lines().limit(5)
                .filter(each -> each.chars().anyMatch(character -> ",;\t".indexOf(character) >= 0)).findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(each -> each == wanted).count();
    }
}
