package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/**
 * Gives each unit that has a share of a plan's targets a plan of its own, for it to adopt and to make more special. Doing it again
 * adds what has come since and corrects the figures of plans that are not adopted yet. A unit that has ended gets none: its share goes to its successor by
 * being shared out anew.
 */
@ApplicationScoped
@Transactional
public class HandingDownService {

    private static final String PLANS = "INSERT INTO action_plan (id, unit_id, name, basis, year, starts, ends, version, created_by, created_at, "
            + "changed_at, state, handed_from) SELECT uuidv7(), a.unit_id, p.name, p.basis, p.year, p.starts, p.ends, 1, ?, ?, ?, 'handed-down', p.id "
            + "FROM action_plan p JOIN (SELECT DISTINCT t.plan_id, a.unit_id FROM target_allocation a JOIN target t ON t.id = a.target_id) a "
            + "ON a.plan_id = p.id JOIN unit_ref u ON u.id = a.unit_id WHERE p.id = ? AND NOT " + OwnUnit.endedWithin("u", "p.ends")
            + " ON CONFLICT (handed_from, unit_id) DO NOTHING";
    private static final String TASKS = "INSERT INTO plan_task (plan_id, position, title, due) SELECT c.id, k.position, k.title, k.due "
            + "FROM action_plan c JOIN plan_task k ON k.plan_id = c.handed_from WHERE c.handed_from = ? AND c.created_at = ?";
    /** A unit that has taken its share into another plan, or has a target of its own by that code, is left as it is. */
    private static final String TARGETS = "INSERT INTO target (id, plan_id, unit_id, task, code, title, unit_of_measure, direction, aggregation, planned, "
            + "binding, denominator, currency, starts, ends, bound_unit, parent_id, offered, version) SELECT uuidv7(), c.id, c.unit_id, "
            + "CASE WHEN t.task <= (SELECT count(*) FROM plan_task k WHERE k.plan_id = c.id) THEN t.task END, t.code, t.title, "
            + "t.unit_of_measure, t.direction, t.aggregation, a.planned, t.binding, t.denominator, t.currency, t.starts, t.ends, c.unit_id, t.id, false, 1 "
            + "FROM target t JOIN target_allocation a ON a.target_id = t.id JOIN action_plan c ON c.handed_from = t.plan_id AND c.unit_id = a.unit_id "
            + "JOIN unit_ref u ON u.id = c.unit_id WHERE t.plan_id = ? AND NOT " + OwnUnit.endedWithin("u", "c.ends")
            + " AND NOT EXISTS (SELECT FROM target x WHERE x.unit_id = c.unit_id AND x.plan_id <> c.id AND x.parent_id = t.id) "
            + "AND NOT EXISTS (SELECT FROM target x WHERE x.plan_id = c.id AND x.code = t.code AND x.parent_id IS DISTINCT FROM t.id) "
            + "ORDER BY c.id, t.id ON CONFLICT (plan_id, parent_id) DO UPDATE SET planned = excluded.planned, version = target.version + 1 "
            + "WHERE target.planned <> excluded.planned AND (SELECT p.state FROM action_plan p WHERE p.id = target.plan_id) = 'handed-down' "
            + "AND NOT EXISTS (SELECT FROM target_allocation b WHERE b.target_id = target.id)";

    private final PlanRepository plans;
    private final AgroalDataSource dataSource;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    HandingDownService(PlanRepository plans, AgroalDataSource dataSource, OwnUnit own, Caller caller, Clock clock) {
        this.plans = plans;
        this.dataSource = dataSource;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    /** @return how many plans and targets were made, or corrected */
    public PlanView.HandedDown handDown(UUID id) {
        ActionPlan plan = plans.forChange(id);
        UnitRef unit = own.require(plan.unitId(), "action-plan");
        if (Sql.of("SELECT 1 FROM target_allocation a JOIN target t ON t.id = a.target_id WHERE t.plan_id = ? LIMIT 1", id)
                .first(dataSource, row -> true).isEmpty()) {
            throw PlanProblems.nothingToHandDown();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int made = Sql.of(PLANS, caller.subject(), now, now, id).run(dataSource);
        Sql.of(TASKS, id, now).run(dataSource);
        return new PlanView.HandedDown(made, Sql.of(TARGETS, id).run(dataSource));
    }
}
