package org.doanket.membership.body;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.binding.RoleBindingService;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.platform.sql.Sql;

/** Bodies of an ended unit end with it, their offices and the roles of these too; a counter-act brings them back, from its own day on. */
@ApplicationScoped
class BodyReorganisation {

    private static final String AFFECTED = "SELECT %1$s.unit_id, count(*) FROM %1$s JOIN reorganisation_effect e ON e.unit_id = %1$s.unit_id "
            + "AND e.reorganisation_id = ? AND e.action = '%2$s' WHERE ";

    private final RoleBindingService bindings;

    BodyReorganisation(RoleBindingService bindings) {
        this.bindings = bindings;
    }

    /** After the members: who is brought back to a unit can hold an office there again. */
    void execute(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ReorganisationEvent.Executed act) throws SQLException {
        end(act);
        if (act.counterTo() != null) {
            restore(act);
        }
    }

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        for (String table : List.of("body", "officer")) {
            String what = table.equals("body") ? "bodies" : "officers";
            act.line(what + "-end", String.format(AFFECTED, table, "ended") + "ended_on IS NULL GROUP BY 1", act.id());
            if (act.counterTo() != null) {
                act.line(what + "-restored", String.format(AFFECTED, table, "restored") + table + ".reorganisation_id = ? GROUP BY 1", act.id(),
                        act.counterTo());
            }
        }
    }

    private void end(ReorganisationEvent.Executed act) throws SQLException {
        String ended = "IN (SELECT e.unit_id FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'ended')";
        Sql.of("UPDATE body SET state = CASE state WHEN 'awaiting' THEN 'refused' ELSE 'ended' END, ended_on = greatest(starts_on, ?), "
                + "end_reason = 'unit-ended', end_act = ?, reorganisation_id = ?, version = version + 1 WHERE ended_on IS NULL AND unit_id " + ended,
                act.effective(), act.act(), act.id(), act.id()).run(act.connection());
        for (Map.Entry<String, List<UUID>> one : changed(act.connection(), Sql.of("UPDATE officer o SET ended_on = greatest(o.starts_on, ?), end_reason = 'unit-ended', end_act = ?, reorganisation_id = ?, "
                + "version = o.version + 1 FROM unit u WHERE u.id = o.unit_id AND o.ended_on IS NULL AND o.unit_id " + ended
                + " RETURNING o.id, u.jurisdiction", act.effective(), act.act(), act.id(), act.id())).entrySet()) {
            bindings.end(act.connection(), one.getValue(), act.effective(), one.getKey());
        }
    }

    /** Only what the act itself had ended, and where nobody has taken the place meanwhile. */
    private void restore(ReorganisationEvent.Executed act) throws SQLException {
        List<UUID> bodies = Sql.of("UPDATE body b SET state = CASE WHEN b.recognised_on IS NULL AND b.basis = 'elected' AND b.state = 'refused' "
                + "THEN 'awaiting' ELSE 'sitting' END, ended_on = NULL, end_reason = NULL, end_act = NULL, reorganisation_id = NULL, "
                + "version = b.version + 1 WHERE b.reorganisation_id = ? AND NOT EXISTS (SELECT FROM body o WHERE o.unit_id = b.unit_id "
                + "AND o.kind = b.kind AND o.ended_on IS NULL) RETURNING b.id", act.counterTo())
                .list(act.connection(), row -> row.getObject(1, UUID.class));
        for (Map.Entry<String, List<UUID>> one : changed(act.connection(), Sql.of("UPDATE officer o SET ended_on = NULL, end_reason = NULL, "
                + "end_act = NULL, reorganisation_id = NULL, version = o.version + 1 FROM member m, unit u WHERE u.id = o.unit_id AND o.reorganisation_id = ? AND o.body_id = ANY (?) AND m.id = o.member_id "
                + "AND m.ended_on IS NULL AND starts_with(m.path, o.path) RETURNING o.id, u.jurisdiction", act.counterTo(),
                bodies.toArray(UUID[]::new))).entrySet()) {
            bindings.restore(act.connection(), one.getValue(), act.effective(), one.getKey());
        }
    }

    /** Officers by the jurisdiction in which their day begins. */
    private static Map<String, List<UUID>> changed(Connection connection, Sql update) throws SQLException {
        Map<String, List<UUID>> officers = new LinkedHashMap<>();
        update.list(connection, row -> officers.computeIfAbsent(row.getString(2), each -> new ArrayList<>()).add(row.getObject(1, UUID.class)));
        return officers;
    }
}
