package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Settles what was left open of a target: by its plan, by its binding, or by the target above of which it is a share. */
@ApplicationScoped
class TargetRules {

    private final AgroalDataSource worker;
    private final BindingQueries bindings;
    private final UnitTree tree;

    TargetRules(@DataSource("worker") AgroalDataSource worker, BindingQueries bindings, UnitTree tree) {
        this.worker = worker;
        this.bindings = bindings;
        this.tree = tree;
    }

    PlanCommand.SetTarget settle(ActionPlan plan, UnitRef unit, PlanCommand.SetTarget asked, String pointer) {
        if (asked.task() != null && asked.task() > plan.tasks().size()) {
            throw PlanProblems.noTask(asked.task());
        }
        return asked.adopts() == null ? own(plan, unit, asked, pointer) : share(unit, asked, pointer);
    }

    private PlanCommand.SetTarget own(ActionPlan plan, UnitRef unit, PlanCommand.SetTarget asked, String pointer) {
        List<Fault> faults = new ArrayList<>();
        faultIf(faults, blank(asked.code()), pointer + "/code", "not-blank");
        faultIf(faults, blank(asked.title()), pointer + "/title", "not-blank");
        LocalDate starts = asked.starts() == null ? plan.starts() : asked.starts();
        LocalDate ends = asked.ends() == null ? plan.ends() : asked.ends();
        faultIf(faults, starts.isBefore(plan.starts()) || starts.isAfter(plan.ends()), pointer + "/starts", "outside-plan");
        faultIf(faults, ends.isAfter(plan.ends()) || ends.isBefore(starts), pointer + "/ends", "outside-plan");
        boolean isRatio = asked.denominator() != null;
        String measure = "count";
        if (asked.binding() != null) {
            measure = bound(asked.binding()).measure();
            faultIf(faults, asked.aggregation() != null && !(isRatio ? "ratio" : "sum").equals(asked.aggregation()), pointer + "/aggregation",
                    "fixed-by-binding");
            faultIf(faults, "money".equals(measure) != (asked.currency() != null), pointer + "/currency", "not-bound-currency");
        }
        if (isRatio) {
            // A percentage has no measure of its own, so both parts are of the same.
            faultIf(faults, !bound(asked.denominator()).measure().equals(measure), pointer + "/denominator", "parts-of-one-measure");
            faultIf(faults, asked.denominator().equals(asked.binding()), pointer + "/denominator", "part-of-itself");
            faultIf(faults, asked.binding() == null, pointer + "/binding", "not-blank");
        }
        String unitOfMeasure = blank(asked.unitOfMeasure()) && asked.binding() != null
                ? isRatio ? "%" : "money".equals(measure) ? asked.currency() : asked.binding() : asked.unitOfMeasure();
        faultIf(faults, asked.binding() == null && blank(unitOfMeasure), pointer + "/unitOfMeasure", "not-blank");
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        UUID boundUnit = asked.boundUnit() == null ? unit.id()
                : tree.require(asked.boundUnit(), new UnitScope(unit.id(), unit.path())).id();
        return new PlanCommand.SetTarget(null, asked.task(), asked.code(), asked.title(), unitOfMeasure,
                asked.direction() == null ? "up" : asked.direction(), isRatio ? "ratio" : asked.aggregation() == null ? "sum" : asked.aggregation(),
                asked.planned(), asked.binding(), asked.denominator(), asked.currency(), starts, ends, boundUnit, Boolean.TRUE.equals(asked.offered()));
    }

    private BindingView bound(String code) {
        return bindings.find(code, Language.current()).orElseThrow(() -> PlanProblems.bindingUnknown(code,
                bindings.list(Language.current()).stream().map(BindingView::code).toList()));
    }

    /** What the share is of is not for the unit below to say. It need not see the plan above; that it was handed down is enough. */
    private PlanCommand.SetTarget share(UnitRef unit, PlanCommand.SetTarget asked, String pointer) {
        List<Fault> faults = new ArrayList<>();
        faultIf(faults, asked.binding() != null, pointer + "/binding", "fixed-by-parent");
        faultIf(faults, asked.denominator() != null, pointer + "/denominator", "fixed-by-parent");
        faultIf(faults, asked.aggregation() != null, pointer + "/aggregation", "fixed-by-parent");
        faultIf(faults, asked.direction() != null, pointer + "/direction", "fixed-by-parent");
        faultIf(faults, asked.unitOfMeasure() != null, pointer + "/unitOfMeasure", "fixed-by-parent");
        faultIf(faults, asked.currency() != null, pointer + "/currency", "fixed-by-parent");
        faultIf(faults, asked.starts() != null, pointer + "/starts", "fixed-by-parent");
        faultIf(faults, asked.ends() != null, pointer + "/ends", "fixed-by-parent");
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        return Sql.of("SELECT t.* FROM target t JOIN unit_ref u ON u.id = t.unit_id WHERE t.id = ? AND t.offered "
                + "AND starts_with(?, u.path) AND u.id <> ?", asked.adopts(), unit.path(), unit.id())
                .first(worker, row -> new PlanCommand.SetTarget(asked.adopts(), asked.task(),
                        blank(asked.code()) ? row.getString("code") : asked.code(), blank(asked.title()) ? row.getString("title") : asked.title(),
                        row.getString("unit_of_measure"), row.getString("direction"), row.getString("aggregation"), asked.planned(),
                        row.getString("binding"), row.getString("denominator"), row.getString("currency"),
                        row.getObject("starts", LocalDate.class), row.getObject("ends", LocalDate.class), unit.id(), Boolean.TRUE.equals(asked.offered())))
                .orElseThrow(PlanProblems::notOffered);
    }

    private static void faultIf(List<Fault> faults, boolean isFaulty, String pointer, String code) {
        if (isFaulty) {
            faults.add(Fault.at(pointer, code));
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
