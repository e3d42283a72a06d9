package org.doanket.probe;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Puts units into the replica as the listener would. */
@ApplicationScoped
public class ProbeTree {

    private final AgroalDataSource worker;

    ProbeTree(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    public UUID unit(String code, String path) {
        UUID id = UUID.randomUUID();
        try (Connection connection = worker.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO unit_ref (id, code, name, search_name, kind, "
                        + "level, jurisdiction, path, valid_from, version) VALUES (?, ?, ?, ?, 'grass-roots-union', 'grass-roots', 'vn', "
                        + "?, '2020-01-01', 1)")) {
            insert.setObject(1, id);
            insert.setString(2, code);
            insert.setString(3, code);
            insert.setString(4, code);
            insert.setString(5, path);
            insert.executeUpdate();
            return id;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
