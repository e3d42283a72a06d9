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

/**
 * Bodies of an ended unit end with it, their offices and the roles of these too; so do offices of whom the act sends elsewhere, wherever they are
 * held. A counter-act brings them back, from its own day on.
 */
@ApplicationScoped
class BodyReorganisation {

    private static final String AFFECTED = "SELECT %1$s.unit_id, count(*) FROM %1$s JOIN reorganisation_effect e ON e.unit_id = %1$s.unit_id "
            + "AND e.reorganisation_id = ? AND e.action = '%2$s' WHERE ";

    /** Held in units that stand, by whom the act takes from where the office reaches. */
    private static final String ELSEWHERE = " FROM reorganisation_leaving(?, ?) l JOIN officer o ON o.member_id = l.member_id AND o.ended_on IS NULL "
            + "JOIN unit u ON u.id = o.unit_id LEFT JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id = o.unit_id "
            + "WHERE coalesce(e.action, '') <> 'ended' AND (l.into_id IS NULL "
            + "OR NOT starts_with(reorganisation_path(?, l.into_id), reorganisation_path(?, o.unit_id))) GROUP BY ";

    private static final String END_ELSEWHERE = """
            UPDATE officer o SET ended_on = greatest(o.starts_on, ?), end_reason = CASE WHEN m.ended_on IS NULL THEN 'member-elsewhere' ELSE 'membership-over' END,
              end_act = ?, reorganisation_id = b.reorganisation_id, version = o.version + 1
            FROM reorganisation_member b JOIN member m ON m.id = b.member_id, unit u
            WHERE b.reorganisation_id = ? AND o.member_id = b.member_id AND o.ended_on IS NULL AND u.id = o.unit_id
              AND (m.ended_on IS NOT NULL OR NOT starts_with(m.path, o.path)) RETURNING o.id, u.jurisdiction""";

    /** Where the body sits on and nobody has taken the office or the seat meanwhile. */
    private static final String RESTORE_ELSEWHERE = """
            UPDATE officer o SET ended_on = NULL, end_reason = NULL, end_act = NULL, reorganisation_id = NULL, version = o.version + 1
            FROM member m, body b, unit u, body_position p
            WHERE o.reorganisation_id = ? AND o.end_reason IN ('member-elsewhere', 'membership-over') AND m.id = o.member_id AND m.ended_on IS NULL
              AND starts_with(m.path, o.path) AND u.id = o.unit_id AND b.id = o.body_id AND b.ended_on IS NULL
              AND p.jurisdiction = b.jurisdiction AND p.body_kind = b.kind AND p.code = o.position
              AND NOT EXISTS (SELECT FROM officer t WHERE t.body_id = o.body_id AND t.position = o.position AND t.ended_on IS NULL
                AND (p.is_single OR t.member_id = o.member_id))
              AND (NOT p.takes_seat OR b.seats > (SELECT count(DISTINCT t.member_id) FROM officer t JOIN body_position s ON s.jurisdiction = b.jurisdiction
                AND s.body_kind = b.kind AND s.code = t.position AND s.takes_seat
                WHERE t.body_id = b.id AND t.ended_on IS NULL AND t.member_id <> o.member_id)) RETURNING o.id, u.jurisdiction""";

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
        Object[] elsewhere = {act.id(), act.counterTo(), act.id(), act.id(), act.id()};
        act.line("officers-elsewhere", "SELECT o.unit_id, count(*)" + ELSEWHERE + "o.unit_id", elsewhere);
        act.finding("officers-elsewhere", false, "SELECT NULL::int, u.code, jsonb_build_object('count', count(*))" + ELSEWHERE + "u.code", elsewhere);
        act.line("officers-return", "SELECT o.unit_id, count(*) FROM officer o JOIN reorganisation_leaving(?, ?) l ON l.member_id = o.member_id "
                + "WHERE o.reorganisation_id = ? AND o.end_reason = 'member-elsewhere' GROUP BY 1", act.id(), act.counterTo(), act.counterTo());
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
        for (Map.Entry<String, List<UUID>> one : changed(act.connection(), Sql.of(END_ELSEWHERE, act.effective(), act.act(), act.id())).entrySet()) {
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
        for (Map.Entry<String, List<UUID>> one : changed(act.connection(), Sql.of(RESTORE_ELSEWHERE, act.counterTo())).entrySet()) {
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
