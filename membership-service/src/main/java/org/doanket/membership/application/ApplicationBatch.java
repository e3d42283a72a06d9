package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Many applications at once, each kind of step in one statement. */
@ApplicationScoped
class ApplicationBatch {

    private final AgroalDataSource dataSource;

    ApplicationBatch(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param isEmptied what it said of the person is kept no longer. @param hasEnded the unit */
    record Found(UUID id, UUID unit, String state, boolean isEmptied, boolean hasEnded) {

        static Found of(ResultSet row) throws SQLException {
            return new Found(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("state"), row.getBoolean("is_emptied"),
                    row.getBoolean("has_ended"));
        }
    }

    /** Those within the scope, by their ids and held in that order: two who decide on the same ones wait for each other only once. */
    Map<UUID, Found> hold(List<UUID> ids, UnitScope scope) {
        Map<UUID, Found> found = new LinkedHashMap<>();
        Sql.of("SELECT a.id, a.unit_id, a.state, a.emptied_at IS NOT NULL AS is_emptied, u.valid_to IS NOT NULL AS has_ended FROM application a "
                + "JOIN unit u ON u.id = a.unit_id WHERE a.id = ANY (?::uuid[]) AND u.path >= ? AND u.path < ? ORDER BY a.id FOR UPDATE OF a", column(ids),
                scope.from(), scope.to()).list(dataSource, Found::of).forEach(one -> found.put(one.id(), one));
        return found;
    }

    void refuse(List<UUID> ids, ApplicationCommand.RefuseMany command, Object now, String by) {
        Sql.of("UPDATE application SET state = 'refused', reason = ?, rule = ?, faulty_fields = '{}', decided_at = ?, decided_by = ?, version = version + 1 "
                + "WHERE id = ANY (?::uuid[])", command.reason(), command.rule(), now, by, column(ids)).run(dataSource);
    }

    /** The term to answer is what it was: it was the unit's mistake. */
    void reopen(List<UUID> ids) {
        Sql.of("UPDATE application SET state = 'received', reason = NULL, rule = NULL, decided_at = NULL, decided_by = NULL, version = version + 1 "
                + "WHERE id = ANY (?::uuid[])", (Object) column(ids)).run(dataSource);
    }

    private static String[] column(List<UUID> ids) {
        return Sql.column(ids, id -> id);
    }
}
