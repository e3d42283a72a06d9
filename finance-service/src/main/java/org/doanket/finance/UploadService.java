package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sql.Sql;

/** Keeps a file in the database from the request that brought it to the job that reads it, on whichever process that runs. */
@ApplicationScoped
public class UploadService {

    /** Pay files and statements of the largest units. */
    public static final long LARGEST = 64L << 20;
    private static final int PART = 1 << 20;
    public static final SheetLimits SHEET = new SheetLimits(LARGEST, 1_100_000, 100, 4_000, 100);

    private final AgroalDataSource dataSource;

    UploadService(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In the transaction of the request. */
    public void keep(UUID id, UUID unit, File file) {
        try (InputStream content = Files.newInputStream(file.toPath()); Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO upload (id, unit_id, content) VALUES (?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setObject(2, unit);
            insert.setBinaryStream(3, content, file.length());
            insert.executeUpdate();
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("upload not kept", failure);
        }
    }

    /** A temporary copy; the caller deletes it. Part by part: the driver would hold the whole file in memory, and that more than once. */
    public Path fetch(Connection connection, UUID id) throws SQLException {
        long length = Sql.of("SELECT octet_length(content) FROM upload WHERE id = ?", id).first(connection, row -> row.getLong(1))
                .orElseThrow(() -> Problem.notFound("upload"));
        try {
            Path file = Files.createTempFile("doanket-upload", null);
            try (OutputStream out = Files.newOutputStream(file)) {
                for (long from = 1; from <= length; from += PART) {
                    out.write(Sql.of("SELECT substring(content FROM ? FOR ?) FROM upload WHERE id = ?", (int) from, PART, id)
                            .first(connection, row -> row.getBytes(1)).orElseThrow());
                }
                return file;
            } catch (SQLException | IOException | RuntimeException failure) {
                Files.deleteIfExists(file);
                throw failure;
            }
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    public void drop(Connection connection, UUID id) throws SQLException {
        Sql.of("DELETE FROM upload WHERE id = ?", id).run(connection);
    }
}
