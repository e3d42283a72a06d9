package org.doanket.finance.employer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Headings;
import org.doanket.finance.SheetImportJob;
import org.doanket.finance.StagedSheet;
import org.doanket.finance.UploadService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;

/** A sheet of employers of one collecting unit. By the worker's login: a tax code may be registered where the asking one does not see it. */
@ApplicationScoped
class EmployerSheet implements StagedSheet {

    static final String KIND = "employer-import";

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

    /** Not whom another unit collects by now. */
    private static final String CHANGE = """
        WITH changed AS (
          UPDATE employer e SET name = s.name, search_name = s.search_name, employer_group = s.employer_group, region = s.region,
                 version = e.version + 1
            FROM employer_stage s WHERE s.import_no = ? AND cardinality(s.faults) = 0 AND s.employer_no = e.no AND s.is_changed AND e.unit_id = ?
          RETURNING e.*, s.valid_from
        )
        INSERT INTO employer_state (employer_no, valid_from, name, employer_group, region, unit_id, union_id, status, recorded_by)
        SELECT no, valid_from, name, employer_group, region, unit_id, union_id, status, ? FROM changed""";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String stage() {
        return "employer_stage";
    }

    @Override
    public String columns() {
        return "tax_code, name, search_name, employer_group, region, union_code, valid_from";
    }

    @Override
    public String key() {
        return "tax code";
    }

    @Override
    public Rows under(SheetRow heading, Import what) {
        Map<EmployerColumn, Integer> places = Headings.places(heading, EmployerColumn.TAX_CODE, EmployerColumn::headings);
        return places.isEmpty() ? null : row -> new EmployerRow(row, places).staged(what.today());
    }

    @Override
    public void check(Connection connection, Import what) throws SQLException {
        Sql.of(CHECK, what.range().from(), what.range().to(), what.jurisdiction(), what.jurisdiction(), what.no(), what.range().unit(), NONE,
                what.no()).run(connection);
    }

    @Override
    public Taken take(Connection connection, Import what) throws SQLException {
        int added = Sql.of(ADD, what.jurisdiction(), what.range().unit(), what.no(), what.by(), what.no()).run(connection);
        return new Taken(added, Sql.of(CHANGE, what.no(), what.range().unit(), what.by()).run(connection));
    }

    @Override
    public Taken foresee(Connection connection, Import what) throws SQLException {
        return Sql.of("SELECT count(*) FILTER (WHERE employer_no IS NULL), count(*) FILTER (WHERE employer_no IS NOT NULL AND is_changed) "
                + "FROM employer_stage WHERE import_no = ? AND cardinality(faults) = 0", what.no())
                .first(connection, row -> new Taken(row.getLong(1), row.getLong(2))).orElseThrow();
    }

    @Produces
    @Singleton
    JobHandler employerImport(UploadService uploads, Clock clock) {
        return new SheetImportJob(this, uploads, clock);
    }
}
