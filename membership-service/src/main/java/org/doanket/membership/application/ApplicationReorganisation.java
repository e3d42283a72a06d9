package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Clock;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/**
 * What becomes of open applications when their unit ends: they go to the unit that takes its members, or else end with it, and so do its
 * invitations. A counter-act brings back what nobody has decided meanwhile.
 */
@ApplicationScoped
class ApplicationReorganisation {

    private static final String OF_ACT = " FROM application a JOIN reorganisation_effect e ON e.unit_id = a.unit_id AND e.reorganisation_id = ? "
            + "WHERE a.state IN ('received', 'returned') AND ";

    private static final String RETURNING = "a.reorganisation_id = ? AND a.emptied_at IS NULL AND (a.state IN ('received', 'returned') "
            + "OR a.state = 'refused' AND a.reason = 'unit-ended')";

    private static final String LEAVE = """
            UPDATE application a SET unit_before = a.unit_id, unit_id = e.into_id, reorganisation_id = e.reorganisation_id, version = a.version + 1
            FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'ended' AND e.into_id IS NOT NULL AND e.unit_id = a.unit_id
              AND a.state IN ('received', 'returned')""";

    private static final String END = """
            UPDATE application a SET state = 'refused', reason = 'unit-ended', rule = ?, faulty_fields = '{}', decided_at = now(), decided_by = ?,
              unit_before = a.unit_id, reorganisation_id = e.reorganisation_id, version = a.version + 1
            FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'ended' AND e.into_id IS NULL AND e.unit_id = a.unit_id
              AND a.state IN ('received', 'returned')""";

    private static final String RETURN = """
            UPDATE application a SET unit_id = a.unit_before, unit_before = NULL, reorganisation_id = NULL, reason = NULL, rule = NULL, decided_at = NULL,
              decided_by = NULL, state = CASE a.state WHEN 'refused' THEN 'received' ELSE a.state END, version = a.version + 1
            FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'restored' AND e.unit_id = a.unit_before AND\s""" + RETURNING;

    private static final String INVITATIONS = " FROM application_invitation i JOIN reorganisation_effect e ON e.unit_id = i.unit_id "
            + "AND e.reorganisation_id = ? WHERE ";

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final Clock clock;

    ApplicationReorganisation(AgroalDataSource dataSource, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.clock = clock;
    }

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        act.line("applications-end", "SELECT a.unit_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NULL GROUP BY 1", act.id());
        act.line("applications-leave", "SELECT a.unit_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NOT NULL GROUP BY 1", act.id());
        act.line("applications-come", "SELECT e.into_id, count(*)" + OF_ACT + "e.action = 'ended' AND e.into_id IS NOT NULL GROUP BY 1", act.id());
        act.line("applications-move", "SELECT a.unit_id, count(*)" + OF_ACT + "e.action IN ('moved', 'carried') GROUP BY 1", act.id());
        act.line("applications-return", "SELECT e.unit_id, count(*) FROM application a JOIN reorganisation_effect e ON e.unit_id = a.unit_before "
                + "AND e.reorganisation_id = ? AND e.action = 'restored' WHERE " + RETURNING + " GROUP BY 1", act.id(), act.counterTo());
        act.line("invitations-end", "SELECT i.unit_id, count(*)" + INVITATIONS + "e.action = 'ended' AND i.revoked_at IS NULL GROUP BY 1", act.id());
        act.line("invitations-move", "SELECT i.unit_id, count(*)" + INVITATIONS + "e.action IN ('moved', 'carried') AND i.revoked_at IS NULL GROUP BY 1",
                act.id());
        act.line("invitations-return", "SELECT i.unit_id, count(*)" + INVITATIONS + "e.action = 'restored' AND i.reorganisation_id = ? GROUP BY 1", act.id(),
                act.counterTo());
    }

    void execute(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ReorganisationEvent.Executed act) throws SQLException {
        Sql.of(RETURN, act.id(), act.counterTo()).run(act.connection());
        Sql.of("UPDATE application_invitation i SET revoked_at = NULL, revoked_by = NULL, revoke_reason = NULL, reorganisation_id = NULL, "
                + "version = i.version + 1 FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'restored' AND e.unit_id = i.unit_id "
                + "AND i.reorganisation_id = ?", act.id(), act.counterTo()).run(act.connection());
        Sql.of(LEAVE, act.id()).run(act.connection());
        Sql.of(END, act.act(), act.by(), act.id()).run(act.connection());
        Sql.of("UPDATE application_invitation i SET revoked_at = now(), revoked_by = ?, revoke_reason = 'unit-ended', reorganisation_id = ?, "
                + "version = i.version + 1 FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'ended' AND e.unit_id = i.unit_id "
                + "AND i.revoked_at IS NULL", act.by(), act.id(), act.id()).run(act.connection());
    }

    /** By an act of its own. */
    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            Sql.of("UPDATE application SET state = 'refused', reason = 'unit-ended', rule = ?, faulty_fields = '{}', decided_at = ?, decided_by = ?, "
                    + "version = version + 1 WHERE unit_id = ? AND state IN ('received', 'returned')", ended.act().number(), clock.instant(),
                    caller.subject(), ended.unit()).run(dataSource);
            Sql.of("UPDATE application_invitation SET revoked_at = ?, revoked_by = ?, revoke_reason = 'unit-ended', version = version + 1 "
                    + "WHERE unit_id = ? AND revoked_at IS NULL", clock.instant(), caller.subject(), ended.unit()).run(dataSource);
        }
    }
}
