package org.doanket.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.Renumbered;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Draws up plans and sets their targets. */
@ApplicationScoped
@Transactional
public class PlanService {

    private final PlanRepository plans;
    private final TargetRepository targets;
    private final TargetRules rules;
    private final AllocationService allocations;
    private final AgroalDataSource dataSource;
    private final OwnUnit own;
    private final Caller caller;
    private final MergePatch patches;
    private final Clock clock;

    PlanService(PlanRepository plans, TargetRepository targets, TargetRules rules, AllocationService allocations, AgroalDataSource dataSource,
            OwnUnit own, Caller caller, MergePatch patches, Clock clock) {
        this.plans = plans;
        this.targets = targets;
        this.rules = rules;
        this.allocations = allocations;
        this.dataSource = dataSource;
        this.own = own;
        this.caller = caller;
        this.patches = patches;
        this.clock = clock;
    }

    public UUID draw(PlanCommand.Draw command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, own.today(unit));
        ActionPlan plan = ActionPlan.draw(Ids.next(), command, caller.subject(), clock.instant());
        plans.persistAndFlush(plan);
        for (int i = 0; i < command.targets().size(); i++) {
            add(plan, unit, command.targets().get(i), "/targets/" + i);
        }
        return plan.id();
    }

    public void edit(UUID id, JsonNode patch, String ifMatch) {
        ActionPlan plan = forChange(id);
        Revision.require(definition(ifMatch), plan.version());
        List<Task> before = plan.tasks();
        plan.edit(patches.apply(plan.editable(), patch), clock.instant());
        plans.flush();
        carry(plan, before);
    }

    /** A target goes with its task to whatever number that has now. @throws Problem 409 where a task is left out that has targets */
    private void carry(ActionPlan plan, List<Task> before) {
        Map<Integer, Integer> moved = Renumbered.moved(before, plan.tasks(), Task::title);
        List<Integer> used = Sql.of("SELECT DISTINCT task FROM target WHERE plan_id = ? AND task IS NOT NULL ORDER BY task", plan.id())
                .list(dataSource, row -> row.getInt(1));
        used.stream().filter(task -> !moved.containsKey(task)).findFirst().ifPresent(task -> {
            throw PlanProblems.taskHasTargets(task);
        });
        List<Integer> others = used.stream().filter(task -> !moved.get(task).equals(task)).toList();
        Sql.of("UPDATE target t SET task = m.after, version = version + 1 FROM unnest(?::int[], ?::int[]) AS m (before, after) WHERE t.plan_id = ? "
                + "AND t.task = m.before", Sql.column(others, task -> task), Sql.column(others, moved::get), plan.id()).run(dataSource);
    }

    public UUID addTarget(UUID id, PlanCommand.SetTarget command) {
        ActionPlan plan = forChange(id);
        UUID target = add(plan, living(plan), command, "");
        plan.changed(clock.instant());
        plans.flush();
        return target;
    }

    public void editTarget(UUID id, JsonNode patch, String ifMatch) {
        Target known = targets.findByIdOptional(id).orElseThrow(() -> Problem.notFound("target"));
        ActionPlan plan = forChange(known.planId());
        Target target = targets.forChange(id);
        Revision.require(definition(ifMatch), target.version());
        PlanCommand.EditTarget edited = patches.apply(target.editable(), patch);
        if (edited.task() != null && edited.task() > plan.tasks().size()) {
            throw PlanProblems.noTask(edited.task());
        }
        if (edited.planned().compareTo(target.planned()) != 0) {
            allocations.refuseIfSharedOut(id);
            allocations.refuseLessThanItsShare(target, edited.planned());
        }
        target.edit(edited);
        plan.changed(clock.instant());
        plans.flush();
    }

    /** Makes a plan that was handed down the unit's own. */
    public void adopt(UUID id, PlanCommand.Adopt command) {
        ActionPlan plan = forChange(id);
        own.requireCome(living(plan), command.on(), "/on");
        plan.adopt(command, clock.instant());
        plans.flush();
    }

    /** Tags also tell how far the targets are, which is no reason to refuse a change of what is planned. */
    private static String definition(String ifMatch) {
        return ifMatch == null ? null : ifMatch.replaceFirst("-[0-9a-f]+\"$", "\"");
    }

    private UUID add(ActionPlan plan, UnitRef unit, PlanCommand.SetTarget command, String pointer) {
        PlanCommand.SetTarget spec = rules.settle(plan, unit, command, pointer);
        refuseTwice(plan, spec);
        Target target = Target.of(Ids.next(), plan, spec);
        allocations.refuseLessThanItsShare(target, spec.planned());
        targets.persistAndFlush(target);
        return target.id();
    }

    /** By a unit once, in whichever of its plans: both would count above. */
    private void refuseTwice(ActionPlan plan, PlanCommand.SetTarget spec) {
        if (spec.adopts() != null) {
            Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1978))", plan.unitId() + "/" + spec.adopts()).run(dataSource);
            if (isThere("unit_id = ? AND parent_id = ?", plan.unitId(), spec.adopts())) {
                throw PlanProblems.adoptedAlready();
            }
        }
        if (isThere("plan_id = ? AND code = ?", plan.id(), spec.code())) {
            throw PlanProblems.codeTaken(spec.code());
        }
    }

    private boolean isThere(String condition, Object... values) {
        return Sql.of("SELECT 1 FROM target WHERE " + condition, values).first(dataSource, row -> true).isPresent();
    }

    /** Nothing new is set out to be done by a unit that is there no more. */
    private UnitRef living(ActionPlan plan) {
        UnitRef unit = own.require(plan.unitId(), "action-plan");
        own.requireNotEnded(unit, own.today(unit));
        return unit;
    }

    private ActionPlan forChange(UUID id) {
        ActionPlan plan = plans.forChange(id);
        own.require(plan.unitId(), "action-plan");
        return plan;
    }
}
