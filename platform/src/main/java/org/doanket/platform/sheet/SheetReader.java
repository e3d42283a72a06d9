package org.doanket.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
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
        try {
            if (Files.size(file) > limits.bytes()) {
                throw refused("bytes");
            }
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(4);
            }
            boolean zip = head.length == 4 && head[0] == 'P' && head[1] == 'K';
            return zip ? new XlsxReader(file, limits) : new CsvReader(file, limits);
        } catch (IOException unreadable) {
            throw refused("content");
        }
    }

    static Problem refused(String why) {
        return new Problem(422, "bad-sheet", why);
    }
}
