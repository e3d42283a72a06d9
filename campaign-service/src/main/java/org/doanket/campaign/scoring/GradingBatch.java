package org.doanket.campaign.scoring;

import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.campaign.clock.ClockView;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Sheets of thousands of units in some statements: opened where they are missing, computed from facts, summed up, graded where nothing is missing. */
final class GradingBatch {

    /**
     * Of the level that the set is for, there on the last day of that time, and with a line for each criterion: of a unit that has ended before, its successor
     * is scored. Nobody is scored by what he laid down himself.
     */
    private static final String OPEN = """
            INSERT INTO scoring_sheet (id, set_id, unit_id, year, starts, ends, changed_at)
            SELECT uuidv7(), c.id, u.id, ?, ?, ?, now() FROM criteria_set c JOIN unit_ref u ON u.jurisdiction = c.jurisdiction
             WHERE c.id = ? AND u.path >= ? AND u.path < ? AND (c.level IS NULL OR u.level = c.level)
               AND (u.id IS DISTINCT FROM c.unit_id OR u.parent_id IS NULL)
               AND u.valid_from <= ? AND (u.valid_to IS NULL OR u.valid_to > ?)
            ON CONFLICT (set_id, unit_id, year) DO NOTHING""";

    private static final String LINES = """
            INSERT INTO scoring_line (sheet_id, unit_id, code)
            SELECT s.id, s.unit_id, c.code FROM scoring_sheet s JOIN unit_ref u ON u.id = s.unit_id JOIN criterion c ON c.set_id = s.set_id
             WHERE s.set_id = ? AND s.year = ? AND u.path >= ? AND u.path < ? ON CONFLICT DO NOTHING""";

    /** Facts of a unit and of all below it; what is monthly counts from the first of the month. Nothing to divide by is no value. */
    private static final String COMPUTE = """
            WITH sheet AS (
              SELECT s.id, s.starts, s.ends, u.path, c.code, c.scale, c.numerator, c.denominator, coalesce(c.currency, '') AS currency
                FROM scoring_sheet s JOIN unit_ref u ON u.id = s.unit_id JOIN criterion c ON c.set_id = s.set_id AND c.how = 'computed'
               WHERE s.set_id = ? AND s.year = ? AND s.state <> 'graded' AND u.path >= ? AND u.path < ?),
            figure AS (
              SELECT t.id, t.code, sum(f.value) FILTER (WHERE f.binding = t.numerator) AS numerator,
                     sum(f.value) FILTER (WHERE f.binding = t.denominator) AS denominator
                FROM sheet t JOIN unit_ref u ON u.path >= t.path AND u.path < left(t.path, -1) || '0'
                JOIN counted_fact f ON f.unit_id = u.id AND f.binding IN (t.numerator, t.denominator) AND f.currency = t.currency
                JOIN binding b ON b.code = f.binding
               WHERE f.day BETWEEN CASE WHEN b.monthly THEN date_trunc('month', t.starts)::date ELSE t.starts END AND t.ends
               GROUP BY t.id, t.code),
            value AS (
              SELECT t.id, t.code, t.scale, coalesce(f.numerator, 0) AS numerator, CASE WHEN t.denominator IS NOT NULL THEN coalesce(f.denominator, 0) END AS denominator,
                     CASE WHEN t.denominator IS NULL THEN coalesce(f.numerator, 0) ELSE round(100 * f.numerator / nullif(f.denominator, 0), 4) END AS value
                FROM sheet t LEFT JOIN figure f ON f.id = t.id AND f.code = t.code)
            UPDATE scoring_line l SET numerator = v.numerator, denominator = v.denominator, value = v.value, points = scale_points(v.scale, coalesce(v.value, 0))
              FROM value v WHERE l.sheet_id = v.id AND l.code = v.code""";

    private static final String OF_RUN = "s.set_id = ? AND s.year = ? AND u.path >= ? AND u.path < ?";

    private final Connection connection;
    private final GradingJob.Parameters given;
    private final UnitScope scope;

    GradingBatch(Connection connection, GradingJob.Parameters given, UnitScope scope) {
        this.connection = connection;
        this.given = given;
        this.scope = scope;
    }

    /** @return how many sheets are new */
    int open() throws SQLException {
        int opened = Sql.of(OPEN, given.year(), given.starts(), given.ends(), given.criteriaSet(), scope.from(), scope.to(), given.ends(), given.ends())
                .run(connection);
        Sql.of(LINES, ofRun()).run(connection);
        return opened;
    }

    void compute() throws SQLException {
        Sql.of(COMPUTE, ofRun()).run(connection);
    }

    /** @param appeal by when what is graded now can be appealed against */
    ScoringView.Graded sumUp(int opened, String by, ClockView.Due appeal) throws SQLException {
        Sql.of("SELECT sum_up_sheets(array_agg(s.id)) FROM scoring_sheet s JOIN unit_ref u ON u.id = s.unit_id WHERE " + OF_RUN, ofRun()).run(connection);
        int graded = Sql.of("UPDATE scoring_sheet s SET state = 'graded', graded_by = ?, appeal_by = ?, appeal_rule = ?, version = s.version + 1, "
                + "changed_at = now() FROM unit_ref u "
                + "WHERE u.id = s.unit_id AND s.total IS NOT NULL AND s.state = 'submitted' AND (u.id IS DISTINCT FROM ? OR u.parent_id IS NULL) AND ",
                by, appeal.last(), appeal.by(), given.gradedAt()).add(OF_RUN, ofRun()).run(connection);
        int[] counts = Sql.of("SELECT count(*), count(*) FILTER (WHERE s.total IS NULL AND " + ScoringQueries.STATE + " <> 'ended'), count(*) FILTER (WHERE "
                + ScoringQueries.STATE + " = 'ended') FROM scoring_sheet s JOIN unit_ref u ON u.id = s.unit_id WHERE " + OF_RUN, ofRun())
                .first(connection, row -> new int[] {row.getInt(1), row.getInt(2), row.getInt(3)}).orElseThrow();
        return new ScoringView.Graded(given.criteriaSet(), given.year(), counts[0], opened, graded, counts[1], counts[2]);
    }

    private Object[] ofRun() {
        return new Object[] {given.criteriaSet(), given.year(), scope.from(), scope.to()};
    }
}
