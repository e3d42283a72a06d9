package org.doanket.finance.closing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Grants and loans of a unit that is closed: each goes to the heir where its member stands now, else to the first. Schedules, payments and
 * what is decided stay as they are.
 */
final class ClosingObligations {

    private static final String HEIR = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), open AS MATERIALIZED (
          SELECT o.*, c.id AS closing_id, coalesce(own.heir_id, first.heir_id) AS heir_id
            FROM c JOIN {table} o ON o.unit_id = c.unit_id AND o.state IN ({states}) JOIN member_ref m ON m.no = o.member_no
            JOIN closing_heir first ON first.closing_id = c.id AND first.position = 1
            LEFT JOIN closing_heir own ON own.closing_id = c.id AND own.heir_id = m.unit_id
        )""";

    private static final String PASS_GRANTS = HEIR.replace("{table}", "grant_application")
            .replace("{states}", "'draft', 'submitted', 'returned', 'approved'") + """
        , list AS MATERIALIZED (
          SELECT list_id, heir_id, uuidv7() AS id FROM open WHERE list_id IS NOT NULL GROUP BY list_id, heir_id
        ), made AS (
          INSERT INTO grant_list (id, unit_id, code, year, applied_on, note, currency, created_by)
          SELECT n.id, n.heir_id, l.code, l.year, l.applied_on, l.note, l.currency, l.created_by FROM list n JOIN grant_list l ON l.id = n.list_id
        ), moved AS (
          UPDATE grant_application a SET unit_id = o.heir_id, list_id = n.id, version = a.version + 1
            FROM open o LEFT JOIN list n ON n.list_id = o.list_id AND n.heir_id = o.heir_id WHERE a.id = o.id
        ), papers AS (
          UPDATE grant_evidence e SET unit_id = o.heir_id FROM open o WHERE e.application_id = o.id
        )
        INSERT INTO closing_passed (closing_id, what, id, unit_id, heir_id, list_id)
        SELECT closing_id, 'grant-application', id, unit_id, heir_id, list_id FROM open""";

    private static final String PASS_LOANS = HEIR.replace("{table}", "loan_referral").replace("{states}", "'referred', 'endorsed', 'granted'") + """
        , moved AS (
          UPDATE loan_referral l SET unit_id = o.heir_id, version = l.version + 1 FROM open o WHERE l.id = o.id
        )
        INSERT INTO closing_passed (closing_id, what, id, unit_id, heir_id)
        SELECT closing_id, 'loan-referral', id, unit_id, heir_id FROM open""";

    /** What an heir has paid meanwhile stays with him, as does what has gone on from him. */
    private static final String RETURN_GRANTS = """
        WITH back AS MATERIALIZED (
          SELECT p.* FROM closing_passed p JOIN grant_application a ON a.id = p.id AND a.unit_id = p.heir_id AND a.state <> 'paid'
           WHERE p.closing_id = ? AND p.what = 'grant-application'
        ), papers AS (
          UPDATE grant_evidence e SET unit_id = b.unit_id FROM back b WHERE e.application_id = b.id
        )
        UPDATE grant_application a SET unit_id = b.unit_id, list_id = b.list_id, version = a.version + 1 FROM back b WHERE a.id = b.id""";

    private static final String RETURN_LOANS = """
        UPDATE loan_referral l SET unit_id = p.unit_id, version = l.version + 1 FROM closing_passed p
         WHERE p.closing_id = ? AND p.what = 'loan-referral' AND l.id = p.id AND l.unit_id = p.heir_id""";

    private ClosingObligations() {
    }

    /** In the transaction of the connection, which is the worker's. @return how many */
    static long pass(Connection connection, UUID closing) throws SQLException {
        return Sql.of(PASS_GRANTS, closing).run(connection) + (long) Sql.of(PASS_LOANS, closing).run(connection);
    }

    static void giveBack(Connection connection, UUID closing) throws SQLException {
        Sql.of(RETURN_GRANTS, closing).run(connection);
        Sql.of(RETURN_LOANS, closing).run(connection);
    }
}
