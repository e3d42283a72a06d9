package org.doanket.servicemap.intake;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.datum.DatumQueries;
import org.doanket.servicemap.datum.DatumView;

/** The steps of an import: take the file in and have it checked, commit what is good, undo. Each step is a job. */
@ApplicationScoped
@Transactional
public class PointImportService {

    /** What a job needs to know. */
    record Parameters(UUID id) {
    }

    /** An accepted step. */
    public record Accepted(UUID id, UUID job) {
    }

    /** Bytes of the file that are in memory at once. */
    private static final int PIECE = 1 << 20;

    private final AgroalDataSource dataSource;
    private final DatumQueries datums;
    private final UnitTree tree;
    private final Jobs jobs;
    private final Caller caller;

    PointImportService(AgroalDataSource dataSource, DatumQueries datums, UnitTree tree, Jobs jobs, Caller caller) {
        this.dataSource = dataSource;
        this.datums = datums;
        this.tree = tree;
        this.jobs = jobs;
        this.caller = caller;
    }

    /** @param unitId to whose points all belong that name no unit themselves; the caller's own if it is null */
    public Accepted take(File file, String mediaType, String datumCode, UUID unitId) {
        DatumView datum = datums.require(datumCode);
        UUID asked = unitId == null ? caller.unit() : unitId;
        if (asked == null) {
            throw Problem.malformed(Fault.at("?unit", "not-null"));
        }
        UnitRef unit = tree.require(asked, caller.scope());
        requireSize(file);
        UUID id = Ids.next();
        UUID job = jobs.submit(PointImportCheck.KIND, unit.id(), new Parameters(id));
        Sql.of("INSERT INTO point_import (id, unit_id, path, datum, media_type, state, job_id, created_by) VALUES (?, ?, ?, ?, ?, 'checking', ?, ?)", id,
                unit.id(), unit.path(), datum.code(), mediaType, job, caller.subject()).run(dataSource);
        keep(id, unit.path(), file);
        return new Accepted(id, job);
    }

    public Accepted commit(UUID id) {
        return step(id, "checked", "committing", PointImportCommit.KIND);
    }

    public Accepted undo(UUID id) {
        return step(id, "committed", "undoing", PointImportUndo.KIND);
    }

    private Accepted step(UUID id, String from, String to, String kind) {
        record Found(String state, UUID unit) {
        }
        Found found = Sql.of("SELECT state, unit_id FROM point_import WHERE id = ? AND path >= ? AND path < ? FOR UPDATE", id,
                        caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> new Found(row.getString(1), row.getObject(2, UUID.class)))
                .orElseThrow(() -> Problem.notFound("service-point-import"));
        if (!found.state().equals(from)) {
            throw Problem.conflict("import-not-" + from);
        }
        UUID job = jobs.submit(kind, found.unit(), new Parameters(id));
        Sql.of("UPDATE point_import SET state = ?, job_id = ? WHERE id = ?", to, job, id).run(dataSource);
        return new Accepted(id, job);
    }

    private static void requireSize(File file) {
        if (file == null || file.length() == 0) {
            throw SheetReader.refused("content");
        }
        if (file.length() > PointFile.LIMITS.bytes()) {
            throw SheetReader.refused("bytes");
        }
    }

    private void keep(UUID id, String path, File file) {
        try (InputStream in = Files.newInputStream(file.toPath())) {
            byte[] piece = in.readNBytes(PIECE);
            for (int number = 1; piece.length > 0; number++) {
                Sql.of("INSERT INTO point_import_piece (import_id, number, path, content) VALUES (?, ?, ?, ?)", id, number, path, piece).run(dataSource);
                piece = in.readNBytes(PIECE);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
