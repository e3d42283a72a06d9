package org.doanket.membership.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** The sheet as it came, kept sealed in the database: another process may go on with it, and nobody can read it beside us. */
final class RosterFile {

    private static final int PART = 1 << 20;
    private static final String PREFIX = "doanket-roster-";
    private static final String SUFFIX = ".sheet";

    private RosterFile() {
    }

    static void save(DataSource source, UUID id, FieldVault.Key key, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = in.readNBytes(PART);
            for (int i = 0; part.length > 0; i++) {
                Sql.of("INSERT INTO roster_file (import_id, part, sealed) VALUES (?, ?, ?)", id, i, key.seal(place(id, i), part)).run(source);
                part = in.readNBytes(PART);
            }
        }
    }

    /** Into a file of its own, which the caller deletes: workbooks are read from more than one place. */
    static Path open(Connection connection, UUID id, FieldVault.Key key) throws SQLException, IOException {
        Path file = Files.createTempFile(PREFIX + ProcessHandle.current().pid() + "-", SUFFIX);
        try (OutputStream out = Files.newOutputStream(file);
                PreparedStatement select = connection.prepareStatement("SELECT sealed FROM roster_file WHERE import_id = ? AND part = ?")) {
            for (int i = 0;; i++) {
                select.setObject(1, id);
                select.setInt(2, i);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return file;
                    }
                    out.write(key.open(place(id, i), row.getBytes(1)));
                }
            }
        } catch (SQLException | IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** What a process left that was killed while it read: nobody else deletes it. At the start of this one, before it has any of its own. */
    static void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*" + SUFFIX)) {
            for (Path file : left) {
                long owner = Long.parseLong(file.getFileName().toString().substring(PREFIX.length()).replaceAll("\\D.*", ""));
                if (owner == ProcessHandle.current().pid() || ProcessHandle.of(owner).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String place(UUID id, int part) {
        return "roster_file:" + id + ":" + part;
    }
}
