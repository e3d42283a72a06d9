package org.doanket.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.doanket.platform.error.Problem;

/** Reads CSV and XLSX alike, row by row, never the whole sheet. */
public interface SheetReader extends Iterator<SheetRow>, AutoCloseable {

    @Override
    void close();

    /**
     * Tells the kind by content, not by name.
     *
     * @throws Problem 422 {@code bad-sheet} if it is neither, or over a limit (also later, while reading)
     */
    static SheetReader open(Path file, SheetLimits limits) {
        return open(file, limits, null);
    }

    /** One of its {@link #names}; null: the first. */
    static SheetReader open(Path file, SheetLimits limits, String sheet) {
        try {
            return isWorkbook(file, limits) ? new XlsxReader(file, limits, sheet) : new CsvReader(file, limits);
        } catch (IOException unreadable) {
            throw refused("content");
        }
    }

    /** The sheets of a file, in its order. A CSV is one, without a name. */
    static List<String> names(Path file, SheetLimits limits) {
        try {
            return isWorkbook(file, limits) ? XlsxReader.names(file, limits) : List.of("");
        } catch (IOException unreadable) {
            throw refused("content");
        }
    }

    private static boolean isWorkbook(Path file, SheetLimits limits) throws IOException {
        if (Files.size(file) > limits.bytes()) {
            throw refused("bytes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K';
        }
    }

    static Problem refused(String why) {
        return new Problem(422, "bad-sheet", why);
    }
}
