package org.doanket.membership.headcount;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/**
 * What was reported beside what the register counts, as of the cut-off. On the worker's login, with the range as a predicate: who
 * was a member here that day may be one elsewhere by now, and still counts, without being shown.
 */
@ApplicationScoped
@Transactional
public class ReconciliationQueries {

    /** A unit's report speaks of all below it, so its members are counted below it as well: each unit under every number in its path. */
    private static final String ROWS = """
            WITH input AS (SELECT ?::date AS day, ?::text AS path_from, ?::text AS path_to, ?::uuid AS period_id, ?::text AS level, ?::text AS after
            ), there AS MATERIALIZED (
              SELECT n.* FROM input i, units_on(i.day, i.path_from, i.path_to) n
            ), here AS MATERIALIZED (
              SELECT n.* FROM there n, input i WHERE n.level = i.level AND (i.after IS NULL OR n.code > i.after) %s
            ), below AS MATERIALIZED (
              SELECT h.unit_id AS reporter, n.unit_id FROM there n
                CROSS JOIN LATERAL unnest(string_to_array(btrim(n.path, '/'), '/')::bigint[]) AS a (number)
                JOIN here h ON h.number = a.number
            ), found AS (
              SELECT b.reporter, count(*) AS counted, count(*) FILTER (WHERE m.sex = 'female') AS women, count(*) FILTER (WHERE m.sex IS NULL) AS of_no_sex
                FROM members_on((SELECT day FROM input), ARRAY(SELECT unit_id FROM below)) m JOIN below b ON b.unit_id = m.unit_id
               GROUP BY b.reporter
            ), beside AS (
              SELECT h.unit_id, h.code, h.name, h.kind, coalesce(r.state, 'missing') AS state,
                     CASE WHEN r.state IN ('pending', 'approved') THEN r.members::bigint END AS reported,
                     CASE WHEN r.state IN ('pending', 'approved') THEN r.members_women::bigint END AS reported_women,
                     coalesce(f.counted, 0) AS counted, coalesce(f.women, 0) AS counted_women, coalesce(f.of_no_sex, 0) AS counted_of_no_sex
                FROM here h LEFT JOIN found f ON f.reporter = h.unit_id
                LEFT JOIN headcount_report r ON r.period_id = (SELECT period_id FROM input) AND r.unit_id = h.unit_id
            ), gap AS (
              SELECT *, coalesce(reported, 0) - counted AS gap, coalesce(reported_women, 0) - counted_women AS women_gap FROM beside
            )""";

    private final AgroalDataSource worker;
    private final AgroalDataSource dataSource;
    private final HeadcountPeriodQueries periods;

    ReconciliationQueries(@DataSource("worker") AgroalDataSource worker, AgroalDataSource dataSource, HeadcountPeriodQueries periods) {
        this.worker = worker;
        this.dataSource = dataSource;
        this.periods = periods;
    }

    /** By code. @param gapsOnly those units where the two differ */
    public Page<ReconciliationView> list(UnitScope scope, UUID id, UUID unit, boolean gapsOnly, PageRequest page) {
        HeadcountPeriodView period = periods.one(scope, id);
        Optional<UnitScope> range = periods.range(scope, period, unit);
        if (range.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Cursor after = page.after(1);
        String from = after == null ? null : after.text(0);
        // Only the units of this page are counted, unless it is to be seen first which of them belong on it.
        Sql sql = gapsOnly ? rows(range.get(), period, from, "").add("SELECT * FROM gap WHERE gap <> 0 OR women_gap <> 0")
                : rows(range.get(), period, from, "ORDER BY n.code LIMIT " + (page.limit + 1)).add("SELECT * FROM gap");
        return Page.cut(sql.add("ORDER BY code LIMIT ?", page.limit + 1).list(worker, ReconciliationView::of), page.limit,
                row -> Cursor.of(row.code()));
    }

    public ReconciliationView.Sum sum(UnitScope scope, UUID id, UUID unit) {
        HeadcountPeriodView period = periods.one(scope, id);
        return periods.range(scope, period, unit).flatMap(range -> rows(range, period, null, "").add("SELECT count(*) AS units, count(reported) "
                + "AS reporting, coalesce(sum(reported), 0) AS reported, coalesce(sum(reported_women), 0) AS women, coalesce(sum(counted), 0) AS counted, "
                + "coalesce(sum(counted_women), 0) AS counted_women, coalesce(sum(counted_of_no_sex), 0) AS of_no_sex, coalesce(sum(gap), 0) AS gap, "
                + "coalesce(sum(abs(gap)), 0) AS absolute_gap, count(*) FILTER (WHERE gap <> 0 OR women_gap <> 0) AS with_gap FROM gap")
                .first(worker, row -> new ReconciliationView.Sum(id, period.cutOff(), row.getLong("units"), row.getLong("reporting"),
                        row.getLong("reported"), row.getLong("women"), row.getLong("counted"), row.getLong("counted_women"),
                        row.getLong("of_no_sex"), row.getLong("gap"), row.getLong("absolute_gap"), row.getLong("with_gap"))))
                .orElse(new ReconciliationView.Sum(id, period.cutOff(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    /** The whole as a sheet, to be written when the answer streams: then there is neither request nor transaction any more. */
    StreamingOutput sheet(UnitScope scope, UUID id, UUID unit, boolean gapsOnly, String mediaType, Locale locale) {
        HeadcountPeriodView period = periods.one(scope, id);
        Optional<Sql> rows = periods.range(scope, period, unit).map(range -> rows(range, period, null, "")
                .add(gapsOnly ? "SELECT * FROM gap WHERE gap <> 0 OR women_gap <> 0 ORDER BY code" : "SELECT * FROM gap ORDER BY code"));
        return new ReconciliationSheet(worker, rows, mediaType, locale);
    }

    /** A unit's report beside those of the units directly below it on the cut-off. */
    public HeadcountReportView.Check check(UnitScope scope, UUID report) {
        Sql.of("SELECT 1 FROM headcount_report r JOIN unit u ON u.id = r.unit_id WHERE r.id = ? AND u.path >= ? AND u.path < ?", report,
                scope.from(), scope.to()).first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("headcount-report"));
        return Sql.of("SELECT r.members, r.members_women, r.workers, r.workers_women, count(c.unit_id) AS children, count(b.id) AS reported, "
                + "coalesce(sum(b.members), 0) AS below, coalesce(sum(b.members_women), 0) AS below_women, coalesce(sum(b.workers), 0) AS below_workers, "
                + "coalesce(sum(b.workers_women), 0) AS below_workers_women FROM headcount_report r JOIN headcount_period p ON p.id = r.period_id "
                + "LEFT JOIN unit_placement c ON c.parent_id = r.unit_id AND c.valid_from <= p.cut_off AND (c.valid_to IS NULL OR c.valid_to > p.cut_off) "
                + "LEFT JOIN headcount_report b ON b.period_id = r.period_id AND b.unit_id = c.unit_id AND b.state IN ('pending', 'approved') "
                + "WHERE r.id = ? GROUP BY r.id", report).first(worker, row -> {
                    HeadcountReportView.People members = HeadcountReportView.People.of(row.getLong("members"), row.getLong("members_women"));
                    HeadcountReportView.People below = HeadcountReportView.People.of(row.getLong("below"), row.getLong("below_women"));
                    HeadcountReportView.People workers = row.getObject("workers") == null ? null
                            : HeadcountReportView.People.of(row.getLong("workers"), row.getLong("workers_women"));
                    HeadcountReportView.People belowWorkers = HeadcountReportView.People.of(row.getLong("below_workers"),
                            row.getLong("below_workers_women"));
                    return new HeadcountReportView.Check(report, row.getLong("children"), row.getLong("reported"), members, below,
                            members.total() - below.total(), workers, belowWorkers, workers == null ? null : workers.total() - belowWorkers.total(),
                            members.equals(below) && (workers == null || workers.equals(belowWorkers)));
                }).orElseThrow(() -> Problem.notFound("headcount-report"));
    }

    private static Sql rows(UnitScope range, HeadcountPeriodView period, String after, String limit) {
        return Sql.of(ROWS.formatted(limit), period.cutOff(), range.from(), range.to(), period.id(), period.level(), after);
    }
}
