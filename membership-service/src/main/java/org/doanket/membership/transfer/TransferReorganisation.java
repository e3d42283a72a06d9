package org.doanket.membership.transfer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.platform.sql.Sql;

/**
 * Open transfers follow the units of a reorganisation: from wherever the member is now, to the unit that takes the place of the one meant.
 * Where that is one and the same, or nobody takes its place, they lapse. A counter-act brings back what nobody has settled meanwhile.
 */
@ApplicationScoped
class TransferReorganisation {

    private static final String OF_ACT = " FROM transfer t JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id IN (t.from_unit, t.to_unit) "
            + "WHERE t.state IN ('asked', 'accepted') AND ";

    private static final String FOLLOW = """
            WITH changed AS (
              SELECT t.id, m.unit_id AS new_from, CASE WHEN e.unit_id IS NULL THEN t.to_unit ELSE e.into_id END AS new_to,
                m.ended_on IS NOT NULL AS is_over, e.unit_id IS NOT NULL AND e.into_id IS NULL AS has_no_end
              FROM transfer t JOIN member m ON m.id = t.member_id
              LEFT JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id = t.to_unit AND e.action = 'ended'
              WHERE t.state IN ('asked', 'accepted') AND (e.unit_id IS NOT NULL OR EXISTS (
                SELECT FROM reorganisation_member b WHERE b.reorganisation_id = ? AND b.member_id = t.member_id))
            ), settled AS (
              SELECT c.*, c.is_over OR c.has_no_end OR c.new_from = c.new_to AS lapses FROM changed c
            )
            UPDATE transfer t SET from_before = t.from_unit, to_before = t.to_unit, reorganisation_id = ?, version = t.version + 1,
              from_unit = CASE WHEN s.lapses THEN t.from_unit ELSE s.new_from END, to_unit = CASE WHEN s.lapses THEN t.to_unit ELSE s.new_to END,
              state = CASE WHEN s.lapses THEN 'lapsed' ELSE t.state END, closed_at = CASE WHEN s.lapses THEN now() END,
              reason = CASE WHEN s.is_over THEN 'membership-over' WHEN s.has_no_end THEN 'unit-ended' WHEN s.lapses THEN 'member-already-there' END
            FROM settled s WHERE t.id = s.id""";

    private static final String RETURN = """
            UPDATE transfer t SET from_unit = m.unit_id, to_unit = t.to_before, from_before = NULL, to_before = NULL, reorganisation_id = NULL,
              state = CASE WHEN t.from_agreed_at IS NULL OR t.to_agreed_at IS NULL THEN 'asked' ELSE 'accepted' END, closed_at = NULL, reason = NULL,
              version = t.version + 1
            FROM member m, unit u WHERE t.reorganisation_id = ? AND m.id = t.member_id AND m.ended_on IS NULL AND m.unit_id <> t.to_before
              AND u.id = t.to_before AND u.valid_to IS NULL AND t.state IN ('asked', 'accepted', 'lapsed')
              AND NOT EXISTS (SELECT FROM transfer o WHERE o.member_id = t.member_id AND o.id <> t.id AND o.state IN ('asked', 'accepted'))""";

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        act.line("transfers-end", "SELECT e.unit_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NULL GROUP BY 1", act.id());
        act.line("transfers-leave", "SELECT e.unit_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NOT NULL GROUP BY 1", act.id());
        act.line("transfers-come", "SELECT e.into_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NOT NULL GROUP BY 1", act.id());
        act.line("transfers-move", "SELECT e.unit_id, count(*)" + OF_ACT + "e.action IN ('moved', 'carried') GROUP BY 1", act.id());
    }

    /** After the members: a transfer goes by where its member is. */
    void execute(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ReorganisationEvent.Executed act) throws SQLException {
        Sql.of(RETURN, act.counterTo()).run(act.connection());
        Sql.of(FOLLOW, act.id(), act.id(), act.id()).run(act.connection());
    }
}
