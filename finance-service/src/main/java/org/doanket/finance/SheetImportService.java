package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes in sheets of every kind, each for a unit and what lies below it. */
@ApplicationScoped
public class SheetImportService {

    /** An import that was asked for, and the job that does it. */
    public record Started(UUID sheet, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final UploadService uploads;
    private final SheetImportQueries queries;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    SheetImportService(AgroalDataSource dataSource, UploadService uploads, SheetImportQueries queries, Jobs jobs, UnitTree tree,
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
    public Started start(String kind, UUID unit, String mode, File file) {
        UnitRef ref = tree.require(unit, caller.scope());
        UUID id = Ids.next();
        Sql.of("INSERT INTO sheet_import (id, kind, unit_id, mode, created_by) VALUES (?, ?, ?, ?, ?)", id, kind, ref.id(), mode,
                caller.subject()).run(dataSource);
        uploads.keep(id, ref.id(), file);
        return started(kind, "started", id, ref.id());
    }

    /** Takes over what was previewed. @throws Problem 409 for a sheet that was not, or was taken over already */
    @Transactional
    public Started commit(String kind, UUID id) {
        SheetImportView found = queries.sheet(caller.scope(), kind, id).orElseThrow(() -> Problem.notFound(kind));
        if (Sql.of("UPDATE sheet_import SET mode = 'commit', state = 'waiting' WHERE id = ? AND state = 'previewed'", id)
                .run(dataSource) == 0) {
            throw Problem.conflict(kind + "-not-previewed");
        }
        return started(kind, "committed", id, found.unit());
    }

    private Started started(String kind, String what, UUID id, UUID unit) {
        audit.record(kind + "-" + what, kind, id, unit, null);
        return new Started(id, jobs.submit(kind, unit, new SheetImportJob.Parameters(id)));
    }
}
