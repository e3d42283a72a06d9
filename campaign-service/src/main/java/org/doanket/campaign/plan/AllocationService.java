package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Shares a target out among units below. */
@ApplicationScoped
@Transactional
public class AllocationService {

    private final TargetRepository targets;
    private final PlanRepository plans;
    private final AgroalDataSource dataSource;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    AllocationService(TargetRepository targets, PlanRepository plans, AgroalDataSource dataSource, OwnUnit own, Caller caller, Clock clock) {
        this.targets = targets;
        this.plans = plans;
        this.dataSource = dataSource;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    /** The whole allocation at once: the one before it is replaced. */
    public void allocate(UUID id, PlanCommand.Allocate command, String ifMatch) {
        Target known = targets.findByIdOptional(id).orElseThrow(() -> Problem.notFound("target"));
        UnitRef unit = own.require(known.unitId(), "target");
        ActionPlan plan = plans.forChange(known.planId());
        Target target = targets.forChange(id);
        Revision.require(ifMatch == null ? null : ifMatch.replaceFirst("-[0-9a-f]+\"$", "\""), target.version());
        BigDecimal planned = command.planned() == null ? target.planned() : command.planned();
        if (command.planned() != null) {
            refuseLessThanItsShare(target, planned);
        }
        List<PlanCommand.Share> shares = Shares.settle(target.aggregation(), target.direction(), planned, command);
        refuseUnitsNotBelow(unit, id, shares);
        target.shareOut(planned, command.kept() == null ? BigDecimal.ZERO : command.kept(), command.keptBase());
        plan.changed(clock.instant());
        plans.flush();
        Sql.of("DELETE FROM target_allocation WHERE target_id = ?", id).run(dataSource);
        Sql.of("INSERT INTO target_allocation (target_id, unit_id, planned, base) SELECT ?::uuid, * FROM unnest(?::uuid[], ?::numeric[], ?::numeric[])",
                id, Sql.column(shares, PlanCommand.Share::unit), Sql.column(shares, PlanCommand.Share::planned),
                Sql.column(shares, PlanCommand.Share::base)).run(dataSource);
    }

    /** What was shared out no longer adds up when the whole changes: the allocation changes along with it. */
    void refuseIfSharedOut(UUID target) {
        if (Sql.of("SELECT 1 FROM target_allocation WHERE target_id = ?", target).first(dataSource, row -> true).isPresent()) {
            throw PlanProblems.sharedOut();
        }
    }

    /** A unit may set itself more than its share, never less. */
    void refuseLessThanItsShare(Target target, BigDecimal planned) {
        if (target.parentId() != null) {
            Sql.of("SELECT planned FROM target_allocation WHERE target_id = ? AND unit_id = ?", target.parentId(), target.unitId())
                    .first(dataSource, row -> row.getBigDecimal(1)).filter(share -> AllocationQueries.fallsShort(target.direction(), share, planned))
                    .ifPresent(share -> {
                        throw PlanProblems.lessThanItsShare(share);
                    });
        }
    }

    /** Nor those that have ended and have no share yet: of what such a unit has reached by then its share is kept, and the rest goes to its successor. */
    private void refuseUnitsNotBelow(UnitRef unit, UUID target, List<PlanCommand.Share> shares) {
        Map<UUID, Boolean> known = new HashMap<>();
        Sql.of("SELECT u.id, coalesce(u.valid_to <= legal_day(u.jurisdiction, now()), false) AND NOT EXISTS (SELECT FROM target_allocation a "
                + "WHERE a.target_id = ? AND a.unit_id = u.id) FROM unit_ref u JOIN unnest(?::uuid[]) s (id) ON s.id = u.id WHERE starts_with(u.path, ?) "
                + "AND u.id <> ?", target, Sql.column(shares, PlanCommand.Share::unit), unit.path(), unit.id())
                .list(dataSource, row -> known.put(row.getObject(1, UUID.class), row.getBoolean(2)));
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Boolean isEnded = known.get(shares.get(i).unit());
            if (isEnded == null || isEnded) {
                faults.add(Fault.at("/shares/" + i + "/unit", isEnded == null ? "unit-not-below" : "unit-ended"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
