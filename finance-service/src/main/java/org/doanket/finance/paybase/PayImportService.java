package org.doanket.finance.paybase;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.time.Clock;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.Months;
import org.doanket.finance.UploadService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
public class PayImportService {

    /** An import that was asked for, and the job that does it. */
    public record Started(UUID payImport, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final UploadService uploads;
    private final PayQueries queries;
    private final PayImportUndo undo;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    PayImportService(AgroalDataSource dataSource, UploadService uploads, PayQueries queries, PayImportUndo undo, Jobs jobs, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.uploads = uploads;
        this.queries = queries;
        this.undo = undo;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Started start(UUID unit, YearMonth month, String mode, File file) {
        UnitRef ref = tree.require(unit, caller.scope());
        Months.requireBegun(month, ref.jurisdiction(), clock);
        UUID id = Ids.next();
        Sql.of("INSERT INTO pay_import (id, unit_id, month, mode, created_by) VALUES (?, ?, ?, ?, ?)", id, ref.id(), month.atDay(1),
                mode, caller.subject()).run(dataSource);
        uploads.keep(id, ref.id(), file);
        audit.record("pay-import-started", "pay-import", id, ref.id(), mode);
        return new Started(id, jobs.submit(PayImportJob.KIND, ref.id(), new PayImportJob.Parameters(id)));
    }

    /** Takes over what was previewed. */
    @Transactional
    public Started commit(UUID id) {
        PayView.ImportView found = queries.payImport(caller.scope(), id).orElseThrow(() -> Problem.notFound("pay-import"));
        int begun = Sql.of("UPDATE pay_import SET mode = 'commit', state = 'waiting' WHERE id = ? AND state = 'previewed'", id).run(dataSource);
        if (begun == 0) {
            throw Problem.conflict("pay-import-not-previewed");
        }
        audit.record("pay-import-committed", "pay-import", id, found.unit(), null);
        return new Started(id, jobs.submit(PayImportJob.KIND, found.unit(), new PayImportJob.Parameters(id)));
    }

    /** Of two who ask at once the second finds the state changed; an undo whose job gave up has done nothing, and is asked for anew. */
    @Transactional
    public Started undo(UUID id) {
        PayView.ImportView found = queries.payImport(caller.scope(), id).orElseThrow(() -> Problem.notFound("pay-import"));
        Sql.of("SELECT FROM pay_import WHERE id = ? FOR UPDATE", id).run(dataSource);
        int begun = Sql.of("UPDATE pay_import i SET state = 'undoing' WHERE i.id = ? AND (i.state = 'committed' OR i.state = 'undoing' "
                + "AND NOT EXISTS (SELECT FROM job j WHERE j.id = i.job_id AND j.state IN ('waiting', 'running')))", id).run(dataSource);
        if (begun == 0) {
            throw PayProblems.notTakenOver(queries.payImport(caller.scope(), id).orElse(found).state());
        }
        // What stands in the way may be above the caller's units.
        undo.refuseIfBuiltUpon(id);
        UUID job = jobs.submit(PayImportUndoJob.KIND, found.unit(), new PayImportJob.Parameters(id));
        Sql.of("UPDATE pay_import SET job_id = ? WHERE id = ?", job, id).run(dataSource);
        audit.record("pay-import-undone", "pay-import", id, found.unit(), null);
        return new Started(id, job);
    }
}
