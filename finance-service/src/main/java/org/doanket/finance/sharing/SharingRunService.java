package org.doanket.finance.sharing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes in runs over the shares of a subtree. */
@ApplicationScoped
public class SharingRunService {

    /** A run that was asked for, and the job that does it. */
    public record Started(UUID run, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    SharingRunService(AgroalDataSource dataSource, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @throws org.doanket.platform.error.Problem 422 for a true-up or refund of no whole year, 409 for a true-up of one that is not over
     */
    @Transactional
    public Started start(SharingRunCommand command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (!command.kind().equals("re-share") && !command.isYear()) {
            throw SharingProblems.noYear();
        }
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        if (command.kind().equals("true-up") && today.getYear() <= command.to().getYear()) {
            throw SharingProblems.yearNotOver(command.to().getYear());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO sharing_run (id, unit_id, kind, from_month, to_month, mode, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)", id,
                unit.id(),
                command.kind(), command.from().atDay(1), command.to().atDay(1), command.mode(), caller.subject()).run(dataSource);
        audit.record("sharing-run-started", "sharing-run", id, unit.id(), command.kind() + ' ' + command.mode());
        return new Started(id, jobs.submit(SharingRunJob.KIND, unit.id(), new SharingRunJob.Parameters(id)));
    }
}
