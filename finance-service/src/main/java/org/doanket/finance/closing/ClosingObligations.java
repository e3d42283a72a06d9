package org.doanket.finance.closing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Grants and loans of a unit that is closed: each goes to the heir where its member stands now, else to the first. Schedules, payments and
 * what is decided stay as they are. Relief drives go to the first with all that came in for them and went out of them, open pledges too.
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

    private static final String FIRST = """
        WITH first AS (SELECT c.id AS closing_id, c.unit_id, h.heir_id FROM unit_closing c JOIN closing_heir h ON h.closing_id = c.id AND h.position = 1
           WHERE c.id = ?
        )""";

    private static final String PASS_DRIVES = FIRST + """
        , moved AS (
          UPDATE relief_drive d SET unit_id = f.heir_id, version = d.version + 1 FROM first f WHERE d.unit_id = f.unit_id RETURNING d.id
        ), account AS (
          UPDATE bank_account b SET unit_id = f.heir_id FROM first f, moved m WHERE b.drive_id = m.id
        ), out AS (
          UPDATE relief_distribution x SET unit_id = f.heir_id FROM first f, moved m WHERE x.drive_id = m.id
        ), came AS (
          UPDATE contribution g SET unit_id = f.heir_id FROM first f, moved m WHERE m.id IN (g.drive_id, g.late_for_id)
        )
        INSERT INTO closing_passed (closing_id, what, id, unit_id, heir_id)
        SELECT f.closing_id, 'relief-drive', m.id, f.unit_id, f.heir_id FROM first f, moved m""";

    private static final String PASS_PLEDGES = FIRST + """
        , moved AS (
          UPDATE pledge p SET unit_id = f.heir_id, version = p.version + 1 FROM first f WHERE p.unit_id = f.unit_id AND p.state = 'open' RETURNING p.id
        )
        INSERT INTO closing_passed (closing_id, what, id, unit_id, heir_id)
        SELECT f.closing_id, 'pledge', m.id, f.unit_id, f.heir_id FROM first f, moved m""";

    /** What the heir has booked himself, as money that came after the drive's end, stays in his books. */
    private static final String RETURN_DRIVES = """
        WITH back AS (
          UPDATE relief_drive d SET unit_id = p.unit_id, version = d.version + 1 FROM closing_passed p
           WHERE p.closing_id = ? AND p.what = 'relief-drive' AND d.id = p.id AND d.unit_id = p.heir_id RETURNING p.*
        ), account AS (
          UPDATE bank_account k SET unit_id = b.unit_id FROM back b WHERE k.drive_id = b.id
        ), out AS (
          UPDATE relief_distribution x SET unit_id = b.unit_id FROM back b WHERE x.drive_id = b.id
        )
        UPDATE contribution g SET unit_id = b.unit_id FROM back b WHERE b.id IN (g.drive_id, g.late_for_id)
           AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.id = g.entry_id AND e.unit_id = b.heir_id)""";

    private static final String RETURN_PLEDGES = """
        UPDATE pledge p SET unit_id = w.unit_id, version = p.version + 1 FROM closing_passed w
         WHERE w.closing_id = ? AND w.what = 'pledge' AND p.id = w.id AND p.unit_id = w.heir_id""";

    private ClosingObligations() {
    }

    /** In the transaction of the connection, which is the worker's. @return how many */
    static long pass(Connection connection, UUID closing) throws SQLException {
        long passed = 0;
        for (String what : List.of(PASS_GRANTS, PASS_LOANS, PASS_DRIVES, PASS_PLEDGES)) {
            passed += Sql.of(what, closing).run(connection);
        }
        return passed;
    }

    static void giveBack(Connection connection, UUID closing) throws SQLException {
        for (String what : List.of(RETURN_GRANTS, RETURN_LOANS, RETURN_DRIVES, RETURN_PLEDGES)) {
            Sql.of(what, closing).run(connection);
        }
    }
}
