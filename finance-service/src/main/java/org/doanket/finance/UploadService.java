package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

    /** A temporary copy; the caller deletes it. */
    public Path fetch(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT content FROM upload WHERE id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("upload");
                }
                Path file = Files.createTempFile("doanket-upload", null);
                try (InputStream content = row.getBinaryStream(1)) {
                    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                }
                return file;
            }
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    public void drop(Connection connection, UUID id) throws SQLException {
        Sql.of("DELETE FROM upload WHERE id = ?", id).run(connection);
    }
}
