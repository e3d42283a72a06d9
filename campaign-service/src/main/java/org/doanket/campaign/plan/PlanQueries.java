package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.UnitEnd;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Reads of plans. */
@ApplicationScoped
@Transactional
public class PlanQueries {

    /** What a unit that has ended within its time had set out to do, it does no more. */
    private static final String STATE = "CASE WHEN " + OwnUnit.endedWithin("u", "p.ends") + " THEN 'ended' ELSE p.state END";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final PlanRepository repository;
    private final TargetQueries targets;
    private final UnitTree tree;
    private final OwnUnit own;

    PlanQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, PlanRepository repository,
            TargetQueries targets, UnitTree tree, OwnUnit own) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.repository = repository;
        this.targets = targets;
        this.tree = tree;
        this.own = own;
    }

    public PlanView one(UnitScope scope, UUID id) {
        ActionPlan plan = repository.findByIdOptional(id).orElseThrow(() -> Problem.notFound("action-plan"));
        UnitRef unit = tree.find(plan.unitId()).filter(ref -> scope.contains(ref.path()))
                .orElseThrow(() -> Problem.notFound("action-plan"));
        List<PlanView.Head> heads = targets.ofPlan(scope, id).stream().map(PlanView.Head::of).toList();
        return new PlanView(id, unit.id(), unit.code(), unit.name(), plan.name(), plan.basis(), plan.year(), plan.starts(), plan.ends(),
                own.hasEndedWithin(unit, plan.ends()) ? "ended" : plan.state(), end(unit), plan.handedFrom(),
                plan.actNumber(), plan.adoptedOn(), plan.tasks(), heads, plan.version(), plan.changedAt());
    }

    public Page<PlanView.Row> list(UnitScope scope, ListFilter filter, String state, UUID handedFrom, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(Sql.of("SELECT p.*, " + STATE + " AS stands, u.code, u.name AS unit_name, "
                + "u.valid_to, u.successors, (SELECT count(*) FROM target t WHERE t.plan_id = p.id) AS targets "
                + "FROM action_plan p JOIN unit_ref u ON u.id = p.unit_id WHERE true"))
                .given(filter.year, "AND p.year = ?").given(filter.words(), "AND doanket.search_form(concat_ws(' ', p.name, p.basis, u.name)) LIKE ?")
                .given(state, "AND " + STATE + " = ?").given(handedFrom, "AND p.handed_from = ?").given(after == null ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> new PlanView.Row(row.getObject("id", UUID.class),
                        row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("unit_name"), row.getString("name"),
                        row.getString("basis"), row.getInt("year"), row.getObject("starts", LocalDate.class),
                        row.getObject("ends", LocalDate.class), row.getString("stands"), UnitEnd.of(row), row.getObject("handed_from", UUID.class),
                        row.getInt("targets"))),
                page.limit, plan -> Cursor.of(plan.id()));
    }

    private UnitEnd end(UnitRef unit) {
        return unit.validTo() == null ? null : Sql.of("SELECT valid_to, successors FROM unit_ref WHERE id = ?", unit.id()).first(dataSource, UnitEnd::of)
                .orElse(null);
    }

    /**
     * What units above hand down to this plan's unit in its period. Read on the worker login by the unit's own path: it is the one
     * thing that may be seen upwards, because it was put there to be seen.
     */
    public Page<PlanView.Offer> offers(UnitScope scope, UUID id, PageRequest page) {
        PlanView plan = one(scope, id);
        UnitRef unit = tree.require(plan.unit(), scope);
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT t.*, u.name AS unit_name, p.name AS plan_name, EXISTS (SELECT FROM target c WHERE c.plan_id = ? AND c.parent_id = t.id) "
                + "AS adopted FROM target t JOIN action_plan p ON p.id = t.plan_id JOIN unit_ref u ON u.id = t.unit_id WHERE t.offered "
                + "AND starts_with(?, u.path) AND u.id <> ? AND t.starts <= ? AND t.ends >= ?", id, unit.path(), unit.id(), plan.ends(), plan.starts())
                .given(after == null ? null : after.uuid(0), "AND t.id > ?").add("ORDER BY t.id LIMIT ?", page.limit + 1)
                .list(worker, row -> new PlanView.Offer(row.getObject("id", UUID.class),
                        row.getObject("unit_id", UUID.class), row.getString("unit_name"), row.getString("plan_name"), row.getString("code"),
                        row.getString("title"), row.getString("unit_of_measure"), row.getString("direction"), row.getString("aggregation"),
                        row.getString("binding"), row.getString("denominator"), row.getObject("starts", LocalDate.class),
                        row.getObject("ends", LocalDate.class), row.getBoolean("adopted"))), page.limit, offer -> Cursor.of(offer.target()));
    }
}
