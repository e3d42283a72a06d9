package org.doanket.finance.fund;

/** How the statements of the fund book: what they found as lines becomes entries, in the same statement. */
final class FundBooks {

    /**
     * Goes on after a CTE {@code line (unit, kind, month, source, day, account, amount, currency)} and an {@code input} with a {@code by}:
     * one entry for each unit, kind and source, on the day or the first that is open after it; lines of one account add up.
     */
    static final String ENTRIES = """
        , summed AS MATERIALIZED (
          SELECT l.unit, l.kind, l.month, l.source, l.day, l.account, l.currency, sum(l.amount)::bigint AS amount FROM line l
           GROUP BY l.unit, l.kind, l.month, l.source, l.day, l.account, l.currency HAVING sum(l.amount) <> 0
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT l.unit, l.kind, open_day(l.unit, l.day), l.month, l.source, (SELECT min(i.by) FROM input i)
            FROM (SELECT DISTINCT unit, kind, month, source, day FROM summed) l ORDER BY l.unit, l.kind, l.source
          RETURNING no, unit_id, effective_date, kind, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
        SELECT e.no, row_number() OVER (PARTITION BY e.no ORDER BY l.account), e.unit_id, e.effective_date, l.account, l.amount, l.currency
          FROM entry e JOIN summed l ON l.unit = e.unit_id AND l.kind = e.kind AND l.source = e.source""";

    private FundBooks() {
    }
}
