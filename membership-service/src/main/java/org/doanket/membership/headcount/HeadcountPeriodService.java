package org.doanket.membership.headcount;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Opens periods in which units report, and stretches their windows. */
@ApplicationScoped
@Transactional
public class HeadcountPeriodService {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final MergePatch mergePatch;
    private final AuditTrail audit;
    private final Caller caller;

    HeadcountPeriodService(AgroalDataSource dataSource, UnitTree tree, MergePatch mergePatch, AuditTrail audit, Caller caller) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.caller = caller;
    }

    public UUID open(HeadcountCommand.Open command, UnitScope scope) {
        UnitRef unit = tree.require(command.unitId(), scope);
        List<Fault> faults = windowFaults(command.opensOn(), command.dueOn(), command.closesOn());
        if (command.to().isBefore(command.from())) {
            faults.add(Fault.at("/to", "before-begin"));
        }
        if (Sql.of("SELECT 1 FROM unit_kind WHERE jurisdiction = ? AND level = ?", unit.jurisdiction(), command.level())
                .first(dataSource, row -> true).isEmpty()) {
            faults.add(Fault.at("/level", "unknown-level"));
        }
        refuse(faults);
        if (Sql.of("SELECT 1 FROM headcount_period WHERE unit_id = ? AND code = ?", unit.id(), command.code()).first(dataSource, row -> true)
                .isPresent()) {
            throw HeadcountProblems.codeTaken(command.code());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO headcount_period (id, unit_id, code, name, kind, level, first_day, last_day, cut_off, opens_on, due_on, closes_on, "
                + "version, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)", id, unit.id(), command.code(), command.name(),
                command.kind(), command.level(), command.from(), command.to(), command.cutOff(), command.opensOn(), command.dueOn(),
                command.closesOn(), caller.subject()).run(dataSource);
        audit.record("headcount-period-opened", "headcount-period", id, unit.id(), command.code());
        return id;
    }

    public void change(UUID id, JsonNode patch, String ifMatch, UnitScope scope) {
        HeadcountPeriodView present = Sql.of("SELECT * FROM headcount_period WHERE id = ? FOR UPDATE", id)
                .first(dataSource, HeadcountPeriodView::of).orElseThrow(() -> Problem.notFound("headcount-period"));
        if (tree.find(present.unitId()).filter(unit -> scope.contains(unit.path())).isEmpty()) {
            throw Problem.notFound("headcount-period");
        }
        Revision.require(ifMatch, present.version());
        HeadcountCommand.ChangePeriod wanted = mergePatch.apply(new HeadcountCommand.ChangePeriod(present.name(), present.opensOn(),
                present.dueOn(), present.closesOn()), patch);
        refuse(windowFaults(wanted.opensOn(), wanted.dueOn(), wanted.closesOn()));
        Sql.of("UPDATE headcount_period SET name = ?, opens_on = ?, due_on = ?, closes_on = ?, version = version + 1 WHERE id = ?",
                wanted.name(), wanted.opensOn(), wanted.dueOn(), wanted.closesOn(), id).run(dataSource);
        audit.record("headcount-period-changed", "headcount-period", id, present.unitId(), null);
    }

    private static List<Fault> windowFaults(LocalDate opens, LocalDate due, LocalDate closes) {
        List<Fault> faults = new ArrayList<>();
        if (due.isBefore(opens)) {
            faults.add(Fault.at("/dueOn", "before-begin"));
        }
        if (closes.isBefore(due)) {
            faults.add(Fault.at("/closesOn", "before-begin"));
        }
        return faults;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
