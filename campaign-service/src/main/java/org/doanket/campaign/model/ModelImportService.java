package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes sheets of registrations in: upload and check, then commit, and undo. The work itself is done by jobs. */
@ApplicationScoped
@Transactional
public class ModelImportService {

    /** What was begun, and the job that does it. */
    public record Begun(UUID id, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final ModelFieldNames fields;
    private final UnitTree tree;
    private final Caller caller;
    private final Jobs jobs;
    private final AuditTrail audit;

    ModelImportService(AgroalDataSource dataSource, ModelFieldNames fields, UnitTree tree, Caller caller, Jobs jobs, AuditTrail audit) {
        this.dataSource = dataSource;
        this.fields = fields;
        this.tree = tree;
        this.caller = caller;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** @param year of rows that name none */
    public Begun upload(UUID unit, Integer year, String fileName, Path file) {
        UnitRef ref = tree.require(unit == null ? caller.unit() : unit, caller.scope());
        refuseUnreadable(file, ref.jurisdiction());
        UUID id = Ids.next();
        Sql.of("INSERT INTO model_import (id, unit_id, file_name, content, year, created_by) VALUES (?, ?, ?, ?, ?, ?)",
                id, ref.id(), fileName, bytes(file), year, caller.subject()).run(dataSource);
        return new Begun(id, jobs.submit(ModelImportCheck.KIND, ref.id(), new ModelImportCheck.Parameters(id, caller.unit())));
    }

    public Begun commit(UUID id, ModelCommand.CommitImport command) {
        UUID unit = move(id, "checked", "committing");
        return new Begun(id, jobs.submit(ModelImportCommit.KIND, unit,
                new ModelImportCommit.Parameters(id, command != null && command.acknowledgedLookalikes())));
    }

    /** Withdraws what the import registered and nobody has touched since. */
    public Begun undo(UUID id) {
        UUID unit = move(id, "committed", "undone");
        audit.record("model-import-undone", "model-import", id, unit, null);
        return new Begun(id, jobs.submit(ModelImportUndo.KIND, unit, new ModelImportUndo.Parameters(id)));
    }

    private UUID move(UUID id, String from, String to) {
        return Sql.of("UPDATE model_import SET state = ? WHERE id = ? AND state = ? RETURNING unit_id", to, id, from)
                .first(dataSource, row -> row.getObject(1, UUID.class))
                .orElseThrow(() -> Sql.of("SELECT state FROM model_import WHERE id = ?", id).first(dataSource, row -> row.getString(1))
                        .map(state -> Problem.conflict("import-not-in-state", state, from))
                        .orElseGet(() -> Problem.notFound("model-import")));
    }

    /** A sheet that is none, or whose heading cannot be understood, is refused at once and not by a job later. */
    private void refuseUnreadable(Path file, String jurisdiction) {
        try (SheetReader sheet = SheetReader.open(file, ModelSheet.LIMITS)) {
            for (int i = 0; i < ModelSheet.TITLE_ROWS && sheet.hasNext(); i++) {
                SheetRow row = sheet.next();
                if (ModelSheet.isHeading(row)) {
                    ModelSheet.of(row, fields.of(jurisdiction));
                    return;
                }
            }
        }
        throw new Problem(422, "import-without-heading");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
