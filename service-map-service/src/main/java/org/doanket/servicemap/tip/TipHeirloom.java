package org.doanket.servicemap.tip;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;

/**
 * The tips of a unit that is no more lie in its heir's room, as they were sealed, with what was done with them and the trail. What was counted stays. That a room was
 * taken over is known to all who may know that there was one: it is told whether anything lay in it or not.
 */
class TipHeirloom {

    private static final String BY = "unit-facts";
    private static final String TAKEN_OVER = "tip-room-taken-over";

    private final FieldVault vault;
    private final AuditTrail audit;
    private final Clock clock;

    TipHeirloom(FieldVault vault, AuditTrail audit, Clock clock) {
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /** Also what was put in while the unit ended, after its room had gone. */
    @Produces
    @Singleton
    HeirloomRef tips() {
        return new HeirloomRef("SELECT unit_id FROM tips.room WHERE heir_id IS NULL UNION SELECT unit_id FROM tips.tip", (connection, from, heirs, on) ->
                hand(connection, from, heirs.first()));
    }

    private void hand(Connection connection, UUID from, UUID heir) throws SQLException {
        boolean isRoom = Sql.of("SELECT 1 FROM tips.room WHERE unit_id = ? AND heir_id IS NULL", from).first(connection, row -> true).isPresent();
        if (!isRoom && Sql.of("SELECT 1 FROM tips.tip WHERE unit_id = ? LIMIT 1", from).first(connection, row -> true).isEmpty()) {
            return;
        }
        Sql.of("INSERT INTO tips.room (unit_id, wrapped) VALUES (?, ?) ON CONFLICT (unit_id) DO NOTHING", heir, vault.newKey().wrapped()).run(connection);
        for (String part : List.of("tip", "statement", "source")) {
            Sql.of("UPDATE tips." + part + " SET unit_id = ? WHERE unit_id = ?", heir, from).run(connection);
        }
        if (isRoom) {
            // The heir of an heir may be who had it first: it has its own again.
            Sql.of("UPDATE tips.room SET heir_id = nullif(?::uuid, unit_id) WHERE unit_id = ? OR heir_id = ?", heir, from, from).run(connection);
            audit.record(connection, BY, TAKEN_OVER, "tip-room", from, heir, null);
        }
        Sql.of("INSERT INTO tips.trail (id, unit_id, at, actor, action, subject_id) VALUES (?, ?, ?, ?, ?, ?)", Ids.next(), heir, clock.instant(), BY, TAKEN_OVER, from)
                .run(connection);
    }
}
