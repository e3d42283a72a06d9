package org.doanket.membership.congress;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.member.MemberLeftEvent;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.sql.Sql;

/**
 * What becomes of congresses and delegates by what happens elsewhere. What is planned in a unit that ends is cancelled, and planned again with the
 * counter-act; who is no member, or elsewhere, or may no more be a delegate, is one no more.
 */
@ApplicationScoped
class CongressFollowUp {

    private static final String ENDED = " FROM congress c JOIN reorganisation_effect e ON e.unit_id = c.unit_id AND e.reorganisation_id = ? "
            + "AND e.action = 'ended' WHERE c.state = 'planned'";

    /** Not where another one is planned by then. */
    private static final String RETURNING = " FROM congress c JOIN reorganisation a ON a.counter_to = c.reorganisation_id JOIN reorganisation_effect e "
            + "ON e.reorganisation_id = a.id AND e.unit_id = c.unit_id AND e.action = 'restored' WHERE a.id = ? AND c.state = 'cancelled' "
            + "AND NOT EXISTS (SELECT FROM congress o WHERE o.unit_id = c.unit_id AND o.kind = c.kind AND o.state = 'planned')";

    private static final String LEAVING = """
            UPDATE congress_delegate d SET withdrawn_on = greatest(d.chosen_on, l.on_day), withdraw_reason = l.why FROM (
              SELECT p.id, CASE WHEN m.ended_on IS NOT NULL THEN 'membership-over' WHEN NOT starts_with(m.path, u.path) THEN 'member-elsewhere'
                WHEN NOT r.is_held THEN 'right-lost' END AS why, coalesce(m.ended_on, (SELECT max(e.effective) FROM member_event e WHERE e.member_id = m.id
                AND e.version > 1 AND jsonb_exists_any(e.detail, ARRAY['unitId', 'category', 'status'])), m.status_since) AS on_day
              FROM congress_delegate p JOIN congress c ON c.id = p.congress_id AND c.state = 'planned' JOIN member m ON m.id = p.member_id
              JOIN unit u ON u.id = p.unit_id JOIN rights_of(u.jurisdiction, m.category, m.status, legal_day(u.jurisdiction)) r ON r.code = 'stand-as-delegate'
              WHERE p.member_id = ANY (?::uuid[]) AND p.withdrawn_on IS NULL
            ) l WHERE l.id = d.id AND l.why IS NOT NULL""";

    private final AgroalDataSource dataSource;

    CongressFollowUp(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        act.line("congresses-end", "SELECT c.unit_id, count(*)" + ENDED + " GROUP BY 1", act.id());
        act.line("congresses-return", "SELECT c.unit_id, count(*)" + RETURNING + " GROUP BY 1", act.id());
    }

    /** Its delegates stay what they are: when it is looked who of them went elsewhere, it is planned no more. */
    void execute(@Observes ReorganisationEvent.Executed act) throws SQLException {
        if (act.counterTo() != null) {
            Sql.of("UPDATE congress x SET state = 'planned', closed_on = NULL, closed_act = NULL, cancel_reason = NULL, reorganisation_id = NULL, "
                    + "version = x.version + 1 FROM (SELECT c.id" + RETURNING + ") g WHERE x.id = g.id", act.id()).run(act.connection());
        }
        Sql.of("UPDATE congress x SET state = 'cancelled', closed_on = greatest(x.act_date, ?), closed_act = ?, cancel_reason = 'unit-ended', "
                + "reorganisation_id = ?, version = x.version + 1 FROM (SELECT c.id" + ENDED + ") g WHERE x.id = g.id", act.effective(), act.act(), act.id(),
                act.id()).run(act.connection());
    }

    /** By an act of its own. */
    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            Sql.of("UPDATE congress SET state = 'cancelled', closed_on = greatest(act_date, ?), closed_act = ?, cancel_reason = 'unit-ended', "
                    + "version = version + 1 WHERE unit_id = ? AND state = 'planned'", ended.on(), ended.act().number(), ended.unit()).run(dataSource);
        }
    }

    /** Also at units higher up, which the officer who ended the membership may not even see. */
    void memberLeft(@Observes MemberLeftEvent left) throws SQLException {
        Sql.of(LEAVING, (Object) left.column()).run(left.connection());
    }

    /** Why somebody withdrew is in an officer's words. That there was a delegate stays, under the pseudonym. */
    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE congress_delegate SET withdraw_reason = 'erased' WHERE member_id = ? AND withdrawn_on IS NOT NULL AND NOT "
                + PersonForgotten.isCode("withdraw_reason"), gone.member()).run(gone.connection());
    }
}
