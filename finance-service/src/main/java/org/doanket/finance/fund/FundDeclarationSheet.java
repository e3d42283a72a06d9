package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.doanket.finance.EmployerLock;
import org.doanket.finance.Headings;
import org.doanket.finance.SheetImportJob;
import org.doanket.finance.StagedSheet;
import org.doanket.finance.UploadService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.ManyRows;
import org.doanket.platform.sql.Sql;

/** What employers declare, many at once: by the same rule, terms and difference as one by one ({@link FundService#declare}). */
@ApplicationScoped
class FundDeclarationSheet implements StagedSheet {

    static final String KIND = "fund-declaration-import";

    /**
     * An employer is known to who reaches his collector or his union; a month is owed where it was declared first, else as he stood on its
     * last day. Each is looked up by its key (OFFSET 0), for what the planner knows of a stage is nothing.
     */
    private static final String CHECK = """
        WITH input AS (SELECT ?::bigint AS import_no, ?::text AS path_from, ?::text AS path_to, ?::text AS jurisdiction
        ), told AS MATERIALIZED (
          SELECT s.row_no, s.tax_code, s.month, s.payroll, s.head_count, s.organisation_members, e.no AS employer_no,
                 coalesce(k.unit_id, t.union_id, t.unit_id) AS unit_id, coalesce(k.held, t.union_id IS NULL) AS held, t.employer_group,
                 k.assessed AS before, k.payroll AS payroll_before, k.head_count AS heads_before, k.organisation_members AS organised_before
            FROM fund_declaration_stage s JOIN input i ON s.import_no = i.import_no
            LEFT JOIN LATERAL (SELECT e.no FROM employer e WHERE e.jurisdiction = i.jurisdiction AND e.tax_code = s.tax_code
                   AND EXISTS (SELECT FROM unit_ref u WHERE u.id IN (e.unit_id, e.union_id) AND u.path >= i.path_from AND u.path < i.path_to)
                 OFFSET 0) e ON true
            LEFT JOIN LATERAL (SELECT * FROM employer_on(e.no, (s.month + interval '1 month')::date - 1)) t ON true
            LEFT JOIN LATERAL (SELECT * FROM fund_month m WHERE m.employer_no = e.no AND m.month = s.month OFFSET 0) k ON true
        ), rule AS MATERIALIZED (
          SELECT d.employer_group, d.month, r.no, r.part_num, r.part_den
            FROM (SELECT DISTINCT employer_group, month FROM told) d, input i
           CROSS JOIN LATERAL fund_rule_on(i.jurisdiction, 'rate', d.employer_group, d.month) r
        ), found AS (
          SELECT t.*, r.no AS rule_no, (2 * t.payroll * r.part_num + r.part_den) / (2 * r.part_den) AS assessed,
                 row_number() OVER (PARTITION BY t.employer_no, t.month ORDER BY t.row_no) AS turn,
                 EXISTS (SELECT FROM unit_ref u, input i WHERE u.id = t.unit_id AND u.path >= i.path_from AND u.path < i.path_to) AS is_inside
            FROM told t LEFT JOIN rule r USING (employer_group, month)
        )
        UPDATE fund_declaration_stage s SET employer_no = f.employer_no, unit_id = f.unit_id, held = f.held, rule_no = f.rule_no,
               assessed = f.assessed, assessed_before = f.before,
               is_changed = (f.assessed, f.payroll, f.head_count, f.organisation_members)
                 IS DISTINCT FROM (f.before, f.payroll_before, f.heads_before, f.organised_before),
               faults = s.faults || array_remove(ARRAY[
                 CASE WHEN f.tax_code IS NOT NULL AND f.employer_no IS NULL AND NOT 'bad-tax-code' = ANY (s.faults) THEN 'employer-unknown' END,
                 CASE WHEN f.employer_no IS NOT NULL AND f.month IS NOT NULL THEN
                   CASE WHEN NOT f.is_inside THEN 'fund-owed-elsewhere'
                        WHEN f.unit_id IN (SELECT z.unit_id FROM closing_freeze z) THEN 'unit-closing' END END,
                 CASE WHEN f.employer_no IS NOT NULL AND f.month IS NOT NULL AND f.rule_no IS NULL THEN 'no-fund-rule' END,
                 CASE WHEN f.employer_no IS NOT NULL AND f.month IS NOT NULL AND f.turn > 1 THEN 'declared-twice' END], NULL)
          FROM found f, input i WHERE s.import_no = i.import_no AND s.row_no = f.row_no""";

    /** Of one month, whose last day it is booked on. */
    private static final String TAKE = """
        WITH input AS (SELECT ?::bigint AS import_no, ?::date AS month, ?::date AS day, ?::text AS currency, ?::text AS by
        ), fresh AS MATERIALIZED (
          SELECT s.* FROM fund_declaration_stage s JOIN input i USING (import_no, month) WHERE cardinality(s.faults) = 0 AND s.is_changed
        ), declared AS (
          INSERT INTO fund_declaration (id, employer_no, unit_id, month, payroll, head_count, organisation_members, rule_no, assessed,
                                        difference, currency, note, import_no, recorded_by)
          SELECT uuidv7(), f.employer_no, f.unit_id, f.month, f.payroll, f.head_count, f.organisation_members, f.rule_no, f.assessed,
                 f.assessed - coalesce(f.assessed_before, 0), i.currency, f.note, f.import_no, i.by
            FROM fresh f, input i ORDER BY f.row_no
          RETURNING *
        ), changed AS (
          INSERT INTO fund_month AS m (employer_no, month, unit_id, held, currency, payroll, head_count, organisation_members, assessed,
                                       due_on)
          SELECT f.employer_no, f.month, f.unit_id, f.held, i.currency, f.payroll, f.head_count, f.organisation_members, f.assessed,
                 fund_due_on(f.employer_no, f.month)
            FROM fresh f, input i ORDER BY f.employer_no
          ON CONFLICT (employer_no, month) DO UPDATE SET payroll = excluded.payroll, head_count = excluded.head_count,
             organisation_members = excluded.organisation_members, assessed = excluded.assessed, version = m.version + 1
        ), line AS (
          SELECT d.unit_id AS unit, 'fund-declared' AS kind, d.month, 'declaration ' || d.no AS source, i.day, l.account, l.amount,
                 d.currency
            FROM declared d JOIN fresh f USING (employer_no) CROSS JOIN input i
           CROSS JOIN LATERAL (VALUES ('1389', d.difference), (CASE WHEN f.held THEN '3383' ELSE '5112' END, -d.difference))
                 AS l (account, amount)
        )""" + FundBooks.ENTRIES;

    private static final String COUNT = "SELECT count(*) FILTER (WHERE assessed_before IS NULL), "
            + "count(*) FILTER (WHERE assessed_before IS NOT NULL) FROM fund_declaration_stage "
            + "WHERE import_no = ? AND cardinality(faults) = 0 AND is_changed";

    private final Jobs jobs;

    FundDeclarationSheet(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String stage() {
        return "fund_declaration_stage";
    }

    @Override
    public String columns() {
        return "tax_code, month, payroll, head_count, organisation_members, note";
    }

    @Override
    public String key() {
        return "tax code";
    }

    @Override
    public Rows under(SheetRow heading, Import what) {
        Map<FundDeclarationColumn, Integer> places = Headings.places(heading, FundDeclarationColumn.TAX_CODE, FundDeclarationColumn::headings);
        return places.isEmpty() ? null : row -> new FundDeclarationRow(row, places, what.currency()).staged(what.today());
    }

    @Override
    public void check(Connection connection, Import what) throws SQLException {
        if (what.commits()) {
            EmployerLock.holdAll(connection);
        }
        // What was copied a moment ago the planner takes for a row or two; nested loops over ten thousand would then be fatal.
        ManyRows.expect(connection);
        Sql.of(CHECK, what.no(), what.range().from(), what.range().to(), what.jurisdiction()).run(connection);
        ManyRows.expectNoMore(connection);
    }

    @Override
    public Taken take(Connection connection, Import what) throws SQLException {
        Taken taken = foresee(connection, what);
        List<LocalDate> months = Sql.of("SELECT DISTINCT month FROM fund_declaration_stage WHERE import_no = ? AND cardinality(faults) = 0 "
                + "AND is_changed ORDER BY month", what.no()).list(connection, row -> row.getObject(1, LocalDate.class));
        ManyRows.expect(connection);
        for (LocalDate month : months) {
            Sql.of(TAKE, what.no(), month, month.plusMonths(1).minusDays(1), what.currency(), what.by()).run(connection);
        }
        ManyRows.expectNoMore(connection);
        if (!months.isEmpty()) {
            jobs.submit(connection, FundSheetSettlementJob.KIND, what.range().unit(), what.by(), new FundSheetSettlementJob.Parameters(what.no()));
        }
        return taken;
    }

    @Override
    public Taken foresee(Connection connection, Import what) throws SQLException {
        return Sql.of(COUNT, what.no()).first(connection, row -> new Taken(row.getLong(1), row.getLong(2))).orElseThrow();
    }

    @Produces
    @Singleton
    JobHandler fundDeclarationImport(UploadService uploads, Clock clock) {
        return new SheetImportJob(this, uploads, clock);
    }
}
