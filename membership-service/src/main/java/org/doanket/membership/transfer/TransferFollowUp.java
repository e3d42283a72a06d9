package org.doanket.membership.transfer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.member.MemberLeftEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.sql.Sql;

/** What happens to transfers when something happens to their member or to a unit. */
@ApplicationScoped
class TransferFollowUp {

    private static final String LAPSE = "UPDATE transfer t SET state = 'lapsed', closed_at = now(), version = t.version + 1, reason = ";

    private final AgroalDataSource dataSource;
    private final Clock clock;

    TransferFollowUp(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** The membership is over, or lies elsewhere by another way than this. */
    void memberLeft(@Observes MemberLeftEvent left) throws SQLException {
        Sql.of(LAPSE + "CASE WHEN m.ended_on IS NULL THEN 'member-elsewhere' ELSE 'membership-over' END FROM member m WHERE m.id = ANY (?::uuid[]) "
                + "AND t.member_id = m.id AND t.state IN ('asked', 'accepted') AND (m.ended_on IS NOT NULL OR m.unit_id <> t.from_unit)",
                (Object) left.column())
                .run(left.connection());
    }

    /** Nobody goes to a unit that is no more. One that members would leave has none when it ends. */
    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            Sql.of("UPDATE transfer SET state = 'lapsed', reason = 'unit-ended', closed_at = ?, version = version + 1 WHERE to_unit = ? "
                    + "AND state IN ('asked', 'accepted')", clock.instant(), ended.unit()).run(dataSource);
        }
    }

    void tell(@Observes PersonalData asked) {
        asked.select("transfers", """
                SELECT t.state, t.asked_by AS "askedBy", t.asked_at AS "askedAt", f.code AS "fromUnitCode", o.code AS "toUnitCode",
                       t.moves_on AS "movesOn", t.category, t.note, t.decision_number AS "decisionNumber", t.reason
                  FROM transfer t JOIN unit f ON f.id = t.from_unit JOIN unit o ON o.id = t.to_unit WHERE t.member_id = ? ORDER BY t.id""",
                asked.person());
    }

    /** That he went from one unit to another stays with the units; words may name him. */
    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE transfer SET note = NULL, reason = NULL, state = CASE WHEN state IN ('asked', 'accepted') THEN 'lapsed' ELSE state END, "
                + "closed_at = coalesce(closed_at, now()), version = version + 1 WHERE member_id = ?", gone.member()).run(gone.connection());
    }
}
