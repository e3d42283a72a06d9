package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;

/** Reads with the scope as a predicate on the worker login: entries of no unit are for the root alone. */
@ApplicationScoped
class AuditQueries {

    record Entry(long id, OffsetDateTime at, String actor, String action, String subjectType, String subjectId, UUID unit,
            String purpose, String traceId) {
    }

    /** @param hash of the last link, to be kept elsewhere: a trail cut at its end shows only against it */
    record Head(long links, String hash) {
    }

    private final AgroalDataSource dataSource;

    @Inject
    AuditQueries(@DataSource("worker") AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Page<Entry> list(UnitScope scope, PageRequest page) {
        Cursor after = page.after(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT e.* FROM audit_entry e "
                        + "LEFT JOIN unit_ref u ON u.id = e.unit_id WHERE e.id < ? AND (? OR (u.path >= ? AND u.path < ?)) "
                        + "ORDER BY e.id DESC LIMIT ?")) {
            select.setLong(1, after == null ? Long.MAX_VALUE : after.number(0));
            select.setBoolean(2, scope.unit() == null);
            select.setString(3, scope.from());
            select.setString(4, scope.to());
            select.setInt(5, page.limit + 1);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(row.getLong("id"), row.getObject("at", OffsetDateTime.class), row.getString("actor"),
                            row.getString("action"), row.getString("subject_type"), row.getString("subject_id"),
                            row.getObject("unit_id", UUID.class), row.getString("purpose"), row.getString("trace_id")));
                }
            }
            return Page.cut(entries, page.limit, entry -> Cursor.of(entry.id()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static Head head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT position, hash FROM audit_link ORDER BY position DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? new Head(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2))) : new Head(0, null);
        }
    }
}
