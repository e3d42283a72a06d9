package org.doanket.finance.employer;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.CopyLines;
import org.doanket.finance.UploadService;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;

/** A sheet of employers of one collecting unit: copied into the stage row by row, then checked and taken over set by set. */
@ApplicationScoped
class EmployerImportBatch {

    record Import(long no, UnitScope range, String jurisdiction, LocalDate today, boolean commits, String by) {
    }

    record Result(long rows, long faulty, long added, long changed, long unchanged) {
    }

    private static final int LAST_HEADER_ROW = 10;

    /**
     * Columns that the sheet has not stay as they are known. A union that comes to an employer who is known comes by its founding: money
     * that was held follows it.
     */
    private static final String CHECK = """
        WITH told AS (
          SELECT s.row_no, s.tax_code, s.union_code, s.valid_from, s.name,
                 coalesce(s.employer_group, e.employer_group, '') AS employer_group, nullif(coalesce(s.region, e.region, ''), '') AS region, u.id AS union_id, e.no AS employer_no, e.unit_id,
                 e.union_id AS has_union, e.name AS has_name, e.employer_group AS has_group, e.region AS has_region
            FROM employer_stage s
            LEFT JOIN unit_ref u ON u.code = s.union_code AND u.path >= ? AND u.path < ? AND u.jurisdiction = ? AND u.valid_to IS NULL
            LEFT JOIN employer e ON e.tax_code = s.tax_code AND e.jurisdiction = ?
           WHERE s.import_no = ?
        ), found AS (
          SELECT t.*, (has_name, has_group, has_region) IS DISTINCT FROM (name, employer_group, region) AS differs,
                 row_number() OVER (PARTITION BY tax_code ORDER BY row_no) > 1 AND tax_code IS NOT NULL AS is_again,
                 valid_from < (SELECT max(k.valid_from) FROM employer_state k WHERE k.employer_no = t.employer_no) AS is_before
            FROM told t
        )
        UPDATE employer_stage s SET union_id = f.union_id, employer_no = f.employer_no, is_changed = f.differs,
               employer_group = f.employer_group, region = f.region, faults = s.faults || array_remove(ARRAY[
                 CASE WHEN f.union_code IS NOT NULL AND f.union_id IS NULL THEN 'union-unknown' END,
                 CASE WHEN f.unit_id <> ? THEN 'employer-elsewhere' END,
                 CASE WHEN f.employer_no IS NOT NULL AND f.union_id <> coalesce(f.has_union, ?) THEN 'union-by-founding' END,
                 CASE WHEN f.differs AND f.is_before THEN 'change-before-last' END,
                 CASE WHEN f.is_again THEN 'employer-twice' END], NULL)
          FROM found f WHERE s.import_no = ? AND s.row_no = f.row_no""";

    private static final UUID NONE = new UUID(0, 0);

    private static final String ADD = """
        WITH added AS (
          INSERT INTO employer (id, jurisdiction, tax_code, name, search_name, employer_group, region, unit_id, union_id)
          SELECT uuidv7(), ?, s.tax_code, s.name, s.search_name, s.employer_group, s.region, ?, s.union_id FROM employer_stage s
           WHERE s.import_no = ? AND cardinality(s.faults) = 0 AND s.employer_no IS NULL ORDER BY s.row_no
          ON CONFLICT (jurisdiction, tax_code) DO NOTHING
          RETURNING *
        )
        INSERT INTO employer_state (employer_no, valid_from, name, employer_group, region, unit_id, union_id, status, recorded_by)
        SELECT a.no, s.valid_from, a.name, a.employer_group, a.region, a.unit_id, a.union_id, a.status, ?
          FROM added a JOIN employer_stage s ON s.import_no = ? AND s.tax_code = a.tax_code AND cardinality(s.faults) = 0""";

    private static final String CHANGE = """
        WITH changed AS (
          UPDATE employer e SET name = s.name, search_name = s.search_name, employer_group = s.employer_group, region = s.region,
                 version = e.version + 1
            FROM employer_stage s WHERE s.import_no = ? AND cardinality(s.faults) = 0 AND s.employer_no = e.no AND s.is_changed
          RETURNING e.*, s.valid_from
        )
        INSERT INTO employer_state (employer_no, valid_from, name, employer_group, region, unit_id, union_id, status, recorded_by)
        SELECT no, valid_from, name, employer_group, region, unit_id, union_id, status, ? FROM changed""";

    /** In the transaction of the connection, which is the worker's: a tax code may be registered where the asking one does not see it. */
    Result run(Connection connection, Import what, Path file) throws SQLException {
        UUID unit = what.range().unit();
        Sql.of("DELETE FROM employer_stage WHERE import_no = ?", what.no()).run(connection);
        stage(connection, what, file);
        Sql.of(CHECK, what.range().from(), what.range().to(), what.jurisdiction(), what.jurisdiction(), what.no(), unit, NONE, what.no())
                .run(connection);
        long added = 0;
        long changed = 0;
        if (what.commits()) {
            added = Sql.of(ADD, what.jurisdiction(), unit, what.no(), what.by(), what.no()).run(connection);
            changed = Sql.of(CHANGE, what.no(), what.by()).run(connection);
        }
        Sql.of("DELETE FROM employer_fault WHERE import_no = ?", what.no()).run(connection);
        long faulty = Sql.of("INSERT INTO employer_fault (import_no, row_no, unit_id, cells, faults) SELECT import_no, row_no, ?, "
                + "cells, faults "
                + "FROM employer_stage WHERE import_no = ? AND cardinality(faults) > 0", unit, what.no()).run(connection);
        Result counted = counted(connection, what, faulty, added, changed);
        Sql.of("DELETE FROM employer_stage WHERE import_no = ?", what.no()).run(connection);
        return counted;
    }

    /** Of a preview: what it would bring. */
    private static Result counted(Connection connection, Import what, long faulty, long added, long changed) throws SQLException {
        return Sql.of("SELECT count(*), count(*) FILTER (WHERE cardinality(faults) = 0 AND employer_no IS NULL), "
                + "count(*) FILTER (WHERE cardinality(faults) = 0 AND employer_no IS NOT NULL AND is_changed) FROM employer_stage "
                + "WHERE import_no = ?",
                what.no()).first(connection, row -> {
                    long rows = row.getLong(1);
                    long news = what.commits() ? added : row.getLong(2);
                    long changes = what.commits() ? changed : row.getLong(3);
                    return new Result(rows, faulty, news, changes, rows - faulty - news - changes);
                }).orElseThrow();
    }

    private static void stage(Connection connection, Import what, Path file) throws SQLException {
        try (SheetReader sheet = SheetReader.open(file, UploadService.SHEET);
                CopyLines lines = CopyLines.into(connection, "employer_stage (import_no, row_no, cells, tax_code, name, search_name, "
                        + "employer_group, "
                        + "region, union_code, valid_from, faults)")) {
            Map<EmployerColumn, Integer> places = Map.of();
            while (sheet.hasNext()) {
                SheetRow row = sheet.next();
                if (places.isEmpty()) {
                    places = EmployerColumn.header(row);
                    if (places.isEmpty() && row.number() >= LAST_HEADER_ROW) {
                        break;
                    }
                } else if (!row.isBlank()) {
                    lines.row(new EmployerRow(row, places).staged(what.no(), what.today()));
                }
            }
            if (places.isEmpty()) {
                throw SheetReader.refused("tax code");
            }
            lines.end();
        }
    }
}
