package org.doanket.finance.dues;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.job.Purge;
import org.doanket.platform.sql.Sql;

/** What a run comes to unit by unit, kept beside it; in the transaction of the run, after it. */
@ApplicationScoped
class DuesRunUnitBatch {

    /** Who owes and what is charged, member by member as the run itself compares them ({@link DuesBatch}), and summed for each unit. */
    private static final String FORESEE = """
        WITH input AS (SELECT ?::bigint AS run_no, ?::text AS path_from, ?::text AS path_to, ?::date AS month
        ), frozen AS MATERIALIZED (
          SELECT f.member_no FROM (SELECT DISTINCT ON (c.member_no, c.unit_id) c.member_no, c.kind FROM charge c
             WHERE c.month = (SELECT month FROM input) AND c.unit_id IN (SELECT unit_id FROM closing_freeze)
             ORDER BY c.member_no, c.unit_id, c.run_no DESC, c.kind) f WHERE f.kind = 0
        ), due AS MATERIALIZED (
          SELECT d.* FROM input i, dues_of(i.path_from, i.path_to, i.month) d
           WHERE d.unit_id NOT IN (SELECT unit_id FROM closing_freeze) AND d.member_no NOT IN (SELECT member_no FROM frozen)
        ), known AS MATERIALIZED (
          SELECT DISTINCT ON (c.member_no, c.unit_id) c.* FROM charge c
           WHERE c.month = (SELECT month FROM input) AND c.unit_id IN (SELECT u.id FROM unit_ref u, input i
                 WHERE u.path >= i.path_from AND u.path < i.path_to)
             AND c.unit_id NOT IN (SELECT unit_id FROM closing_freeze)
           ORDER BY c.member_no, c.unit_id, c.run_no DESC, c.kind
        ), compared AS (
          SELECT coalesce(d.unit_id, k.unit_id) AS unit_id, d.member_no IS NOT NULL AS owes, d.problem, d.amount, k.amount AS charged,
                 CASE WHEN d.problem IS NULL THEN coalesce(d.amount, 0) - coalesce(k.amount, 0) ELSE 0 END AS difference,
                 CASE WHEN d.problem IS NULL THEN coalesce(d.excess, 0) - coalesce(k.excess, 0) ELSE 0 END AS excess,
                 d.problem IS NULL AND CASE WHEN d.member_no IS NULL THEN k.kind = 0
                   ELSE k.member_no IS NULL OR k.kind = 1 OR (d.amount, d.excess, d.base, d.rule_no, d.exemption_no)
                     IS DISTINCT FROM (k.amount, k.excess, k.base, k.rule_no, k.exemption_no) END AS is_changed
            FROM due d FULL JOIN known k ON k.member_no = d.member_no AND k.unit_id = d.unit_id
        )
        INSERT INTO dues_run_unit (run_no, unit_id, members, problems, total, charged, changed, difference, excess)
        SELECT i.run_no, c.unit_id, count(*) FILTER (WHERE c.owes), count(c.problem),
               coalesce(sum(c.amount) FILTER (WHERE c.owes AND c.problem IS NULL), 0), coalesce(sum(c.charged), 0),
               count(*) FILTER (WHERE c.is_changed), sum(c.difference), sum(c.excess)
          FROM compared c CROSS JOIN input i GROUP BY i.run_no, c.unit_id
        HAVING bool_or(c.owes OR c.is_changed OR c.charged <> 0)""";

    private static final String CHANGED = """
        WITH input AS (SELECT ?::bigint AS run_no, ?::date AS month
        ), posted AS (
          SELECT c.unit_id, count(*) AS changed, sum(c.amount_delta) AS difference, sum(c.excess_delta) AS excess
            FROM charge c, input i WHERE c.month = i.month AND c.run_no = i.run_no GROUP BY c.unit_id
        ), flagged AS (
          SELECT p.unit_id, count(*) AS problems FROM dues_problem p, input i WHERE p.run_no = i.run_no GROUP BY p.unit_id
        )
        INSERT INTO dues_run_unit (run_no, unit_id, problems, changed, difference, excess)
        SELECT i.run_no, unit_id, coalesce(f.problems, 0), coalesce(p.changed, 0), coalesce(p.difference, 0), coalesce(p.excess, 0)
          FROM posted p FULL JOIN flagged f USING (unit_id) CROSS JOIN input i""";

    void keep(Connection connection, DuesBatch.Run run) throws SQLException {
        if (run.posts()) {
            Sql.of(CHANGED, run.no(), run.month()).run(connection);
            return;
        }
        // As in the run: of dated rules and of what was materialised the planner expects a row or two.
        Sql.of("SET LOCAL enable_nestloop = off").run(connection);
        Sql.of(FORESEE, run.no(), run.range().from(), run.range().to(), run.month()).run(connection);
        Sql.of("SET LOCAL enable_nestloop = on").run(connection);
    }

    /** A preview books nothing, and what it foresaw is of no use after that long. */
    @Produces
    @Singleton
    Purge unitsOfPreviews() {
        return new Purge("units of previewed dues runs", """
                DELETE FROM dues_run_unit WHERE run_no = (SELECT r.no FROM dues_run r WHERE r.mode = 'preview'
                  AND doanket.is_due('staged-import', r.created_at, r.id) AND EXISTS (SELECT FROM dues_run_unit k WHERE k.run_no = r.no) LIMIT 1)""");
    }
}
