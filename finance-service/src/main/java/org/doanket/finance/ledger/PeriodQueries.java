package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.Act;
import org.doanket.finance.ledger.LedgerView.Break;
import org.doanket.finance.ledger.LedgerView.Verification;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** What was done to months, and whether they still are what was sealed. */
@ApplicationScoped
@Transactional
public class PeriodQueries {

    /** Closed months beside the closing before them, their seals, and what the books say today. */
    private static final String CLOSED = "WITH asked AS (SELECT p.* FROM period p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ?";

    private static final String BREAKS = """
        ), closed AS (
          SELECT a.*, lag(a.hash) OVER (PARTITION BY a.unit_id ORDER BY a.month) AS before FROM asked a WHERE a.status = 'closed'
        ), kept AS (
          SELECT c.unit_id, c.month, s.place, s.entry_id, s.seal FROM closed c JOIN period_seal s ON s.act_no = c.act_no
        ), now AS (
          SELECT c.unit_id, c.month, s.place, s.entry_id, s.seal FROM closed c CROSS JOIN LATERAL seals_of(c.unit_id, c.month) s
        ), entries AS (
          SELECT unit_id, month, place, CASE WHEN EXISTS (SELECT FROM kept o WHERE o.unit_id = n.unit_id AND o.month = n.month
                                                               AND o.entry_id = n.entry_id) THEN k.entry_id ELSE coalesce(n.entry_id, k.entry_id) END
                   AS entry_id, CASE
                 WHEN k.entry_id IS NULL THEN 'added'
                 WHEN NOT EXISTS (SELECT FROM now o WHERE o.unit_id = k.unit_id AND o.month = k.month AND o.entry_id = k.entry_id) THEN 'cut'
                 WHEN EXISTS (SELECT FROM now o WHERE o.unit_id = k.unit_id AND o.month = k.month AND o.seal = k.seal) THEN
                      CASE WHEN EXISTS (SELECT FROM kept o WHERE o.unit_id = n.unit_id AND o.month = n.month AND o.entry_id = n.entry_id)
                           THEN 'reordered' ELSE 'added' END
                 ELSE 'changed' END AS what
            FROM kept k FULL JOIN now n USING (unit_id, month, place) WHERE k.seal IS DISTINCT FROM n.seal
        ), months AS (
          SELECT c.unit_id, c.month, NULL::bigint, NULL::uuid, CASE WHEN act.hash IS DISTINCT FROM c.hash THEN 'chain-broken'
                 WHEN (SELECT count(*) FROM kept k WHERE k.unit_id = c.unit_id AND k.month = c.month) <> act.entry_count THEN 'seal-broken'
                 WHEN chained(c.before, (SELECT array_agg(k.seal ORDER BY k.place) FROM kept k WHERE k.unit_id = c.unit_id AND k.month = c.month))
                      <> c.hash THEN 'chain-broken' END AS what
            FROM closed c LEFT JOIN period_act act ON act.no = c.act_no
        ), states AS (
          SELECT a.unit_id, a.month, NULL::bigint, NULL::uuid, 'status-without-act' AS what FROM asked a
           WHERE (a.status = 'closed') <> coalesce((SELECT t.act = 'closed' FROM period_act t WHERE t.unit_id = a.unit_id AND t.month = a.month
                                                     ORDER BY t.no DESC LIMIT 1), false)
        ), broken AS (
          SELECT * FROM entries UNION ALL SELECT * FROM months WHERE what IS NOT NULL UNION ALL SELECT * FROM states
        )
        SELECT DISTINCT ON (unit_id) unit_id, month, place, entry_id, what FROM broken
         ORDER BY unit_id, month, place NULLS LAST LIMIT 200""";

    private final AgroalDataSource dataSource;

    PeriodQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Page<Act> acts(UnitScope scope, UUID period, PageRequest page) {
        Sql.of("SELECT 1 FROM period p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ? AND p.id = ?", scope.from(),
                scope.to(),
                period).first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("period"));
        Cursor after = page.after(1);
        record Numbered(long no, Act act) {
        }
        List<Numbered> rows = Sql.of("SELECT a.* FROM period_act a JOIN period p USING (unit_id, month) WHERE p.id = ?", period)
                .given(after == null ? null : after.number(0), "AND a.no < ?").add("ORDER BY a.no DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Numbered(row.getLong("no"), act(row)));
        Page<Numbered> cut = Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
        return new Page<>(cut.items().stream().map(Numbered::act).toList(), cut.next());
    }

    /** @param only the one unit of the range that is meant, or null for all of them */
    public Verification verify(UnitScope range, UUID only) {
        List<Break> breaks = Sql.of(CLOSED, range.from(), range.to()).given(only, "AND p.unit_id = ?").add(BREAKS)
                .list(dataSource, PeriodQueries::broken);
        String scope = only == null ? "subtree" : "unit";
        return Sql.of(CLOSED + " AND p.status = 'closed'", range.from(), range.to()).given(only, "AND p.unit_id = ?")
                .add(") SELECT count(*) AS months, coalesce(sum(entry_count), 0) AS entries FROM asked").first(dataSource,
                        row -> new Verification(range.unit(), scope, row.getLong("months"), row.getLong("entries"), breaks.isEmpty(),
                        breaks))
                .orElseThrow();
    }

    private static Act act(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return new Act(row.getString("act"), row.getObject("at", OffsetDateTime.class), row.getString("by"), row.getString("why"),
                row.getObject("entry_count", Long.class), hash == null ? null : HexFormat.of().formatHex(hash));
    }

    private static Break broken(ResultSet row) throws SQLException {
        return new Break(row.getObject("unit_id", UUID.class), YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getObject("place", Long.class), row.getObject("entry_id", UUID.class), row.getString("what"));
    }
}
