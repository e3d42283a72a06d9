package org.doanket.membership.team;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.platform.sql.Sql;

/**
 * Teams of a unit that ends go on in the one that takes its members, with their people and cards; where nobody takes them they end. A
 * counter-act brings both back, and of the people those who are members there again.
 */
@ApplicationScoped
class TeamReorganisation {

    private static final String OF_ACT = " FROM team t JOIN reorganisation_effect e ON e.unit_id = t.unit_id AND e.reorganisation_id = ? "
            + "WHERE t.ended_on IS NULL AND ";

    private static final String LEAVE = """
            UPDATE team t SET unit_before = t.unit_id, unit_id = e.into_id, path = u.path, reorganisation_id = e.reorganisation_id, version = t.version + 1
            FROM reorganisation_effect e JOIN unit u ON u.id = e.into_id
            WHERE e.reorganisation_id = ? AND e.action = 'ended' AND e.unit_id = t.unit_id AND t.ended_on IS NULL""";

    /** Where they were before, as of which day; before they go and before they come back. */
    private static final String KEEP_LEAVING = "INSERT INTO earlier_unit (row_id, until, unit_id) SELECT t.id, ?, t.unit_id" + OF_ACT
            + "e.action = 'ended' AND e.into_id IS NOT NULL ON CONFLICT DO NOTHING";

    private static final String KEEP_RETURNING = "INSERT INTO earlier_unit (row_id, until, unit_id) SELECT t.id, ?, t.unit_id FROM team t JOIN unit u "
            + "ON u.id = t.unit_before AND u.valid_to IS NULL WHERE t.reorganisation_id = ? AND t.ended_on IS NULL ON CONFLICT DO NOTHING";

    private static final String END = """
            UPDATE team t SET ended_on = greatest(t.founded_on, ?), end_reason = 'unit-ended', unit_before = NULL, reorganisation_id = e.reorganisation_id,
              version = t.version + 1
            FROM reorganisation_effect e
            WHERE e.reorganisation_id = ? AND e.action = 'ended' AND e.into_id IS NULL AND e.unit_id = t.unit_id AND t.ended_on IS NULL""";

    /** With their team, and with the act whom it took out of the unit of a team that goes on. */
    private static final String PART = """
            UPDATE team_member p SET left_on = greatest(p.joined_on, ?), reorganisation_id = ?, version = p.version + 1,
              left_reason = CASE WHEN t.ended_on IS NOT NULL THEN 'unit-ended' WHEN m.ended_on IS NULL THEN 'member-elsewhere' ELSE 'membership-over' END
            FROM team t, member m WHERE t.id = p.team_id AND m.id = p.member_id AND p.left_on IS NULL
              AND (t.reorganisation_id = ? AND t.ended_on IS NOT NULL
                OR p.member_id IN (SELECT b.member_id FROM reorganisation_member b WHERE b.reorganisation_id = ?)
                  AND (m.ended_on IS NOT NULL OR NOT starts_with(m.path, t.path)))""";

    /** Each of an act that is taken back: to the unit that it came from. */
    private static final String RETURN = """
            UPDATE team t SET unit_id = u.id, path = u.path, unit_before = NULL, reorganisation_id = NULL, ended_on = NULL, end_reason = NULL,
              version = t.version + 1
            FROM unit u WHERE t.reorganisation_id = ? AND u.id = coalesce(t.unit_before, t.unit_id) AND u.valid_to IS NULL
              AND (t.unit_before IS NULL) = (t.ended_on IS NOT NULL) RETURNING t.id""";

    private static final String TAKE_PART_AGAIN = """
            UPDATE team_member p SET left_on = NULL, left_reason = NULL, reorganisation_id = NULL, version = p.version + 1,
              duty = CASE WHEN p.duty = 'head' AND EXISTS (SELECT FROM team_member o WHERE o.team_id = p.team_id AND o.duty = 'head' AND o.left_on IS NULL)
                THEN 'member' ELSE p.duty END
            FROM team t, member m WHERE p.reorganisation_id = ? AND t.id = p.team_id AND t.ended_on IS NULL AND m.id = p.member_id AND m.ended_on IS NULL
              AND starts_with(m.path, t.path)
              AND NOT EXISTS (SELECT FROM team_member o WHERE o.team_id = p.team_id AND o.member_id = p.member_id AND o.left_on IS NULL) RETURNING p.id""";

    /** Places in teams that go on, of whom the act sends elsewhere than it sends the team. */
    private static final String ELSEWHERE = " FROM reorganisation_leaving(?, ?) l JOIN team_member p ON p.member_id = l.member_id AND p.left_on IS NULL "
            + "JOIN team t ON t.id = p.team_id JOIN unit u ON u.id = t.unit_id "
            + "LEFT JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id = t.unit_id AND e.action = 'ended' "
            + "WHERE (e.unit_id IS NULL OR e.into_id IS NOT NULL) AND (l.into_id IS NULL "
            + "OR NOT starts_with(reorganisation_path(?, l.into_id), reorganisation_path(?, coalesce(e.into_id, t.unit_id)))) GROUP BY ";

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        Object[] elsewhere = {act.id(), act.counterTo(), act.id(), act.id(), act.id()};
        act.line("team-members-elsewhere", "SELECT t.unit_id, count(*)" + ELSEWHERE + "t.unit_id", elsewhere);
        act.finding("team-members-elsewhere", false, "SELECT NULL::int, u.code, jsonb_build_object('count', count(*))" + ELSEWHERE + "u.code", elsewhere);
        act.line("teams-end", "SELECT e.unit_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NULL GROUP BY 1", act.id());
        act.line("teams-leave", "SELECT e.unit_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NOT NULL GROUP BY 1", act.id());
        act.line("teams-come", "SELECT e.into_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NOT NULL GROUP BY 1", act.id());
        act.line("teams-move", "SELECT e.unit_id, count(*)" + OF_ACT + "e.action IN ('moved', 'carried') GROUP BY 1", act.id());
        act.line("teams-return", "SELECT e.unit_id, count(*) FROM team t JOIN reorganisation_effect e ON e.unit_id = coalesce(t.unit_before, t.unit_id) "
                + "AND e.reorganisation_id = ? AND e.action = 'restored' WHERE t.reorganisation_id = ? GROUP BY 1", act.id(), act.counterTo());
    }

    /** After the members: people are in a team of the unit that they are of. */
    void execute(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ReorganisationEvent.Executed act) throws SQLException {
        Connection connection = act.connection();
        if (act.counterTo() != null) {
            comeBack(act);
        }
        Sql.of(KEEP_LEAVING, act.effective(), act.id()).run(connection);
        Sql.of(LEAVE, act.id()).run(connection);
        Sql.of(END, act.effective(), act.id()).run(connection);
        carry(connection, "t.reorganisation_id = ?", act.id());
        Sql.of(PART, act.effective(), act.id(), act.id(), act.id()).run(connection);
        Sql.of(TeamBatch.CLOSE_CARDS + "(SELECT p.id FROM team_member p WHERE p.reorganisation_id = ?)", act.effective(), act.id()).run(connection);
    }

    /** What a closed card said is gone: it shows its number again, and words once its bearer agrees to them anew. */
    private static void comeBack(ReorganisationEvent.Executed act) throws SQLException {
        Connection connection = act.connection();
        Sql.of(KEEP_RETURNING, act.effective(), act.counterTo()).run(connection);
        List<UUID> teams = Sql.of(RETURN, act.counterTo()).list(connection, row -> row.getObject(1, UUID.class));
        carry(connection, "t.id = ANY (?)", (Object) teams.toArray(UUID[]::new));
        UUID[] people = Sql.of(TAKE_PART_AGAIN, act.counterTo()).list(connection, row -> row.getObject(1, UUID.class)).toArray(UUID[]::new);
        Sql.of("UPDATE team_card c SET valid_to = NULL, duty = p.duty FROM team_member p WHERE p.id = c.id AND c.id = ANY (?)", (Object) people).run(connection);
        Sql.of("UPDATE team_consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL AND team_member_id = ANY (?)", (Object) people).run(connection);
    }

    /** Rows of teams stand where their team stands. */
    private static void carry(Connection connection, String which, Object value) throws SQLException {
        for (String table : List.of("team_member", "team_handover")) {
            Sql.of("UPDATE " + table + " r SET path = t.path FROM team t WHERE r.team_id = t.id AND r.path <> t.path AND " + which, value).run(connection);
        }
        Sql.of("UPDATE team_consent r SET path = t.path FROM team t, team_member p WHERE p.id = r.team_member_id AND t.id = p.team_id AND r.path <> t.path AND "
                + which, value).run(connection);
    }
}
