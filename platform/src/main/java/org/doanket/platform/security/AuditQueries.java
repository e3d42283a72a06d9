package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.sql.Sql;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads with the scope as a predicate on the worker login: entries of no unit are for the root alone. */
@ApplicationScoped
class AuditQueries {

    @Schema(name = "AuditEntry")
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
        Sql entries = Sql.of("SELECT e.* FROM audit_entry e LEFT JOIN unit_ref u ON u.id = e.unit_id WHERE true")
                .given(after == null ? null : after.number(0), "AND e.id < ?");
        if (scope.unit() != null) {
            entries.add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to());
        }
        return Page.cut(entries.add("ORDER BY e.id DESC LIMIT ?", page.limit + 1).list(dataSource, AuditQueries::entry), page.limit,
                entry -> Cursor.of(entry.id()));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong("id"), row.getObject("at", OffsetDateTime.class), row.getString("actor"), row.getString("action"),
                row.getString("subject_type"), row.getString("subject_id"), row.getObject("unit_id", UUID.class),
                row.getString("purpose"), row.getString("trace_id"));
    }

    static Head head(Connection connection) throws SQLException {
        return Sql.of("SELECT position, hash FROM audit_link ORDER BY position DESC LIMIT 1")
                .first(connection, row -> new Head(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)))).orElse(new Head(0, null));
    }
}
