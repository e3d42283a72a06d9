package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** Takes reports of progress in, for targets that are not counted from facts. */
@ApplicationScoped
@Transactional
public class ProgressService {

    private final TargetRepository targets;
    private final AgroalDataSource dataSource;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    ProgressService(TargetRepository targets, AgroalDataSource dataSource, OwnUnit own, Caller caller, Clock clock) {
        this.targets = targets;
        this.dataSource = dataSource;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    /** Locks the target: of two reports for one day the second is the newer one. */
    public UUID report(UUID id, PlanCommand.Report report) {
        Target target = targets.forChange(id);
        UnitRef unit = own.require(target.unitId(), "target");
        if (target.binding() != null) {
            throw PlanProblems.bound(target.binding());
        }
        boolean parts = report.numerator() != null && report.denominator() != null && report.value() == null;
        boolean value = report.value() != null && report.numerator() == null && report.denominator() == null;
        if ("ratio".equals(target.aggregation()) ? !parts : !value) {
            throw Problem.malformed(Fault.at("/value", "needs-parts"));
        }
        if (report.day().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw Problem.malformed(Fault.at("/day", "in-future"));
        }
        if (report.day().isBefore(target.starts()) || report.day().isAfter(target.ends())) {
            throw Problem.malformed(Fault.at("/day", "outside-plan"));
        }
        own.requireNotEnded(unit, report.day());
        UUID made = Ids.next();
        Sql.of("INSERT INTO progress_report (id, target_id, unit_id, day, value, numerator, denominator, note, reported_by, reported_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", made, id, unit.id(), report.day(), report.value(), report.numerator(),
                report.denominator(), report.note(), caller.subject(), clock.instant()).run(dataSource);
        return made;
    }
}
