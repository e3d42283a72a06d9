package org.doanket.finance.employer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes in sheets of employers whose fund a unit collects. */
@ApplicationScoped
public class EmployerImportService {

    /** An import that was asked for, and the job that does it. */
    public record Started(UUID employerImport, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final UploadService uploads;
    private final EmployerImportQueries queries;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    EmployerImportService(AgroalDataSource dataSource, UploadService uploads, EmployerImportQueries queries, Jobs jobs, UnitTree tree,
            Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.uploads = uploads;
        this.queries = queries;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    @Transactional
    public Started start(UUID unit, String mode, File file) {
        UnitRef ref = tree.require(unit, caller.scope());
        UUID id = Ids.next();
        Sql.of("INSERT INTO employer_import (id, unit_id, mode, created_by) VALUES (?, ?, ?, ?)", id, ref.id(), mode, caller.subject())
                .run(dataSource);
        uploads.keep(id, ref.id(), file);
        return started("employer-import-started", id, ref.id());
    }

    /** Takes over what was previewed. */
    @Transactional
    public Started commit(UUID id) {
        EmployerImportView found = queries.employerImport(caller.scope(), id).orElseThrow(() -> Problem.notFound("employer-import"));
        if (Sql.of("UPDATE employer_import SET mode = 'commit', state = 'waiting' WHERE id = ? AND state = 'previewed'", id)
                .run(dataSource) == 0) {
            throw EmployerProblems.notPreviewed();
        }
        return started("employer-import-committed", id, found.unit());
    }

    private Started started(String action, UUID id, UUID unit) {
        audit.record(action, "employer-import", id, unit, null);
        return new Started(id, jobs.submit(EmployerImportJob.KIND, unit, new EmployerImportJob.Parameters(id)));
    }
}
