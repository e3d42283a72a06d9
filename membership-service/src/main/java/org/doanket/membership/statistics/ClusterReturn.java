package org.doanket.membership.statistics;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/**
 * R4: of the firms of each cluster, how many have a union. One with a union is a grass-roots union that has an employer, in the cluster that
 * its card named on the cut-off; those without stand on the lists that held then. Clusters are the same however their names are spelt.
 */
final class ClusterReturn {

    /** Places: the snapshot and the range. The last row is that of all clusters; its name is null. */
    static final String ROWS = """
            WITH i AS MATERIALIZED (
              SELECT s.cut_off AS day, s.id AS snapshot_id, s.jurisdiction, r.path_from, r.path_to
                FROM (SELECT ?::uuid AS snapshot_id, ?::text AS path_from, ?::text AS path_to) r JOIN statistic_snapshot s ON s.id = r.snapshot_id
            ), firm_or_union AS (
              SELECT u.card ->> 'cluster' AS cluster, 1 AS unions, 0 AS without, 0 AS workers
                FROM i JOIN statistic_unit u ON u.snapshot_id = i.snapshot_id AND u.path >= i.path_from AND u.path < i.path_to
                JOIN unit_kind t ON t.jurisdiction = i.jurisdiction AND t.code = u.kind
               WHERE u.level = 'grass-roots' AND t.has_employer
              UNION ALL
              SELECT f.cluster, 0, 1, f.workers
                FROM i CROSS JOIN LATERAL firm_lists_on(i.day) l JOIN firm f ON f.list_id = l.id
                JOIN statistic_unit u ON u.snapshot_id = i.snapshot_id AND u.unit_id = l.unit_id AND u.path >= i.path_from AND u.path < i.path_to
            ), keyed AS (
              SELECT coalesce(doanket.search_form(cluster), '') AS key, * FROM firm_or_union
            )
            SELECT CASE WHEN grouping(key) = 0 THEN coalesce(min(cluster), 'unknown') END AS cluster, sum(unions) AS unions,
                   sum(without) AS "firmsWithoutUnion", sum(unions + without) AS firms,
                   round(100.0 * sum(unions) / nullif(sum(unions + without), 0), 2) AS "unionsPercent", coalesce(sum(workers), 0) AS "workersWithoutUnion",
                   NULL AS figures
              FROM keyed GROUP BY GROUPING SETS ((key), ()) ORDER BY grouping(key), key""";

    private static final String FIRMS = "SELECT f.* FROM firm_lists_on(?) l JOIN firm f ON f.list_id = l.id JOIN statistic_unit u ON u.unit_id = l.unit_id "
            + "WHERE u.snapshot_id = ? AND u.path >= ? AND u.path < ? ORDER BY doanket.search_form(f.cluster), doanket.search_form(f.name), f.list_id, f.number";

    private static final String[] COLUMNS = {"firmName", "firmCode", "workers", "address", "note"};

    private ClusterReturn() {
    }

    /** One for each cluster, as such lists come and go: the firms without a union that are in it. */
    static void sheets(Connection connection, StatisticsQueries.Place place, SheetWriter sheet, Locale locale) throws SQLException, IOException {
        AtomicReference<String> present = new AtomicReference<>();
        Sql.of(FIRMS, place.snapshot().cutOff(), place.snapshot().id(), place.range().from(), place.range().to()).stream(connection, row -> {
            String cluster = row.getString("cluster");
            if (!SearchForm.of(cluster).equals(present.getAndSet(SearchForm.of(cluster)))) {
                sheet.next(cluster);
                sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
            }
            sheet.row(row.getString("name"), row.getString("code"), row.getObject("workers"), row.getString("address"), row.getString("note"));
        });
    }
}
