package org.doanket.finance.bank;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Reads a statement of whatever form: camt.053 and MT940 are told by their content, all else is a table by the profile. */
final class StatementReader {

    static final String CAMT = "camt.053";
    static final String MT940 = "mt940";

    private StatementReader() {
    }

    /** @param profile null where camt.053 or MT940 was promised; {@code name} of what was promised @return of what form it was */
    static String read(Path file, String name, BankProfileView profile, String currency, StatementLines lines) throws SQLException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int first = first(in);
            if (first == '<') {
                CamtReader.read(in, lines);
                return CAMT;
            }
            if (first == ':' || first == '{') {
                Mt940Reader.read(in, lines);
                return MT940;
            }
        } catch (IOException unreadable) {
            throw BankProblems.unreadable("content");
        }
        if (profile == null) {
            throw BankProblems.unreadable(name);
        }
        return ProfileReader.read(file, profile, currency, lines);
    }

    /** The first character that is neither blank nor of a byte order mark; -1 where there is none soon. */
    private static int first(InputStream in) throws IOException {
        in.mark(64);
        byte[] head = in.readNBytes(64);
        in.reset();
        for (byte each : head) {
            if (each > ' ') {
                return each;
            }
        }
        return -1;
    }
}
