package org.doanket.servicemap.datum;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The datums in which files may come and go. */
@ApplicationScoped
@Transactional
@Unscoped("how coordinates are read is the same for all")
public class DatumQueries {

    private static final String SELECT = "SELECT code, name, definition, projected, provinces, citation, verified FROM datum ";

    private final AgroalDataSource dataSource;

    DatumQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<DatumView> all() {
        return Sql.of(SELECT + "ORDER BY position").list(dataSource, DatumQueries::read);
    }

    /** @throws Problem 400 where there is no such datum, or none was named */
    public DatumView require(String code) {
        return Sql.of(SELECT + "WHERE code = ?", String.valueOf(code)).first(dataSource, DatumQueries::read)
                .orElseThrow(() -> Problem.malformed(Fault.at("?datum", "unknown-code", Map.of("code", String.valueOf(code)))));
    }

    /** Of a file that was taken in. */
    public DatumView of(Connection connection, String code) throws SQLException {
        return Sql.of(SELECT + "WHERE code = ?", code).first(connection, DatumQueries::read).orElseThrow();
    }

    private static DatumView read(ResultSet row) throws SQLException {
        return new DatumView(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), List.of((String[]) row.getArray(5).getArray()),
                row.getString(6), row.getBoolean(7));
    }
}
