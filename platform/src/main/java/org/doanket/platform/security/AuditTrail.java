package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.http.RequestInfo;
import org.doanket.platform.sql.Sql;

/** Writes who did what to what, in which unit and why, in the transaction of the deed itself. */
@ApplicationScoped
public class AuditTrail {

    private final AgroalDataSource dataSource;
    private final Caller caller;

    @Inject
    AuditTrail(AgroalDataSource dataSource, Caller caller) {
        this.dataSource = dataSource;
        this.caller = caller;
    }

    /**
     * @param action      a verb of the trade, such as {@code national-id-revealed}
     * @param subjectType what it was done to, and {@code subjectId} which; never personal data
     * @param unit        the unit concerned, or null
     * @param purpose     the reason given by the caller, or null
     */
    public void record(String action, String subjectType, Object subjectId, UUID unit, String purpose) {
        try (Connection connection = dataSource.getConnection()) {
            record(connection, caller.subject(), action, subjectType, subjectId, unit, purpose);
        } catch (SQLException failure) {
            throw new IllegalStateException("audit entry not written", failure);
        }
    }

    /** The same for background work, on its own connection. */
    public void record(Connection connection, String actor, String action, String subjectType, Object subjectId, UUID unit,
            String purpose) throws SQLException {
        RequestInfo info = RequestInfo.currentOrNull();
        Sql.of("INSERT INTO audit_entry (actor, action, subject_type, subject_id, unit_id, purpose, trace_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
                actor, action, subjectType, String.valueOf(subjectId), unit, purpose, info == null ? null : info.traceId()).run(connection);
    }
}
