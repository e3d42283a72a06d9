package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** What is the same for all dated rules: what has begun stays, what has not can be taken back, and what holds for all is set at the top. */
@ApplicationScoped
@Transactional
public class DatedRuleService {

    private final AgroalDataSource dataSource;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    DatedRuleService(AgroalDataSource dataSource, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem 403 for a unit with another above it */
    public void requireTop() {
        if (!caller.scope().isTop()) {
            throw Problem.forbidden("rules-at-the-top");
        }
    }

    /** @throws Problem 422 for a day that is no longer to come: what was done by the rule of today is done */
    public void requireToCome(LocalDate validFrom) {
        if (!validFrom.isAfter(Zones.today(clock))) {
            throw new Problem(422, "rule-begins-too-early", validFrom);
        }
    }

    public void tell(String what, Object key) {
        audit.record(what, "rule", key, null, null);
    }

    /**
     * Takes a row back, and keeps it with the reason where nobody looks for rules.
     *
     * @param where of the one row, with its values
     * @throws Problem 404 where there is none; 409 where it has begun
     */
    public void cancel(String table, String why, Object name, String where, Object... key) {
        LocalDate begins = Sql.of("SELECT valid_from FROM " + table + " WHERE " + where, key).first(dataSource, row -> row.getObject(1, LocalDate.class))
                .orElseThrow(() -> Problem.notFound("rule"));
        if (!begins.isAfter(Zones.today(clock))) {
            throw Problem.conflict("rule-has-begun", begins);
        }
        Sql.of("WITH gone AS (DELETE FROM " + table + " WHERE " + where, key)
                .add("RETURNING *) INSERT INTO cancelled_rule (id, relation, row, why, cancelled_at, cancelled_by) SELECT ?, ?, to_jsonb(gone), ?, ?, ? FROM gone",
                        Ids.next(), table, why, clock.instant(), caller.subject()).run(dataSource);
        tell("rule-cancelled", name);
    }
}
